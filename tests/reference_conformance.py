"""The second implementation of journeys against an expected list: journey by journey, by walking its events."""

from __future__ import annotations

import math
from typing import Any

from tests.reference import (
    Filters,
    Journey,
    Log,
    Row,
    mean_interval,
    mean_of,
    rate,
    rate_columns,
    selected_journeys,
    share_interval,
    stage_name,
    wilson,
    within,
)

RANKS = ("skipped", "back", "left_after")


def conformance(log: Log, filters: Filters, through: list[str] | None = None) -> list[Row]:
    """Give who keeps to the list, who does not, each deviation, and who never comes to it."""
    names = through or log.definition["stages"]
    found: dict[tuple[str, str | None], list[Journey]] = {("conforms", None): [], ("deviates", None): [], ("never", None): []}
    for journey in selected_journeys(log, filters):
        deviations = deviations_of(journey, names, bool(through))
        if deviations is None:
            found["never", None].append(journey)
            continue
        found["deviates" if deviations else "conforms", None].append(journey)
        for deviation in deviations:
            found.setdefault(deviation, []).append(journey)
    entered = len(found["conforms", None]) + len(found["deviates", None])
    listed = [key for key in found if key[0] in RANKS]
    listed.sort(key=lambda key: (-len(found[key]), RANKS.index(key[0]), names.index(key[1])))
    order = [("conforms", None), ("deviates", None), *listed, ("never", None)]
    return [row_of(key, found[key], entered, found["conforms", None], log.definition) for key in order]


def deviations_of(journey: Journey, names: list[str], over_touchpoints: bool) -> list[tuple[str, str]] | None:
    """Name a journey's deviations; None where it never comes to the list."""
    walked = [event.touchpoint if over_touchpoints else stage_name(event.stage) for event in journey.events]
    came = [names.index(name) for name in walked if name in names]
    if not came:
        return None
    furthest, deviations = max(came), []
    for place, name in enumerate(names):
        if place < furthest and place not in came:
            deviations.append(("skipped", name))
        if any(step == place and any(before > place for before in came[:number]) for number, step in enumerate(came)):
            deviations.append(("back", name))
    if furthest < len(names) - 1 and journey.outcome != "in_progress":
        deviations.append(("left_after", names[furthest]))
    return deviations


def row_of(key: tuple[str, str | None], journeys: list[Journey], entered: int, keeping: list[Journey], definition: dict[str, Any]) -> Row:
    """Count and rate the journeys of one row."""
    kind, name = key
    completed = sum(1 for journey in journeys if journey.outcome == "completed")
    share = rate_columns("share", (None, None, None), None) if kind == "never" else rate_columns("share", rate(len(journeys), entered), entered)
    events = [event for journey in journeys for event in journey.events]
    valences = [(event.customer, event.valence) for event in events if event.valence is not None]
    marks = [(event.customer, int(within(event.csat, definition["csat_good"]))) for event in events if event.csat is not None]
    return {
        "kind": kind,
        "name": name,
        "journeys": len(journeys),
        "customers": len({journey.customer for journey in journeys}),
        **share,
        "completed": completed,
        **rate_columns("completion_rate", rate(completed, len(journeys)), len(journeys)),
        **difference(kind, completed, len(journeys), keeping),
        **figure("mean_valence", valences, mean_interval(valences, (-1, 1)), "valence"),
        **figure("csat", marks, share_interval(marks), "csat"),
    }


def difference(kind: str, completed: int, n: int, keeping: list[Journey]) -> Row:
    """Give the completion rate less that of those who keep to the list, with Newcombe's interval."""
    columns = ("difference", "difference_low", "difference_high")
    if kind in ("conforms", "never") or not n or not keeping:
        return dict.fromkeys(columns)
    one, other = completed / n, sum(1 for journey in keeping if journey.outcome == "completed") / len(keeping)
    (low_one, high_one), (low_other, high_other) = wilson(one, n), wilson(other, len(keeping))
    gap = one - other
    low = gap - math.sqrt((one - low_one) ** 2 + (high_other - other) ** 2)
    return dict(zip(columns, (gap, low, gap + math.sqrt((high_one - one) ** 2 + (other - low_other) ** 2))))


def figure(name: str, answers: list, interval: tuple, short: str) -> Row:
    """Name a mean answer with its interval, n and customers."""
    return {name: mean_of(answers), f"{name}_low": interval[0], f"{name}_high": interval[1], f"{name}_n": len(answers),
            f"{short}_customers": len({customer for customer, _ in answers})}
