"""Exit touchpoints in words: where those who dropped off were last seen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.model.definition import UNASSIGNED
from journey.model.end_words import were_seen_words
from journey.model.vocabulary import outcome, words_in_force
from journey.model.words import percent, plural

if TYPE_CHECKING:
    from journey.data.views.rows import ExitsTold


ANY_STAGE = "any stage"  # of rows that shared mode tells of all stages together


def headline(rows: "Sequence[ExitsTold]", stage: str) -> str:
    """The largest exit of the stage's, and its share of all; none where shared mode has put all touchpoints together."""
    largest = next((row for row in rows if not is_merged(row)), None)
    if largest is None:
        return f"Where {whose(stage)} were last seen"
    share = percent((largest["journeys"] or 0) / _total(rows))
    return f"{share} of {whose(stage)} {were_seen_words(largest['touchpoint'])}"


def whose(stage: str) -> str:
    """The journeys that exits are counted of: 'those who left purchase'."""
    if stage == UNASSIGNED:
        return "those silent" if words_in_force().is_of_silence else "those who left in no stage"
    if stage == ANY_STAGE:
        return f"those that {outcome('dropped_off').clause}"
    return outcome("dropped_off").whose.format(stage)


def basis(rows: "Sequence[ExitsTold]", stage: str, unit: str) -> str:
    """How many touchpoints and journeys there are, and what they add up to."""
    number = "" if any(map(is_merged, rows)) else f"{plural(len(rows), 'touchpoint')}, "
    places = f"all stages together, {number}" if stage == ANY_STAGE else number
    return f"{places}{plural(_total(rows), unit)} in total, all {whose(stage)}"


def _total(rows: "Sequence[ExitsTold]") -> int:
    return sum(row["journeys"] or 0 for row in rows)


def is_merged(row: "ExitsTold") -> bool:
    """Whether shared mode has put several touchpoints together in it."""
    return row["touchpoint_stage"] is None
