"""Targets: what a figure should reach, as the journey definition's `[targets]` has it, and how such a value is written."""

from journey.model.metrics import Scale
from journey.model.words import percent, signed, span

SHARE, SECONDS, SCORE = "share", "seconds", "score"
LONGEST = 366 * 86_400
# What a target may be set for, and in which unit; a score's is that of the metric's definition that stands first.
TARGETS = {
    "nps": SCORE,
    "csat": SCORE,
    "ces": SCORE,
    "sentiment": SCORE,
    "first_response": SECONDS,
    "resolution": SECONDS,
    "first_contact_resolution": SHARE,
    "reopened": SHARE,
    "transferred": SHARE,
    "contained": SHARE,
}


def ends(name: str, variant: str, scale: Scale | None) -> tuple[float, float]:
    """The lowest and the highest value that a target of this figure can have, where its metric has this variant and scale."""
    unit = TARGETS[name]
    if unit == SECONDS:
        return 1, LONGEST
    if unit == SHARE or variant not in ("nps", "mean"):
        return 0, 1
    if variant == "nps":
        return -100, 100
    return (scale.lowest, scale.highest) if scale else (-1, 1)


def is_percent(name: str, variant: str) -> bool:
    """Whether a value of it is a share."""
    return TARGETS[name] == SHARE or (TARGETS[name] == SCORE and variant not in ("nps", "mean"))


def written(name: str, variant: str, value: float) -> str:
    """'target 80 %', 'target +40', 'target 4 hours'."""
    if TARGETS[name] == SECONDS:
        return f"target {span(value)}"
    if is_percent(name, variant):
        return f"target {percent(value)}"
    return f"target {signed(value) if variant == 'nps' else f'{value:.2f}'}"
