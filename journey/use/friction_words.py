"""What the parts of friction on the map mean in these data, as one caption."""

from journey.data.generation import Generation
from journey.model.vocabulary import noun
from journey.model.words import duration


def friction_words(generation: Generation) -> str:
    """'Friction: come back, the touchpoint again; wait, more than 3.2 days ...', of what can be seen; '' where none is drawn."""
    if not (generation.wording.tells_leaving and generation.has_outcomes):
        return ""
    sql = (
        "select max(is_waiting_known), max(is_feeling_bad_known), max(is_effort_known),"
        " (select wait_limit_s from wait_limit) from journey_touchpoints"
    )
    [(is_wait_known, is_feeling_known, is_effort_known, limit)] = generation.rows(sql)
    parts = [f"{noun('repeats')}, the same touchpoint again"]
    if is_wait_known:
        target = ", or than its target" if generation.definition.wait_targets else ""
        longest = f"longer than nine in ten of all waits{target}"
        parts.append(f"{noun('waits')}, more than {duration(limit)} to the next step, {longest}")
    if is_feeling_known:
        parts.append(f"{noun('feels_bad')}, a feeling of −0.05 or less")
    if is_effort_known:
        parts.append(f"{noun('effort')}, a low score (CSAT 1 or 2 of 5, CES 1 to 4 of 7)")
    return f"Of friction the part that weighs most is named: {'; '.join(parts)}."
