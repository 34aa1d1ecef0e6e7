"""Exit touchpoints in words: after which one most of the lost leave."""

from journey.model.definition import UNASSIGNED
from journey.model.words import percent, plural


def headline(rows: list[dict], stage: str) -> str:
    """The largest exit of the stage's, and its share of all."""
    total = sum(row["journeys"] for row in rows)
    of_whom = (
        f"of those lost in {stage}" if stage != UNASSIGNED else "of those in no stage who left"
    )
    return f"{percent(rows[0]['journeys'] / total)} {of_whom} leave after {rows[0]['touchpoint']}"


def basis(rows: list[dict], stage: str, unit: str) -> str:
    """How many touchpoints and journeys there are, and what they add up to."""
    all_of = (
        "the whole drop-off of the stage"
        if stage != UNASSIGNED
        else "all silent journeys; the others are under way"
    )
    total = sum(row["journeys"] for row in rows)
    return f"{plural(len(rows), 'touchpoint')}, {plural(total, unit)} in total, {all_of}"
