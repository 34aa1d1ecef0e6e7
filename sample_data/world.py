"""Which other years could there have been? A world's plans, customers and season, drawn from a whole number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from .catalogue import AWARENESS, CONSIDERATION, PURCHASE, RETENTION, STAGES
from .draws import Dice
from .people import ATTRIBUTES
from .places import (
    CASES,
    CES,
    CONTACT_AGAIN,
    CSAT,
    DROP_OFF,
    EFFORT,
    LEAVES,
    MOVES,
    NPS,
    PASSING,
    REPEATS,
    SURVEYS,
    VALENCE,
    WAITS,
    Place,
)
from .walks import FRIEND, SOURCES

Choice = TypeVar("Choice")

FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2025, 12, 31)
# What becomes of a journey is known of those begun by then: none lasts longer than the days that are left.
KNOWN_UNTIL = date(2025, 8, 4)

INCIDENT, LASTING, ATTRIBUTE = "incident", "lasting change", "attribute"
WAY, STRAIGHT = "way", "straight from"
KINDS = (INCIDENT, LASTING, ATTRIBUTE, WAY, STRAIGHT)
PASSED, BEGAN_AT, STRAIGHT_FROM = "passed", "began at", "straight from"

# Of each kind what is planted; a measure that stands there twice is drawn twice as often.
MEASURES = {
    INCIDENT: (DROP_OFF, DROP_OFF, DROP_OFF, VALENCE, LEAVES),
    LASTING: (VALENCE, VALENCE, CSAT, NPS, CES, LEAVES, LEAVES),
    ATTRIBUTE: (
        *(DROP_OFF, DROP_OFF, REPEATS, REPEATS, WAITS, WAITS),
        *(CONTACT_AGAIN, VALENCE, NPS, CSAT, CES, EFFORT, LEAVES),
    ),
    WAY: (DROP_OFF,),
    STRAIGHT: (REPEATS, REPEATS, CONTACT_AGAIN, WAITS),
}
# The share of the cases that fare otherwise than they would have.
SIZES = {"small": (0.05, 0.12), "middle": (0.12, 0.3), "large": (0.3, 0.6)}
FEWEST, MOST = 6, 12
MOST_TRIES = 100  # to find a plan of a kind
FEWEST_CASES = 40  # of a plan, on average: with fewer nobody could ever tell


@dataclass(frozen=True)
class Plan:
    """Something that is planted: of which measure, where, for whom, when, and of how many of the cases.

    `size`: the share of the cases that are dealt with by another rule, the bad one or (`is_better`) the good one."""

    name: str
    kind: str
    measure: str
    stage: int
    touchpoint: str
    size: float
    is_better: bool = False
    attribute: str = ""
    value: str = ""
    since: date = FIRST_DAY
    until: date = LAST_DAY
    way: str = ""
    way_touchpoint: str = ""

    @property
    def place(self) -> Place:
        """Stage and touchpoint, the latter empty for a whole stage."""
        return self.stage, self.touchpoint


@dataclass(frozen=True)
class Pair:
    """Two attributes of which one depends on the other: so many of those with `given` have `value`, and few others do."""

    attribute: str
    value: str
    given_attribute: str
    given: str
    strength: float

    @property
    def ends(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Both attributes with their values."""
        return (self.attribute, self.value), (self.given_attribute, self.given)

    def partner(self, attribute: str, value: str) -> tuple[str, str] | None:
        """The other end, of a group that is one of them."""
        for own, other in (self.ends, self.ends[::-1]):
            if own == (attribute, value):
                return other
        return None


@dataclass(frozen=True)
class Season:
    """A year with seasons: how busy each month is, and a feeling that comes and goes with them in one stage."""

    busy: tuple[float, ...]
    stage: int
    swing: float
    worst: date


@dataclass(frozen=True)
class World:
    """One invented year."""

    number: int
    shares: dict[str, dict[str, float]]
    pairs: tuple[Pair, ...]
    season: Season | None
    plans: tuple[Plan, ...]

    def without(self, name: str) -> World:
        """The same year without one of its plans."""
        return replace(self, plans=tuple(plan for plan in self.plans if plan.name != name))

    @property
    def bare(self) -> World:
        """The same year without any plan."""
        return replace(self, plans=())

    def shadow(self, plan: Plan) -> tuple[str, str] | None:
        """The attribute and value that many of the plan's group have, too, though nothing is planted for it."""
        partners = (pair.partner(plan.attribute, plan.value) for pair in self.pairs)
        return next((partner for partner in partners if partner), None)


