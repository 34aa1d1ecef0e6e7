"""What the room sees together: what it believes beside what is measured, the votes, impact against effort."""

from dataclasses import asdict
from typing import Any

from journey.workshop.beliefs import POINTS, RoomBelief, of_room
from journey.workshop.board import Board
from journey.workshop.measured import Measured
from journey.workshop.things import Group, Note, Vote
from journey.workshop.votes import results
from journey.workshop.weighing import Weighed, corner, efforts_by_target, weighed

CLEAR = 0.3  # of valence, from which on the room and the customers are said to differ


def together(board: Board, measured: Measured) -> dict[str, Any]:
    """As JSON has it; what is still secret is left out."""
    settings, belief = board.settings, of_room(board)
    found: dict[str, Any] = {"drawn": belief.drawn, "marked": belief.marked, "voters": _voters(board)}  # fmt: skip
    if settings.is_evidence_shown:
        found |= {
            "measured": _told(measured),
            "belief": asdict(belief),
            "difference": difference(belief, measured),
        }
    if settings.are_votes_closed:
        found["votes"] = [asdict(result) for result in results(board)]
        found["ranks"] = ranks(board, measured)
    if settings.are_efforts_shown:
        found["weighed"] = _weighed(board, measured)
    return found


def _told(measured: Measured) -> dict[str, Any]:
    """Without the words of the filters, which may name a customer."""
    stages = [asdict(stage) for stage in measured.stages]
    return {"unit": measured.unit, "stages": stages, "curve": measured.curve}


def _voters(board: Board) -> int:
    return len({vote.person for vote in board.all(Vote).values()} & set(board.people))


def difference(belief: RoomBelief, measured: Measured) -> dict[str, Any] | None:
    """The touchpoint at which customers and the room differ most, and the stages of both low points; None without both curves."""
    if not belief.curve or not measured.curve:
        return None
    points = [
        (believed(belief, place), valence, stage, touchpoint)
        for place, stage, touchpoint, valence in measured.curve
    ]
    said, valence, stage, touchpoint = max(points, key=lambda point: abs(point[0] - point[1]))
    lowest = min(measured.curve, key=lambda point: point[3])
    guessed = min(belief.valence, key=lambda name: belief.valence[name])
    return {
        "stage": stage,
        "touchpoint": touchpoint,
        "believed": said,
        "measured": valence,
        "is_clear": abs(said - valence) >= CLEAR,
        "believed_low": guessed,
        "measured_low": lowest[1],
    }


def believed(belief: RoomBelief, place: float) -> float:
    """The room's curve at a place along the stages, straight between its points."""
    at = place * POINTS - 0.5
    left = min(max(int(at), 0), len(belief.curve) - 1)
    right = min(left + 1, len(belief.curve) - 1)
    share = min(max(at - left, 0.0), 1.0)
    return belief.curve[left] * (1 - share) + belief.curve[right] * share


def cell_of(board: Board, target: str) -> str:
    """The cell of the map that a note is linked to, of a heading the first that one of its notes is."""
    note = board.get(Note, target)
    if note:
        return note.cell
    return next((note.cell for note in board.all(Note).values() if note.group == target and note.cell), "")  # fmt: skip


def ranks(board: Board, measured: Measured) -> list[dict[str, Any]]:
    """What was voted for and is linked to a measured loss: its rank by votes, by journeys that left, and how many."""
    impacts = measured.impacts
    voted = [
        (result, impacts[cell])
        for result in results(board)
        if (cell := cell_of(board, result.target)) in impacts
    ]
    return [
        {
            "target": result.target,
            "voted": 1 + sum(other.votes > result.votes for other, _ in voted),
            "measured": 1 + sum(other[0] > impact[0] for _, other in voted),
            "left": impact[0],
            "low": impact[1],
            "high": impact[2],
        }
        for result, impact in voted
    ]


def _weighed(board: Board, measured: Measured) -> list[dict[str, Any]]:
    targets = [
        *(id for id, note in board.all(Note).items() if not note.merged_into),
        *board.all(Group),
    ]
    efforts, impacts_by_cell = efforts_by_target(board), measured.impacts
    found: list[Weighed] = [
        weighed(board, each, impacts_by_cell, cell_of(board, each), efforts.get(each, ()))
        for each in targets
    ]
    placed = [each for each in found if each.impact is not None and each.effort is not None]
    impacts = [each.impact for each in placed if each.impact is not None]
    return [asdict(each) | {"corner": corner(each, impacts)} for each in placed]
