"""Logs that write an activity twice, when it starts and when it is complete: one event, at its start. Rows by hand."""

import pytest

from journey.data.generation import open_generation
from journey.data.store import current_generation
from journey.ingest.mapping_file import as_toml
from journey.ingest.recipe import Recipe
from journey.use.load import load
from tests.logs import load_options

HEADER = "customer_id,touchpoint,state,occurred_at,channel,comment\n"
PAIRED = (
    "a,Call,start,2025-01-01 10:00,phone,\n"
    "a,Check,START,2025-01-01 10:05,web,begun\n"
    "a,Check,complete,2025-01-01 10:10,shop,done\n"
    "a,Call,complete,2025-01-01 10:20,,all well\n"
    "a,Call,start,2025-01-02 10:00,phone,\n"
    "a,Call,complete,2025-01-02 10:30,,again\n"
    "b,Call,start,2025-01-01 11:00,,\n"
    "b,Call,complete,2025-01-01 11:30,,\n"
)


def loaded(folder, rows: str, **options):
    path = folder / "log.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    report = load(folder / "db", "log", path, load_options(**options))
    return report, open_generation(current_generation(folder / "db", "log"))


def events(generation) -> list[tuple]:
    return generation.rows(
        "select customer_id, touchpoint, strftime(occurred_at, '%d %H:%M'), channel, comment from events order by event_no"
    )


def test_a_start_and_its_end_are_one_event_with_what_either_says(tmp_path):
    """A blank cell of the start takes the end's; two calls of one customer stay two, the first start with the first end."""
    report, generation = loaded(tmp_path, PAIRED)
    assert events(generation) == [
        ("a", "Call", "01 10:00", "phone", "all well"),
        ("a", "Check", "01 10:05", "web", "begun"),
        ("a", "Call", "02 10:00", "phone", "again"),
        ("b", "Call", "01 11:00", None, None),
    ]
    assert (report.rows_read, report.loaded, report.refused, report.events) == (8, 8, 0, 4)
    assert any("one event, at its start" in sentence for sentence in report.assumed)
    assert "state" not in report.attributes


def test_an_end_without_a_start_stays_an_event(tmp_path):
    more = "".join(
        f"c{n},Call,start,2025-01-03 10:00,,\nc{n},Call,complete,2025-01-03 11:00,,\n"
        for n in range(9)
    )
    alone = "d,Call,complete,2025-01-04 10:00,,\nd,Wait,schedule,2025-01-04 10:00,,\n"
    _, generation = loaded(tmp_path, PAIRED + more + alone)
    assert events(generation)[-2:] == [
        ("d", "Call", "04 10:00", None, None),
        ("d", "Wait", "04 10:00", None, None),
    ]
    assert len(events(generation)) == 4 + 9 + 2


def test_every_row_counts_where_that_is_said(tmp_path):
    report, generation = loaded(tmp_path, PAIRED, assumed=("lifecycle=apart",))
    assert len(events(generation)) == 8 and "state" in report.attributes


@pytest.mark.parametrize(
    "rows",
    [
        "a,Call,start,2025-01-01 10:00,,\na,Check,complete,2025-01-01 11:00,,\n",
        "a,Call,start,2025-01-01 10:00,,\na,Call,open,2025-01-01 11:00,,\n",
        "a,Call,start,2025-01-01 10:00,,\na,Check,start,2025-01-01 11:00,,\n",
    ],
)
def test_a_column_that_tells_no_pairs_is_an_attribute(tmp_path, rows):
    """Another activity's end, a word that is no state, no end at all."""
    report, generation = loaded(tmp_path, rows)
    assert len(events(generation)) == 2 and "state" in report.attributes


def test_the_next_file_is_read_as_this_one_was(tmp_path):
    loaded(tmp_path, PAIRED)
    _, generation = loaded(tmp_path, PAIRED.replace("2025-01", "2025-02"))
    assert len(events(generation)) == 8


def test_an_open_activity_takes_no_other_ones_end(tmp_path):
    """The first start goes with the only end; a row that schedules the activity is neither."""
    rows = (
        "a,Call,schedule,2025-01-01 09:00,,planned\n"
        "a,Call,start,2025-01-01 10:00,,\n"
        "a,Call,complete,2025-01-01 10:20,,all well\n"
        "a,Call,start,2025-01-02 10:00,,\n"
    )
    _, generation = loaded(tmp_path, rows)
    assert [(at, said) for _, _, at, _, said in events(generation)] == [
        ("01 09:00", "planned"),
        ("01 10:00", "all well"),
        ("02 10:00", None),
    ]


def test_every_row_counts_where_that_is_said_against_a_saved_mapping(tmp_path):
    columns = {name: (name,) for name in ("customer_id", "touchpoint", "occurred_at")}
    saved = tmp_path / "saved.toml"
    saved.write_text(as_toml(Recipe(columns=columns, lifecycle="state")), encoding="utf-8")
    _, generation = loaded(tmp_path, PAIRED, preset=str(saved), assumed=("lifecycle=apart",))
    assert len(events(generation)) == 8


def test_days_are_told_only_where_others_have_a_clock(tmp_path):
    rows = "a,Ad,,2025-01-01,,\nb,Ad,,{},,\n"
    days, _ = loaded(tmp_path, rows.format("2025-01-02"))
    assert not any("clock" in sentence for sentence in days.assumed)
    mixed, _ = loaded(tmp_path, rows.format("2025-01-03 10:00"), replace=True)
    assert any("1 time like '2025-01-01'" in sentence for sentence in mixed.assumed)
