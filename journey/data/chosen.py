"""Shares of what became of journeys that the filters themselves chose by a figure: they tell nothing, and are left out."""

from typing import Any, TypeVar, cast

from journey.data.views.form import with_interval
from journey.model.filters import Filters

OUTCOME_SHARES = tuple(
    name
    for share in ("conversion_rate", "drop_off_rate", "ended_well_rate", "leaving_rate", "leaves")
    for name in with_interval(share)
)
R = TypeVar("R")


def without_chosen_shares(rows: list[R], filters: Filters) -> list[R]:
    """The rows of a view; under a filter on the journeys of a figure without the shares of what became of them, as of too few."""
    if not filters.is_of_a_figure:
        return rows
    known = [cast("dict[str, Any]", row) for row in rows]
    blank = [{**row, **{name: None for name in OUTCOME_SHARES if name in row}} for row in known]
    return cast("list[R]", blank)
