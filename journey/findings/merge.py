"""Which findings are shadows of stronger ones, and which tell one story (METRICS.md, "Findings")."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from journey.findings.compare import interval
from journey.findings.difference import Difference, sums_of
from journey.model.finding import DROP_OFF, LEAVES, NEXT, OF_GROUPS, TIME, VALENCE
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
MOST_WATCHED = 10


@dataclass(frozen=True)
class Story:
    """What costs most of what is told, the others that tell the same, and their shadows."""

    head: Difference
    also: tuple[Difference, ...]
    explained: tuple[Difference, ...]


def stories(findings: Sequence[Difference]) -> list[Story]:
    """Ranked by what they are worth: excess times stakes, at most two of a stage among the first five, bad news before good."""
    kept: list[tuple[Difference, list[Difference]]] = []
    for finding in sorted(findings, key=lambda one: -abs(one.z)):
        stronger = next((entry for entry in kept if _is_explained(finding, entry[0])), None)
        if stronger:
            stronger[1].append(finding)
        else:
            kept.append((finding, []))
    groups: list[list[tuple[Difference, list[Difference]]]] = []
    for entry in kept:
        group = next((one for one in groups if _is_same_story(entry[0], one[0][0])), None)
        if group:
            group.append(entry)
        else:
            groups.append([entry])
    return _ranked([_story(group) for group in groups])


def _story(group: list[tuple[Difference, list[Difference]]]) -> Story:
    members = [finding for finding, _ in group]
    shadows = [one for _, explained in group for one in explained]
    largest = max(abs(one.z) for one in members)
    firm = [one for one in (*members, *shadows) if abs(one.z) >= max(FIRM, largest / 2)] or members
    head = min(firm, key=lambda one: (COSTS.index(one.measure.kind), -abs(one.z)))
    also = tuple(one for one in members if one is not head)
    return Story(head, also, tuple(one for one in shadows if one is not head))


def _is_explained(finding: Difference, stronger: Difference) -> bool:
    """Whether without the stronger one's journeys the difference falls below a third, or below half with an interval that holds
    zero; untestable where fewer than thirty are left, unless most of its cases went."""
    gone = np.isin(finding.measure.journeys, stronger.journeys)
    inside, outside = finding.inside & ~gone, finding.outside & ~gone
    lost = 1 - inside.sum() / max(1, finding.inside.sum())
    if inside.sum() < LOW_BASE_BELOW or outside.sum() < LOW_BASE_BELOW:
        return bool(lost >= GONE)
    sides = sums_of(finding.measure.y_without(gone), inside, outside)
    left = float(sides.difference[0])
    low, high = (
        float(end[0]) for end in interval(sides, finding.measure.is_share, finding.design_effect)
    )
    is_turned = left * finding.difference <= 0
    share = abs(left) / abs(finding.difference)
    return is_turned or share < 1 / 3 or (share < 1 / 2 and low <= 0 <= high)


def _is_same_story(finding: Difference, head: Difference) -> bool:
    """The same group, or in the same stage half of the smaller one's affected journeys."""
    is_of_group = finding.family == head.family and finding.family in OF_GROUPS
    if is_of_group and (finding.attribute, finding.value) == (head.attribute, head.value):
        return True
    if finding.measure.stage != head.measure.stage or finding.is_bad_news != head.is_bad_news:
        return False
    affected, others = finding.affected, head.affected
    smaller = min(len(affected), len(others))
    return bool(smaller) and len(np.intersect1d(affected, others)) >= SHARED * smaller


def _ranked(found: list[Story]) -> list[Story]:
    waiting = sorted(found, key=lambda story: (-story.head.weight, not story.head.is_bad_news))
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


def places(found: Sequence[Difference]) -> list[Difference]:
    """Where it is: at most one of each measure, stage and direction, the surest; bad news first, the most weighty on top."""
    told: dict[tuple[str, str, bool], Difference] = {}
    for one in sorted(found, key=lambda one: -abs(one.z)):
        told.setdefault((one.measure.kind, one.measure.stage, one.is_bad_news), one)
    return sorted(told.values(), key=lambda one: (not one.is_bad_news, -one.weight))


def worth_watching(watched: Sequence[Difference], told: Sequence[Difference]) -> list[Difference]:
    """Those that no finding explains and that are of no finding's group and place, each group and place once."""
    kept: list[Difference] = []
    for one in watched:
        if not any(
            _is_explained(one, other) or _is_same_story(one, other) for other in (*told, *kept)
        ):
            kept.append(one)
    return kept[:MOST_WATCHED]
