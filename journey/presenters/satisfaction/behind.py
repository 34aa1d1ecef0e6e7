"""The journeys behind a figure of the Satisfaction screen: which can be listed, and what the list is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from journey.data.ask import AnyRow
from journey.data.groups import OF_CLOCK, REASON
from journey.model.cells import SCORES, Cell
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters, value_words
from journey.model.vocabulary import METRICS
from journey.model.words import plural
from journey.presenters.satisfaction.service import placed

COUNTED = {"answer": "n", "case": "cases", "customer": "customers"}
NO_FILTER = (REASON, *OF_CLOCK)  # what selects no journeys


@dataclass(frozen=True)
class Behind:
    """A group whose journeys can be listed: its words in the choice, the filters that leave them, and what they are."""

    words: str
    filters: Filters
    name: str


def groups(
    filters: Filters, rows: Sequence[AnyRow], key: str, unit: str, metric: str = ""
) -> dict[str, Behind]:
    """Of each row of a view by `key` its journeys: in a stage those that answered the metric there, else those with an event of
    the group. `unit` is what the choice counts, in a column of COUNTED; nothing of keys that no filter knows."""
    if key in NO_FILTER:
        return {}
    found = {}
    for row in rows:
        value = value_words(key, row[key])
        narrowed, name = filters.with_values(key, [value]), f"{placed(row, key)}"
        if key == "stage" and metric and value != UNASSIGNED:
            kind = metric if metric in SCORES else "valence"
            narrowed = filters.in_cohort(str(Cell(kind, value)))
            name = f"that {METRICS[metric].answered} in {value}"
        found[value] = Behind(f"{value} ({plural(row[COUNTED[unit]], unit)})", narrowed, name)
    return found
