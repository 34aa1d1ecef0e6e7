"""The target of a figure, as a line of its charts."""

from journey.exhibit.source import AnswerSource
from journey.model import targets


def target_line(source: AnswerSource, name: str, variant: str = "") -> tuple[float, str] | None:
    """Its value and words; None where the journey definition sets none, or of another variant of the metric than it puts first."""
    definition = source.generation.definition
    first = definition.variants.get(name, "")
    if name not in definition.targets or (variant and variant != first):
        return None
    value = definition.targets[name]
    return value, targets.written(name, first, value)
