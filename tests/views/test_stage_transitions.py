"""The moves between touchpoints in their stages, beginnings and ends, by groups of customers."""

from collections import Counter

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

GIVEN = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit"),
    event("Anna", "2025-01-02T10:00:00Z", "Basket", stage="buy"),
    event("Anna", "2025-01-03T10:00:00Z", "Delivery", stage="use"),
    event("Ben", "2025-01-01T10:00:00Z", "Home page", stage="visit"),
    event("Ben", "2025-01-02T10:00:00Z", "Basket", stage="buy"),
    event("Cleo", "2025-05-20T10:00:00Z", "Home page", stage="visit"),
]
COLUMNS = ("source_stage", "source", "target_stage", "target", "end")
EXPECTED = {
    (None, None, "visit", "Home page", None): 3,
    ("visit", "Home page", "buy", "Basket", None): 2,
    ("buy", "Basket", "use", "Delivery", None): 1,
    ("use", "Delivery", None, None, "completed"): 1,
    ("buy", "Basket", None, None, "dropped_off"): 1,
    ("visit", "Home page", None, None, "in_progress"): 1,
}


def moves(answer) -> Counter:
    """All groups of customers added up."""
    found = Counter()
    for *key, number in columns(answer, *COLUMNS, "moves"):
        found[tuple(key)] += number
    return found


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("stage_transitions"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "stage_transitions", Filters())
    assert moves(answer) == EXPECTED
    assert all(0 <= group < 100 for (group,) in columns(answer, "group"))


def test_a_touchpoint_selects_whole_journeys(generation):
    delivered = Filters.of(where={"touchpoint": ["Delivery"]})
    answer = ask(generation, "stage_transitions", delivered)
    assert len(moves(answer)) == 4 and set(moves(answer).values()) == {1}
    assert len(set(columns(answer, "group"))) == 1  # one customer is in one group


def test_passive_touchpoints_after_the_exit_are_no_steps(tmp_path):
    """The mailing that follows Ben's basket is left out; the one before Anna's basket stays."""
    rows = [
        event("Anna", "2025-01-01", "Mailing", stage="visit"),
        event("Anna", "2025-01-02", "Basket", stage="buy"),
        event("Ben", "2025-01-02", "Basket", stage="buy"),
        event("Ben", "2025-01-09", "Mailing", stage="visit"),
        event("Ben", "2025-01-16", "Mailing", stage="visit"),
        event("Cleo", "2025-05-20", "Mailing", stage="visit"),
    ]
    passive = f'{DEFINITION}\n[ends]\npassive = ["Mailing"]\n'
    assert moves(ask(build(tmp_path, rows, passive), "stage_transitions", Filters())) == {
        (None, None, "visit", "Mailing", None): 2,
        ("visit", "Mailing", "buy", "Basket", None): 1,
        (None, None, "buy", "Basket", None): 1,
        ("buy", "Basket", None, None, "dropped_off"): 2,
        ("visit", "Mailing", None, None, "in_progress"): 1,
    }
