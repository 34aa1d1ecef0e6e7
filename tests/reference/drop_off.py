"""Views of where journeys are lost: the funnel and the exits."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tests.reference.groups import journey_group
from tests.reference.intervals import median, rate
from tests.reference.log import UNASSIGNED, Filters, Journey, Log, Row
from tests.reference.selection import FUNNEL_KINDS, funnel_columns, selected_journeys
from tests.reference.steps import customers_of, furthest_name, sort_key, stage_name


def seconds_to_next(journey: Journey, index: int, stages: list[str]) -> int | None:
    """Measure from the first event in a stage to the first beyond it, if in that order."""
    entered = None
    for event in journey.events:
        if event.stage is None:
            continue
        place = stages.index(event.stage)
        if place > index:
            return None if entered is None else event.second - entered
        if place == index and entered is None:
            entered = event.second
    return None


def funnel(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Give each group a row per stage of the definition, and one for journeys without any stage."""
    by = list(by)
    groups: dict[tuple[Any, ...], list[Journey]] = defaultdict(list)
    if not by:
        groups[()] = []
    for journey in selected_journeys(log, filters):
        groups[journey_group(log, journey, by)].append(journey)
    rows = []
    for values in sorted(groups, key=sort_key):
        for row in funnel_rows(groups[values], log.definition["stages"], observed_stages(log)):
            rows.append({**dict(zip(by, values)), **row})
    return rows


@lru_cache(maxsize=1)
def observed_stages(log: Log) -> frozenset[str]:
    """List the stages that an event of the whole log is in, whatever the filters."""
    return frozenset(
        event.stage for journey in log.journeys for event in journey.events if event.stage
    )


def funnel_rows(chosen: list[Journey], stages: list[str], observed: frozenset[str]) -> list[Row]:
    """Give one group's rows: every stage, then the journeys without any; no numbers where nothing is observed."""
    rows = [funnel_row(chosen, index, stages) for index in range(len(stages))]
    rows = [
        row if row["stage"] in observed else {**dict.fromkeys(row), "stage": row["stage"]}
        for row in rows
    ]
    nowhere = [journey for journey in chosen if journey.furthest is None]
    if nowhere:
        rows.append(unassigned_row(nowhere))
    return rows


def funnel_row(chosen: list[Journey], index: int, stages: list[str]) -> Row:
    """Count what became of the journeys that reached one stage."""
    columns = funnel_columns(chosen, index, stages)
    reached, advanced = columns["reached"], columns["advanced"]
    times = [seconds_to_next(j, index, stages) for j in advanced]
    if index < len(stages) - 1:
        conversion = rate(len(advanced), len(reached))
        ended_well = rate(len(columns["ended_well"]), len(reached))
        drop_off = rate(len(columns["dropped_off"]), len(reached))
    else:
        conversion = ended_well = drop_off = (None, None, None)
    return {
        "stage": stages[index],
        **{name: len(columns[name]) for name in FUNNEL_KINDS},
        "customers": customers_of(reached),
        **rate_columns("conversion_rate", conversion, len(reached)),
        **rate_columns("ended_well_rate", ended_well, len(reached)),
        **rate_columns("drop_off_rate", drop_off, len(reached)),
        "median_seconds_to_next": median(time for time in times if time is not None),
    }


def unassigned_row(nowhere: list[Journey]) -> Row:
    """Count the journeys that have no staged event, without any rate."""
    nothing = (None, None, None)
    return {
        "stage": UNASSIGNED,
        "reached": len(nowhere),
        "advanced": 0,
        "ended_well": sum(1 for j in nowhere if j.outcome == "ended_well"),
        "dropped_off": sum(1 for j in nowhere if j.outcome == "dropped_off"),
        "in_progress": sum(1 for j in nowhere if j.outcome == "in_progress"),
        "completed": 0,
        "skipped": 0,
        "customers": customers_of(nowhere),
        **rate_columns("conversion_rate", nothing, len(nowhere)),
        **rate_columns("ended_well_rate", nothing, len(nowhere)),
        **rate_columns("drop_off_rate", nothing, len(nowhere)),
        "median_seconds_to_next": None,
    }


def rate_columns(name: str, values: tuple[Any, Any, Any], n: int) -> Row:
    """Name a rate's value, interval and n."""
    return {
        name: values[0],
        f"{name}_low": values[1],
        f"{name}_high": values[2],
        f"{name}_n": n,
    }


def exits(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Count dropped-off journeys by the stage they got to and the touchpoint they left from."""
    by = list(by)
    stages = log.definition["stages"]
    cells: dict[tuple[Any, ...], list[Journey]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        if journey.outcome != "dropped_off":
            continue
        last = journey.exit_event
        drop_stage = furthest_name(journey, stages)
        group = journey_group(log, journey, by)
        cells[*group, drop_stage, last.touchpoint, stage_name(last.stage)].append(journey)
    rows = []
    for cell in sorted(cells, key=sort_key):
        lost = cells[cell]
        drop_stage, touchpoint, touchpoint_stage = cell[len(by) :]
        revenues = [e.revenue for j in lost for e in j.events if e.revenue is not None]
        rows.append(
            {
                **dict(zip(by, cell)),
                "drop_stage": drop_stage,
                "touchpoint": touchpoint,
                "touchpoint_stage": touchpoint_stage,
                "journeys": len(lost),
                "revenue": math.fsum(revenues),
            }
        )
    return rows
