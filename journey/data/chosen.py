"""Shares of what became of journeys that the filters themselves chose by a figure: they tell nothing, and are left out."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from journey.data.views.form import with_interval
from journey.model.filters import Filters

if TYPE_CHECKING:
    from journey.data.answer import Answer
    from journey.data.ask import AnyRow

OUTCOME_SHARES = tuple(
    name
    for share in ("conversion_rate", "drop_off_rate", "ended_well_rate", "leaving_rate", "leaves")
    for name in with_interval(share)
)
R = TypeVar("R", bound="AnyRow")


def told(answer: "Answer[R]", filters: Filters) -> "Answer[R]":
    """The answer with rows from which such shares are left out."""
    return replace(answer, rows=without_chosen_shares(answer.rows, filters))


def without_chosen_shares(rows: list[R], filters: Filters) -> list[R]:
    """The rows of a view; under a filter on the journeys of a figure without the shares of what became of them, as of too few."""
    if not filters.is_of_a_figure:
        return rows
    known = [cast("dict[str, Any]", row) for row in rows]
    blank = [{**row, **{name: None for name in OUTCOME_SHARES if name in row}} for row in known]
    return cast("list[R]", blank)
