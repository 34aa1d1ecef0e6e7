"""Which touchpoints belong together: those between which journeys move to and fro."""

import pytest

from journey.graph.answers import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

PATHS = [
    *[("Home page", "Basket", "Home page")] * 10,
    *[("Delivery", "Advice", "Delivery")] * 10,
    ("Home page", "Home page", "Delivery"),  # a move onto itself tells nothing
]
GIVEN = [
    event(f"c{n}", f"2025-01-0{day}T10:00:00Z", touchpoint, market="one" if n < 10 else "other")
    for n, path in enumerate(PATHS)
    for day, touchpoint in enumerate(path, 1)
]
COLUMNS = ("group", "touchpoints", "moves", "inside_share")
EXPECTED = [
    (1, ["Home page", "Basket"], 21, 20 / 21),  # the busiest first
    (2, ["Advice", "Delivery"], 20, 1),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("communities"), GIVEN)


def test_rows(generation):
    assert columns(ask(generation, "communities", Filters()), *COLUMNS) == EXPECTED


def test_of_one_market(generation):
    answer = ask(generation, "communities", Filters.of(where={"market": ["one"]}))
    assert [(set(names), moves) for names, moves in columns(answer, "touchpoints", "moves")] == [
        ({"Home page", "Basket"}, 20)
    ]
