"""Answers without a time: satisfaction is told as ever, and what needs time is blank and said, in every view and on every screen."""

import pytest

from journey.data import store
from journey.data.ask import VIEWS
from journey.data.generation import open_generation
from journey.data.selection import known_part
from journey.data.timeless import NOTE
from journey.export.map_file import map_file
from journey.findings.asking import FORMS, ask
from journey.map.headline import headline
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.use.load import load
from tests.data.test_rows import faults
from tests.logs import load_options
from tests.map.maps import map_of


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    """40 customers: 30 promoters, 10 detractors, in two branches."""
    folder = tmp_path_factory.mktemp("timeless")
    rows = "".join(
        f"c{n},{10 if n < 30 else 0},{'north' if n % 2 else 'south'},fine {n}\n" for n in range(40)
    )
    (folder / "survey.csv").write_text(f"customer_id,nps,branch,comment\n{rows}", encoding="utf-8")
    options = load_options(fixed=("touchpoint=Survey", "stage=retention"), assumed=("time=none",))
    load(folder / "db", "survey", folder / "survey.csv", options)
    return open_generation(store.current_generation(folder / "db", "survey"))


def test_satisfaction_is_told(survey):
    row = ask(survey, "satisfaction", Filters(), metrics=("nps",)).rows[0]
    assert (row["value"], row["n"]) == (50.0, 40)
    by_branch = ask(survey, "satisfaction", Filters(), ("branch",), metrics=("nps",)).rows
    assert [row["n"] for row in by_branch] == [20, 20]


ITSELF = {"source": "Survey", "target": "Survey"}
NEEDED = {
    "contrasts": {"stage": "retention"},
    "conversion": ITSELF,
    "conversion_times": ITSELF,
    "paths_between": ITSELF,
    "likely": ITSELF,
    "journey": {"customer": "c1"},
}


@pytest.mark.parametrize(
    "view", [view for view in FORMS if view != "cycles"]
)  # one touchpoint makes no circle
def test_every_view_says_so_and_tells_no_moment(survey, view):
    answer = ask(survey, view, Filters(), **NEEDED.get(view, {}))
    assert NOTE in answer.notes and "1970" not in str(answer.rows)


def test_who_left_and_who_is_under_way_is_blank(survey):
    funnel = {row["stage"]: row for row in ask(survey, "funnel", Filters()).rows}
    assert (funnel["retention"]["reached"], funnel["retention"]["advanced"]) == (40, 0)
    assert {
        row[name]
        for row in funnel.values()
        for name in ("dropped_off", "in_progress", "drop_off_rate", "drop_off_rate_n")
    } == {None}
    assert (
        ask(survey, "exits", Filters()).rows == []
        and ask(survey, "transitions", Filters()).rows == []
    )
    pain = ask(survey, "friction", Filters()).rows[0]
    assert {pain[name] for name in ("score", "leaves", "leaves_low", "waits", "journeys_lost")} == {
        None
    } and pain["repeats"] == 0


@pytest.mark.parametrize(
    "view", [name for name, form in VIEWS.items() if not form.needs and name != "journey"]
)
def test_rows_without_a_time_are_of_their_views_type(survey, view):
    assert faults(ask(survey, view, Filters())) == set()


def test_periods_and_dates_are_refused_with_a_sentence(survey):
    with pytest.raises(UserError, match="have no time: leave month out"):
        ask(survey, "satisfaction", Filters(), ("month",))
    with pytest.raises(UserError, match="have no time: leave dates out"):
        ask(survey, "satisfaction", Filters.of("2025-01-01", None))
    filters, notices = known_part(survey, Filters.of("2025-01-01", None, {"branch": ["north"]}))
    assert filters == Filters.of(None, None, {"branch": ["north"]}) and "have no time" in notices[0]


def test_the_map_leaves_out_what_needs_time(survey):
    found = map_of(survey)
    assert found.is_timeless and headline(found).sentence.startswith("NPS is +50")
    drawn = map_file(survey, Filters(), ".svg")
    assert (
        "Survey" in drawn
        and "under way" not in drawn
        and "Last seen at" not in drawn
        and "1970" not in drawn
    )


# What needs time, by view: every row, or the columns whose names begin so. Kept here by hand, beside the declarations.
ROWS_NEED_TIME = {
    "exits",
    "transitions",
    "transition_counts",
    "ordered",
    "time_to_advance",
    "contrasts",
    "touchpoint_nodes",
    "valence_changes",
    "flow",
    "variants",
    "variant_scores",
    "conformance",
    "paths_between",
    "cycles",
    "conversion",
    "conversion_times",
    "stage_transitions",
    "entries",
    "ledger",
    "hand_offs",
    "promises",
    "recovery",
    "with_without",
    "after_complaints",
    "after_touchpoint",
    "trend",
    "service",
    "containment",
    "after_answer",
    "cohorts",
    "after_service",
    "backlog",
    "case_trend",
    "case_volume",
    "journey_trend",
}
COLUMNS_NEED_TIME = {
    "summary": ("first_at", "last_at", "ties"),
    "funnel": (
        "ended_well",
        "dropped_off",
        "in_progress",
        "drop_off_rate",
        "median_seconds_to_next",
    ),
    "touchpoints": ("exits",),
    "friction": (
        *("score", "rank", "leaves", "waits", "contact_again", "hand_off"),
        *("journeys_lost", "revenue_lost"),
    ),
    "quotes": ("occurred_at",),
    "journeys": ("first_at", "last_at", "outcome", "last_touchpoint"),
    "events": ("occurred_at",),
    "journey": ("step", "occurred_at", "seconds_since_before", "duration_seconds", "outcome"),
}


KNOWN_VIEWS = (
    ROWS_NEED_TIME
    | set(COLUMNS_NEED_TIME)
    | {
        "satisfaction",
        "emotions",
        "volume",
        "service_modes",
        "pain_points",
    }
)


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_each_view_declares_what_needs_time(view):
    if view.name not in KNOWN_VIEWS:
        return  # a new view says it in its declaration, and in its own test
    assert view.needs_time == (view.name in ROWS_NEED_TIME)
    begins = COLUMNS_NEED_TIME.get(view.name, ())
    expected = {column.name for column in view.columns if begins and column.name.startswith(begins)}
    assert view.of_time == expected


def test_paths_have_no_order(tmp_path):
    """Each customer answered twice; which came first nobody knows."""
    rows = "".join(f"c{number},{name},9\n" for number in range(9) for name in ("Shop", "Phone"))
    (tmp_path / "survey.csv").write_text(f"customer_id,touchpoint,nps\n{rows}", encoding="utf-8")
    load(tmp_path / "db", "survey", tmp_path / "survey.csv", load_options(assumed=("time=none",)))
    answers = open_generation(store.current_generation(tmp_path / "db", "survey"))
    for view in ("variants", "transitions", "exits"):
        assert ask(answers, view, Filters()).rows == [], view
