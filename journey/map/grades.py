"""How far a figure carries, in a word and in words for people who never heard of a base."""

from journey.model.small_numbers import NOT_OBSERVED

MEASURED, LOW_BASE, FROM_TEXT, NOTHING = "measured", "low base", "inferred from text", "nothing"
GRADE_WORDS = {
    MEASURED: "measured",
    LOW_BASE: "few customers (10 to 29): read with care",
    FROM_TEXT: "inferred from what customers wrote",
    NOTHING: "too few customers to say (under 10)",
}
GRADES = {
    "full": MEASURED,
    "low base": LOW_BASE,
    **dict.fromkeys(("counts only", "fewer than 5", NOT_OBSERVED), NOTHING),
}


def grade(base: str) -> str:
    """The evidence grade of a figure with this base."""
    return GRADES[base]
