"""The groups that rows are asked by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.reference.log import Event, Filters, Journey, Log
from tests.reference.selection import selected_events
from tests.reference.steps import sort_key, stage_name

PERIODS = ("day", "week", "month", "quarter", "year")


def period_start(day: date, period: str) -> str:
    """Give the first day of the period that a local day lies in, as ISO text."""
    if period == "day":
        first = day
    elif period == "week":
        first = day - timedelta(days=day.weekday())
    elif period == "month":
        first = date(day.year, day.month, 1)
    elif period == "quarter":
        first = date(day.year, {1: 1, 2: 4, 3: 7, 4: 10}[(day.month + 2) // 3], 1)
    else:
        first = date(day.year, 1, 1)
    return first.isoformat()


def journey_group(log: Log, journey: Journey, by: Iterable[str]) -> tuple[Any, ...]:
    """Give a journey's group: its attributes, and the periods of its first event."""
    values = []
    for key in by:
        if key in log.event_keys:
            raise ValueError(f"{key} is no key of whole journeys")
        if key in PERIODS:
            values.append(period_start(journey.events[0].day, key))
        else:
            values.append(log.journey_value(journey, key))
    return tuple(values)


def exit_group(log: Log, journey: Journey, by: Iterable[str]) -> tuple[Any, ...]:
    """Give the group that a journey's exit is told in: of an attribute of events, the value of its exit event."""
    return tuple(
        log.value_of(journey.exit_event, key)
        if key in log.changing
        else journey_group(log, journey, [key])[0]
        for key in by
    )


def event_group(log: Log, journey: Journey, event: Event, by: Iterable[str]) -> tuple[Any, ...]:
    """Give an event's group: what it has itself, its own periods, its journey's attributes."""
    values = []
    for key in by:
        if key == "stage":
            values.append(stage_name(event.stage))
        elif key in log.event_keys:
            values.append(log.value_of(event, key))
        elif key in PERIODS:
            values.append(period_start(event.day, key))
        elif key == "reason":
            values.append(event.reason)
        elif key == "service_mode":
            values.append(event.service_mode and event.service_mode.lower())
        elif key in ("weekday", "hour"):
            values.append(clock(log, event, key))
        else:
            values.append(log.journey_value(journey, key))
    return tuple(values)


def clock(log: Log, event: Event, key: str) -> str:
    """Give the weekday or the full hour of an event on the clock of the definition's time zone."""
    zone = ZoneInfo(log.definition["timezone"])
    local = event.at.replace(tzinfo=UTC).astimezone(zone)
    return f"{local:%A}" if key == "weekday" else f"{local:%H}:00"


def grouped(log: Log, filters: Filters, by: list[str]) -> dict[tuple[Any, ...], list[Event]]:
    """Put the selected events into groups by the keys asked for."""
    groups: dict[tuple[Any, ...], list[Event]] = defaultdict(list)
    for journey, event in selected_events(log, filters):
        groups[event_group(log, journey, event, by)].append(event)
    return {values: groups[values] for values in sorted(groups, key=sort_key)}
