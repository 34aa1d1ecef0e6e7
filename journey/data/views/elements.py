"""The list of stages or touchpoints that a view goes through, as a relation: place, code, whether it is a stage."""

from typing import Any

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.views.form import Asked
from journey.model.errors import UserError

LONGEST = 20


def elements(generation: Generation, asked: Asked) -> tuple[str, tuple[str, ...], dict[str, Any], str]:
    """(column that holds the codes, names, values to bind, CTE `elements`); raises UserError for a list of another length."""
    key, names = ("touchpoint", asked.through) if asked.through else ("stage", generation.definition.stage_names)
    if not 2 <= len(names) <= LONGEST:
        raise UserError(f"--through names {len(names)} touchpoint(s): name 2 to {LONGEST}, in the order in which they should come.")
    codes = {f"element_{place}": code_of(generation, key, name) for place, name in enumerate(names, 1)}
    is_stage = int(key == "stage")
    listed = " union all ".join(f"select {place} as place, cast(${name} as integer) as code, {is_stage} as is_stage"
                                for place, name in enumerate(codes, 1))
    return f"{key}_no", names, codes, f"elements as ({listed})"
