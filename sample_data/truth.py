"""What is true of a world? Each plan's figures, counted in the year as it is and in the same year without that plan."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from .answers import Events
from .catalogue import CODE, NAMES, STAGES
from .figures import FEELS_BAD, OF_ANSWERS, Cases, Year, looked_at
from .passings import came_from, passings, rows_at
from .people import DAY, MONTH_DAYS
from .places import CONTACT_AGAIN, DROP_OFF, EFFORT, LEAVES, NPS, REPEATS, VALENCE, WAITS
from .planting import Planted
from .walks import between
from .world import (
    BEGAN_AT,
    INCIDENT,
    LASTING,
    PASSED,
    SIZES,
    STRAIGHT_FROM,
    Pair,
    Plan,
    Season,
    World,
    described,
)

TIMED = (INCIDENT, LASTING)
OF_TOUCHPOINTS = (LEAVES, REPEATS, WAITS, CONTACT_AGAIN, FEELS_BAD, EFFORT, *OF_ANSWERS)
LEAST, SURE = 30, 2.0  # cases, and standard errors, from which a figure counts as moved
SURE_OF_MANY = 3.5  # standard errors, where hundreds of ways are looked at
NO_CUSTOMERS = "Case message"  # where nobody but agents act


def told(
    world: World, lived: Callable[[World], Events], events: Events, is_planted: bool = True
) -> dict[str, Any]:
    """The truth of a world whose events are given; `lived` makes those of a world that differs in its plans."""
    year, plans = looked_at(events), world.plans
    return {
        "world": world.number,
        "seed": events.dice.seed,
        "customers": len(events.customers.mood),
        "journeys": len(year.whole.journey),
        "events": len(year.columns["journey"]),
        "wait_limit_seconds": year.wait_limit,
        "plans": [of_plan(world, plan, year, lived) for plan in plans if is_planted],
        "left_out": [outline(plan) for plan in plans if not is_planted],
        "dependent_attributes": [of_pair(pair, year) for pair in world.pairs],
        "seasonality": of_season(world.season, year) if world.season else None,
        "ways_without_plans": list(ways(looked_at(lived(world.bare)))),
    }


def write(truth: dict[str, Any], path: Path) -> None:
    """As JSON that a person can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def of_plan(
    world: World, plan: Plan, year: Year, lived: Callable[[World], Events]
) -> dict[str, Any]:
    """What the plan is, and its figures."""
    usual = looked_at(lived(world.without(plan.name)), year.wait_limit)
    return {
        **outline(plan),
        **figures(plan, year, usual),
        "shadow": shadow(world, plan, year),
        "also": list(others_moved(plan, year, usual)),
    }


def outline(plan: Plan) -> dict[str, Any]:
    """What the plan is: of which measure, where, for whom, when, of how many."""
    return {
        "name": plan.name,
        "sentence": described(plan),
        "kind": plan.kind,
        "stage": STAGES[plan.stage],
        "touchpoint": plan.touchpoint,
        "measure": plan.measure,
        "attribute": plan.attribute,
        "value": plan.value,
        "way": plan.way,
        "way_touchpoint": plan.way_touchpoint,
        "first_day": plan.since.isoformat() if plan.kind in TIMED else "",
        "last_day": plan.until.isoformat() if plan.kind == INCIDENT else "",
        "dates_are_of": "the journey's begin" if plan.measure == DROP_OFF else "the event",
        "is_better": plan.is_better,
        "size": plan.size,
        "size_class": next(name for name, (_, high) in SIZES.items() if plan.size <= high),
    }


@dataclass(frozen=True)
class Sides:
    """The cases of a plan's group and days, and those that it is compared with."""

    cases: Cases
    inside: np.ndarray
    outside: np.ndarray

    @property
    def keys(self) -> np.ndarray:
        """The keys of the cases inside."""
        return self.cases.key[self.inside]


