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
    """Of all who drew: the mean of their curves, one value -1..1 a stage; how many marked each stage; how many drew."""

    valence: dict[str, float]
    leaving: dict[str, int]
    drawn: int
    marked: int
    curve: tuple[float, ...]


@dataclass(frozen=True)
class Difference:
    """A stage at which the room and the customers differ: both valences -1..1."""

    stage: str
    believed: float
    measured: float

    @property
    def size(self) -> float:
        return abs(self.believed - self.measured)


def believe(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """A curve of POINTS values a stage, or none yet, and up to LEAVING stages; open until the evidence is shown."""
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
    curves = [belief.curve for belief in beliefs if len(belief.curve) == POINTS * len(board.stages)]
    mean = tuple(fmean(values) for values in zip(*curves, strict=True))
    valence = {
        stage: fmean(mean[POINTS * index : POINTS * (index + 1)])
        for index, stage in enumerate(board.stages)
        if mean
    }
    marked = Counter(stage for belief in beliefs for stage in belief.leaving)
    return RoomBelief(
        valence, dict(marked), len(curves), sum(bool(belief.leaving) for belief in beliefs), mean
    )


def largest_difference(
    believed: dict[str, float], measured: Sequence[tuple[str, float | None]]
) -> Difference | None:
    """The stage at which they differ most; None where nothing was drawn or nothing is measured."""
    found = [
        Difference(stage, believed[stage], value)
        for stage, value in measured
        if value is not None and stage in believed
    ]
    return max(found, key=lambda difference: difference.size, default=None)
