"""The journeys themselves, the latest first: who is behind a figure."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

A1, BAD = {"journey_id": "a1"}, {"valence": -0.5}
GIVEN = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit", valence=0.2, **A1),
    event("Anna", "2025-01-04T10:00:00Z", "Basket", stage="buy", revenue=20, **A1, **BAD),
    event("Anna", "2025-01-05T10:00:00Z", "Home page", stage="visit", revenue=5, **A1, **BAD),
    event("Anna", "2025-05-20T10:00:00Z", "Home page", stage="visit", journey_id="a2"),
    event("Ben", "2025-01-02T10:00:00Z", "Delivery", stage="use", journey_id="", valence=0.9),
]
COLUMNS = ("customer_id", "journey_id", "steps", "furthest_stage", "outcome", "last_touchpoint")
EXPECTED = [
    ("Anna", "a2", 1, "visit", "in_progress", "Home page"),
    ("Anna", "a1", 3, "buy", "dropped_off", "Home page"),
    ("Ben", None, 1, "use", "completed", "Delivery"),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("journeys"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "journeys", Filters())
    assert columns(answer, *COLUMNS) == EXPECTED
    assert columns(answer, "first_at", "last_at", "revenue")[1] == (
        "2025-01-01T10:00:00Z",
        "2025-01-05T10:00:00Z",
        25,
    )
    assert answer.totals == {"journeys": 3}


def test_the_stages_passed_and_where_it_felt_worst_first(generation):
    answer = ask(generation, "journeys", Filters())
    assert columns(answer, "stages", "lowest_valence", "lowest_touchpoint") == [
        (["visit"], None, None),
        (["visit", "buy"], -0.5, "Basket"),
        (["use"], 0.9, "Delivery"),
    ]


def test_only_the_latest_of_those_begun_in_january(generation):
    answer = ask(generation, "journeys", Filters.of(None, date(2025, 1, 31)), top=1)
    assert columns(answer, *COLUMNS) == EXPECTED[1:2] and answer.totals == {"journeys": 2}
