"""What became of an action: the figure that it was to move then and now, and whether it has moved beyond chance."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from journey.model.cells import Cell
from journey.model.intervals import figure_difference, independent_n, share_difference
from journey.workshop.things import Action

Figures = Mapping[str, Sequence[float]]  # [value, low, high] by the name of a cell
NOT_GONE_ON, FELT = "share who had not gone on", "felt"
SCORES = {"NPS": "nps", "CSAT": "csat", "CES": "ces"}
OF_TOUCHPOINTS = (NOT_GONE_ON, FELT)
METRICS = (NOT_GONE_ON, FELT, *SCORES)  # that an action can move


PERCENT = "%"
DIGITS = {PERCENT: 0, "": 2}  # kept of a value, by its unit: of shares the room is told no more


class Verdict(StrEnum):
    MOVED = "moved"
    NOT_MOVED = "not moved beyond chance"
    TOO_EARLY = "too early to tell"
    NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Progress:
    """Both values, their difference (now minus then) and its 95 % interval; None where it is not known."""

    verdict: Verdict
    then: float | None = None
    now: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Told:
    """A figure as the map shows it: a share times 100 with PERCENT, NPS, feelings and means as they are."""

    value: float
    unit: str


def told(found: Cell, value: float, means: Collection[str]) -> Told:
    """`means` are the scores that are told as means of answers.

    >>> told(Cell("neither", "buy"), 0.4126, ()), told(Cell("csat", "buy"), 4.256, ("csat",))
    (Told(value=41.0, unit='%'), Told(value=4.26, unit=''))
    """
    unit = "" if found.kind in ("valence", "nps", *means) else PERCENT
    return Told(round(value * (100 if unit else 1), DIGITS[unit]), unit)


def cell(action: Action) -> Cell | None:
    """The cell of the map whose figure the action is to move; None where it names none."""
    if not action.stage:
        return None
    if action.metric == NOT_GONE_ON:
        kind = "lost" if action.touchpoint else "neither"
        return Cell(kind, action.stage, action.touchpoint)
    if action.metric == FELT:
        return Cell("valence", action.stage, action.touchpoint) if action.touchpoint else None
    return Cell(SCORES[action.metric], action.stage) if action.metric in SCORES else None


def movable(
    figures: Mapping[str, Told], places: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """What an action can move: metric, stage, touchpoint ('': all of it), value, unit. `places` are touchpoints by stage."""
    return [
        {"metric": metric, "stage": stage, "touchpoint": touchpoint} | asdict(figures[name])
        for metric in METRICS
        for stage, touchpoints in places.items()
        for touchpoint in ("", *touchpoints)
        if (name := str(cell(Action("", metric=metric, stage=stage, touchpoint=touchpoint))))
        in figures
        and (touchpoint == "" or metric in OF_TOUCHPOINTS)
    ]


def progress(action: Action, before: Figures, since: Figures) -> Progress:
    """`before` has the figures of what was old enough, or answered, when the workshop began; `since` of what came later."""
    found = cell(action)
    then = before.get(str(found)) if found else None
    if found is None or then is None:
        return Progress(Verdict.NOT_MEASURED)
    now = since.get(str(found))
    if now is None:
        return Progress(Verdict.TOO_EARLY, then[0])
    low, high = _difference(found, now, then)
    verdict = Verdict.NOT_MOVED if low <= 0 <= high else Verdict.MOVED
    return Progress(verdict, then[0], now[0], now[0] - then[0], low, high)


def _difference(found: Cell, now: Sequence[float], then: Sequence[float]) -> tuple[float, float]:
    """Of two shares from their Wilson intervals, of means and scores from theirs."""
    (value, low, high), (former, former_low, former_high) = now, then
    if found.kind in ("lost", "neither"):
        n, former_n = independent_n(value, low, high), independent_n(former, former_low, former_high)  # fmt: skip
        return share_difference(value, n, former, former_n)
    return figure_difference((value, low, high), (former, former_low, former_high))
