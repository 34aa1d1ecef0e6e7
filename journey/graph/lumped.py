"""A chain of very many cells as one of fewer: the busiest stand alone, the rest of each stage is taken together."""

from collections import Counter
from collections.abc import Set as AbstractSet

from journey.graph.moves import Rows
from journey.model.words import count

Cell = tuple[str | None, str]


def lumped(
    rows: Rows, limit: int, named: AbstractSet[Cell] = frozenset()
) -> tuple[Rows, list[str]]:
    """Chain rows of at most about `limit` cells, the named ones kept, and what was taken together, in words.

    Rows as `chain.counted` takes them; counts of equal rows are added up there. Nothing is lost: who stood at a small
    touchpoint stands at the one that holds all small ones of its stage.
    """
    events: Counter = Counter()
    for row in rows:
        if row["source"] is not None:
            events[row["source_stage"], row["source"]] += row["moves"]
        if row["target"] is not None:
            events[row["target_stage"], row["target"]] += 0
    if len(events) <= limit:
        return rows, []
    busiest = {
        cell
        for cell, _ in sorted(events.items(), key=lambda item: (-item[1], str(item[0])))[:limit]
    }
    kept = busiest | named
    others = f"({count(len(events.keys() - kept))} others)"
    renamed = [
        row | {side: others for side in ("source", "target") if _is_small(row, side, kept)}
        for row in rows
    ]
    return renamed, [
        f"the {count(limit)} touchpoints (in their stages) with the most events stand alone; the others of each stage "
        "are taken together"
    ]


def _is_small(row: dict, side: str, kept: AbstractSet[Cell]) -> bool:
    return row[side] is not None and (row[f"{side}_stage"], row[side]) not in kept