def sides(plan: Plan, year: Year, measure: str, place: tuple[int, str]) -> Sides:
    """Of a measure at a place: an attribute or a way against the others, days against the same customers at other times."""
    cases = year.cases(measure, place)
    group = np.ones(len(cases.y), bool)
    if plan.attribute:
        customers = year.columns["customer"][cases.row]
        group = year.events.customers.are(plan.attribute, plan.value)[customers]
    group &= on_the_way(plan, year, cases)
    row = year.begins[cases.row] if measure == DROP_OFF else cases.row
    in_time = between(plan.since, plan.until, year.columns["second"][row])
    outside = group & ~in_time if plan.kind in TIMED else ~group
    return Sides(cases, group & in_time, outside)


def on_the_way(plan: Plan, year: Year, cases: Cases) -> np.ndarray:
    """Which cases are of journeys that came along the plan's way, as their events tell it."""
    if plan.way == BEGAN_AT:
        begun = year.columns["touchpoint"][year.begins[cases.row]]
        return begun == CODE[plan.way_touchpoint]
    if plan.way == PASSED:
        row = np.arange(len(year.columns["journey"]))
        is_there = year.columns["touchpoint"] == CODE[plan.way_touchpoint]
        passed = passings(year.columns, is_there & (row < year.beyond[plan.stage]))
        return np.isin(cases.journey, passed.journey)
    if plan.way == STRAIGHT_FROM:
        passed = passings(year.columns, rows_at(year.columns, plan.place))
        straight = came_from(year.columns, passed.first) == CODE[plan.way_touchpoint]
        return np.isin(cases.journey, passed.journey[straight])
    return np.ones(len(cases.y), bool)


def figures(plan: Plan, year: Year, usual: Year) -> dict[str, Any]:
    """With the plan, without it, elsewhere; and how many cases fare otherwise for it."""
    now, then = (sides(plan, one, plan.measure, plan.place) for one in (year, usual))
    y = now.cases.y
    _, here, there = np.intersect1d(now.keys, then.keys, return_indices=True)
    own, before = y[now.inside][here], then.cases.y[then.inside][there]
    changed = now.cases.journey[now.inside][here][own != before]
    return {
        "is_share": plan.measure not in (NPS, VALENCE),
        "counts": "answers" if plan.measure in OF_ANSWERS else "journeys",
        "cases": int(now.inside.sum()),
        "with": mean(y[now.inside]),
        "without": mean(then.cases.y[then.inside]),
        "other_cases": int(now.outside.sum()),
        "others": mean(y[now.outside]),
        "standard_errors": standard_errors(y[now.inside], y[now.outside]),
        "affected_expected": round(expected(plan, year, now), 1),
        "affected": len(changed),
        "affected_journeys": len(np.unique(changed)),
    }


def expected(plan: Plan, year: Year, now: Sides) -> float:
    """How many of the cases the plan changes on average, over all draws."""
    changes = year.events.changes
    risks = changes.risks.get(plan.name, []) if isinstance(changes, Planted) else []
    if not risks:
        return 0.0
    keys, likely = (np.concatenate(parts) for parts in zip(*((r.key, r.likely) for r in risks)))
    if plan.measure != EFFORT:
        return float(likely[np.isin(keys, now.keys)].sum())
    answered = ~np.isnan(year.scores["ces"]) & np.isin(year.columns["journey"], now.keys)
    return float(likely[np.isin(keys, year.columns["id"][answered])].sum())


def mean(y: np.ndarray) -> float | None:
    """To four digits; None of nothing."""
    return round(float(y.mean()), 4) if len(y) else None


def standard_errors(inside: np.ndarray, outside: np.ndarray) -> float | None:
    """How many standard errors, as if both sides were alike, one mean lies above the other."""
    if not len(inside) or not len(outside):
        return None
    spread = np.concatenate([inside, outside]).std()
    error = spread * np.sqrt(1 / len(inside) + 1 / len(outside))
    return round(float((inside.mean() - outside.mean()) / error), 2) if error > 0 else None


