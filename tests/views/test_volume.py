"""How much happens: events by any groups."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

GIVEN = [
    event("Anna", "2025-01-31T23:59:59Z", "Home page", channel="web", emotion="trust"),
    event("Anna", "2025-02-01T00:00:00Z", "Basket", channel="web"),
    event("Ben", "2025-02-01T10:00:00Z", "Basket", channel="store", emotion="trust"),
    event("Ben", "2025-02-02T10:00:00Z", "Basket", channel="store", emotion="anger"),
    event("Ben", "2025-02-03T10:00:00Z", "Home page", channel="web"),
]
EXPECTED = {
    "month": [("2025-01-01", 1), ("2025-02-01", 4)],
    "channel": [("store", 2), ("web", 3)],
    "touchpoint": [("Basket", 3), ("Home page", 2)],
    "emotion": [(None, 2), ("anger", 1), ("trust", 2)],
}


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("volume"), GIVEN)


@pytest.mark.parametrize("group", EXPECTED)
def test_rows(generation, group):
    answer = ask(generation, "volume", Filters(), (group,))
    rows = columns(answer, group, "events")
    assert sorted(rows, key=lambda row: row[0] or "") == EXPECTED[group]
    assert answer.totals == {"events": 5}


def test_a_channel_and_dates_restrict_the_events_themselves(generation):
    web = Filters.of(date(2025, 2, 1), None, {"channel": ["web"]})
    assert columns(ask(generation, "volume", web), "events") == [(2,)]
