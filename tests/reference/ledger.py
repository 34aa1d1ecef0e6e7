"""The ledger of losses: what is lost at each touchpoint, what of it the best value does not lose, and what it is worth."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from tests.reference.hardship import Passing, leaves, observe_leaving, passings
from tests.reference.intervals import rate
from tests.reference.log import DAY, Filters, Journey, Log, Row
from tests.reference.selection import selected_journeys
from tests.reference.steps import stage_name

MIN_N = 100
Seen = list[tuple[str, bool]]
"""For each journey that passes and is not under way here, its customer and whether it left here."""


def ledger(log: Log, filters: Filters, attribute: str = "channel") -> list[Row]:
    """Give a row for each cell where journeys were lost."""
    chosen = selected_journeys(log, filters)
    year = a_year(log, filters)
    beyond = brought_beyond(log, chosen)
    rows = []
    for (stage, touchpoint), passing in passings(chosen).items():
        lost = [journey for journey, places in passing if leaves(journey, places)]
        if not lost:
            continue
        by_value = seen_by_value(log, passing, attribute)
        all_seen = [entry for seen in by_value.values() for entry in seen]
        share, low, high = rate(sum(left for _, left in all_seen), len(all_seen))
        kept = recoverable(by_value)
        money = revenue_lost(log, beyond, lost)
        each = None if money is None else max(0, money) / len(lost)
        row = {
            "stage": stage_name(stage),
            "touchpoint": touchpoint,
            "journeys_lost": len(lost),
            "customers": len({journey.customer for journey in lost}),
            "passing_customers": len({customer for customer, _ in all_seen}),
            "leaves": share,
            "leaves_low": low,
            "leaves_high": high,
            "leaves_n": len(all_seen),
            "revenue_lost": money,
            "revenue_lost_a_year": times(money, year),
        }
        for end, value in zip(("", "_low", "_high"), kept):
            row[f"recoverable{end}"] = value
            row[f"recoverable_a_year{end}"] = times(value, year)
            row[f"revenue_recoverable{end}"] = times(value, each)
            row[f"revenue_recoverable_a_year{end}"] = times(times(value, each), year)
        rows.append(row)
    return rows


def times(value: float | None, factor: float | None) -> float | None:
    """Multiply, where both are known."""
    return None if value is None or factor is None else value * factor


def a_year(log: Log, filters: Filters) -> float | None:
    """Give how many times the days observed, as far as the dates reach, go into a year."""
    seconds = [event.second for journey in log.journeys for event in journey.events]
    first, last = min(seconds), log.end
    if filters.get("from"):
        first = max(first, midnight(log, filters["from"]))
    if filters.get("to"):
        last = min(last, midnight(log, filters["to"], 1))
    return 365 * DAY / (last - first) if last > first else None


def midnight(log: Log, day: Any, later: int = 0) -> int:
    """Give the second at which a day, or so many later, begins in the definition's zone."""
    from datetime import datetime, time, timedelta
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(log.definition["timezone"])
    return int(datetime.combine(day + timedelta(days=later), time(), zone).timestamp())


def seen_by_value(log: Log, passing: list[Passing], attribute: str) -> dict[str | None, Seen]:
    """Sort the passing journeys by value: of the channel that of the last event here, of an attribute the journey's."""
    found: dict[str | None, Seen] = defaultdict(list)
    for journey, places in passing:
        left = observe_leaving(journey, places)
        if left is None:
            continue
        if attribute == "channel":
            value = journey.events[places[-1]].channel
        else:
            value = log.journey_value(journey, attribute)
        found[value].append((journey.customer, left))
    return found


