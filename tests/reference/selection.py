"""Which journeys and events a filter selects."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from tests.reference.log import (
    UNASSIGNED,
    Event,
    Filters,
    Journey,
    Log,
    channel_of,
    known_stage,
    text,
)
from tests.reference.steps import (
    collapsed,
    conversion_of,
    first_place,
    furthest_name,
    path_of,
    stage_name,
    stage_path_of,
    window_seconds,
)

COHORT = "cohort"
FUNNEL_KINDS = (
    "reached",
    "advanced",
    "ended_well",
    "dropped_off",
    "in_progress",
    "completed",
    "skipped",
)
OUTCOMES = ("completed", "ended_well", "in_progress", "dropped_off")
PLACE_KINDS = ("passes", "lost", "exit")
PATH_KINDS = ("starts", "ends", "contains", "later", "without", "is", "collapsed")
CONVERSION_KINDS = ("converts", "misses", "around")
MOVE_KINDS = ("step", "after", "before", "stages")
STOP_KINDS = ("stop", "stopafter", "stagestop")
ANCHORED_KINDS = ("after", "before", "stopafter")
STAGE_PATH_KINDS = ("stages", "stagestop")
ANSWER_KINDS = {
    "nps": "nps",
    "csat": "csat",
    "ces": "ces",
    "valence": "valence",
    "commented": "comment",
}


def asked(filters: Filters, log: Log) -> dict[str, set[str | None]]:
    """Translate the filter's values into those that events and journeys carry."""
    wanted: dict[str, set[str | None]] = {}
    for key, values in (filters.get("where") or {}).items():
        if not values:
            continue
        wanted[key] = set()
        for value in values:
            if key == "stage" and value.strip().lower() == UNASSIGNED:
                wanted[key].add(None)
            elif key == "stage":
                wanted[key].add(known_stage(value, log.definition) or f"no stage: {value}")
            elif key == "channel":
                wanted[key].add(channel_of(value, log.definition))
            else:
                wanted[key].add(text(value))
    return wanted


def in_range(day: date, filters: Filters) -> bool:
    """Tell whether a calendar day lies in the filter's range, both ends included."""
    if filters.get("from") is not None and day < filters["from"]:
        return False
    return not (filters.get("to") is not None and day > filters["to"])


def attributes_match(log: Log, journey: Journey, wanted: dict[str, set[str | None]]) -> bool:
    """Tell whether a journey's attributes are among those asked for."""
    for key, values in wanted.items():
        if key in log.event_keys or key == COHORT:
            continue
        if log.journey_value(journey, key) not in values:
            return False
    return True


def read_cell_id(cell_id: str) -> tuple[str, list[Any]]:
    """Take a cell id apart into its kind and its parts, the number of a step as a number."""
    kind, *encoded = cell_id.split("/")
    parts: list[Any] = [unquote(part) for part in encoded]
    try:
        check_size(kind, len(parts))
        if kind in CONVERSION_KINDS and len(parts) == 3:
            window_seconds(parts[2])
        if kind in MOVE_KINDS + STOP_KINDS:
            place = 1 if kind in ANCHORED_KINDS else 0
            parts[place] = int(parts[place])
            if (parts[place] < 0) != (kind == "before"):
                raise ValueError("a step on the wrong side")
        if kind in STOP_KINDS and parts[-1] not in OUTCOMES:
            raise ValueError("not an outcome")
    except ValueError as problem:
        raise ValueError(f"not a cell id: {cell_id}") from problem
    return kind, parts


def check_size(kind: str, size: int) -> None:
    """Refuse an unknown kind and a number of parts that the kind cannot have."""
    if kind in PATH_KINDS:
        good = size >= 1
    elif kind in FUNNEL_KINDS:
        good = size == 1
    elif kind in PLACE_KINDS:
        good = size == 2
    elif kind in ANSWER_KINDS:
        good = size in (1, 2)
    elif kind in CONVERSION_KINDS:
        good = size in (2, 3)
    elif kind in MOVE_KINDS + STOP_KINDS:
        good = size == (4 if kind in ANCHORED_KINDS else 3)
    else:
        good = False
    if not good:
        raise ValueError("unknown kind or wrong number of parts")


def is_in_cohort(journey: Journey, cell_id: str, stages: list[str]) -> bool:
    """Tell whether a journey is one of those that a cell of a view counts."""
    kind, parts = read_cell_id(cell_id)
    if kind in FUNNEL_KINDS:
        return funnel_counts(journey, kind, parts[0], stages)
    if kind in PATH_KINDS:
        return path_matches(path_of(journey), kind, parts)
    if kind in CONVERSION_KINDS:
        return conversion_matches(journey, kind, parts)
    if kind in MOVE_KINDS + STOP_KINDS:
        return step_matches(journey, kind, parts)
    return place_matches(journey, kind, parts, stages)


def funnel_counts(journey: Journey, kind: str, stage: str, stages: list[str]) -> bool:
    """Tell whether a column of a stage's row counts a journey."""
    if stage != UNASSIGNED and stage not in stages:
        return False
    index = None if stage == UNASSIGNED else stages.index(stage)
    return journey in funnel_columns([journey], index, stages)[kind]


def place_matches(journey: Journey, kind: str, parts: list[str], stages: list[str]) -> bool:
    """Tell whether a journey passes a place, leaves from it or has an answer there."""
    stage = parts[0]
    touchpoint = parts[1] if len(parts) == 2 else None
    last = journey.exit_event
    if kind == "exit":
        left_at = furthest_name(journey, stages)
        return (
            journey.outcome == "dropped_off" and left_at == stage and last.touchpoint == touchpoint
        )
    there = [
        event
        for event in journey.events
        if stage_name(event.stage) == stage and touchpoint in (None, event.touchpoint)
    ]
    if kind == "passes":
        return len(there) > 0
    if kind == "lost":
        return journey.outcome == "dropped_off" and any(event is last for event in there)
    return any(getattr(event, ANSWER_KINDS[kind]) is not None for event in there)


