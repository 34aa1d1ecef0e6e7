"""Events later than their load: a slip is refused alone, more are asked about, planned ones move no end of observation."""

from datetime import UTC, datetime, timedelta

import pytest

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.model.errors import Question
from journey.model.filters import Filters
from journey.use.load import load, redefine
from tests.logs import load_options

YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def loaded(folder, days, **options):
    """The report of a file with one event so many days after yesterday for each customer, and its generation."""
    path = folder / "log.csv"
    rows = "".join(
        f"c{number},{YESTERDAY + timedelta(days=day):%Y-%m-%d %H:%M:%S},Ad,awareness\n"
        for number, day in enumerate(days)
    )
    path.write_text("customer_id,occurred_at,touchpoint,stage\n" + rows, encoding="utf-8")
    report = load(folder / "db", "log", path, load_options(**options))
    return report, open_generation(store.current_generation(folder / "db", "log"))


def under_way(generation):
    row = next(
        row for row in ask(generation, "funnel", Filters()).rows if row["stage"] == "awareness"
    )
    return row["in_progress"], row["dropped_off"]


def test_one_event_in_the_future_is_refused_alone(tmp_path):
    """39 of yesterday are under way; one of 2199 is not heard."""
    report, generation = loaded(tmp_path, [0] * 39 + [60_000])
    assert (report.loaded, report.refused) == (39, 1)
    assert report.refused_rows[0].reason == "lies more than a day after this load"
    assert under_way(generation) == (39, 0)


def test_clocks_and_zones_may_be_a_day_ahead(tmp_path):
    report, _ = loaded(tmp_path, [0] * 39 + [1.5])
    assert report.refused == 0


def test_planned_events_are_kept_and_move_no_end(tmp_path):
    """Four of forty are ten days ahead, a tenth: asked. Kept, the 36 of yesterday are still under way, and so are the four."""
    days = [0] * 36 + [10_000] * 4
    with pytest.raises(Question) as asked:
        loaded(tmp_path, days)
    assert asked.value.choices == ["future=refused", "future=kept"]
    assert asked.value.sentence.startswith("4 of 40 events of log.csv lie in the future")
    report, generation = loaded(tmp_path, days, assumed=("future=kept",))
    assert report.loaded == 40 and under_way(generation) == (40, 0)
    redefine(tmp_path / "db", "log", generation.definition.toml)
    again = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert under_way(again) == (40, 0)
    report, _ = loaded(tmp_path, days, assumed=("future=refused",), replace=True)
    assert (report.loaded, report.refused) == (36, 4)
