"""The list of stages or touchpoints that a view goes through, as a relation: element_no, code, whether it is a stage."""

from typing import Any

from journey.data.chain_elements import element_values
from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.path_filters import stage_numbers, within_seconds
from journey.data.sql import Relation
from journey.data.views.options import ViewOptions
from journey.model.errors import BadOption

LONGEST = 20


def is_staged(generation: Generation, through: tuple[str, ...]) -> bool:
    """Whether the list is one of stages: none at all means all that are observed; names that are both are touchpoints."""
    stages = {name.lower() for name in generation.definition.stage_names}
    return {name.lower() for name in through} <= stages and (
        not through or not set(through) <= {*generation.touchpoints.values()}
    )


def elements(
    generation: Generation, options: ViewOptions, within: float | None = None
) -> tuple[int, dict[str, Any], tuple[Relation, ...]]:
    """(how many, values to bind, relations); raises UserError for a list of another length.

    The relations: `elements` with element_no, code, is_stage, symbol; `symbol_journeys` with a symbol for each step. Bound is
    also what `element_relations` wants, with the window of so many days.
    """
    names = options.through or [generation.stages[number] for number in stage_numbers(generation)]
    key = "stage" if is_staged(generation, options.through) else "touchpoint"
    if not 2 <= len(names) <= LONGEST:
        raise BadOption(
            "through",
            f"names {len(names)}: name 2 to {LONGEST} touchpoints or stages, in their order.",
        )
    numbers = [code_of(generation, key, name) for name in names]
    symbols = [
        generation.symbols[number] if key == "touchpoint" else str(number) for number in numbers
    ]
    values = element_values(symbols, within_seconds(within))
    values |= {f"code_{index}": number for index, number in enumerate(numbers, 1)}
    listed = " union all ".join(
        f"select {index} as element_no, cast($code_{index} as integer) as code, {int(key == 'stage')} as is_stage, "
        f"cast($element_{index}_symbol as varchar) as symbol"
        for index in range(1, len(names) + 1)
    )
    path = "path" if key == "touchpoint" else "step_stages"
    journeys = Relation(
        "symbol_journeys", f"select *, {path} as symbols from selected_journeys", is_inlined=True
    )
    return len(numbers), values, (Relation("elements", listed), journeys)
