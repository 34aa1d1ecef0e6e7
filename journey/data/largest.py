"""Where a dataset has very many touchpoints, the largest are listed and the rest is counted."""

from collections.abc import Mapping
from typing import Any, TypeVar

from journey.data.generation import Generation
from journey.data.views.form import Row, View
from journey.data.views.options import ViewOptions
from journey.model.filters import Filters
from journey.model.words import count, plural

R = TypeVar("R", bound=Mapping[str, Any])
MANY_TOUCHPOINTS = 20_000  # more than so many are no list that anybody reads
LISTED = 1_000
NAMES = ("touchpoint", "source", "target")
SIZES = {
    "events": "event",
    "moves": "move",
    "journeys": "journey",
}  # what the rest is counted in


def with_largest(
    generation: Generation, view: View, rows: list[Row], filters: Filters, options: ViewOptions
) -> tuple[list[Row], list[str]]:
    """The rows of the touchpoints with the most events, and of those that are asked for by name; what is left out, in words.

    Totals are over all rows, also those that are left out.
    """
    if not view.lists_touchpoints or len(generation.touchpoints) <= MANY_TOUCHPOINTS:
        return rows, []
    return largest(
        generation,
        rows,
        {*filters.values("touchpoint"), options.at.touchpoint, options.source, options.target},
    )


def largest(generation: Generation, rows: list[R], named: set[str]) -> tuple[list[R], list[str]]:
    """The same for any rows; nothing is left out where there are no more than LISTED touchpoints."""
    if len(generation.touchpoints) <= LISTED:
        return rows, []
    kept = {*generation.busiest_touchpoints(LISTED), *named, None}
    shown = [row for row in rows if all(row[name] in kept for name in NAMES if name in row)]
    if len(shown) == len(rows):
        return rows, []
    rest, others = len(rows) - len(shown), len(generation.touchpoints) - LISTED
    size = next((name for name in SIZES if rows and name in rows[0]), None)
    held = sum(row[size] or 0 for row in rows) - sum(row[size] or 0 for row in shown) if size else 0
    held_words = f" with {plural(held, SIZES[size])}" if size else ""
    return shown, [
        f"the {count(LISTED)} touchpoints with the most events are listed; {plural(rest, 'row')}{held_words} of the other "
        f"{count(others)} are left out"
    ]
