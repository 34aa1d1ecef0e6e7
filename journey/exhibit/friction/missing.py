"""Why there is nothing to draw: a field that the events lack, or nobody under the filters."""

from typing import Any

from journey.data.answer import Answer
from journey.data.needs import NOT_COMPUTABLE
from journey.exhibit.exhibit import TOO_FEW, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.words import capital


def lacks_field(ref: Ref, name: str, words: str) -> Nothing | None:
    """What the events lack, from the definition of the figure; None where they have what it needs."""
    return Nothing(ref, name, f"{capital(words)}.") if words.startswith(NOT_COMPUTABLE) else None


def nobody(ref: Ref, name: str, source: AnswerSource, answer: Answer[Any], reason: str) -> Nothing:
    """`reason` where the answer has no rows at all; that too few are in it where it has some, or hides whether it has."""
    is_hidden = bool(answer.rows) or source.is_shared
    return Nothing(ref, name, TOO_FEW if is_hidden else reason, (answer,))
