"""Impact against effort: impact is measured, or argued by the room; effort is voted; four corners have names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from journey.workshop.board import Board, Write
from journey.workshop.request import Request, Sender
from journey.workshop.things import Effort, Impact
from journey.workshop.votes import target_of

EFFORTS = {1: "days", 2: "weeks", 3: "a month or two", 4: "half a year", 5: "a year or more"}
MIDDLE = 3  # of the efforts
REASON_LIMIT = 200
LARGEST_IMPACT = 1_000_000_000  # journeys


class Corner(StrEnum):
    QUICK_WIN = "quick win"
    BIG_BET = "big bet"
    FILL_IN = "fill-in"
    NOT_NOW = "not now"


@dataclass(frozen=True)
class Weighed:
    """A note or heading: journeys that left there with their interval, or as argued with the reason, and the efforts' median."""

    target: str
    impact: float | None
    low: float | None
    high: float | None
    reason: str
    effort: float | None
    efforts: int

    @property
    def is_argued(self) -> bool:
        return bool(self.reason)


def judge_effort(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    target = target_of(board, request)
    value = request.whole("value", 1, max(EFFORTS))
    yield board.write(Effort, f"{sender.person}/{target}", Effort(sender.person, target, value))


def argue_impact(board: Board, sender: Sender, request: Request) -> Iterator[Write]:
    """In place of what is measured; without a value what is measured counts again."""
    target = target_of(board, request)
    if request.fields.get("value") is None:
        yield board.write(Impact, target, None)
        return
    value = request.whole("value", 0, LARGEST_IMPACT)
    yield board.write(Impact, target, Impact(target, value, request.text("reason", REASON_LIMIT)))


def efforts_by_target(board: Board) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for effort in board.all(Effort).values():
        found[effort.target].append(effort.value)
    return found


def weighed(
    board: Board,
    target: str,
    measured: Mapping[str, tuple[float, float, float]],
    cell: str,
    efforts: Sequence[int],
) -> Weighed:
    """`measured` has journeys that left, with their interval, by cell; `efforts` are those of the target."""
    argued = board.get(Impact, target)
    impact, low, high = measured.get(cell, (None, None, None))
    if argued:
        impact, low, high = float(argued.value), None, None
    return Weighed(
        target,
        impact,
        low,
        high,
        argued.reason if argued else "",
        median(efforts) if efforts else None,
        len(efforts),
    )


def corner(found: Weighed, large: float) -> Corner | None:
    """From `large` on an impact is large, little is less than the middle effort; None where one is not known."""
    if found.impact is None or found.effort is None:
        return None
    is_large, is_little = found.impact >= large, found.effort < MIDDLE
    if is_large:
        return Corner.QUICK_WIN if is_little else Corner.BIG_BET
    return Corner.FILL_IN if is_little else Corner.NOT_NOW
