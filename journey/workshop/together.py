"""What the room sees together: what it believes beside what is measured, the votes, impact against effort."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from journey.workshop.beliefs import POINTS, RoomBelief, of_room
from journey.workshop.board import Board
from journey.workshop.measured import Measured
from journey.workshop.things import Group, Note, Vote
from journey.workshop.votes import results
from journey.workshop.weighing import corner, efforts_by_target, weighed

Losses = Mapping[
    str, tuple[float, float, float]
]  # journeys that left, with their interval, by cell
CLEAR = 0.3  # of valence, from which on the room and the customers are said to differ


def together(board: Board, measured: Measured) -> dict[str, Any]:
    """As JSON has it; what is still secret is left out."""
    settings, belief = board.settings, of_room(board)
    found: dict[str, Any] = {"drawn": belief.drawn, "marked": belief.marked, "voters": _voters(board)}  # fmt: skip
    if settings.is_evidence_shown:
        found |= {
            "measured": shown(measured),
            "belief": asdict(belief),
            "difference": difference(belief, measured),
        }
    if settings.are_votes_closed:
        found["votes"] = [asdict(result) for result in results(board)]
        found["ranks"] = ranks(board, measured)
    if settings.are_efforts_shown:
        found |= {"weighed": _weighed(board, measured), "large": measured.large}
    return found


def shown(measured: Measured) -> dict[str, Any]:
    """What the lanes above the board draw."""
    return {
        "unit": measured.unit,
        "words": measured.words,
        "stages": [asdict(stage) for stage in measured.stages],
        "groups": [asdict(group) for group in measured.groups],
        "curve": measured.curve,
        "n": sum(
            each.n
            for stage in measured.stages
            for each in stage.touchpoints
            if each.valence is not None
        ),
    }


def _voters(board: Board) -> int:
    return len({vote.person for vote in board.all(Vote).values()} & set(board.people))


def difference(belief: RoomBelief, measured: Measured) -> dict[str, Any] | None:
    """The touchpoint at which customers and the room differ most, and the stages of both low points.

    None where both are drawn nowhere; the room's low point is None unless it drew every stage.
    """
    points = [
        (said, valence, stage, touchpoint)
        for place, stage, touchpoint, valence in measured.curve
        if (said := believed(belief, place)) is not None
    ]
    if not points:
        return None
    said, valence, stage, touchpoint = max(points, key=lambda point: abs(point[0] - point[1]))
    lowest = min(measured.curve, key=lambda point: point[3])
    is_whole = len(belief.valence) == len(measured.stages)
    guessed = min(belief.valence, key=lambda name: belief.valence[name]) if is_whole else None
    return {
        "stage": stage,
        "touchpoint": touchpoint,
        "believed": said,
        "measured": valence,
        "is_clear": abs(said - valence) >= CLEAR,
        "believed_low": guessed,
        "measured_low": lowest[1],
    }


def believed(belief: RoomBelief, place: float) -> float | None:
    """The room's curve at a place along the stages, straight between its points; None where nobody drew it."""
    if not belief.curve:
        return None
    at = place * POINTS - 0.5
    left = min(max(int(at), 0), len(belief.curve) - 1)
    right = min(left + 1, len(belief.curve) - 1)
    first, second = belief.curve[left], belief.curve[right]
    if first is None or second is None:
        return None
    share = min(max(at - left, 0.0), 1.0)
    return first * (1 - share) + second * share


def cell_of(board: Board, target: str) -> str:
    """The cell of the map that a note is linked to, of a heading the first that one of its notes is."""
    note = board.get(Note, target)
    if note:
        return note.cell
    return next((note.cell for note in board.all(Note).values() if note.group == target and note.cell), "")  # fmt: skip


def ranks(board: Board, measured: Measured) -> list[dict[str, Any]]:
    """What was voted for and is linked to a measured loss: its rank by votes among those, by loss among all places of its kind."""
    impacts = measured.impacts
    voted = [
        (result, cell)
        for result in results(board)
        if (cell := cell_of(board, result.target)) in impacts
    ]
    return [
        {
            "target": result.target,
            "voted": 1 + sum(other.votes > result.votes for other, _ in voted),
            "measured": 1 + sum(loss[0] > impacts[cell][0] for loss in _losses_like(cell, impacts)),
            "of": len(_losses_like(cell, impacts)),
            "left": impacts[cell][0],
            "low": impacts[cell][1],
            "high": impacts[cell][2],
        }
        for result, cell in voted
    ]


def _losses_like(cell: str, impacts: Losses) -> list[tuple[float, float, float]]:
    """Of all touchpoints where the cell is one, else of all stages."""
    kind = cell.partition("/")[0]
    return [loss for name, loss in impacts.items() if name.partition("/")[0] == kind]


def _weighed(board: Board, measured: Measured) -> list[dict[str, Any]]:
    """What has an effort: with the corner where it has an impact too, else without."""
    targets = [
        *(id for id, note in board.all(Note).items() if not note.merged_into),
        *board.all(Group),
    ]
    efforts, impacts = efforts_by_target(board), measured.impacts
    found = [
        weighed(board, each, impacts, cell_of(board, each), efforts.get(each, ()))
        for each in targets
    ]
    return [
        asdict(each) | {"corner": corner(each, measured.large)}
        for each in found
        if each.effort is not None
    ]
