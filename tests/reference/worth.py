"""What customers are worth, and whether those who began in a month are active later."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

from tests.reference.cases import share_columns
from tests.reference.groups import journey_group, sort_key
from tests.reference.intervals import mean_interval, mean_of, rate
from tests.reference.log import Answers, Event, Filters, Journey, Log, Row
from tests.reference.selection import selected_journeys


def loyalty(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give a row for each group of journeys, of the customers that have one in it."""
    groups: dict[tuple[Any, ...], list[Journey]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        groups[journey_group(log, journey, by)].append(journey)
    orders = orders_of(log)
    return [
        {**dict(zip(by, values)), **loyalty_row(groups[values], orders)}
        for values in sorted(groups, key=sort_key)
    ]


def orders_of(log: Log) -> dict[tuple[str, Any], tuple[Event, float]]:
    """Find each order: its first event, and all that it brings."""
    parts: dict[tuple[str, Any], list[Event]] = defaultdict(list)
    for journey in log.journeys:
        for event in journey.events:
            if event.order_id is not None:
                parts[journey.customer, event.order_id].append(event)
            elif event.revenue is not None:
                parts[journey.customer, event.number].append(event)
    return {
        key: (min(own, key=lambda e: e.number), math.fsum(e.revenue or 0 for e in own))
        for key, own in parts.items()
    }


def loyalty_row(journeys: list[Journey], orders: dict) -> Row:
    """Work out the figures of some journeys' customers."""
    own = {event.number for journey in journeys for event in journey.events}
    bought: dict[str, list[float]] = defaultdict(list)
    for (customer, _), (first, revenue) in orders.items():
        if first.number in own:
            bought[customer].append(revenue)
    customers = sorted({journey.customer for journey in journeys})
    cost = dict.fromkeys(customers, 0.0)
    referred = dict.fromkeys(customers, False)
    for journey in journeys:
        cost[journey.customer] += math.fsum(e.cost or 0 for e in journey.events)
        referred[journey.customer] |= any(e.referrer is not None for e in journey.events)
    return {
        "customers": len(customers),
        "orders": sum(map(len, bought.values())),
        "buyers": len(bought),
        **share_columns("repeat_purchase", [(c, float(len(own) > 1)) for c, own in bought.items()]),
        **mean_columns("average_order", [(c, y) for c, own in bought.items() for y in own]),
        **mean_columns("revenue_per_customer", [(c, math.fsum(bought[c])) for c in customers]),
        **mean_columns("cost_per_customer", list(cost.items())),
        **share_columns("referred", [(c, float(is_so)) for c, is_so in referred.items()]),
    }


def mean_columns(name: str, told: Answers) -> Row:
    """Give a mean with its interval, n and customers."""
    low, high = mean_interval(told, (-math.inf, math.inf)) if told else (None, None)
    return {
        name: mean_of(told),
        f"{name}_low": low,
        f"{name}_high": high,
        f"{name}_n": len(told),
        f"{name}_customers": len({who for who, _ in told}),
    }


def cohorts(log: Log, filters: Filters) -> list[Row]:
    """Give for each month in which customers began how many were active in each month from then on."""
    months: dict[str, set[int]] = defaultdict(set)
    for journey in selected_journeys(log, filters):
        for event in journey.events:
            if event.touchpoint not in log.definition["passive"]:
                months[journey.customer].add(month(event))
    last = max(month(event) for journey in log.journeys for event in journey.events)
    begun: dict[int, list[str]] = defaultdict(list)
    for customer, own in months.items():
        begun[min(own)].append(customer)
    rows = []
    for first, customers in sorted(begun.items()):
        for after in range(last - first + 1):
            active = sum(first + after in months[customer] for customer in customers)
            share, low, high = rate(active, len(customers))
            rows.append(
                {
                    "cohort": f"{first // 12}-{first % 12 + 1:02}-01",
                    "months_after": after,
                    "active": active,
                    "retained": share,
                    "retained_low": low,
                    "retained_high": high,
                    "customers": len(customers),
                }
            )
    return rows


def month(event: Event) -> int:
    """Number the calendar month of an event."""
    return event.day.year * 12 + event.day.month - 1
