"""Views of touchpoints and the moves between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tests.reference.groups import event_group, exit_group
from tests.reference.intervals import (
    by_customer,
    mean_interval,
    mean_of,
    median,
    quantile,
    valence_columns,
)
from tests.reference.log import Answers, Event, Filters, Journey, Log, Row
from tests.reference.selection import selected_events, selected_journeys
from tests.reference.steps import customers_of, sort_key, stage_name


def transitions(log: Log, filters: Filters) -> list[Row]:
    """Count the direct moves from touchpoint to touchpoint, with their times and turns of feeling."""
    moves: dict[tuple[str, str], list[tuple[Journey, int]]] = defaultdict(list)
    changes: dict[tuple[str, str], Answers] = defaultdict(list)
    lost_after: dict[tuple[str, str], int] = defaultdict(int)
    for journey in selected_journeys(log, filters):
        for event, following, gap in journey.gaps:
            move = event.touchpoint, following.touchpoint
            moves[move].append((journey, gap))
            if event.valence is not None and following.valence is not None:
                changes[move].append((journey.customer, following.valence - event.valence))
        if journey.outcome == "dropped_off" and journey.exit >= 1:
            before = journey.events[journey.exit - 1]
            lost_after[before.touchpoint, journey.exit_event.touchpoint] += 1
    rows = []
    for (source, target), found in sorted(moves.items()):
        changed = changes[source, target]
        low, high = mean_interval(changed, (-2.0, 2.0))
        rows.append(
            {
                "source": source,
                "target": target,
                "moves": len(found),
                "journeys": len({journey.key for journey, _ in found}),
                "customers": customers_of(journey for journey, _ in found),
                "median_seconds": median(gap for _, gap in found),
                "p90_seconds": quantile((gap for _, gap in found), 9),
                "waited_seconds": sum(gap for _, gap in found),
                "valence_change": mean_of(changed),
                "valence_change_low": low,
                "valence_change_high": high,
                "valence_change_n": len(changed),
                "valence_change_customers": len(by_customer(changed)),
                "lost_after": lost_after[source, target],
            }
        )
    return rows


def touchpoints(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Give events and valence by the event rule, exits by the journey rule, cell by cell."""
    by = list(by)
    found: dict[tuple[Any, ...], list[tuple[Journey, Event]]] = defaultdict(list)
    for journey, event in selected_events(log, filters):
        cell = (*event_group(log, journey, event, by), event.stage, event.touchpoint, event.channel)
        found[cell].append((journey, event))
    left: dict[tuple[Any, ...], int] = defaultdict(int)
    for journey in selected_journeys(log, filters):
        if journey.outcome == "dropped_off":
            last = journey.exit_event
            left[*exit_group(log, journey, by), last.stage, last.touchpoint, last.channel] += 1
    rows = []
    for cell in sorted(set(found) | set(left), key=sort_key):
        own = found.get(cell, [])
        events = [event for _, event in own]
        answers, mean, low, high = valence_columns(events)
        stage, touchpoint, channel = cell[len(by) :]
        rows.append(
            {
                **dict(zip(by, cell)),
                "stage": stage_name(stage),
                "touchpoint": touchpoint,
                "channel": channel,
                "events": len(events),
                "journeys": len({journey.key for journey, _ in own}),
                "customers": len({event.customer for event in events}),
                "mean_valence": mean,
                "mean_valence_low": low,
                "mean_valence_high": high,
                "mean_valence_n": len(answers),
                "valence_customers": len(by_customer(answers)),
                "exits": left.get(cell, 0),
            }
        )
    return rows
