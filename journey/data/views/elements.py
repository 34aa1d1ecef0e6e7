"""The list of stages or touchpoints that a view goes through, as a relation: place, code, whether it is a stage."""

from typing import Any

from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.views.form import Asked
from journey.model.errors import UserError

LONGEST = 20


def elements(generation: Generation, asked: Asked) -> tuple[str, dict[str, Any], tuple[str, ...]]:
    """(column that holds the codes, values to bind, CTEs); raises UserError for a list of another length.

    The CTEs: `elements` with place, code, is_stage and the marks of all later elements; `element_steps` with journey_no, step_no
    and the code of each step; `marked_journeys` with the marks that a journey passes.
    """
    key, names = ("touchpoint", asked.through) if asked.through else ("stage", generation.definition.stage_names)
    if not 2 <= len(names) <= LONGEST:
        raise UserError(f"--through names {len(names)} touchpoint(s): name 2 to {LONGEST}, in the order in which they should come.")
    numbers = [code_of(generation, key, name) for name in names]
    marks = [generation.letters[number] if key == "touchpoint" else str(number) for number in numbers]
    values: dict[str, Any] = {f"element_{place}": number for place, number in enumerate(numbers, 1)}
    values |= {f"later_{place}": "".join(marks[place:]) for place in range(1, len(names) + 1)}
    listed = " union all ".join(
        f"select {place} as place, cast($element_{place} as integer) as code, {int(key == 'stage')} as is_stage, "
        f"cast($later_{place} as varchar) as later_marks" for place in range(1, len(names) + 1))
    steps = f"element_steps as not materialized (select journey_no, step_no, {key}_no as code from selected_steps)"
    path = "path" if key == "touchpoint" else "stage_path"
    journeys = f"marked_journeys as not materialized (select journey_no, is_in_progress, {path} as marks from selected_journeys)"
    return f"{key}_no", values, (f"elements as ({listed})", steps, journeys)
