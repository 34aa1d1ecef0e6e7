"""What became of the actions of a workshop, in words."""

from journey.model.words import percent, signed
from journey.workshop.progress import FELT, NOT_GONE_ON, Progress, Verdict
from journey.workshop.things import Action

VERDICTS = {
    Verdict.MOVED: "moved",
    Verdict.NOT_MOVED: "not moved beyond chance",
    Verdict.TOO_EARLY: "too early to tell: too few journeys or answers have come since that can be compared",
    Verdict.NOT_MEASURED: "not measured when the workshop began",
}


def outcome_line(action: Action, found: Progress) -> str:
    """The figure then and now, their difference with its interval, and what that means."""
    where = " at ".join(filter(None, (action.metric, action.touchpoint or action.stage)))
    if found.then is None:
        return f"{where}: {VERDICTS[found.verdict]}."
    then = f"{where}: {written(action.metric, found.then)} then"
    if found.now is None or found.difference is None or found.low is None or found.high is None:
        return f"{then}; {VERDICTS[found.verdict]}."
    now = f"{written(action.metric, found.now)} now"
    by = difference(action.metric, found.difference)
    low, high = difference(action.metric, found.low), difference(action.metric, found.high)
    return f"{then}, {now}: {by} ({low} to {high}), {VERDICTS[found.verdict]}."


def written(metric: str, value: float) -> str:
    if metric in (NOT_GONE_ON, "CSAT", "CES") and 0 <= value <= 1:
        return percent(value)
    return signed(value, 2) if metric == FELT else signed(value)


def difference(metric: str, value: float) -> str:
    """Of shares in points."""
    if metric == FELT:
        return signed(value, 2)
    return f"{signed(value)} points" if metric == "NPS" else f"{signed(100 * value)} points"
