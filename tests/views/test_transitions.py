"""Which touchpoint follows which, and how long that takes."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, HOUR, columns

ANNA = [
    event("Anna", "2025-01-01T10:00:00Z", "Basket", stage="buy"),
    event("Anna", "2025-01-02T10:00:00Z", "Basket", stage="buy"),
    event("Anna", "2025-01-03T10:00:00Z", "Basket", stage="buy"),
    event("Anna", "2025-01-04T10:00:00Z", "Delivery", stage="use"),
]
ELEVEN = [  # from the home page to the basket after 1, 2, .. 11 hours, and no further
    event(f"c{n}", f"2025-01-01T{at:02}:00:00Z", touchpoint, stage=stage)
    for n in range(1, 12)
    for at, touchpoint, stage in ((0, "Home page", "visit"), (n, "Basket", "buy"))
]
GIVEN = ANNA + ELEVEN
COLUMNS = ("source", "target", "moves", "journeys", "customers", "lost_after")
TIMES = ("median_seconds", "p90_seconds", "waited_seconds")
EXPECTED = [
    ("Home page", "Basket", 11, 11, 11, 11),
    ("Basket", "Basket", 2, 1, 1, 0),
    ("Basket", "Delivery", 1, 1, 1, 0),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("transitions"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "transitions", Filters())
    assert columns(answer, *COLUMNS) == EXPECTED
    assert answer.totals == {"moves": len(GIVEN) - 12}  # events less journeys


def test_times_from_ten_customers_on(generation):
    assert columns(ask(generation, "transitions", Filters()), *TIMES) == [
        (6 * HOUR, 10 * HOUR, 66 * HOUR),
        (None, None, None),
        (None, None, None),
    ]


def test_a_touchpoint_selects_whole_journeys(generation):
    delivered = Filters.of(where={"touchpoint": ["Delivery"]})
    assert columns(ask(generation, "transitions", delivered), *COLUMNS) == EXPECTED[1:]
