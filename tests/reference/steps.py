"""What views share about the events of a journey, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from tests.reference.log import DAY, UNASSIGNED, Event, Journey


def stage_name(stage: str | None) -> str:
    """Give the stage as rows show it."""
    return UNASSIGNED if stage is None else stage


def customers_of(journeys_: Iterable[Journey]) -> int:
    """Count the distinct customers of some journeys."""
    return len({journey.customer for journey in journeys_})


def sort_key(values: Iterable[Any]) -> list[tuple[bool, str]]:
    """Order values as text with the missing ones last."""
    return [(value is None, "" if value is None else str(value)) for value in values]


def within(value: float | None, limits: tuple[float, float]) -> bool:
    """Tell whether a number is there and lies in the range, both ends included."""
    return value is not None and limits[0] <= value <= limits[1]


def furthest_name(journey: Journey, stages: list[str]) -> str:
    """Give the furthest stage of a journey as rows show it."""
    return UNASSIGNED if journey.furthest is None else stages[journey.furthest]


def path_of(journey: Journey) -> list[str]:
    """Give a journey's touchpoints in order."""
    return list(journey.path)


def stage_path_of(journey: Journey) -> list[str]:
    """Give the stages of a journey's events in order, consecutive repeats collapsed."""
    return collapsed([stage_name(event.stage) for event in journey.events])


def collapsed(names: list[str]) -> list[str]:
    """Leave out each name that only repeats the one before it."""
    kept: list[str] = []
    for name in names:
        if not kept or kept[-1] != name:
            kept.append(name)
    return kept


def first_place(names: list[str], name: str, after: int = -1) -> int | None:
    """Give the first place of a name beyond another place, None where there is none."""
    for place, own in enumerate(names):
        if place > after and own == name:
            return place
    return None


def window_seconds(days: float | str) -> Fraction:
    """Give the seconds of a number of days exactly as it is written."""
    return Fraction(str(days)) * DAY


def conversion_of(
    events: list[Event], source: str, target: str, days: float | str | None, anywhere: bool
) -> tuple[bool, bool, int | None]:
    """Tell whether the source is there, whether the target follows, and after how many seconds."""
    names = [event.touchpoint for event in events]
    start = first_place(names, source)
    if start is None:
        return False, False, None
    seconds = None
    place = first_place(names, target, start)
    if place is not None:
        taken = events[place].second - events[start].second
        if days is None or taken <= window_seconds(days):
            seconds = taken
    before = anywhere and target in names[:start]
    return True, before or seconds is not None, seconds
