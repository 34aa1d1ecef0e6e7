"""What became of the actions of a workshop, in words."""

from collections.abc import Collection

from journey.map.captions import Form, two_digits
from journey.model.words import percent, plural, signed
from journey.workshop.progress import FELT, Progress, Verdict, cell
from journey.workshop.things import Action

VERDICTS = {
    Verdict.MOVED: "moved",
    Verdict.NOT_MOVED: "not moved beyond chance",
    Verdict.TOO_EARLY: "too early to tell: too few journeys or answers have come since that can be compared",
    Verdict.NOT_MEASURED: "not measured when the workshop began",
}


def aim(action: Action) -> str:
    """The figure that the action is to move, where, from what to what: 'NPS at buy: from 12 to 20'; '' where it names none.

    >>> aim(Action("", metric="felt", stage="buy", touchpoint="Card", value_then=0.1, target=0.4))
    'felt at Card, buy: from 0.1 to 0.4'
    """
    if not action.metric:
        return ""
    unit = f" {action.unit}" if action.unit else ""
    where = ", ".join(filter(None, (action.touchpoint, action.stage)))
    ends = " ".join(
        f"{word} {value:g}{unit}"
        for word, value in (("from", action.value_then), ("to", action.target))
        if value is not None
    )
    placed = " at ".join(filter(None, (action.metric, where)))
    return ": ".join(filter(None, (placed, ends)))


def outcome_line(action: Action, found: Progress, means: Collection[str] = ()) -> str:
    """The figure then and now, their difference with its interval, and what that means; `means` are scores told as means."""
    form, by, points = forms(action, means)
    where = " at ".join(filter(None, (action.metric, action.touchpoint or action.stage)))
    if found.then is None:
        return f"{where}: {VERDICTS[found.verdict]}."
    then = f"{where}: {form(found.then)} then"
    if found.now is None or found.difference is None or found.low is None or found.high is None:
        return f"{then}; {VERDICTS[found.verdict]}."
    change = f"{by(found.difference)}{points} ({by(found.low)} to {by(found.high)})"
    return f"{then}, {form(found.now)} now: {change}, {VERDICTS[found.verdict]}."


def put_on_map(shown: int, added: int) -> str:
    """What became of the notes that the room has seen, of which so many were new to the map.

    >>> put_on_map(0, 0), put_on_map(3, 3), put_on_map(3, 1)
    ('The room has seen no note yet.', '3 notes are on the map.', '1 note is new on the map, 2 were there.')
    """
    if not shown:
        return "The room has seen no note yet."
    if added == shown:
        return f"{plural(added, 'note')} {'is' if added == 1 else 'are'} on the map."
    are = "is" if added == 1 else "are"
    were = "was" if shown - added == 1 else "were"
    return f"{plural(added, 'note')} {are} new on the map, {shown - added:,} {were} there."


def forms(action: Action, means: Collection[str]) -> tuple[Form, Form, str]:
    """How its figure is written, how a difference of two, and what that is counted in: ' points', or ''."""
    found = cell(action)
    if action.metric == FELT:
        return two_digits, two_digits, ""
    if found and found.kind in means:
        return "{:.2f}".format, two_digits, ""
    if action.metric == "NPS":
        return signed, signed, " points"
    return percent, lambda value: signed(100 * value), " points"
