"""The evidence panel of an element whose journeys can be listed."""

from collections.abc import Sequence
from typing import Any

from journey.data.answer import Answer
from journey.map.evidence.panel_data import PathPanel, Table
from journey.map.grades import GRADE_WORDS


def panel(
    word: str,
    title: str,
    sentence: str,
    grade: str,
    answer: Answer[Any],
    definition: str,
    table: Table,
    more_tables: Sequence[Table] = (),
) -> PathPanel:
    """`word` is the path filter of the element, `definition` the column of the answer that it is defined by."""
    return {
        "cell": word,
        "title": title,
        "sentence": sentence,
        "grade": grade,
        "grade_words": GRADE_WORDS[grade],
        "definition": answer.definitions[definition],
        "unit": "journeys",
        "command": answer.command,
        "can_filter": False,
        "table": table,
        "tables": list(more_tables),
        "buttons": [["See these journeys", "see", word], ["Filter to them", "filter", word]],
    }
