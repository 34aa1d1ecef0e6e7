"""The events themselves, the latest first: what is behind an answer or a feeling."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

GIVEN = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit", channel="web", nps=9),
    event("Ben", "2025-01-03T10:00:00Z", "Basket", stage="buy", channel="web", csat=2),
    event(
        "Anna",
        "2025-01-02T10:00:00Z",
        "Basket",
        stage="buy",
        channel="store",
        emotion="relief",
        comment="Write to anna@example.com",
    ),
]
COLUMNS = ("customer_id", "occurred_at", "stage", "touchpoint", "channel", "emotion", "valence")
EXPECTED = [
    ("Ben", "2025-01-03T10:00:00Z", "buy", "Basket", "web", None, None),
    ("Anna", "2025-01-02T10:00:00Z", "buy", "Basket", "store", "relief", 0.5),
    ("Anna", "2025-01-01T10:00:00Z", "visit", "Home page", "web", None, None),
]
ANSWERS = [(None, 2), (None, None), (9, None)]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("events"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "events", Filters())
    assert columns(answer, *COLUMNS) == EXPECTED
    assert columns(answer, "nps", "csat") == ANSWERS
    assert answer.totals == {"events": 3}


def test_the_address_is_taken_out_of_the_comment(generation):
    (row,) = ask(generation, "events", Filters(), having="comment").rows
    assert row["comment"].startswith("Write to") and "example" not in row["comment"]


def test_the_latest_of_those_with_an_answer_and_dates_of_their_own(generation):
    latest = ask(generation, "events", Filters(), top=1)
    assert columns(latest, *COLUMNS) == EXPECTED[:1] and latest.totals == {"events": 3}
    assert columns(ask(generation, "events", Filters(), having="nps"), *COLUMNS) == EXPECTED[2:]
    second = date(2025, 1, 2)
    assert columns(ask(generation, "events", Filters.of(second, second)), *COLUMNS) == [EXPECTED[1]]
