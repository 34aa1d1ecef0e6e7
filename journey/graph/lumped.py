"""A chain of very many cells as one of fewer: the busiest stand alone, the rest of each stage is taken together."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from journey.model.words import count

if TYPE_CHECKING:
    from journey.data.views.rows import StageTransitionsRow

Cell = tuple[str | None, str]


def lumped(
    rows: "Sequence[StageTransitionsRow]", limit: int, named: AbstractSet[Cell] = frozenset()
) -> "tuple[Sequence[StageTransitionsRow], list[str]]":
    """Chain rows of at most about `limit` cells, the named ones kept, and what was taken together, in words.

    Rows as `chain.counted` takes them; counts of equal rows are added up there. Nothing is lost: who stood at a small
    touchpoint stands at the one that holds all small ones of its stage.
    """
    events: Counter[Cell] = Counter()
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

    def lump(stage: str | None, name: str | None) -> str | None:
        return name if name is None or (stage, name) in kept else others

    renamed: list[StageTransitionsRow] = [
        {
            **row,
            "source": lump(row["source_stage"], row["source"]),
            "target": lump(row["target_stage"], row["target"]),
        }
        for row in rows
    ]
    return renamed, [
        f"the {count(limit)} touchpoints (in their stages) with the most events stand alone; the others of each stage "
        "are taken together"
    ]
