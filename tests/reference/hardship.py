"""The view of friction."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tests.reference.contacts import contacts_again, handed_off
from tests.reference.groups import journey_group
from tests.reference.intervals import quantile, rate
from tests.reference.log import DEFAULT_WEIGHTS, Filters, Journey, Log, Row
from tests.reference.scores import is_negative
from tests.reference.selection import selected_journeys
from tests.reference.steps import sort_key, stage_name, within

PARTS = ("leaves", "repeats", "contact_again", "waits", "feels_bad", "effort", "hand_off")
MEASURED_FROM = 10
Cell = tuple[str | None, str]
Passing = tuple[Journey, list[int]]
"""A journey passing a cell, with the positions of its events there."""


def friction(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Give each cell's friction parts, score and rank among its group's, with the range of ranks."""
    by = list(by)
    usual = usual_gap(log)
    can_repeat = shows_repeats(log.journeys)
    groups: dict[tuple[Any, ...], dict[Cell, list[Passing]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for cell, passing in passings(selected_journeys(log, filters)).items():
        for journey, places in passing:
            groups[passing_group(log, journey, places, by)][cell].append((journey, places))
    rows = []
    for values in sorted(groups, key=sort_key):
        for row in friction_rows(log, groups[values], usual, can_repeat):
            rows.append({**dict(zip(by, values)), **row})
    return rows


@lru_cache(maxsize=1)
def usual_gap(log: Log) -> float | None:
    """Give the gap that nine of ten in the whole log do not exceed."""
    return quantile([gap for journey in log.journeys for _, _, gap in journey.gaps], 9)


def passing_group(log: Log, journey: Journey, places: list[int], by: list[str]) -> tuple[Any, ...]:
    """Give a passing's group: the journey's, and the channel of its last event in the cell."""
    values = []
    for key in by:
        if key == "channel":
            values.append(journey.events[places[-1]].channel)
        else:
            values.extend(journey_group(log, journey, [key]))
    return tuple(values)


def friction_rows(
    log: Log,
    cells: dict[Cell, list[Passing]],
    usual: float | None,
    can_repeat: bool = True,
) -> list[Row]:
    """Work out and rank the cells of one group; a part that the data cannot show counts nowhere."""
    weights = {**DEFAULT_WEIGHTS, **log.definition["weights"]}
    order = sorted(cells, key=sort_key)
    parts = {cell: friction_parts(log, cells[cell], cell, usual) for cell in order}
    if not can_repeat:
        for own in parts.values():
            own["repeats"] = []
    ranks = friction_ranks(parts, weights)
    rows = []
    for cell in order:
        lost = sum(1 for journey, places in cells[cell] if leaves(journey, places))
        row = {
            "stage": stage_name(cell[0]),
            "touchpoint": cell[1],
            "score": friction_score(parts[cell], weights),
            **ranks[cell],
            "journeys_lost": lost,
            "revenue_lost": None,
            "journeys": len(cells[cell]),
        }
        for part in PARTS:
            row.update(part_columns(part, parts[cell][part]))
        rows.append(row)
    return rows


def passings(chosen: list[Journey]) -> dict[Cell, list[Passing]]:
    """List for each cell the journeys that have an event there."""
    cells: dict[Cell, list[Passing]] = defaultdict(list)
    for journey in chosen:
        places: dict[Cell, list[int]] = defaultdict(list)
        for place, event in enumerate(journey.events):
            places[event.stage, event.touchpoint].append(place)
        for cell, own in places.items():
            cells[cell].append((journey, own))
    return cells


Part = list[tuple[str, bool]]
"""For each journey where a part is observable, its customer and whether it happened."""


def friction_parts(
    log: Log, passing: list[Passing], cell: Cell, usual: float | None
) -> dict[str, Part]:
    """Observe every part of friction in the journeys passing a cell."""
    definition = log.definition
    limit = definition["wait_targets"].get(cell[1], usual)
    found: dict[str, Part] = {part: [] for part in PARTS}
    for journey, places in passing:
        seen = {
            "leaves": observe_leaving(journey, places),
            "repeats": repeats(journey, places),
            "waits": waits(journey, places, limit),
            "feels_bad": feels_bad(journey, places),
            "effort": effort(journey, places, definition),
            "contact_again": contacts_again(log, journey, places),
            "hand_off": handed_off(log, journey, places),
        }
        for part, happened in seen.items():
            if happened is not None:
                found[part].append((journey.customer, happened))
    return found


def leaves(journey: Journey, places: list[int]) -> bool:
    """Tell whether a journey dropped off with its exit at one of the places."""
    return journey.outcome == "dropped_off" and journey.exit in places


def observe_leaving(journey: Journey, places: list[int]) -> bool | None:
    """Tell whether a journey left here, None while it may still go on from here."""
    if journey.outcome == "in_progress" and journey.exit in places:
        return None
    return leaves(journey, places)


def repeats(journey: Journey, places: list[int]) -> bool:
    """Tell whether the touchpoint comes again, in any stage, after its first event here."""
    touchpoint = journey.events[places[0]].touchpoint
    return any(event.touchpoint == touchpoint for event in journey.events[places[0] + 1 :])


def shows_repeats(journeys: list[Journey]) -> bool:
    """Tell whether any journey of the whole log has a touchpoint twice; fewer than a hundred cannot say that none can."""
    if len(journeys) < 100:
        return True
    return any(
        len({event.touchpoint for event in journey.events}) < len(journey.events)
        for journey in journeys
    )


def waits(journey: Journey, places: list[int], limit: float | None) -> bool | None:
    """Tell whether a next step took longer than the limit, None without a next step."""
    own = [journey.gaps[place][2] for place in places if place < len(journey.gaps)]
    return any(gap > limit for gap in own) if own else None


def feels_bad(journey: Journey, places: list[int]) -> bool | None:
    """Tell whether an event here has a negative valence, None without any valence."""
    valences = [journey.events[place].valence for place in places]
    known = [valence for valence in valences if valence is not None]
    return any(is_negative(valence) for valence in known) if known else None


def effort(journey: Journey, places: list[int], definition: dict[str, Any]) -> bool | None:
    """Tell whether an answer here says it was hard or bad, None without any answer."""
    events = [journey.events[place] for place in places]
    answered = [e for e in events if e.ces is not None or e.csat is not None]
    if not answered:
        return None
    return any(
        within(e.ces, definition["ces_hard"]) or within(e.csat, definition["csat_bad"])
        for e in answered
    )


def part_value(observed: Part) -> float | None:
    """Give the share of observable journeys in which a part happened."""
    if not observed:
        return None
    return sum(1 for _, happened in observed if happened) / len(observed)


def part_columns(part: str, observed: Part) -> Row:
    """Name a part's value, n, customers and interval."""
    value, low, high = rate(sum(1 for _, happened in observed if happened), len(observed))
    return {
        part: value,
        f"{part}_n": len(observed),
        f"{part}_customers": len({customer for customer, _ in observed}),
        f"{part}_low": low,
        f"{part}_high": high,
    }


def measured(parts: dict[str, Part]) -> list[str]:
    """List the parts observed for enough customers to count."""
    return [
        part for part in PARTS if len({customer for customer, _ in parts[part]}) >= MEASURED_FROM
    ]


def friction_score(parts: dict[str, Part], weights: dict[str, float]) -> float | None:
    """Give 100 times the weighted mean of the measured parts."""
    counted = measured(parts)
    total = math.fsum(weights[part] for part in counted)
    if total == 0:
        return None
    return 100 * math.fsum(weights[p] * part_value(parts[p]) for p in counted) / total


def friction_ranks(
    parts: dict[Cell, dict[str, Part]], weights: dict[str, float]
) -> dict[Cell, Row]:
    """Rank the cells measured well enough, and again with each weight halved and doubled."""
    ranked = []
    for cell, own in parts.items():
        weight = math.fsum(weights[part] for part in measured(own))
        if 2 * weight >= math.fsum(weights.values()) and friction_score(own, weights) is not None:
            ranked.append(cell)
    variants = [weights]
    for part in PARTS:
        variants.append({**weights, part: weights[part] / 2})
        variants.append({**weights, part: weights[part] * 2})
    orders = [ranking(ranked, parts, variant) for variant in variants]
    result: dict[Cell, Row] = {}
    for cell in parts:
        ranks = [order[cell] for order in orders if cell in order]
        result[cell] = {
            "rank": ranks[0] if ranks else None,
            "rank_low": min(ranks, default=None),
            "rank_high": max(ranks, default=None),
        }
    return result


def ranking(
    ranked: list[Cell], parts: dict[Cell, dict[str, Part]], weights: dict[str, float]
) -> dict[Cell, int]:
    """Give each cell one more than the number of cells with a greater score."""
    scores = {cell: round(friction_score(parts[cell], weights), 9) for cell in ranked}
    return {
        cell: 1 + sum(1 for other in scores.values() if other > own) for cell, own in scores.items()
    }