@dataclass
class Lots:
    """Draws for a world as a whole, one after the other."""

    number: int
    drawn: int = 0

    def between(self, low: float, high: float) -> float:
        """Evenly between two numbers."""
        self.drawn += 1
        dice = Dice(self.number, np.array([self.drawn], np.uint64))
        return float(dice.uniform("world", low, high)[0])

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.between(0, high - low + 1))

    def happens(self, share: float) -> bool:
        """True that often."""
        return self.between(0, 1) < share

    def one_of(self, options: Sequence[Choice]) -> Choice:
        """One of them, all alike."""
        return options[self.whole(0, len(options) - 1)]

    def day(self, first: date, last: date) -> date:
        """A day from the first to the last, whatever day of the week."""
        return first + timedelta(days=self.whole(0, (last - first).days))


def draw(number: int) -> World:
    """The world of a number: the same one each time."""
    lots = Lots(number)
    shares = drawn_shares(lots)
    pairs = drawn_pairs(lots, shares)
    season = drawn_season(lots) if lots.happens(0.5) else None
    world = World(number, shares, pairs, season, ())
    kinds = [*KINDS, *[ATTRIBUTE] * (len(pairs) - 1)]
    kinds += [lots.one_of(KINDS) for _ in range(lots.whole(FEWEST, MOST) - len(kinds))]
    waiting = [lots.one_of(pair.ends) for pair in pairs]  # each pair has a plan at one of its ends
    for kind in kinds:
        group = waiting.pop() if kind == ATTRIBUTE and waiting else None
        plan = drawn_plan(lots, world, kind, f"plan {len(world.plans) + 1}", group)
        world = replace(world, plans=(*world.plans, plan))
    return world


def drawn_shares(lots: Lots) -> dict[str, dict[str, float]]:
    """How many customers have each value: about as in the sample."""
    drawn = {}
    for attribute, usual in ATTRIBUTES.items():
        parts = {value: share * lots.between(0.7, 1.45) for value, share in usual.items()}
        drawn[attribute] = {value: part / sum(parts.values()) for value, part in parts.items()}
    return drawn


def groups(shares: dict[str, dict[str, float]], attribute: str) -> list[str]:
    """The values of an attribute that enough customers have, and enough have not."""
    return [value for value, share in shares[attribute].items() if value and 0.08 < share < 0.5]


def drawn_pairs(lots: Lots, shares: dict[str, dict[str, float]]) -> tuple[Pair, ...]:
    """One or two pairs of attributes, none in both."""
    left = [attribute for attribute in shares if attribute != "language"]
    pairs = []
    for _ in range(lots.whole(1, 2)):
        attribute, given = (left.pop(lots.whole(0, len(left) - 1)) for _ in range(2))
        values = [lots.one_of(groups(shares, name)) for name in (attribute, given)]
        pairs.append(Pair(attribute, values[0], given, values[1], lots.between(0.55, 0.85)))
    return tuple(pairs)


def drawn_season(lots: Lots) -> Season:
    """Busy and quiet months half a year apart, and a mild swing of a feeling."""
    height, busiest = lots.between(0.15, 0.45), lots.whole(0, 11)
    waves = np.cos(2 * np.pi * (np.arange(12) - busiest) / 12)
    busy = tuple(float(month) for month in 1 + height * waves)
    stage = lots.one_of((AWARENESS, CONSIDERATION, PURCHASE, RETENTION))
    return Season(busy, stage, lots.between(0.04, 0.12), lots.day(FIRST_DAY, LAST_DAY))


def drawn_plan(
    lots: Lots, world: World, kind: str, name: str, group: tuple[str, str] | None = None
) -> Plan:
    """A plan of a kind that no other one of the world gets in the way of; of a group, where one is named.

    Where the world has no room for the kind, of another one."""
    tries = 0
    while True:
        tries += 1
        plan = proposed(lots, world, kind if tries <= MOST_TRIES else lots.one_of(KINDS), name)
        if group:
            plan = replace(plan, attribute=group[0], value=group[1])
        is_free = not any(clashes(world, plan, other) for other in world.plans)
        if is_free and usual_cases(world, plan) >= FEWEST_CASES:
            return plan


