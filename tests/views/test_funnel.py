"""What became of the journeys that reached each stage."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DAY, DEFINITION, columns, filled

NAMED = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Anna", "2025-01-03T10:00:00Z", "Basket", stage="buy", market="named"),
    event("Anna", "2025-01-05T10:00:00Z", "Delivery", stage="use", market="named"),
    event("Ben", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Cleo", "2025-05-20T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Dan", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Dan", "2025-01-09T10:00:00Z", "Delivery", stage="use", market="named"),
    event("Eva", "2025-01-02T10:00:00Z", "Basket", stage="buy", market="named"),
    event("Finn", "2025-05-20T10:00:00Z", "Forum", stage="", market="named"),
]
VISITS = [
    event(f"c{n}", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="ten")
    for n in range(10)
]
PURCHASES = [
    event(f"c{n}", f"2025-01-0{2 + n}T10:00:00Z", "Basket", stage="buy", market="ten")
    for n in range(4)
]
GIVEN = NAMED + VISITS + PURCHASES
COUNTS = ("stage", "reached", "advanced", "dropped_off", "in_progress", "completed", "skipped")
EXPECTED = [
    ("visit", 5, 3, 1, 1, 0, 1),
    ("buy", 3, 2, 1, 0, 0, 1),
    ("use", 2, 0, 0, 0, 2, 0),
    ("unassigned", 1, 0, 0, 1, 0, 0),
]
RATES = ("conversion_rate", "conversion_rate_low", "drop_off_rate", "median_seconds_to_next")


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("funnel"), GIVEN, DEFINITION)


def test_rows_and_no_rate_of_fewer_than_ten(generation):
    answer = ask(generation, "funnel", Filters.of(where={"market": ["named"]}))
    assert columns(answer, *COUNTS) == EXPECTED
    assert filled(answer, *RATES) == set()
    assert answer.totals == {"ended_well": 0, "dropped_off": 2, "in_progress": 2, "completed": 2}


def test_rates_of_ten_visitors_of_whom_four_go_on_after_one_to_four_days(generation):
    visit, buy, use = ask(generation, "funnel", Filters.of(where={"market": ["ten"]})).rows
    rates = [
        visit[f"{name}{end}"]
        for name in ("conversion_rate", "drop_off_rate")
        for end in ("", "_low", "_high", "_n")
    ]
    assert rates == pytest.approx([0.4, 0.1682, 0.6873, 10, 0.6, 0.3127, 0.8318, 10], abs=5e-5)
    assert visit["median_seconds_to_next"] == 2.5 * DAY
    assert (buy["reached"], buy["dropped_off"], use["reached"]) == (4, 4, 0)


def test_every_journey_reached_has_one_outcome(generation):
    for row in ask(generation, "funnel", Filters()).rows:
        outcomes = ("advanced", "dropped_off", "in_progress", "completed")
        assert row["reached"] == sum(row[name] for name in outcomes)
