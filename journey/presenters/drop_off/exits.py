"""Exit touchpoints in words: where those who dropped off were last seen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.model.definition import UNASSIGNED
from journey.model.end_words import were_seen_words
from journey.model.vocabulary import outcome, words_in_force
from journey.model.words import percent, plural

if TYPE_CHECKING:
    from journey.data.views.rows import ExitsRow


def headline(rows: "Sequence[ExitsRow]", stage: str) -> str:
    """The largest exit of the stage's, and its share of all."""
    total = sum(row["journeys"] for row in rows)
    share = percent(rows[0]["journeys"] / total)
    return f"{share} of {whose(stage)} {were_seen_words(rows[0]['touchpoint'])}"


def whose(stage: str) -> str:
    """The journeys that exits are counted of: 'those who left purchase'."""
    if stage == UNASSIGNED:
        return "those silent" if words_in_force().is_of_silence else "those who left in no stage"
    return outcome("dropped_off").whose.format(stage)


def basis(rows: "Sequence[ExitsRow]", stage: str, unit: str) -> str:
    """How many touchpoints and journeys there are, and what they add up to."""
    total = sum(row["journeys"] for row in rows)
    return f"{plural(len(rows), 'touchpoint')}, {plural(total, unit)} in total, all {whose(stage)}"