def shadow(world: World, plan: Plan, year: Year) -> dict[str, Any] | None:
    """The attribute that goes with the plan's without having to do with it."""
    found = world.shadow(plan)
    if not found:
        return None
    own = year.events.customers.are(plan.attribute, plan.value)
    other = year.events.customers.are(*found)
    seen = sides(replace(plan, attribute=found[0], value=found[1]), year, plan.measure, plan.place)
    return {
        "attribute": found[0],
        "value": found[1],
        "share_of_group": mean(other[own]),
        "share_that_is_of_group": mean(own[other]),
        "with": mean(seen.cases.y[seen.inside]),
        "others": mean(seen.cases.y[seen.outside]),
        "standard_errors": standard_errors(seen.cases.y[seen.inside], seen.cases.y[seen.outside]),
    }


def others_moved(plan: Plan, year: Year, usual: Year) -> Iterator[dict[str, Any]]:
    """What else is surely another figure for the plan's group and days, by what the plan changes."""
    for place in year.places:
        for measure in OF_TOUCHPOINTS if place[1] else (DROP_OFF,):
            if (measure, place) == (plan.measure, plan.place) or place[1] == NO_CUSTOMERS:
                continue
            now, then = (sides(plan, one, measure, place) for one in (year, usual))
            y, before = now.cases.y[now.inside], then.cases.y[then.inside]
            if min(len(y), len(before)) < LEAST or mean(y) == mean(before):
                continue
            error = np.sqrt(max(y.var(), before.var()) / min(len(y), len(before)))
            if abs(y.mean() - before.mean()) >= SURE * error:
                yield {
                    "measure": measure,
                    "stage": STAGES[place[0]],
                    "touchpoint": place[1],
                    "cases": len(y),
                    "with": mean(y),
                    "without": mean(before),
                }


def ways(year: Year) -> Iterator[dict[str, Any]]:
    """What surely differs by where journeys began or came straight from though nothing is planted: who comes from Activation has
    just begun to ask. Of attributes nothing does."""
    for place in year.places:
        if not place[1] or place[1] == NO_CUSTOMERS:
            continue
        for measure in (REPEATS, WAITS, CONTACT_AGAIN):
            cases = year.cases(measure, place)
            begun = year.columns["touchpoint"][year.begins[cases.row]]
            before = came_from(year.columns, cases.row)
            for way, codes in ((BEGAN_AT, begun), (STRAIGHT_FROM, before)):
                for code in np.unique(codes[codes >= 0]):
                    inside, outside = cases.y[codes == code], cases.y[codes != code]
                    errors = standard_errors(inside, outside) or 0.0
                    if min(len(inside), len(outside)) >= LEAST and abs(errors) >= SURE_OF_MANY:
                        yield {
                            "measure": measure,
                            "stage": STAGES[place[0]],
                            "touchpoint": place[1],
                            "way": way,
                            "way_touchpoint": NAMES[code],
                            "cases": len(inside),
                            "with": mean(inside),
                            "others": mean(outside),
                            "standard_errors": errors,
                        }


def of_pair(pair: Pair, year: Year) -> dict[str, Any]:
    """How much one attribute depends on the other, counted among the customers."""
    own, given = (year.events.customers.are(*end) for end in pair.ends)
    return {
        "attribute": pair.attribute,
        "value": pair.value,
        "depends_on": pair.given_attribute,
        "depends_on_value": pair.given,
        "strength": round(pair.strength, 3),
        "share_of_these": mean(own[given]),
        "share_of_others": mean(own[~given]),
        "share_back": mean(given[own]),
    }


def of_season(season: Season, year: Year) -> dict[str, Any]:
    """What comes and goes with the months: no story, and nothing that one year could tell from one."""
    begun = months(year.columns["second"][year.whole.first])
    felt = year.scores[VALENCE]
    is_felt = ~np.isnan(felt) & (year.columns["stage"] == season.stage)
    month = months(year.columns["second"])
    return {
        "told_as": "seasonal",
        "begun_in_month": [int((begun == one).sum()) for one in range(12)],
        "stage": STAGES[season.stage],
        "measure": VALENCE,
        "swing": round(season.swing, 3),
        "worst_day": season.worst.isoformat(),
        "mean_in_month": [mean(felt[is_felt & (month == one)]) for one in range(12)],
    }


def months(seconds: np.ndarray) -> np.ndarray:
    """The month of each moment, from 0 on."""
    return np.searchsorted(np.cumsum(MONTH_DAYS), np.floor(seconds / DAY), side="right")
