"""The figure that an action is to move, as it was when the action was decided."""

import pytest

from journey.workshop.board import Board
from journey.workshop.progress import NOT_GONE_ON, PERCENT, Told, movable
from journey.workshop.request import Refused
from journey.workshop.things import Action
from tests.workshop.room import LEADER, STAGES, ask

TOLD = {
    "neither/buy": Told(41.0, PERCENT),
    "nps/use": Told(12.0, ""),
    "valence/buy/Card": Told(-0.4, ""),
}


@pytest.fixture
def decided() -> Board:
    board = Board(STAGES, TOLD)
    add(board, "action.add", metric=NOT_GONE_ON, stage="buy", target=30)
    return board


def add(board: Board, what: str, **fields) -> None:
    ask(board, LEADER, what, **{"id": "action-1", "title": "Ask once", "notes": []} | fields)


def action(board: Board) -> Action:
    [found] = board.all(Action).values()
    return found


def test_the_value_of_now_is_kept_with_its_unit(decided):
    found = action(decided)
    assert (found.value_then, found.unit, found.target) == (41.0, PERCENT, 30.0)


@pytest.mark.parametrize(
    "place",
    [
        {"metric": "NPS", "stage": "find", "value_then": 99},
        {"metric": "NPS", "stage": "use", "touchpoint": "App"},
        {"metric": "felt", "stage": "buy"},
        {"metric": "CES", "stage": ""},
    ],
)
def test_a_figure_that_nobody_measures_there_is_refused(decided, place):
    with pytest.raises(Refused, match="not measured there"):
        add(decided, "action.edit", **place)


def test_another_figure_has_its_own_value_and_the_same_one_keeps_it(decided):
    decided.told = TOLD | {"neither/buy": Told(35.0, PERCENT)}
    add(decided, "action.edit", metric=NOT_GONE_ON, stage="buy", target=25)
    assert (action(decided).value_then, action(decided).target) == (41.0, 25.0)
    add(decided, "action.edit", metric="NPS", stage="use")
    assert (action(decided).value_then, action(decided).unit) == (12.0, "")


def test_what_can_be_moved_is_listed_by_metric_and_place():
    assert movable(TOLD, {"find": (), "buy": ("Card",), "use": ("App",)}) == [
        {"metric": NOT_GONE_ON, "stage": "buy", "touchpoint": "", "value": 41.0, "unit": PERCENT},
        {"metric": "felt", "stage": "buy", "touchpoint": "Card", "value": -0.4, "unit": ""},
        {"metric": "NPS", "stage": "use", "touchpoint": "", "value": 12.0, "unit": ""},
    ]
