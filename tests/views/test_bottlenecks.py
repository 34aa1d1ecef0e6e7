"""Which touchpoints the most likely paths lead through, with how long journeys wait there."""

import pytest

from journey.graph.answers import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import HOUR, columns

PLACES = ("Home page", "Basket", "Delivery")
GIVEN = [  # to the basket after 1, 2, .. 11 hours, delivered an hour later
    event(f"c{n}", f"2025-01-01T{at:02}:00:00Z", touchpoint)
    for n in range(1, 12)
    for at, touchpoint in zip((0, n, n + 1), PLACES)
]
COLUMNS = ("touchpoint", "betweenness", "moves", "waited_seconds", "median_seconds", "p90_seconds")
EXPECTED = [  # of the two ordered pairs of others one is joined, through the basket
    ("Home page", 0, 11, 66 * HOUR, 6 * HOUR, 10 * HOUR),
    ("Basket", 1 / 2, 11, 11 * HOUR, HOUR, HOUR),
    ("Delivery", 0, 0, 0, None, None),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("bottlenecks"), GIVEN)


def test_rows_those_with_the_longest_wait_in_all_first(generation):
    assert columns(ask(generation, "bottlenecks", Filters()), *COLUMNS) == EXPECTED
