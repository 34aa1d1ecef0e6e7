"""How does a plan change journeys and answers? A share of its cases is dealt with by another rule."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from .answers import Events
from .catalogue import AGENT, CASE_EVENTS, CODE, CUSTOMER, EMOTIONS, RETENTION
from .changes import Changes
from .passings import (
    NOTHING,
    Columns,
    Passings,
    came_from,
    first_beyond,
    gaps,
    last_rows,
    most_of,
    next_of_case,
    passings,
    rows_at,
    seconds_to_contact,
)
from .people import ATTRIBUTES, DAY, YEAR_ENDS, Customers, Journeys
from .places import CONTACT_AGAIN, DROP_OFF, LEAVES, REPEATS, SURVEYS, WAITS
from .walks import LONGEST, Habits, between, second_of
from .world import BEGAN_AT, PASSED, STRAIGHT_FROM, Plan, World

OWN_CASE = 3  # of a contact that a plan adds, beside the cases of support and complaint
OWN_PART = 100  # from there on the kinds of steps that plans add are numbered
CONTACT_DAYS = 7
SHORTEST_WAIT, LONGEST_WAIT = 12, 28  # days: far above what nine in ten gaps do not exceed
ALIKE = np.ones(12)
BAD_MOOD = {"anger": 0.25, "frustration": 0.35, "disappointment": 0.4}
GOOD_MOOD = {"trust": 0.2, "satisfaction": 0.4, "delight": 0.4}
# Up to where of 0 to 1 the bad rule and the good rule let each answer reach, from the worst to the best but one.
RULES = {
    "emotion": tuple(
        np.cumsum([mood.get(label, 0.0) for label in EMOTIONS]) for mood in (BAD_MOOD, GOOD_MOOD)
    ),
    "nps": (np.array([0.75, 1.0]), np.array([0.0, 0.25])),
    "csat": (np.array([1.0]), np.array([0.0])),
    "ces": (np.array([1.0]), np.array([0.0])),
}


@dataclass(frozen=True)
class Risk:
    """The cases that a plan may change, by the numbers of their journeys or events, and how likely it changes each."""

    key: np.ndarray
    likely: np.ndarray


@dataclass(frozen=True)
class Planted(Changes):
    """A world's customers, season and plans. `risks` keeps whom each plan may change, as it is carried out."""

    world: World
    risks: dict[str, list[Risk]] = field(default_factory=dict)

    @property
    def busy(self) -> np.ndarray:
        """Where there is no season, all months are alike."""
        return np.array(self.world.season.busy) if self.world.season else ALIKE

    @property
    def keeps_complainers(self) -> bool:
        """So that no complaint blurs how many leave."""
        return True

    def people(self, customers: Customers) -> Customers:
        """Attributes by the shares of the world; of a pair most of those with one have the other, and few others do."""
        dice, shares = customers.dice, self.world.shares
        codes = {name: dice.choice(name, tuple(parts.values())) for name, parts in shares.items()}
        drawn = replace(customers, codes=codes)
        for pair in self.world.pairs:
            own, given = codes[pair.attribute], drawn.are(pair.given_attribute, pair.given)
            has = drawn.are(pair.attribute, pair.value)
            others = shares[pair.attribute] | {pair.value: 0.0}
            other = dice.choice(f"{pair.attribute} else", tuple(others.values()))
            value = list(ATTRIBUTES[pair.attribute]).index(pair.value)
            depends = dice.chance(f"{pair.attribute} depends", pair.strength)
            dependent = np.where(given, value, np.where(has, other, own))
            codes[pair.attribute] = np.where(depends, dependent, own)
        return drawn

    def leaving(
        self, stage: int, journeys: Journeys, habits: Habits, share: np.ndarray
    ) -> np.ndarray:
        """Some of those who would have gone on leave, or the other way round."""
        for plan in self.plans(DROP_OFF):
            if plan.stage == stage:
                who = of_group(plan, journeys) & on_the_way(plan, habits)
                who &= between(plan.since, plan.until, journeys.begins)
                after = (1 - plan.size) * share + (0.0 if plan.is_better else plan.size)
                after = np.where(who, after, share)
                self.note(plan, journeys, np.flatnonzero(who), np.abs(after - share)[who])
                share = after
        return share

    def going_on(
        self, stage: int, journeys: Journeys, habits: Habits, share: np.ndarray
    ) -> np.ndarray:
        """The counterpart of leaving."""
        return 1 - self.leaving(stage, journeys, habits, 1 - share)

    def walked(self, columns: Columns, journeys: Journeys) -> Columns:
        """Waits are stretched, journeys cut short, contacts and returns put in, in this order."""
        for measure, change in {
            WAITS: self.stretched,
            LEAVES: self.cut,
            CONTACT_AGAIN: self.contacting,
            REPEATS: self.returning,
        }.items():
            for plan in self.plans(measure):
                columns = change(plan, columns, journeys)
        return columns

    def edges(self, events: Events, survey: str, edges: np.ndarray) -> np.ndarray:
        """Answers by another rule for a share of those whom a plan concerns; feelings swing with the season."""
        bad, good = RULES[survey]
        if survey == "emotion" and self.world.season:
            season = self.world.season
            turn = (events.columns["second"] - second_of(season.worst)) / YEAR_ENDS
            swing = season.swing * np.cos(2 * np.pi * turn)
            swing = swing * rows_at(events.columns, (season.stage, ""))
            edges = blended(edges, np.maximum(swing, 0), bad)
            edges = blended(edges, np.maximum(-swing, 0), good)
        for plan in self.world.plans:
            if SURVEYS.get(plan.measure) == survey:
                who = concerned(plan, events)
                after = blended(edges, plan.size * who, good if plan.is_better else bad)
                ids = events.columns["id"][who]
                self.risks[plan.name] = [Risk(ids, moved(edges[who], after[who]))]
                edges = after
        return edges

    def plans(self, measure: str) -> list[Plan]:
        """The plans of a measure."""
        return [plan for plan in self.world.plans if plan.measure == measure]

    def note(
        self, plan: Plan, journeys: Journeys, places: np.ndarray, likely: np.ndarray | float
    ) -> None:
        """Keep whom a plan may change."""
        numbers = journeys.customer[places] * 2 + journeys.number - 1
        risk = Risk(numbers, np.broadcast_to(likely, len(places)).astype(float))
        self.risks.setdefault(plan.name, []).append(risk)

    def chosen(
        self, plan: Plan, columns: Columns, journeys: Journeys, passed: Passings, able: np.ndarray
    ) -> Passings:
        """Of the journeys that pass a place and fare well there those that a plan changes: a share of its group."""
        first = passed.first
        able = able & of_group(plan, journeys)[passed.journey]
        able &= between(plan.since, plan.until, columns["second"][first])
        if plan.way == STRAIGHT_FROM:
            able &= came_from(columns, first) == CODE[plan.way_touchpoint]
        self.note(plan, journeys, passed.journey[able], plan.size)
        hit = able & journeys.dice.chance(plan.name, plan.size)[passed.journey]
        return Passings(passed.journey[hit], first[hit], passed.last[hit])

    def stretched(self, plan: Plan, columns: Columns, journeys: Journeys) -> Columns:
        """The step after comes weeks later, and all that follows with it; a journey that would last too long is drawn together."""
        second, gap, rows = columns["second"], gaps(columns), rows_at(columns, plan.place)
        passed, whole = passings(columns, rows), passings(columns, np.ones(len(second), bool))
        days = np.floor(journeys.dice.uniform(f"{plan.name} days", SHORTEST_WAIT, LONGEST_WAIT))
        until = second[passed.first] + gap[passed.first] + days[passed.journey] * DAY
        able = until - second[whole.first][passed.journey] < LONGEST
        able &= most_of(columns, rows, gap) <= np.nanquantile(gap, 0.9)
        hit = self.chosen(plan, columns, journeys, passed, able)
        row, shift = np.full(len(whole.journey), len(second)), np.zeros(len(whole.journey))
        row[hit.journey], shift[hit.journey] = hit.first, days[hit.journey] * DAY
        following = second[np.minimum(row + 1, len(second) - 1)]
        room = second[whole.first] + LONGEST - following - shift
        rest = np.minimum(1.0, room / np.maximum(second[whole.last] - following, 1.0))
        journey = columns["journey"]
        later = (following + shift)[journey] + (second - following[journey]) * rest[journey]
        moves = np.arange(len(second)) > row[journey]
        return columns | {"second": np.where(moves, np.floor(later), second)}

    def cut(self, plan: Plan, columns: Columns, journeys: Journeys) -> Columns:
        """Nothing follows the last event at the place before a later stage."""
        beyond, row = first_beyond(columns, plan.stage), np.arange(len(columns["journey"]))
        passed = passings(columns, rows_at(columns, plan.place) & (row < beyond))
        able = last_rows(columns)[passed.last] > passed.last
        hit = self.chosen(plan, columns, journeys, passed, able)
        last = np.full(len(journeys.customer), len(row))
        last[hit.journey] = hit.last
        kept = row <= last[columns["journey"]]
        return {name: values[kept] for name, values in columns.items()}

    def contacting(self, plan: Plan, columns: Columns, journeys: Journeys) -> Columns:
        """Within a week, before the journey's last event, a call that opens a case of its own, and its answer."""
        rows, second = rows_at(columns, plan.place), columns["second"]
        passed = passings(columns, rows)
        first, after = passed.first, next_of_case(columns)[passed.first]
        low = np.where(after == NOTHING, second[first], second[after])
        end = second[last_rows(columns)[first]]
        high = np.minimum(second[first] + (CONTACT_DAYS - 0.5) * DAY, end)
        contact = seconds_to_contact(columns, columns["journey"]) <= CONTACT_DAYS * DAY
        able = (high - low > DAY / 12) & (most_of(columns, rows, contact) < 1)
        hit = self.chosen(plan, columns, journeys, passed, able)
        place = np.searchsorted(passed.journey, hit.journey)
        drawn = journeys.dice.uniform(f"{plan.name} moment", 0.1, 0.9)[hit.journey]
        moment = np.floor(low[place] + (high - low)[place] * drawn)
        solved = np.floor(moment + 0.5 * (high[place] - moment))
        own = {"stage": RETENTION, "case": OWN_CASE}
        call = {"touchpoint": CODE["Support call"], "actor": CUSTOMER}
        call["case_event"] = CASE_EVENTS.index("opened")
        answer = {"touchpoint": CODE["Case message"], "actor": AGENT}
        answer["case_event"] = CASE_EVENTS.index("resolved")
        added = self.like(plan, columns, journeys, hit, moment, own | call)
        answered = self.like(plan, columns, journeys, hit, solved, own | answer, 1)
        return put_in(columns, added, answered)

    def returning(self, plan: Plan, columns: Columns, journeys: Journeys) -> Columns:
        """Soon after the only event at the touchpoint, before whatever follows, another one."""
        passed = passings(columns, rows_at(columns, plan.place))
        anywhere = passings(columns, columns["touchpoint"] == CODE[plan.touchpoint])
        only = (anywhere.first == anywhere.last)[np.searchsorted(anywhere.journey, passed.journey)]
        gap = gaps(columns)
        hit = self.chosen(plan, columns, journeys, passed, only & ~np.isnan(gap[passed.first]))
        part = journeys.dice.uniform(f"{plan.name} moment", 0.02, 0.2)[hit.journey]
        moment = np.floor(columns["second"][hit.first] + gap[hit.first] * part)
        is_call = plan.touchpoint == "Support call"
        own = {"case_event": CASE_EVENTS.index("reopened" if is_call else "")}
        return put_in(columns, self.like(plan, columns, journeys, hit, moment, own))

    def like(
        self,
        plan: Plan,
        columns: Columns,
        journeys: Journeys,
        hit: Passings,
        moment: np.ndarray,
        own: dict[str, int],
        repeat: int = 0,
    ) -> Columns:
        """One more event for each of the journeys: as at the place, but for its moment and what is its own."""
        added = {name: values[hit.first] for name, values in columns.items()}
        for name, code in own.items():
            added[name] = np.full(len(moment), code, columns[name].dtype)
        part = OWN_PART + int(plan.name.split()[-1])
        number = np.uint64((part << 10) + repeat)
        added["id"] = (journeys.dice.ids[hit.journey] << np.uint64(17)) | number
        return added | {"second": moment}


