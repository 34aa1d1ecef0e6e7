"""An answer made by hand."""

from journey.data.answer import Answer
from journey.model.filters import Filters


def answer(view: str, rows: list[dict], **definitions: str) -> Answer:
    return Answer(view, "shop", 1, Filters(), "journey", "full", definitions, [], rows)
