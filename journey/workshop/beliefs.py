"""What the room believes before it sees what is measured: the emotion curve, and the stages where most customers leave."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from journey.workshop.board import Board, Write
from journey.workshop.request import Refused, Request, Sender
from journey.workshop.things import Belief

POINTS = 4  # of the curve a stage, evenly spaced
LEAVING = 3  # stages to mark


@dataclass(frozen=True)
class RoomBelief:
    """Of all who drew: the mean of their curves, by stage and point by point; how many marked each stage; how many drew.

    What nobody has drawn is no belief: a stage is left out, a point is None.
    """

    valence: dict[str, float]
    leaving: dict[str, int]
    drawn: int
    marked: int
    curve: tuple[float | None, ...]


def believe(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """A curve of POINTS values a stage, None where it is not drawn, and up to LEAVING stages; open until the evidence is shown."""
    if board.settings.is_evidence_shown:
        raise Refused("The evidence is shown already.")
    curve = (
        request.numbers("curve", POINTS * len(board.stages), -1, 1)
        if request.fields.get("curve")
        else ()
    )
    leaving = tuple(dict.fromkeys(request.list_of("leaving", LEAVING)))
    if not set(leaving) <= set(board.stages):
        raise Refused("A stage that is marked is not on the board.")
    yield board.write(Belief, sender.person, Belief(sender.person, curve, leaving))


def of_room(board: Board) -> RoomBelief:
    """What those who are still in the room believe, together."""
    beliefs = [board.all(Belief)[id] for id in board.people if id in board.all(Belief)]
    length = POINTS * len(board.stages)
    curves = [
        each.curve
        for each in beliefs
        if len(each.curve) == length and any(value is not None for value in each.curve)
    ]
    mean = tuple(_mean(values) for values in zip(*curves, strict=True))
    by_stage = {
        stage: _mean(mean[POINTS * index : POINTS * (index + 1)])
        for index, stage in enumerate(board.stages)
    }
    valence = {stage: value for stage, value in by_stage.items() if value is not None}
    marked = Counter(stage for belief in beliefs for stage in belief.leaving)
    return RoomBelief(
        valence, dict(marked), len(curves), sum(bool(belief.leaving) for belief in beliefs), mean
    )


def _mean(values: Sequence[float | None]) -> float | None:
    """Of those that are there."""
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
