"""Of those who come to one touchpoint, how many come to another, and how long that takes."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import HOUR, columns

ELEVEN = [  # to the basket after 1, 2, .. 11 hours
    event(f"c{n}", f"2025-01-01T{at:02}:00:00Z", touchpoint, journey_id="", market="many")
    for n in range(1, 12)
    for at, touchpoint in ((0, "Home page"), (n, "Basket"))
]
NINE = [
    event(f"d{n}", "2025-01-01T00:00:00Z", "Home page", journey_id="", market="many")
    for n in range(9)
]
FEW = [
    event("Anna", "2025-01-01T10:00:00Z", "Basket", journey_id="", market="few"),
    event("Anna", "2025-01-01T11:00:00Z", "Home page", journey_id="", market="few"),
    event("Bea", "2025-01-01T10:00:00Z", "Home page", journey_id="first", market="few"),
    event("Bea", "2025-01-02T10:00:00Z", "Basket", journey_id="second", market="few"),
]
GIVEN = ELEVEN + NINE + FEW
ASKED = {"source": "Home page", "target": "Basket"}
MANY, FEW_ONLY = (Filters.of(where={"market": [market]}) for market in ("many", "few"))
COLUMNS = ("entered", "converted", "customers", "rate", "median_seconds", "p90_seconds")
EXPECTED = [(20, 11, 20, 11 / 20, 6 * HOUR, 10 * HOUR)]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("conversion"), GIVEN)


def test_rows(generation):
    answer = ask(generation, "conversion", MANY, **ASKED)
    assert columns(answer, *COLUMNS) == EXPECTED
    interval = columns(answer, "rate_low", "rate_high", "rate_n")
    assert interval == [pytest.approx((0.3421, 0.7418, 20), abs=5e-5)]


def test_within_six_hours(generation):
    answer = ask(generation, "conversion", MANY, **ASKED, within=0.25)
    assert columns(answer, *COLUMNS[:5]) == [(20, 6, 20, 6 / 20, 3.5 * HOUR)]


@pytest.mark.parametrize(
    ("options", "converted"),
    [({}, 0), ({"anywhere": True}, 1), ({"per": "customer"}, 1)],
)
def test_the_basket_before_the_home_page_and_in_another_journey(generation, options, converted):
    answer = ask(generation, "conversion", FEW_ONLY, **ASKED, **options)
    assert columns(answer, *COLUMNS[:4]) == [(2, converted, 2, None)]
