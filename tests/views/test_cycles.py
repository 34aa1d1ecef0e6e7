"""How often journeys go round a circle of touchpoints without a step between."""

import pytest

from journey.data.ask import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.logs import build, event

PATHS = {
    "Anna": ("Home page", "Basket", "Home page", "Basket", "Home page"),  # twice
    "Ben": ("Home page", "Basket", "Advice", "Home page"),  # a step between
    "Cleo": ("Basket", "Home page", "Basket", "Home page"),  # once
}
GIVEN = [
    event(name, f"2025-01-0{day}T10:00:00Z", touchpoint)
    for name, path in PATHS.items()
    for day, touchpoint in enumerate(path, 1)
]
ROUND = ("Home page", "Basket", "Home page")
EXPECTED = [{"path": [*ROUND], "rounds": 3, "journeys": 2, "customers": 2}]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("cycles"), GIVEN)


def test_rows(generation):
    assert ask(generation, "cycles", Filters(), through=ROUND).rows == EXPECTED


def test_a_filter_without_anybody_who_went_round(generation):
    advised = Filters.of(where={"touchpoint": ["Advice"]})
    row = ask(generation, "cycles", advised, through=ROUND).rows[0]
    assert (row["rounds"], row["journeys"], row["customers"]) == (0, 0, 0)


def test_what_does_not_end_where_it_began_is_no_circle(generation):
    with pytest.raises(UserError, match="no circle"):
        ask(generation, "cycles", Filters(), through=("Home page", "Basket", "Advice"))
