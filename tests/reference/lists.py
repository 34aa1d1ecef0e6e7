"""Views that list or count whole journeys and events."""

from __future__ import annotations

import math
from datetime import datetime
from itertools import pairwise

from tests.reference.log import Event, Filters, JourneyKey, Log, Row
from tests.reference.selection import selected_events, selected_journeys
from tests.reference.steps import customers_of, furthest_name, path_of, stage_name

HAVING = ("nps", "csat", "ces", "valence", "emotion", "comment")


def summary(log: Log, filters: Filters) -> Row:
    """Count what the selected journeys hold."""
    chosen = selected_journeys(log, filters)
    events = [event for journey in chosen for event in journey.events]
    ties = 0
    for journey in chosen:
        for before, event in pairwise(journey.events):
            if before.at == event.at:
                ties += 1
    return {
        "events": len(events),
        "customers": customers_of(chosen),
        "journeys": len(chosen),
        "touchpoints": len({event.touchpoint for event in events}),
        "first_at": min((event.at for event in events), default=None),
        "last_at": max((event.at for event in events), default=None),
        "ties": ties,
    }


def paths(log: Log) -> dict[JourneyKey, list[str]]:
    """Give each journey's touchpoints in order."""
    return {journey.key: path_of(journey) for journey in log.journeys}


def outcomes(log: Log, filters: Filters) -> list[Row]:
    """Give one row per selected journey with its furthest stage and outcome."""
    rows = []
    for journey in selected_journeys(log, filters):
        furthest = journey.furthest
        rows.append(
            {
                "customer_id": journey.customer,
                "journey_id": journey.journey_id,
                "part": journey.part,
                "first_s": journey.events[0].second,
                "last_s": journey.events[-1].second,
                "furthest": None if furthest is None else log.definition["stages"][furthest],
                "outcome": journey.outcome,
            }
        )
    return rows


def journeys(log: Log, filters: Filters) -> list[Row]:
    """List the selected journeys, those that ended last first."""
    stages = log.definition["stages"]
    rows = []
    for journey in selected_journeys(log, filters):
        revenues = [event.revenue for event in journey.events if event.revenue is not None]
        passed = {event.stage for event in journey.events}
        felt = [event for event in journey.events if event.valence is not None]
        worst = min(felt, key=lambda event: event.valence, default=None)
        rows.append(
            {
                "customer_id": journey.customer,
                "journey_id": journey.journey_id or None,
                "first_at": journey.events[0].at,
                "last_at": journey.events[-1].at,
                "steps": len(journey.events),
                "stages": [stage for stage in stages if stage in passed],
                "furthest_stage": furthest_name(journey, stages),
                "outcome": journey.outcome,
                "last_touchpoint": journey.events[-1].touchpoint,
                "lowest_valence": None if worst is None else worst.valence,
                "lowest_touchpoint": None if worst is None else worst.touchpoint,
                "revenue": math.fsum(revenues) if revenues else None,
            }
        )
    return sorted(rows, key=lambda row: row["last_at"], reverse=True)


def events(log: Log, filters: Filters, having: str | None = None) -> list[Row]:
    """List the selected events, newest first, only those that have what is asked for."""
    if having is not None and having not in HAVING:
        raise ValueError(f"events cannot be asked to have {having}")
    chosen = [event for _, event in selected_events(log, filters)]
    if having is not None:
        chosen = [event for event in chosen if getattr(event, having) is not None]
    rows = []
    for event in sorted(chosen, key=age, reverse=True):
        rows.append(
            {
                "customer_id": event.customer,
                "occurred_at": event.at,
                "stage": stage_name(event.stage),
                "touchpoint": event.touchpoint,
                "channel": event.channel,
                "emotion": event.emotion,
                "valence": event.valence,
                "nps": event.nps,
                "csat": event.csat,
                "ces": event.ces,
                "comment": event.comment,
            }
        )
    return rows


def age(event: Event) -> tuple[datetime, int]:
    """Order events from the oldest to the newest."""
    return event.at, event.number
