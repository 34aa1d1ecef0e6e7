"""Which touchpoint follows which, counted alone."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

GIVEN = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", channel="web"),
    event("Anna", "2025-01-02T10:00:00Z", "Basket", channel="web"),
    event("Anna", "2025-01-03T10:00:00Z", "Home page", channel="web"),
    event("Anna", "2025-01-04T10:00:00Z", "Basket", channel="web"),
    event("Ben", "2025-01-01T10:00:00Z", "Home page", channel="web"),
    event("Ben", "2025-01-02T10:00:00Z", "Basket", channel="store"),
]
COLUMNS = ("source", "target", "moves", "journeys")
EXPECTED = [("Home page", "Basket", 3, 2), ("Basket", "Home page", 1, 1)]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("transition_counts"), GIVEN)


def test_rows(generation):
    answer = ask(generation, "transition_counts", Filters())
    assert columns(answer, *COLUMNS) == EXPECTED
    assert answer.totals == {"moves": 4}


def test_a_channel_selects_whole_journeys(generation):
    answer = ask(generation, "transition_counts", Filters.of(where={"channel": ["store"]}))
    assert columns(answer, *COLUMNS) == [("Home page", "Basket", 1, 1)]