def recoverable(by_value: dict[str | None, Seen]) -> tuple[float | None, ...]:
    """Give point, low and high: how many would not leave, were all values as good as the best."""
    references = [
        value
        for value, seen in by_value.items()
        if value is not None and len(seen) >= MIN_N and len(by_value) > 1
    ]
    if not references:
        return None, None, None
    z = 1.96 if len(references) == 1 else normal_quantile(1 - 0.05 / (2 * len(references)))
    lows, highs, points = {}, {}, {}
    for value in references:
        own = by_value[value]
        others = [entry for other, seen in by_value.items() if other != value for entry in seen]
        p1, p0 = mean(others), mean(own)
        low1, high1 = wilson(p1, independent(others), z)
        low0, high0 = wilson(p0, independent(own), z)
        points[value] = len(others) * (p1 - p0)
        lows[value] = len(others) * (p1 - p0 - math.hypot(p1 - low1, high0 - p0))
        highs[value] = len(others) * (p1 - p0 + math.hypot(high1 - p1, p0 - low0))
    best = max(references, key=lambda value: (lows[value], value))
    return max(0, points[best]), max(0, *lows.values(), 0), max(0, *highs.values(), 0)


def mean(seen: Seen) -> float:
    """Give the share that left."""
    return sum(left for _, left in seen) / len(seen)


def independent(seen: Seen) -> float:
    """Give how many independent journeys these are worth, where customers come again (Korn and Graubard 1998)."""
    from scipy.stats import t

    n, customers, p = len(seen), {customer for customer, _ in seen}, mean(seen)
    k = len(customers)
    if k == n or k < 2:
        return n
    own: dict[str, list[bool]] = defaultdict(list)
    for customer, left in seen:
        own[customer].append(left)
    if p in (0, 1):
        worth = n * n / sum(len(lefts) ** 2 for lefts in own.values())
    else:
        squares = sum((sum(lefts) - len(lefts) * p) ** 2 for lefts in own.values())
        variance = k / (k - 1) * squares / n**2
        worth = n / max(1, variance / (p * (1 - p) / n))
    return worth * (t.ppf(0.975, n - 1) / t.ppf(0.975, k - 1)) ** 2


def normal_quantile(share: float) -> float:
    """Give the quantile of the standard normal distribution."""
    from scipy.stats import norm

    return float(norm.ppf(share))


def wilson(p: float, n: float, z: float) -> tuple[float, float]:
    """Give Wilson's interval of a share."""
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (0.0 if p == 0 else middle - half), (1.0 if p == 1 else middle + half)


def brought_beyond(log: Log, chosen: list[Journey]) -> dict[int, tuple[list[float], int]]:
    """Give what each journey that goes on from a stage brings from there on, and of how many customers they are."""
    found = {}
    for stage in range(len(log.definition["stages"])):
        gone_on = [journey for journey in chosen if (journey.furthest or 0) > stage]
        brought = [later_revenue(log, journey, stage) for journey in gone_on]
        found[stage] = brought, len({journey.customer for journey in gone_on})
    return found


def revenue_lost(
    log: Log, beyond: dict[int, tuple[list[float], int]], lost: list[Journey]
) -> float | None:
    """Give what those that go on from the stage bring from there on, less what the lost do, summed over the lost."""
    if not any(e.revenue is not None for journey in log.journeys for e in journey.events):
        return None
    total, sure = 0.0, len({journey.customer for journey in lost}) >= 10
    valued = 0
    for journey in lost:
        if journey.furthest is None:
            sure = False
            continue
        brought, customers = beyond[journey.furthest]
        sure = sure and customers >= 10
        if brought:
            total += sum(brought) / len(brought) - later_revenue(log, journey, journey.furthest)
            valued += 1
    return total if sure and valued else None


def later_revenue(log: Log, journey: Journey, stage: int) -> float:
    """Sum the revenue from the first event in the stage on, or beyond it where it was skipped."""
    stages = log.definition["stages"]
    places = [None if e.stage is None else stages.index(e.stage) for e in journey.events]
    own = [place for place, found in enumerate(places) if found == stage]
    beyond = [place for place, found in enumerate(places) if found is not None and found > stage]
    first = own[0] if own else beyond[0]
    return sum(event.revenue or 0 for event in journey.events[first:])
