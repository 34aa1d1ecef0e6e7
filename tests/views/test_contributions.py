"""How many fewer would reach the goal if all who come to a touchpoint were lost there."""

import pytest

from journey.graph.answers import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

STAGES = {"Home page": "visit", "Basket": "buy", "Delivery": "use"}
PATHS = [  # 10 of 20 reach the goal, 6 of them by the basket
    *[("Home page", "Basket", "Delivery")] * 6,
    *[("Home page", "Delivery")] * 4,
    *[("Home page",)] * 10,
]
GIVEN = [
    event(f"c{n}", f"2025-01-0{day}T10:00:00Z", touchpoint, stage=STAGES[touchpoint])
    for n, path in enumerate(PATHS)
    for day, touchpoint in enumerate(path, 1)
]
COLUMNS = ("stage", "touchpoint", "events")
FIGURES = ("reach_without", "removal_effect", "share")
EXPECTED = [
    (("visit", "Home page", 20), (0, 1, 1 / 1.6)),
    (("buy", "Basket", 6), (4 / 20, 6 / 10, 0.6 / 1.6)),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("contributions"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "contributions", Filters())
    assert columns(answer, *COLUMNS) == [names for names, _ in EXPECTED]
    for found, (_, expected) in zip(columns(answer, *FIGURES), EXPECTED, strict=True):
        assert found == pytest.approx(expected)


def test_the_notes_say_how_many_the_model_brings_to_the_goal(generation, tmp_path):
    notes = ask(generation, "contributions", Filters()).notes
    assert (
        "in the model 50 % of 20 journeys reach use" in notes and "nobody reaches it" not in notes
    )
    few = build(tmp_path, [row for row in GIVEN if row["stage"] != "use"], DEFINITION)
    assert "nobody reaches it" in ask(few, "contributions", Filters()).notes


def test_another_goal_and_one_that_there_is_not(generation):
    answer = ask(generation, "contributions", Filters(), stage="buy")
    assert columns(answer, "touchpoint", *FIGURES) == [
        ("Home page", *map(pytest.approx, (0, 1, 1)))
    ]
    with pytest.raises(UserError, match="no stage 'tea'"):
        ask(generation, "contributions", Filters(), stage="tea")
