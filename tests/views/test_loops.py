"""Where journeys turn back: to the same touchpoint, to earlier ones, to and fro, in circles."""

import pytest

from journey.graph.answers import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

STAGES = {"Home page": "visit", "Basket": "buy", "Delivery": "use"}
PATHS = {
    "Anna": ("Home page", "Home page", "Basket", "Home page", "Basket", "Delivery"),
    "Ben": ("Home page", "Basket", "Home page"),
    "Cleo": ("Search", "Compare"),  # both are first passed at 1.5 in the median
    "Dan": ("Compare", "Search", "Compare"),
}
GIVEN = [
    event(
        name,
        f"2025-01-0{day}T10:00:00Z",
        touchpoint,
        stage=STAGES.get(touchpoint, "visit"),
        market="shop" if name in ("Anna", "Ben") else "search",
    )
    for name, path in PATHS.items()
    for day, touchpoint in enumerate(path, 1)
]
COLUMNS = ("kind", "touchpoints", "moves", "journeys", "lost_after")
EXPECTED = {
    "shop": [
        ("again", ["Home page"], 1, 1, 0),
        ("back", ["Basket", "Home page"], 2, 2, 1),
        ("circle", ["Home page", "Basket", "Home page"], 2, 2, None),
    ],
    "search": [
        ("to_and_fro", ["Compare", "Search"], 1, 1, 0),
        ("circle", ["Compare", "Search", "Compare"], 1, 1, None),
    ],
}


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("loops"), GIVEN, DEFINITION)


@pytest.mark.parametrize("market", EXPECTED)
def test_rows(generation, market):
    answer = ask(generation, "loops", Filters.of(where={"market": [market]}))
    assert columns(answer, *COLUMNS) == EXPECTED[market]