def path_matches(path: list[str], kind: str, names: list[str]) -> bool:
    """Tell whether a path begins with the names, ends with them, and so on."""
    size = len(names)
    if kind == "starts":
        return path[:size] == names
    if kind == "ends":
        return path[-size:] == names
    if kind == "contains":
        return any(path[place : place + size] == names for place in range(len(path)))
    if kind == "without":
        return all(name not in path for name in names)
    if kind == "collapsed":
        return collapsed(path) == names
    if kind == "is":
        return path == names
    place: int | None = -1
    for name in names:
        place = first_place(path, name, place)
        if place is None:
            return False
    return True


def conversion_matches(journey: Journey, kind: str, parts: list[str]) -> bool:
    """Tell whether a journey converts, or could have and does not."""
    days = parts[2] if len(parts) == 3 else None
    entered, converted, _ = conversion_of(
        journey.events, parts[0], parts[1], days, kind == "around"
    )
    if kind == "misses":
        return entered and not converted
    return converted


def step_matches(journey: Journey, kind: str, parts: list[Any]) -> bool:
    """Tell whether a step of a path is as said and followed, or not followed, as said."""
    names = path_of(journey)
    origin: int | None = 0
    if kind in ANCHORED_KINDS:
        origin = first_place(names, parts[0])
        if origin is None:
            return False
    if kind in STAGE_PATH_KINDS:
        names = stage_path_of(journey)
    number_, name, then = parts[-3:]
    place = origin + number_
    if place < 0 or place >= len(names) or names[place] != name:
        return False
    is_last = place == len(names) - 1
    if kind in STOP_KINDS:
        return is_last and journey.outcome == then
    return not is_last and names[place + 1] == then


def journey_matches(log: Log, journey: Journey, wanted: dict[str, set[str | None]]) -> bool:
    """Tell whether a whole journey has the attributes and is behind every cell asked for."""
    if not attributes_match(log, journey, wanted):
        return False
    if COHORT not in wanted:
        return True
    stages = log.definition["stages"]
    return all(is_in_cohort(journey, cell_id, stages) for cell_id in wanted[COHORT])


def selected_journeys(log: Log, filters: Filters) -> list[Journey]:
    """Apply the journey rule: whole journeys, dated by their first event."""
    return list(_selected_journeys(log, *frozen(filters)))


def frozen(filters: Filters) -> tuple[date | None, date | None, tuple[Any, ...]]:
    """Give the filters as what cannot change: several views are asked under the same, and the last selection is kept."""
    where = (filters.get("where") or {}).items()
    return (
        filters.get("from"),
        filters.get("to"),
        tuple((key, tuple(values or ())) for key, values in where),
    )


def thawed(first: date | None, last: date | None, where: tuple[Any, ...]) -> Filters:
    """Give frozen filters as they were."""
    return {"from": first, "to": last, "where": dict(where)}


@lru_cache(maxsize=1)
def _selected_journeys(
    log: Log, first: date | None, last: date | None, where: tuple[Any, ...]
) -> list[Journey]:
    filters = thawed(first, last, where)
    wanted = asked(filters, log)
    chosen = []
    for journey in log.journeys:
        if not in_range(journey.events[0].day, filters):
            continue
        if not journey_matches(log, journey, wanted):
            continue
        if all(
            any(log.value_of(event, key) in wanted[key] for event in journey.events)
            for key in log.event_keys
            if key in wanted
        ):
            chosen.append(journey)
    return chosen


def selected_events(log: Log, filters: Filters) -> list[tuple[Journey, Event]]:
    """Apply the event rule: events by their own date, channel, stage, touchpoint and attributes of events."""
    return list(_selected_events(log, *frozen(filters)))


@lru_cache(maxsize=1)
def _selected_events(
    log: Log, first: date | None, last: date | None, where: tuple[Any, ...]
) -> list[tuple[Journey, Event]]:
    filters = thawed(first, last, where)
    wanted = asked(filters, log)
    chosen = []
    for journey in log.journeys:
        if not journey_matches(log, journey, wanted):
            continue
        for event in journey.events:
            if not in_range(event.day, filters):
                continue
            if all(
                log.value_of(event, key) in wanted[key] for key in log.event_keys if key in wanted
            ):
                chosen.append((journey, event))
    return chosen


def funnel_columns(
    chosen: list[Journey], index: int | None, stages: list[str]
) -> dict[str, list[Journey]]:
    """List the journeys that each column of a stage's row counts; without index, of unassigned."""
    if index is None:
        reached = [j for j in chosen if j.furthest is None]
        advanced: list[Journey] = []
        skipped: list[Journey] = []
    else:
        reached = [j for j in chosen if j.furthest is not None and j.furthest >= index]
        advanced = [j for j in reached if j.furthest > index]
        skipped = [j for j in reached if all(event.stage != stages[index] for event in j.events)]
    here = [j for j in reached if j.furthest == index]
    return {
        "reached": reached,
        "advanced": advanced,
        "dropped_off": [j for j in here if j.outcome == "dropped_off"],
        "ended_well": [j for j in here if j.outcome == "ended_well"],
        "in_progress": [j for j in here if j.outcome == "in_progress"],
        "completed": [j for j in here if j.outcome == "completed"],
        "skipped": skipped,
    }
