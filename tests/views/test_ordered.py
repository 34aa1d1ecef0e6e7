"""How many come through a list of stages or touchpoints in that order and in time."""

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
    event("Ben", "2025-04-30T10:00:00Z", "Basket", stage="buy", market="named"),  # after 119 days
    event("Cleo", "2025-01-01T10:00:00Z", "Basket", stage="buy", market="named"),
    event("Cleo", "2025-01-02T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Dan", "2025-05-20T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Eva", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="named"),
]
TEN = [
    event(f"c{n}", f"2025-01-0{1 + place}T10:00:00Z", touchpoint, stage=stage, market="ten")
    for n in range(10)
    for place, (touchpoint, stage) in enumerate((("Home page", "visit"), ("Basket", "buy")))
    if place == 0 or n < 7
]
GIVEN = NAMED + TEN
COLUMNS = (
    "name",
    "reached",
    "advanced",
    "completed",
    "in_progress",
    "out_of_order",
    "stopped",
)
EXPECTED = [
    ("visit", 5, 1, 0, 1, 2, 1),
    ("buy", 1, 1, 0, 0, 0, 0),
    ("use", 1, 0, 1, 0, 0, 0),
]
NAMED_ONLY, TEN_ONLY = (Filters.of(where={"market": [market]}) for market in ("named", "ten"))


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("ordered"), GIVEN, DEFINITION)


def test_rows_within_ninety_days(generation):
    answer = ask(generation, "ordered", NAMED_ONLY)
    assert columns(answer, *COLUMNS) == EXPECTED
    assert filled(answer, "conversion_rate", "median_seconds_to_next") == set()


def test_within_a_hundred_and_fifty_days(generation):
    assert columns(ask(generation, "ordered", NAMED_ONLY, within=150), *COLUMNS) == [
        ("visit", 5, 2, 0, 1, 1, 1),
        ("buy", 2, 1, 0, 0, 0, 1),
        ("use", 1, 0, 1, 0, 0, 0),
    ]


def test_rates_of_ten_and_a_list_of_touchpoints(generation):
    through = ("Home page", "Basket")
    first, last = ask(generation, "ordered", TEN_ONLY, through=through).rows
    rate = [first[f"conversion_rate{end}"] for end in ("", "_low", "_high", "_n")]
    assert rate == pytest.approx([0.7, 0.39677, 0.89221, 10], abs=5e-5)
    assert first["median_seconds_to_next"] == DAY
    assert (last["completed"], last["conversion_rate"]) == (7, None)
