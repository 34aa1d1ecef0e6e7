"""How much there is: events, customers, journeys, and what became of the file's rows."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event

GIVEN = [
    event("Anna", "2025-03-01T10:00:00Z", "Home page", event_id="1"),
    event("Anna", "2025-03-01T10:00:00Z", "Basket", event_id="2"),  # a tie
    event("Anna", "2025-03-02T10:00:00Z", "Delivery", event_id="3"),
    event("Anna", "2025-03-02T10:00:00Z", "Delivery", event_id="3"),  # a duplicate
    event("Ben", "2025-03-05T10:00:00Z", "Home page", event_id="4"),
    event("", "2025-03-06T10:00:00Z", "Home page", event_id="5"),  # refused: nobody's
]
EXPECTED = {
    "events": 4,
    "customers": 2,
    "journeys": 2,
    "touchpoints": 3,
    "first_at": "2025-03-01T10:00:00Z",
    "last_at": "2025-03-05T10:00:00Z",
    "rows_read": 6,
    "refused": 1,
    "duplicates": 1,
    "identical": 0,
    "ties": 1,
}


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("summary"), GIVEN)


def test_rows(generation):
    assert ask(generation, "summary", Filters()).rows == [EXPECTED]


def test_dates_select_whole_journeys_and_leave_the_file_as_it_is(generation):
    first = date(2025, 3, 1)
    row = ask(generation, "summary", Filters.of(first, first)).rows[0]
    assert row == EXPECTED | {
        "events": 3,
        "customers": 1,
        "journeys": 1,
        "last_at": "2025-03-02T10:00:00Z",
    }
