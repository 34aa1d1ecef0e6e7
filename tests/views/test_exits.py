"""From where lost journeys left: their furthest stage and the touchpoint of their last event."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

GIVEN = [
    event("Ben", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="north"),
    event("Cleo", "2025-01-02T10:00:00Z", "Home page", stage="visit", market="north"),
    event("Dan", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="south"),
    event("Dan", "2025-01-02T10:00:00Z", "Basket", stage="buy", market="south", revenue=20),
    event("Dan", "2025-01-03T10:00:00Z", "Home page", stage="visit", market="south"),
    event("Eva", "2025-01-05T10:00:00Z", "Basket", stage="buy", market="south"),
    event("Anna", "2025-01-01T10:00:00Z", "Basket", stage="buy", market="south"),
    event("Anna", "2025-01-09T10:00:00Z", "Delivery", stage="use", market="south"),
    event("Finn", "2025-05-20T10:00:00Z", "Home page", stage="visit", market="north"),
]
COLUMNS = ("drop_stage", "touchpoint", "touchpoint_stage", "journeys", "revenue", "customers")
EXPECTED = [
    ("buy", "Basket", "buy", 1, 0, 1),
    ("buy", "Home page", "visit", 1, 20, 1),
    ("visit", "Home page", "visit", 2, 0, 2),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("exits"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "exits", Filters())
    assert sorted(columns(answer, *COLUMNS)) == EXPECTED
    assert answer.totals == {"journeys": 4}


def test_by_market(generation):
    rows = columns(ask(generation, "exits", Filters(), ("market",)), "market", *COLUMNS)
    assert sorted(rows) == [
        ("north", *EXPECTED[2]),
        ("south", *EXPECTED[0]),
        ("south", *EXPECTED[1]),
    ]
