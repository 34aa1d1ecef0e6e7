"""The answers of a survey: which figures there are, by question and by group, in words."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from journey.map.captions import score_form
from journey.model.vocabulary import METRICS

if TYPE_CHECKING:
    from journey.data.ask import AnyRow

ROWS_LIMIT = 12
SEPARATORS = (" – ", " - ", ": ")  # between a question and its parts


def by_metric(rows: "Sequence[AnyRow]") -> "dict[str, list[AnyRow]]":
    """The rows of the view `satisfaction` that have a figure, each metric as its definition puts it first, highest first."""
    metrics: dict[str, list[AnyRow]] = {}
    firsts: dict[str, str | None] = {}
    for row in rows:
        definition = firsts.setdefault(row["metric"], row["definition"])
        if row["value"] is not None and row["definition"] == definition:
            metrics.setdefault(row["metric"], []).append(row)
    return {
        metric: sorted(found, key=lambda row: -row["value"]) for metric, found in metrics.items()
    }


def without_common_start(rows: "Sequence[AnyRow]", by: str) -> "tuple[str, list[AnyRow]]":
    """What all names begin with, up to its last dash or colon, and the rows with the rest of their names; '' where nothing."""
    names = [str(row[by] or "") for row in rows]
    common = os.path.commonprefix(names)
    cut = max((common.rfind(sign) + len(sign) for sign in SEPARATORS if sign in common), default=0)
    if len(rows) < 2 or not cut:
        return "", list(rows)
    return common[:cut].strip(" –-:"), [{**row, by: str(row[by])[cut:]} for row in rows]


def basis(question: str, rows: "Sequence[AnyRow]") -> str:
    """The question that all rows belong to, and what the figure is."""
    return " ".join(filter(None, [question, f"{rows[0]['definition'] or ''}."]))


def form_of(rows: "Sequence[AnyRow]") -> Callable[[float], str]:
    """How the figures of these rows are written."""
    return score_form(rows[0]["metric"], rows[0]["definition"] or "")


def headline(rows: "Sequence[AnyRow]", by: str) -> str:
    """'CSAT is highest for Ordering (81 %) and lowest for Billing (52 %)'; of one row 'CSAT is 81 % for Ordering'."""
    name, form = METRICS[rows[0]["metric"]].noun, form_of(rows)
    highest, lowest = (
        f"{row[by] or '(no value)'} ({form(row['value'])})" for row in (rows[0], rows[-1])
    )
    if len(rows) == 1:
        return f"{name} is {form(rows[0]['value'])} for {rows[0][by] or '(no value)'}"
    if rows[0]["low"] <= rows[-1]["high"]:
        return f"{name} runs from {lowest} to {highest}; the intervals overlap"
    return f"{name} is highest for {highest} and lowest for {lowest}"
