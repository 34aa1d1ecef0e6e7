"""Which findings are shadows of stronger ones, and which tell one story (METRICS.md, "Findings")."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from journey.findings.compare import interval
from journey.findings.difference import Difference, sums_of
from journey.model.finding import DROP_OFF, LEAVES, NEXT, OF_GROUPS, TIME, VALENCE
from journey.model.progress import beat
from journey.model.small_numbers import LOW_BASE_BELOW

GONE = 0.7  # of a finding's cases: where so many go with a stronger one's, it is explained though nothing is left to test
FIRM = 4.0  # |z| from which a shadow can lead a story, where what it says costs more
SHARED = 0.5  # of the smaller one's affected journeys
# What costs most stands first in a story.
COSTS = (
    DROP_OFF,
    LEAVES,
    "nps",
    "csat",
    "ces",
    "effort",
    VALENCE,
    "feels_bad",
    "contact_again",
    "repeats",
    "waits",
    NEXT,
    TIME,
)
FIRST, MOST_A_STAGE = 5, 2
MOST_WATCHED, MOST_EXPLAINING = 10, 60


@dataclass(frozen=True)
class Story:
    """What costs most of what is told, the others that tell the same, and their shadows."""

    head: Difference
    also: tuple[Difference, ...]
    explained: tuple[Difference, ...]


@dataclass(frozen=True)
class Kept:
    """A difference that is told: with its journeys, as marks by their number, and those of them that are affected."""

    difference: Difference
    is_in: np.ndarray
    affected: np.ndarray

    @classmethod
    def of(cls, difference: Difference, inside: np.ndarray) -> "Kept":
        journeys = difference.measure.journeys
        is_in = np.zeros(len(difference.material.begun_at), dtype=bool)
        is_in[journeys[inside]] = True
        return cls(difference, is_in, difference.affected(inside))


Entry = tuple[Kept, list[Difference]]  # with what it explains


def stories(differences: Sequence[Difference]) -> list[Story]:
    """Ranked by what they are worth: excess times stakes, at most two of a stage among the first five, bad news before good."""
    kept: list[Entry] = []
    for difference in sorted(differences, key=lambda one: -abs(one.z)):
        beat("what tells the same")
        sides = difference.sides()
        stronger = next(
            (entry for entry in kept if _is_explained(difference, sides, entry[0])), None
        )
        if stronger:
            stronger[1].append(difference)
        else:
            kept.append((Kept.of(difference, sides[0]), []))
    groups: list[list[Entry]] = []
    for entry in kept:
        group = next((one for one in groups if _is_same_story(entry[0], one[0][0])), None)
        if group:
            group.append(entry)
        else:
            groups.append([entry])
    return _ranked([_story(group) for group in groups])


def _story(group: list[Entry]) -> Story:
    members = [entry.difference for entry, _ in group]
    shadows = [one for _, explained in group for one in explained]
    largest = max(abs(one.z) for one in members)
    firm = [one for one in (*members, *shadows) if abs(one.z) >= max(FIRM, largest / 2)] or members
    head = min(firm, key=lambda one: (COSTS.index(one.measure.kind), -abs(one.z)))
    also = tuple(one for one in members if one is not head)
    return Story(head, also, tuple(one for one in shadows if one is not head))


def _is_explained(
    difference: Difference, sides: tuple[np.ndarray, np.ndarray], stronger: Kept
) -> bool:
    """Whether without the stronger one's journeys the difference falls below a third, or below half with an interval that holds
    zero; untestable where fewer than thirty are left, unless most of its cases went."""
    measure = difference.measure
    gone = stronger.is_in[measure.journeys]
    inside, outside = sides[0] & ~gone, sides[1] & ~gone
    lost = 1 - inside.sum() / max(1, sides[0].sum())
    if inside.sum() < LOW_BASE_BELOW or outside.sum() < LOW_BASE_BELOW:
        return bool(lost >= GONE)
    sums = sums_of(measure.y_without(gone), inside, outside)
    left = float(sums.difference[0])
    low, high = (
        float(end[0]) for end in interval(sums, measure.is_share, difference.design_effect)
    )
    is_turned = left * difference.difference <= 0
    share = abs(left) / abs(difference.difference)
    return is_turned or share < 1 / 3 or (share < 1 / 2 and low <= 0 <= high)


def _is_same_story(one: Kept, head: Kept) -> bool:
    """The same group, or in the same stage half of the smaller one's affected journeys."""
    difference, other = one.difference, head.difference
    is_of_group = difference.family == other.family and difference.family in OF_GROUPS
    if is_of_group and (difference.attribute, difference.value) == (other.attribute, other.value):
        return True
    if difference.measure.stage != other.measure.stage:
        return False
    if difference.is_bad_news != other.is_bad_news:
        return False
    smaller = min(len(one.affected), len(head.affected))
    shared = len(np.intersect1d(one.affected, head.affected)) if smaller else 0
    return bool(smaller) and shared >= SHARED * smaller


def _ranked(unranked: list[Story]) -> list[Story]:
    waiting = sorted(unranked, key=lambda story: (-story.head.weight, not story.head.is_bad_news))
    ranked: list[Story] = []
    while waiting:
        stages = [story.head.measure.stage for story in ranked]
        is_first = len(ranked) < FIRST
        place = next(
            (
                place
                for place, story in enumerate(waiting)
                if not is_first or stages.count(story.head.measure.stage) < MOST_A_STAGE
            ),
            0,
        )
        ranked.append(waiting.pop(place))
    return ranked


def places(differences: Sequence[Difference]) -> list[Difference]:
    """Where it is: at most one of each measure, stage and direction, the surest; bad news first, the most weighty on top."""
    first_of: dict[tuple[str, str, bool], Difference] = {}
    for one in sorted(differences, key=lambda one: -abs(one.z)):
        first_of.setdefault((one.measure.kind, one.measure.stage, one.is_bad_news), one)
    return sorted(first_of.values(), key=lambda one: (not one.is_bad_news, -one.weight))


def worth_watching(
    watched: Sequence[Difference], holding: Sequence[Difference]
) -> list[Difference]:
    """Those that no finding explains and that are of no finding's group and place, each group and place once."""
    kept = [Kept.of(one, one.sides()[0]) for one in holding[:MOST_EXPLAINING]]
    unexplained: list[Difference] = []
    for difference in watched:
        sides = difference.sides()
        own = Kept.of(difference, sides[0])
        if not any(
            _is_explained(difference, sides, one) or _is_same_story(own, one) for one in kept
        ):
            unexplained.append(difference)
            kept.append(own)
    return unexplained[:MOST_WATCHED]