def put_in(columns: Columns, *added: Columns) -> Columns:
    """The events with some more, each at its moment, after all others of the same second."""
    whole = {
        name: np.concatenate([values, *(one[name] for one in added)])
        for name, values in columns.items()
    }
    rows = np.lexsort((np.arange(len(whole["second"])), whole["second"], whole["journey"]))
    return {name: values[rows] for name, values in whole.items()}


def of_group(plan: Plan, journeys: Journeys) -> np.ndarray:
    """Which journeys are by customers of the plan's group."""
    if not plan.attribute:
        return np.ones(len(journeys.customer), bool)
    return journeys.are(plan.attribute, plan.value)


def on_the_way(plan: Plan, habits: Habits) -> np.ndarray:
    """Which journeys begin at the plan's touchpoint, or will pass it."""
    if plan.way == BEGAN_AT:
        return habits.begins == CODE[plan.way_touchpoint]
    if plan.way == PASSED:
        return habits.passes[plan.stage, plan.way_touchpoint] > 0
    return np.ones(len(habits.begins), bool)


def concerned(plan: Plan, events: Events) -> np.ndarray:
    """Which events a plan of answers concerns."""
    rows = rows_at(events.columns, plan.place)
    rows &= between(plan.since, plan.until, events.columns["second"])
    if plan.attribute:
        rows &= events.customers.are(plan.attribute, plan.value)[events.columns["customer"]]
    return rows


def blended(edges: np.ndarray, share: np.ndarray, rule: np.ndarray) -> np.ndarray:
    """A share of each event's answers by the rule, the others as they were."""
    part = share[:, np.newaxis]
    return (1 - part) * edges + part * rule


def moved(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """How likely each event's answer is another one: what the intervals of like answers do not share."""
    low, high = (
        [np.column_stack(part) for part in ((np.zeros(len(one)), one), (one, np.ones(len(one))))]
        for one in (before, after)
    )
    shared = np.minimum(low[1], high[1]) - np.maximum(low[0], high[0])
    return 1 - np.maximum(shared, 0).sum(1)
