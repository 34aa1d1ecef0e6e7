"""What became of an action: the figure that it was to move then and now, and whether it has moved beyond chance."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from journey.model.cells import Cell
from journey.model.intervals import figure_difference, independent_n, share_difference
from journey.workshop.things import Action

Figures = Mapping[str, Sequence[float]]  # [value, low, high] by the name of a cell
NOT_GONE_ON, FELT = "share who had not gone on", "felt"
SCORES = {"NPS": "nps", "CSAT": "csat", "CES": "ces"}
METRICS = (NOT_GONE_ON, FELT, *SCORES)  # that an action can move
LOWER_IS_BETTER = (NOT_GONE_ON,)
PERCENT = "%"


class Verdict(StrEnum):
    BETTER = "moved for the better"
    WORSE = "moved for the worse"
    NOT_MOVED = "not moved beyond chance"
    TOO_EARLY = "too early to tell"
    NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Side:
    """Figures [value, low, high] by the name of their cell, and of how many journeys, answers or events each is."""

    figures: Figures = field(default_factory=dict)
    n: Mapping[str, int] = field(default_factory=dict)

    def value(self, name: str) -> "Value | None":
        found = self.figures.get(name)
        if found is None:
            return None
        value, low, high = found
        return Value(value, low, high, self.n.get(name))


@dataclass(frozen=True)
class Value:
    """A figure with its 95 % interval; `n` is None where it is not told."""

    value: float
    low: float
    high: float
    n: int | None = None


@dataclass(frozen=True)
class Progress:
    """The figure then and now, their difference (now minus then) and its 95 % interval; None where it is not known.

    `is_reached`: whether the target is, by the figure of now; None where there is none.
    """

    verdict: Verdict
    then: Value | None = None
    now: Value | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    is_reached: bool | None = None


@dataclass(frozen=True)
class Told:
    """A figure as the map shows it: a share times 100 with PERCENT, NPS, feelings and means as they are."""

    value: float
    unit: str


def told(found: Cell, value: float, means: Collection[str]) -> Told:
    """As exactly as the map shows it; `means` are the scores that are told as means of answers.

    >>> told(Cell("neither", "buy"), 0.4126, ()), told(Cell("csat", "buy"), 4.256, ("csat",))
    (Told(value=41.0, unit='%'), Told(value=4.26, unit=''))
    """
    if found.kind == "nps":
        return Told(float(round(value)), "")
    is_share = found.kind not in ("valence", *means)
    return Told(float(round(100 * value)), PERCENT) if is_share else Told(round(value, 2), "")


def cell(action: Action) -> Cell | None:
    """The cell of the map whose figure the action is to move; None where it names none."""
    if not action.stage:
        return None
    if action.metric == NOT_GONE_ON:
        kind = "lost" if action.touchpoint else "neither"
        return Cell(kind, action.stage, action.touchpoint)
    if action.metric == FELT:
        return Cell("valence", action.stage, action.touchpoint) if action.touchpoint else None
    is_score = action.metric in SCORES and not action.touchpoint  # of a stage alone
    return Cell(SCORES[action.metric], action.stage) if is_score else None


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
    ]


def progress(action: Action, before: Side, since: Side, means: Collection[str] = ()) -> Progress:
    """`before` has what was old enough, or answered, when the action was decided; `since` what came later."""
    found = cell(action)
    then = before.value(str(found)) if found else None
    if found is None or then is None:
        return Progress(Verdict.NOT_MEASURED)
    now = since.value(str(found))
    if now is None:
        return Progress(Verdict.TOO_EARLY, then)
    low, high = _difference(found, now, then)
    is_better = (now.value < then.value) == (action.metric in LOWER_IS_BETTER)
    moved = Verdict.BETTER if is_better else Verdict.WORSE
    return Progress(
        Verdict.NOT_MOVED if low <= 0 <= high else moved,
        then,
        now,
        now.value - then.value,
        low,
        high,
        _is_reached(action, told(found, now.value, means).value),
    )


def _is_reached(action: Action, now: float) -> bool | None:
    if action.target is None:
        return None
    return now <= action.target if action.metric in LOWER_IS_BETTER else now >= action.target


def _difference(found: Cell, now: Value, then: Value) -> tuple[float, float]:
    """Of two shares from their Wilson intervals, of means and scores from theirs."""
    if found.kind in ("lost", "neither"):
        ns = (independent_n(each.value, each.low, each.high) for each in (now, then))
        n, former_n = ns
        return share_difference(now.value, n, then.value, former_n)
    return figure_difference((now.value, now.low, now.high), (then.value, then.low, then.high))
