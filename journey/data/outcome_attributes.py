"""Attributes that say what became of a case, as the status of a service log: it differs by them, but they are no cause of it."""

from journey.data.generation import Generation
from journey.model.end_words import is_status
from journey.model.filters import FIRST
from journey.model.vocabulary import SERVICE_LOG


def tells_outcome(generation: Generation, key: str) -> bool:
    """Whether the attribute of this key says what became of a case."""
    return generation.definition.kind == SERVICE_LOG and is_status(key.removeprefix(FIRST))
