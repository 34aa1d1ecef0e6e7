"""What sets the groups of an attribute furthest apart: the difference of two of them that is surely the largest.

All pairs of groups of all attributes are looked at, so that the largest difference is large by chance, too: each attribute is
given an equal share of the 5 %, and each pair of its groups an equal share of that (Bonferroni). Together they hold 95 % of
the time. Groups count from ten customers, as the views give no rate below; unknown values are no group.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from journey.data.ask import AnyRow
from journey.model.intervals import figure_difference, independent_n, share_difference
from journey.model.words import percent

LEAST_LOW = 0.2  # of a cause in words on the map: 20 points, surely
UNTOLD = {"yes", "no", "true", "false", "y", "n"}  # values that say nothing without their attribute


@dataclass(frozen=True)
class Group:
    """A group's figure with its 95 % interval."""

    value: str
    figure: float
    low: float
    high: float


@dataclass(frozen=True)
class Difference:
    """Two groups of an attribute: the one whose figure is surely higher, the other, and by how much at least."""

    attribute: str
    higher: Group
    lower: Group
    low: float


@dataclass(frozen=True)
class Cause:
    """The group of an attribute in which surely more leave than in another one; `low`: by at least so much."""

    attribute: str
    value: str
    share: float
    other_value: str
    other_share: float
    low: float

    def lines(self, name: str = "") -> tuple[str, str]:
        """The two shares in a line each; with the attribute, or its `name`, where the values say nothing alone.

        >>> Cause("device", "mobile", 0.53, "desktop", 0.0, 0.27).lines()
        ('mobile 53 %', 'desktop 0 %')
        >>> Cause("vip", "no", 0.53, "yes", 0.12, 0.27).lines("VIP")
        ('VIP no 53 %', 'VIP yes 12 %')
        """
        told = f"{name or self.attribute} " if needs_attribute(self.value, self.other_value) else ""
        return (
            f"{told}{self.value} {percent(self.share)}",
            f"{told}{self.other_value} {percent(self.other_share)}",
        )


def needs_attribute(*values: str) -> bool:
    """Whether such values say nothing without their attribute: numbers, and yes or no."""
    return any(
        value.casefold() in UNTOLD or not any(letter.isalpha() for letter in value)
        for value in values
    )


def largest_causes(friction: Mapping[str, Sequence[AnyRow]]) -> dict[tuple[str, str], Cause]:
    """The largest cause of leaving, by stage and touchpoint, where one is sure.

    `friction`: by attribute the rows of the view `friction` grouped by it. A cause is told where the lower bound of the
    difference is 20 points or more, corrected for the attributes and groups looked at in that touchpoint.
    """
    places: dict[tuple[str, str], dict[str, list[AnyRow]]] = {}
    for attribute, rows in friction.items():
        for row in rows:
            place = places.setdefault((row["stage"], row["touchpoint"]), {})
            place.setdefault(attribute, []).append(row)
    found = {place: _cause(by_attribute) for place, by_attribute in places.items()}
    return {place: cause for place, cause in found.items() if cause}


def _cause(by_attribute: Mapping[str, Sequence[AnyRow]]) -> Cause | None:
    groups = {attribute: _leaving(attribute, rows) for attribute, rows in by_attribute.items()}
    found = differences(groups, share_apart).values()
    largest = max(found, key=lambda difference: difference.low, default=None)
    if largest is None or largest.low < LEAST_LOW:
        return None
    more, fewer = largest.higher, largest.lower
    return Cause(largest.attribute, more.value, more.figure, fewer.value, fewer.figure, largest.low)


def _leaving(attribute: str, rows: Iterable[AnyRow]) -> list[Group]:
    return [
        Group(row[attribute], row["leaves"], row["leaves_low"], row["leaves_high"])
        for row in rows
        if row[attribute] and row["leaves"] is not None
    ]


Apart = Callable[[Group, Group, int], float]  # the lower bound of the difference, for so many looks


def share_apart(higher: Group, lower: Group, looks: int) -> float:
    """By how much at least two shares differ (Newcombe), customers who repeat counted as their intervals count them."""
    sizes = [independent_n(group.figure, group.low, group.high) for group in (higher, lower)]
    return share_difference(higher.figure, sizes[0], lower.figure, sizes[1], looks)[0]


def figure_apart(higher: Group, lower: Group, looks: int) -> float:
    """By how much at least two means or scores differ."""
    sides = [(group.figure, group.low, group.high) for group in (higher, lower)]
    return figure_difference(sides[0], sides[1], looks)[0]


def looks_of(groups: Mapping[str, Sequence[Group]]) -> dict[str, int]:
    """How many differences each pair of an attribute's groups is one of: pairs of the attribute, times attributes."""
    compared = [attribute for attribute, known in groups.items() if len(known) > 1]
    return {
        attribute: len(compared) * len(groups[attribute]) * (len(groups[attribute]) - 1) // 2
        for attribute in compared
    }


def differences(groups: Mapping[str, Sequence[Group]], apart: Apart) -> dict[str, Difference]:
    """Of each attribute with two groups the pair with the highest lower bound, which is below zero where none surely differs."""
    return {
        attribute: _widest(attribute, groups[attribute], apart, looks)
        for attribute, looks in looks_of(groups).items()
    }


def _widest(attribute: str, groups: Sequence[Group], apart: Apart, looks: int) -> Difference:
    """The bound lies below the difference, so that pairs nearer to each other than the best one are no better."""
    pairs = [sorted(pair, key=lambda group: -group.figure) for pair in combinations(groups, 2)]
    pairs.sort(key=lambda pair: pair[1].figure - pair[0].figure)
    (higher, lower), *others = pairs
    best = Difference(attribute, higher, lower, apart(higher, lower, looks))
    for higher, lower in others:
        if higher.figure - lower.figure <= best.low:
            break
        low = apart(higher, lower, looks)
        if low > best.low:
            best = Difference(attribute, higher, lower, low)
    return best


def standings(groups: Sequence[Group], apart: Apart, looks: int) -> dict[str, int]:
    """Of each group 1 where it is surely above another one and below none, -1 the other way round, else 0."""
    above: set[str] = set()
    below: set[str] = set()
    for pair in combinations(groups, 2):
        higher, lower = sorted(pair, key=lambda group: -group.figure)
        if apart(higher, lower, looks) > 0:
            above.add(higher.value)
            below.add(lower.value)
    return {
        group.value: (group.value in above - below) - (group.value in below - above)
        for group in groups
    }
