"""What the parts of friction on the map mean in these data, as one caption."""

from journey.data.generation import Generation
from journey.model.vocabulary import noun
from journey.model.words import duration, span


def friction_words(generation: Generation) -> str:
    """'Friction: come back, the touchpoint again; wait, more than 3.2 days ...', of what can be seen; '' where none is drawn."""
    if not (generation.wording.tells_leaving and generation.has_outcomes):
        return ""
    sql = (
        "select max(is_waiting_known), max(is_feeling_bad_known), max(is_contact_again_known), max(is_hand_off_known),"
        " (select count(csat) > 0 from steps), (select count(ces) > 0 from steps), (select wait_limit_s from wait_limit)"
        " from journey_touchpoints"
    )
    [(is_wait_known, is_feeling_known, is_contact_known, is_hand_off_known, *others)] = (
        generation.rows(sql)
    )
    has_csat, has_ces, limit = others
    repeats = generation.shows_repeats
    parts = [f"{noun('repeats')}, the same touchpoint again"] if repeats else []
    if is_contact_known:
        window = span(generation.definition.contact_again_seconds)
        parts.append(f"{noun('contact_again')}, another contact within {window}")
    if is_hand_off_known:
        parts.append(f"{noun('hand_off')}, to another channel and then one more contact")
    if is_wait_known:
        target = ", or than its target" if generation.definition.wait_targets else ""
        longest = f"longer than nine in ten of all waits{target}"
        parts.append(
            f"{noun('waits')}, more than {duration(limit)} to the next step in the data, {longest}"
        )
    if is_feeling_known:
        parts.append(f"{noun('feels_bad')}, a feeling of −0.05 or less")
    low = {"csat": "CSAT 1 or 2 of 5", "ces": "CES 1 to 4 of 7"}
    asked = [low[name] for name, is_asked in (("csat", has_csat), ("ces", has_ces)) if is_asked]
    if asked:
        in_words = (
            "; words such as good and bad count as its ends" if _is_in_words(generation) else ""
        )
        parts.append(f"{noun('effort')}, a low score ({', '.join(asked)}{in_words})")
    named = f"The friction score weighs leaving, and: {'; '.join(parts)}." if parts else ""
    if repeats:
        return named
    unseen = f"No touchpoint comes twice in a journey, so that {noun('repeats')!r} is no part of the score."
    return f"{named} {unseen}".strip()


def _is_in_words(generation: Generation) -> bool:
    """Whether some answers were words that a layout takes for numbers."""
    return any("[words.csat]" in (load.get("recipe") or "") for load in generation.loads)
