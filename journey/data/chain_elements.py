"""The step at which each journey comes to each element of a list, after the one before it and in time, as SQL."""

from typing import Any

from journey.data.sql import Relation, composed, part

JOURNEY = (
    "journey_no",
    "customer_no",
    "is_single_journey",
    "is_in_progress",
    "is_ended_well",
    "furthest_stage_no",
    "symbols",
    "step_seconds",
)


def element_relations(number: int) -> tuple[Relation, ...]:
    """Relations that end in `element_N` for a list of N, from `symbol_journeys`: JOURNEY, a symbol for each step.

    One row per journey that comes to the first element: JOURNEY, step_1 to step_N (0 where it does not come so far) and
    furthest_N, the last element that it comes to at any time. To bind: `element_values`.
    """
    first = part("found_1", "first_element", _prefix(1))
    relations = [first, _named(1, "found_1")]
    for element in range(2, number + 1):
        before = f"step_{element - 1} as step_before, furthest_{element - 1} as furthest_before"
        own = (
            Relation(
                "element_before", f"select *, {before} from element_{element - 1}", is_inlined=True
            ),
            part("looked_ahead", "look_ahead", _prefix(element), is_inlined=True),
            part("next_found", "next_element", _prefix(element), is_inlined=True),
        )
        relations.append(_named(element, "next_found", own))
    return tuple(relations)


def element_values(symbols: list[str], within_s: float) -> dict[str, Any]:
    """What the relations of a list want bound: the symbol and number of each element, and the window in seconds."""
    return {
        f"{_prefix(element)}{name}": value
        for element, symbol in enumerate(symbols, 1)
        for name, value in (("symbol", symbol), ("element", element), ("within_s", within_s))
    }


def _prefix(element: int) -> str:
    return f"element_{element}_"


def _named(element: int, source: str, own: tuple[Relation, ...] = ()) -> Relation:
    steps = [f"step_{number}" for number in range(1, element)]
    columns = (
        *JOURNEY,
        *steps,
        f"step_here as step_{element}",
        f"furthest_here as furthest_{element}",
    )
    sql = composed(f"select {', '.join(columns)} from {source}", own)
    return Relation(f"element_{element}", sql, is_inlined=True)