def proposed(lots: Lots, world: World, kind: str, name: str) -> Plan:
    """A plan of a kind, whatever else there is."""
    measure = lots.one_of(MEASURES[kind])
    low, high = SIZES[lots.one_of(tuple(SIZES))]
    size = round(lots.between(low, high), 3)
    attribute = lots.one_of([key for key in world.shares if key != "language"])
    value = lots.one_of(groups(world.shares, attribute))
    place = lots.one_of(tuple(CASES[measure]))
    whole = Plan(name, kind, measure, *place, size)
    is_better = measure in SURVEYS and lots.happens(0.25)
    if kind == ATTRIBUTE:
        return replace(whole, attribute=attribute, value=value, is_better=is_better)
    if kind == WAY:
        return on_a_way(lots, whole)
    if kind == STRAIGHT:
        (stage, touchpoint), before = lots.one_of(MOVES[measure])
        return along(replace(whole, stage=stage, touchpoint=touchpoint), STRAIGHT_FROM, before)
    if lots.happens(0.5 if kind == INCIDENT else 0.2):
        whole = replace(whole, attribute=attribute, value=value)
    if kind == LASTING:
        since = lots.day(date(2025, 3, 1), date(2025, 9, 20))
        return replace(whole, since=since, is_better=is_better)
    latest = KNOWN_UNTIL if measure == DROP_OFF else date(2025, 11, 20)
    days = timedelta(days=lots.whole(7, 56))
    since = lots.day(date(2025, 1, 20), latest - days)
    return replace(whole, since=since, until=since + days - timedelta(days=1))


def on_a_way(lots: Lots, plan: Plan) -> Plan:
    """Those who passed a touchpoint, or began at one, leave less."""
    if lots.happens(0.5):
        stage, touchpoint = lots.one_of(PASSING)
        return along(replace(plan, stage=stage, is_better=True), PASSED, touchpoint)
    stage, source = lots.one_of((AWARENESS, CONSIDERATION)), lots.one_of((*SOURCES, FRIEND))
    return along(replace(plan, stage=stage, is_better=True), BEGAN_AT, source)


def along(plan: Plan, way: str, touchpoint: str) -> Plan:
    """The plan for those who came this way."""
    return replace(plan, way=way, way_touchpoint=touchpoint)


def usual_cases(world: World, plan: Plan) -> float:
    """About how many cases a plan's group and days have; of a way enough."""
    share = world.shares[plan.attribute][plan.value] if plan.attribute else 1.0
    whole = KNOWN_UNTIL if plan.measure == DROP_OFF else LAST_DAY
    days = min(plan.until, whole) - plan.since + timedelta(days=1)
    part = days / (whole - FIRST_DAY + timedelta(days=1))
    return CASES[plan.measure].get(plan.place, 0) * share * part


def clashes(world: World, plan: Plan, other: Plan) -> bool:
    """Whether two plans are of one figure, so that nobody could tell them apart, or of one stage and both ends of a pair.

    How many leave a stage may differ for two reasons."""
    if plan.stage == other.stage and world.shadow(plan) == (other.attribute, other.value):
        return True
    surveys = [SURVEYS.get(one.measure, one.measure) for one in (plan, other)]
    if plan.place != other.place or surveys[0] != surveys[1]:
        return False
    if plan.measure != DROP_OFF or sum(one.place == plan.place for one in world.plans) > 1:
        return True
    return (plan.attribute, plan.way) == (other.attribute, other.way)


def described(plan: Plan) -> str:
    """The plan as a sentence."""
    stage, touchpoint = STAGES[plan.stage], plan.touchpoint
    does = {
        DROP_OFF: f"leave {'less' if plan.is_better else 'more'} in {stage}",
        LEAVES: f"are more often last seen at {touchpoint}",
        REPEATS: f"come back to {touchpoint} more often",
        WAITS: f"wait long after {touchpoint} more often",
        CONTACT_AGAIN: f"make contact again more often soon after {touchpoint}",
        VALENCE: f"feel {'better' if plan.is_better else 'worse'} at {touchpoint}",
        EFFORT: f"find {touchpoint} {'easier' if plan.is_better else 'harder'}",
    }
    score = f"give {'better' if plan.is_better else 'worse'} {plan.measure.upper()} at {touchpoint}"
    who = f"customers whose {plan.attribute} is {plan.value}" if plan.attribute else "customers"
    if plan.way:
        who = (
            f"customers who {'came ' * (plan.way == STRAIGHT_FROM)}{plan.way} {plan.way_touchpoint}"
        )
    said = f"{who} {does.get(plan.measure, score)}"
    since, until = (f"{day.day} {day:%B}" for day in (plan.since, plan.until))
    if plan.kind == INCIDENT:
        return f"From {since} to {until} {said}."
    return f"Since {since} {said}." if plan.kind == LASTING else f"{said[0].upper()}{said[1:]}."
