"""The list of stages or touchpoints that a view goes through, as a relation: place, code, whether it is a stage."""

from typing import Any

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.views.options import ViewOptions
from journey.model.errors import UserError

LONGEST = 20


def is_staged(generation: Generation, through: tuple[str, ...]) -> bool:
    """Whether the list is one of stages: none at all means all of them; names that are both are touchpoints."""
    stages = {name.lower() for name in generation.definition.stage_names}
    return {name.lower() for name in through} <= stages and (
        not through or not set(through) <= {*generation.touchpoints.values()}
    )


def elements(
    generation: Generation, asked: ViewOptions
) -> tuple[int, dict[str, Any], tuple[str, ...]]:
    """(how many, values to bind, CTEs); raises UserError for a list of another length.

    The CTEs: `elements` with place, code, is_stage, symbol; `symbol_journeys` with a symbol for each step. Bound are the symbols
    of the elements, too: symbol_1, mark_2...
    """
    names = asked.through or generation.definition.stage_names
    key = "stage" if is_staged(generation, asked.through) else "touchpoint"
    if not 2 <= len(names) <= LONGEST:
        raise UserError(
            f"--through names {len(names)}: name 2 to {LONGEST} touchpoints or stages, in their order."
        )
    numbers = [code_of(generation, key, name) for name in names]
    values: dict[str, Any] = {f"element_{place}": number for place, number in enumerate(numbers, 1)}
    values |= {
        f"symbol_{place}": generation.symbols[number] if key == "touchpoint" else str(number)
        for place, number in enumerate(numbers, 1)
    }
    listed = " union all ".join(
        f"select {place} as place, cast($element_{place} as integer) as code, {int(key == 'stage')} as is_stage, "
        f"cast($symbol_{place} as varchar) as symbol"
        for place in range(1, len(names) + 1)
    )
    symbols = "path" if key == "touchpoint" else "step_stages"
    journeys = (
        "symbol_journeys as not materialized (select journey_no, customer_no, is_single_journey, is_in_progress, step_seconds, "
        f"{symbols} as symbols from selected_journeys)"
    )
    return len(numbers), values, (f"elements as ({listed})", journeys)
