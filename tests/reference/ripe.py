"""Views that compare periods: each journey old enough is judged by its first part alone, the others are counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tests.reference.drop_off import observed_stages, rate_columns
from tests.reference.groups import journey_group
from tests.reference.intervals import quantile, rate
from tests.reference.log import (
    DAY,
    Event,
    Filters,
    Journey,
    Log,
    Row,
    end_of_observation,
    has_good_end,
)
from tests.reference.selection import selected_journeys
from tests.reference.steps import customers_of, sort_key, stage_name


@lru_cache(maxsize=1)
def ripe_age(log: Log) -> float:
    """Give the age in seconds at which journeys are judged: the 95th percentile of length and the window, half of all at most."""
    events = [event for journey in log.journeys for event in journey.events]
    lengths = [journey.events[-1].second - journey.events[0].second for journey in log.journeys]
    window = log.definition["inactivity_days"] * DAY
    half = (last_second(log) - min(event.second for event in events)) / 2
    return min(quantile(lengths, 19, 20) + window, half)


@lru_cache(maxsize=1)
def last_second(log: Log) -> int:
    """Give the second in which observation ends."""
    events = [event for journey in log.journeys for event in journey.events]
    return end_of_observation(log.definition, events)


def old_and_young(log: Log, journeys: list[Journey]) -> tuple[list[Journey], list[Journey]]:
    """Part journeys into those that began early enough to be judged, and the others."""
    last, age = last_second(log), ripe_age(log)
    old = [journey for journey in journeys if last - journey.events[0].second >= age]
    young = [journey for journey in journeys if last - journey.events[0].second < age]
    return old, young


def first_part(journey: Journey, age: float) -> list[Event]:
    """List the events up to the age."""
    return [event for event in journey.events if event.second - journey.events[0].second <= age]


def furthest_of(events: list[Event], stages: list[str]) -> int | None:
    """Find the furthest stage of some events."""
    return max((stages.index(event.stage) for event in events if event.stage), default=None)


def groups_of(log: Log, filters: Filters, by: list[str]) -> dict[tuple[Any, ...], list[Journey]]:
    """Put the selected journeys into their groups; without keys there is one, perhaps of nobody."""
    groups: dict[tuple[Any, ...], list[Journey]] = defaultdict(list)
    if not by:
        groups[()] = []
    for journey in selected_journeys(log, filters):
        groups[journey_group(log, journey, by)].append(journey)
    return {values: groups[values] for values in sorted(groups, key=sort_key)}


def ripe(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Give each group that reached any stage a row per stage: what had become of its journeys at the same age."""
    by, stages, age = list(by), log.definition["stages"], ripe_age(log)
    observed, rows = observed_stages(log), []
    for values, chosen in groups_of(log, filters, by).items():
        if by and all(journey.furthest is None for journey in chosen):
            continue
        old, young = old_and_young(log, chosen)
        for index, stage in enumerate(stages):
            row = ripe_row(log, old, young, index, age)
            if stage not in observed:
                row = {**dict.fromkeys(row), "stage": stage}
            rows.append({**dict(zip(by, values)), **row})
    return rows


def ripe_row(log: Log, old: list[Journey], young: list[Journey], index: int, age: float) -> Row:
    """Judge the journeys that had reached a stage, each by its first part alone."""
    stages = log.definition["stages"]
    there, went_on, well, neither, completed, skipped = [], [], [], [], [], []
    for journey in old:
        events = first_part(journey, age)
        furthest = furthest_of(events, stages)
        if furthest is None or furthest < index:
            continue
        there.append(journey)
        if furthest > index:
            went_on.append(journey)
            if all(event.stage != stages[index] for event in events):
                skipped.append(journey)
        elif index == len(stages) - 1:
            completed.append(journey)
        elif has_good_end(events, log.definition):
            well.append(journey)
        else:
            neither.append(journey)
    n = len(there)
    nothing = (None, None, None)
    is_goal = index == len(stages) - 1
    return {
        "stage": stages[index],
        "ripe": n,
        "went_on": len(went_on),
        "ended_well": len(well),
        "neither": len(neither),
        "completed": len(completed),
        "skipped": len(skipped),
        "young": sum(1 for j in young if j.furthest is not None and j.furthest >= index),
        "customers": customers_of(there),
        **rate_columns("went_on_rate", nothing if is_goal else rate(len(went_on), n), n),
        **rate_columns("ended_well_rate", nothing if is_goal else rate(len(well), n), n),
        **rate_columns("neither_rate", nothing if is_goal else rate(len(neither), n), n),
    }


def ripe_leaves(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Give each group a row per place it passes: who had passed it at the same age, and who was last seen there then."""
    by, stages, age = list(by), log.definition["stages"], ripe_age(log)
    rows = []
    for values, chosen in groups_of(log, filters, by).items():
        passed: dict[Any, list[Journey]] = defaultdict(list)
        left: dict[Any, list[Journey]] = defaultdict(list)
        younger: dict[Any, list[Journey]] = defaultdict(list)
        places = {place_of(event) for journey in chosen for event in journey.events}
        old, young = old_and_young(log, chosen)
        for journey in young:
            for place in {place_of(event) for event in journey.events}:
                younger[place].append(journey)
        for journey in old:
            events = first_part(journey, age)
            for place in {place_of(event) for event in events}:
                passed[place].append(journey)
            is_completed = furthest_of(events, stages) == len(stages) - 1
            if not is_completed and not has_good_end(events, log.definition):
                left[place_of(last_active(events, log.definition))].append(journey)
        for place in sorted(places, key=str):
            n = len(passed[place])
            rows.append(
                {
                    **dict(zip(by, values)),
                    "stage": place[0],
                    "touchpoint": place[1],
                    **rate_columns("leaves", rate(len(left[place]), n), n),
                    "young": len(younger[place]),
                    "customers": customers_of(passed[place]),
                }
            )
    return rows


def place_of(event: Event) -> tuple[str, str]:
    """Name an event's stage and touchpoint."""
    return stage_name(event.stage), event.touchpoint


def last_active(events: list[Event], definition: dict[str, Any]) -> Event:
    """Find the last event that is not passive; of all passive ones the last."""
    active = [event for event in events if event.touchpoint not in definition["passive"]]
    return (active or events)[-1]
