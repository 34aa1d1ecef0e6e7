"""What had become of journeys at the same age: A is half of the 100 days observed, 50 days, as the window is a year."""

from datetime import date, datetime, timedelta

import pytest

from journey.data.ask import ask
from journey.model.errors import NotShared
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from tests.logs import build, event
from tests.views.shop import columns, filled

DEFINITION = """
[journeys]
inactivity_days = 365
[ends]
good = ["Solved"]
undone_by = ["Complaint"]
[[stages]]
name = "visit"
[[stages]]
name = "buy"
[[stages]]
name = "use"
"""
DAY = 86_400
VISIT, BUY, USE = ("Home page", "visit"), ("Basket", "buy"), ("Delivery", "use")
SOLVED, COMPLAINT = ("Solved", "visit"), ("Complaint", "visit")


def seen(customer: str, *steps: tuple[float, tuple[str, str]], **more) -> list[dict]:
    """The customer's events, each so many days after the first of January at midnight."""
    start = datetime(2025, 1, 1)
    return [
        event(
            customer,
            (start + timedelta(seconds=round(day * DAY))).isoformat(),
            touchpoint,
            stage=stage,
            **more,
        )
        for day, (touchpoint, stage) in steps
    ]


SECOND = 1 / DAY
GIVEN = [
    *seen("exactly A old", (50, VISIT)),
    *seen("a second younger", (50 + SECOND, VISIT)),
    *seen("goes on after A", (0, VISIT), (50 + SECOND, BUY)),
    *seen("goes on at A", (0, VISIT), (50, BUY)),
    *seen("ended well, undone after A", (1, VISIT), (20, SOLVED), (60, COMPLAINT)),
    *seen("undone within A", (1, VISIT), (20, SOLVED), (50, COMPLAINT)),
    *seen("skips, and comes back after A", (2, VISIT), (3, USE), (60, BUY)),
    *seen("at the goal after A", (0, VISIT), (1, BUY), (100, USE)),
    *seen("young and gone on", (60, VISIT), (61, BUY)),
]
COUNTS = ("stage", "ripe", "went_on", "ended_well", "neither", "completed", "skipped", "young")
EXPECTED = [
    ("visit", 7, 3, 1, 3, 0, 0, 2),
    ("buy", 3, 1, 0, 2, 0, 1, 1),
    ("use", 1, 0, 0, 0, 1, 0, 0),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("ripe"), GIVEN, DEFINITION)


def test_each_journey_is_judged_by_its_first_50_days_alone(generation):
    assert generation.observation.ripe_age_seconds == 50 * DAY
    answer = ask(generation, "ripe", Filters())
    assert columns(answer, *COUNTS) == EXPECTED
    assert filled(answer, "went_on_rate", "ended_well_rate", "neither_rate") == set()
    for row in answer.rows:
        terms = ("went_on", "ended_well", "neither", "completed")
        assert row["ripe"] == sum(row[name] for name in terms)
    assert "began less than 50 days before the end" in answer.definitions["young"]


def test_the_funnel_judges_them_by_all_that_was_seen(generation):
    """Four went on in the end, and nobody ended well: the good end was undone."""
    visit = ask(generation, "funnel", Filters()).rows[0]
    assert (visit["reached"], visit["advanced"], visit["ended_well"]) == (9, 5, 0)


def test_by_period(generation):
    """Begun in January all but the three of February and March; of these one is old enough."""
    rows = ask(generation, "ripe", Filters(), ("month",)).rows
    visits = [(row["month"], row["ripe"], row["young"]) for row in rows if row["stage"] == "visit"]
    assert visits == [("2025-01-01", 6, 0), ("2025-02-01", 1, 1), ("2025-03-01", 0, 1)]


def test_the_journeys_that_had_not_gone_on_can_be_listed(generation):
    filters = Filters.of(where={"cohort": ["neither/visit"]})
    listed = {row["customer_id"] for row in ask(generation, "journeys", filters).rows}
    assert listed == {"exactly A old", "goes on after A", "undone within A"}


def test_all_are_too_young_where_the_filter_leaves_only_late_ones(generation):
    late = Filters.of(date(2025, 2, 21), None)
    assert columns(ask(generation, "ripe", late), "ripe", "young")[0] == (0, 1)


def test_it_is_not_told_in_shared_mode(generation):
    for view in ("ripe", "ripe_leaves"):
        with pytest.raises(NotShared):
            ask(generation, view, Filters(), mode=SHARED)


def test_rates_of_ten_of_whom_four_had_gone_on(tmp_path):
    rows = [
        row
        for number in range(10)
        for row in seen(f"c{number}", (0, VISIT), *([(10, BUY)] if number < 4 else []))
    ]
    rows += seen("last", (100, VISIT))
    visit = ask(build(tmp_path, rows, DEFINITION), "ripe", Filters()).rows[0]
    names = [
        f"{name}{end}"
        for name in ("went_on_rate", "neither_rate")
        for end in ("", "_low", "_high", "_n")
    ]
    assert [visit[name] for name in names] == pytest.approx(
        [0.4, 0.1682, 0.6873, 10, 0.6, 0.3127, 0.8318, 10], abs=5e-5
    )
    assert (visit["young"], visit["customers"]) == (1, 10)
