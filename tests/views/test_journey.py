"""One customer's events, journey by journey: when, where, how it felt, what was answered."""

import pytest

from journey.data.ask import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, MINUTE, columns

GIVEN = [
    event("Anna", "2025-05-20T10:00:00Z", "Home page", stage="visit", journey_id="later"),
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit", journey_id="first"),
    event(
        "Anna",
        "2025-01-01T10:30:00Z",
        "Basket",
        stage="buy",
        journey_id="first",
        channel="web",
        emotion="anxiety",
        csat=4,
        revenue=20,
        comment="My name is Anna",
    ),
    event("Ben", "2025-01-01T10:00:00Z", "Home page", stage="visit", journey_id="other"),
]
COLUMNS = ("journey_id", "journey_no", "step", "seconds_since_before", "touchpoint", "outcome")
EXPECTED = [
    ("first", 1, 1, None, "Home page", "dropped_off"),
    ("first", 1, 2, 30 * MINUTE, "Basket", "dropped_off"),
    ("later", 2, 1, None, "Home page", "in_progress"),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("journey"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "journey", Filters(), customer="Anna")
    assert columns(answer, *COLUMNS) == EXPECTED
    assert columns(answer, "furthest_stage") == [("buy",), ("buy",), ("visit",)]
    assert answer.totals == {"events": 3, "journeys": 2}


def test_what_an_event_holds(generation):
    row = ask(generation, "journey", Filters(), customer="Anna").rows[1]
    names = ("stage", "channel", "emotion", "valence", "csat", "revenue", "nps")
    assert [row[name] for name in names] == ["buy", "web", "anxiety", -0.5, 4, 20, None]
    assert row["comment"].startswith("My name is") and "Anna" not in row["comment"]


def test_nobody_of_that_name(generation):
    with pytest.raises(UserError, match="no customer 'Zoe'"):
        ask(generation, "journey", Filters(), customer="Zoe")
