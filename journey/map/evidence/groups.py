"""The figure by group: which attributes set the groups apart, and which groups surely stand out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.groups import PERIODS
from journey.map.causes import (
    Apart,
    Difference,
    Group,
    differences,
    figure_apart,
    looks_of,
    share_apart,
    standings,
)
from journey.map.evidence.measures import Measure, ends_in_words
from journey.map.evidence.panel_data import SmallChart
from journey.map.evidence.values import scale_of, values_of
from journey.map.small_charts import Value, by_group
from journey.model.words import capital, plural

GROUPS_LIMIT, FEWEST_OPEN, MOST_OPEN = 8, 2, 3
ROLES = {1: "positive", 0: "accent", -1: "negative"}


@dataclass(frozen=True)
class Split:
    """The values of a figure by an attribute or a period, in the order of the view, and the command that prints them."""

    key: str
    name: str
    values: list[Value]
    command: str

    @property
    def groups(self) -> list[Group]:
        """Those that can be compared: of ten customers or more, with a known value, final."""
        return [
            Group(value.name, value.value, value.low, value.high)
            for value in self.values
            if value.is_known
            and not value.young
            and value.value is not None
            and value.low is not None
            and value.high is not None
        ]


@dataclass(frozen=True)
class Compared:
    """Splits of one figure with what is known of their differences; corrected for all of them together."""

    measure: Measure
    splits: Sequence[Split]
    looks: Mapping[str, int]
    widest: Mapping[str, Difference]
    is_of_age: bool = False

    @property
    def apart(self) -> Apart:
        return _apart(self.measure)

    @property
    def scale(self) -> tuple[float, float]:
        """What all drawings of the figure span."""
        return scale_of((value for split in self.splits for value in split.values), self.measure)

    @property
    def pairs(self) -> int:
        """How many pairs of groups were compared."""
        return sum(self.looks.values()) // len(self.looks)

    def is_sure(self, key: str) -> bool:
        """Whether two groups of the attribute surely differ, by the least that a sentence can tell."""
        return key in self.widest and self.widest[key].low >= self.measure.least

    def coloured(self, split: Split) -> list[Value]:
        """The split's values with their roles: red where surely worse, teal where surely better than another group."""
        stand = (
            standings(split.groups, self.apart, self.looks[split.key])
            if self.measure.good and self.is_sure(split.key)
            else {}
        )
        return [
            replace(value, role=ROLES[self.measure.good * stand.get(value.name, 0)])
            for value in split.values
        ]


def split(measure: Measure, key: str, answer: Answer[AnyRow], names: Mapping[str, str]) -> Split:
    """The figure by an attribute, under the name that this has on a screen."""
    return Split(key, names.get(key, key), values_of(answer.rows, measure, key), answer.command)


def compared(measure: Measure, splits: Sequence[Split], is_of_age: bool = False) -> Compared:
    """The splits that have two values, those with the widest sure gap between two groups first.

    `is_of_age`: the periods among them are of journeys at the same age.
    """
    groups = {split.key: split.groups for split in splits}
    widest = differences(groups, _apart(measure))

    def gap(split: Split) -> tuple[bool, float]:
        known = split.key in widest
        return known, widest[split.key].low if known else _spread(split.values)

    ordered = sorted((split for split in splits if len(split.values) > 1), key=gap, reverse=True)
    return Compared(measure, ordered, looks_of(groups), widest, is_of_age)


def _apart(measure: Measure) -> Apart:
    return share_apart if measure.is_share else figure_apart


def _spread(values: Iterable[Value]) -> float:
    """How far apart counts are, in shares of the largest."""
    known = [value.value for value in values if value.value is not None]
    return (max(known) - min(known)) / (max(known) or 1) if known else 0.0


def charts(found: Compared, note: str) -> tuple[list[SmallChart], list[SmallChart]]:
    """The attributes drawn, those that tell most first: those that stand open, and the others."""
    splits = [split for split in found.splits if split.key not in PERIODS]
    drawn = [_chart(found, split, note) for split in splits]
    sure = sum(found.is_sure(split.key) for split in splits)
    is_open = min(max(FEWEST_OPEN, sure), MOST_OPEN)
    return drawn[:is_open], drawn[is_open:]


def _chart(found: Compared, split: Split, note: str) -> SmallChart:
    shown, scale = _shown(found, split), found.scale
    more = len(split.values) - len(shown)
    return {
        "caption": capital(split.name),
        "note": f"{note}; {plural(more, 'smaller group')} not drawn" if more else note,
        "scene": by_group(
            shown, scale, ends_in_words(scale, found.measure), bool(found.measure.low)
        ).data(),
        "rows": [[value.name, value.words] for value in split.values],
        "command": split.command,
    }


def _shown(found: Compared, split: Split) -> list[Value]:
    """The two groups that lie furthest apart and the largest others, the worst first; then those of which too little is known."""
    widest = found.widest.get(split.key)
    telling = {widest.higher.value, widest.lower.value} if widest else set()
    largest = sorted(
        found.coloured(split),
        key=lambda value: (value.name not in telling, value.value is None, -value.n),
    )[:GROUPS_LIMIT]
    worst_first = found.measure.good or -1
    return sorted(
        largest,
        key=lambda value: (
            value.value is None,
            not value.is_known,
            worst_first * (value.value or 0),
        ),
    )
