"""What became of the actions of a workshop, in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from journey.model.filters import Filters
from journey.model.redaction import redacted
from journey.model.words import count, plural, signed
from journey.workshop.progress import FELT, Progress, Value, cell
from journey.workshop.things import Action

MOST_GROUPS = 50  # values of an attribute of groups; more of them may be names
TOO_EARLY = "too early to tell: too few journeys or answers that can be compared have come since"
NOT_MEASURED = "not measured when it was decided"


def filters_for_room(filters: Filters, values: Mapping[str, int]) -> str:
    """The filters as a room may hear them: of what has so many values that they may be people's, only how many were chosen.

    `values` says how many each attribute has.

    >>> filters_for_room(Filters.of(where={"segment": ("consumer",), "mail": ("ann@example.com",)}), {"segment": 3, "mail": 9000})
    'Filters: mail: 1 value; segment: consumer.'
    """
    where = {
        key: chosen
        if values.get(key, 0) <= MOST_GROUPS and all(redacted(each) == each for each in chosen)
        else (plural(len(chosen), "value"),)
        for key, chosen in filters.where
    }
    return Filters.of(filters.from_date, filters.to_date, where).words()


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


@dataclass(frozen=True)
class _Form:
    """How a figure is written: times `scale`, with so many digits after the point; differences are counted in `points`."""

    scale: float
    digits: int
    is_signed: bool
    unit: str = ""
    points: str = ""

    def number(self, value: float, is_signed: bool) -> str:
        scaled = self.scale * value
        return signed(scaled, self.digits) if is_signed else f"{scaled:.{self.digits}f}"

    def whole(self, value: Value) -> str:
        """'50.0 % (39.3 to 60.7, n 80)'"""
        n = f", n {count(value.n)}" if value.n is not None else ""
        number, low, high = (
            self.number(each, self.is_signed) for each in (value.value, value.low, value.high)
        )
        return f"{number}{self.unit} ({low} to {high}{n})"

    def change(self, difference: float, low: float, high: float) -> str:
        number, *ends = (self.number(each, True) for each in (difference, low, high))
        return f"{number}{self.points} ({' to '.join(ends)})"


def outcome_line(action: Action, found: Progress, means: Collection[str] = ()) -> str:
    """The figure then and now, their difference with its interval, and what that means; `means` are scores told as means."""
    where = " at ".join(filter(None, (action.metric, action.touchpoint or action.stage)))
    if found.then is None:
        return f"{where}: {NOT_MEASURED}."
    form = _form(action, means, is_exact=found.then.n is not None)
    then = f"{where}: {form.whole(found.then)} then"
    if found.now is None or found.difference is None or found.low is None or found.high is None:
        return f"{then}; {TOO_EARLY}."
    change = form.change(found.difference, found.low, found.high)
    target = _target(action, found.is_reached)
    return f"{then}, {form.whole(found.now)} now: {change}, {found.verdict}{target}."


def _form(action: Action, means: Collection[str], is_exact: bool) -> _Form:
    """`is_exact`: n is told, so digits tell no more than it does."""
    found, digits = cell(action), int(is_exact)
    if action.metric == FELT:
        return _Form(1, 2, True)
    if found and found.kind in means:
        return _Form(1, 2, False)
    if action.metric == "NPS":
        return _Form(1, digits, True, points=" points")
    return _Form(100, digits, False, " %", " points")


def _target(action: Action, is_reached: bool | None) -> str:
    if is_reached is None:
        return ""
    unit = f" {action.unit}" if action.unit else ""
    return (
        f"; the target of {action.target:g}{unit} is {'reached' if is_reached else 'not reached'}"
    )


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
