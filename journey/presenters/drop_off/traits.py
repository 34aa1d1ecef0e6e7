"""Traits that journeys are compared by: attribute values, touchpoints, channels; the list can be narrowed to one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from journey.data.views.contrasts import AT_ENTRY
from journey.model.cells import UNCODED
from journey.model.filters import Filters, key_words
from journey.model.path_filters import path_filter

if TYPE_CHECKING:
    from journey.data.views.rows import ContrastsRow

ATTRIBUTE, TOUCHPOINT, CHANNEL = "attribute", "touchpoint", "channel"


def label(row: "ContrastsRow") -> str:
    """A row of the view `contrasts` in words."""
    if row["kind"] == ATTRIBUTE:
        return f"{key_words(row['name'])}: {row['value']}"
    return {TOUCHPOINT: str(row["value"]), CHANNEL: f"channel: {row['value']}"}.get(
        row["kind"], f"emotion: {row['value']}"
    )


def link_value(row: "ContrastsRow", filters: Filters) -> str:
    """The trait in links; '' where journeys cannot be filtered to it: an emotion, a channel under a channel filter, or what
    was known at entry but for attributes, since others have it later."""
    is_linked = row["kind"] == ATTRIBUTE or (
        row["kind"] in (TOUCHPOINT, CHANNEL) and row["rule"] != AT_ENTRY
    )
    if not is_linked or (row["kind"] == CHANNEL and filters.values(CHANNEL)):
        return ""
    return "/".join(
        quote(str(part), safe=UNCODED) for part in (row["kind"], row["name"], row["value"])
    )


def comparable(
    contrasts: "Sequence[ContrastsRow]", filters: Filters, grouped_by: str = ""
) -> dict[str, str]:
    """The traits compared in the stage by link value, except those of the attribute that is grouped by."""
    offered = [row for row in contrasts if (row["kind"], row["name"]) != (ATTRIBUTE, grouped_by)]
    return {link_value(row, filters): label(row) for row in offered if link_value(row, filters)}


def narrowed(filters: Filters, trait: str) -> Filters:
    """The filters, narrowed to journeys with the trait."""
    kind, name, value = (unquote(part) for part in trait.split("/"))
    return (
        filters.in_cohort(path_filter("later", value))
        if kind == TOUCHPOINT
        else filters.with_values(name or kind, [value])
    )
