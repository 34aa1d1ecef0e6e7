"""What journeys are compared by, as something that the list can be narrowed to."""

from urllib.parse import quote, unquote

from journey.model.cells import UNCODED
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from journey.ui.data import answer
from journey.ui.drop_off.chosen import has_next

ATTRIBUTE, TOUCHPOINT, CHANNEL = "attribute", "touchpoint", "channel"


def words(row: dict) -> str:
    """A row of the view `apart` as a person says it."""
    if row["kind"] == ATTRIBUTE:
        return f"{row['name']}: {row['value']}"
    return {TOUCHPOINT: str(row["value"]), CHANNEL: f"channel: {row['value']}"}.get(
        row["kind"], f"felt {row['value']}"
    )


def word(row: dict, filters: Filters) -> str:
    """The trait in links; '' where journeys cannot be filtered to it: a feeling, or a channel where channels are chosen already."""
    if row["kind"] not in (ATTRIBUTE, TOUCHPOINT, CHANNEL) or (
        row["kind"] == CHANNEL and filters.values(CHANNEL)
    ):
        return ""
    return "/".join(
        quote(str(part), safe=UNCODED) for part in (row["kind"], row["name"], row["value"])
    )


def known(filters: Filters, stage: str, chosen: str = "") -> dict[str, str]:
    """The traits compared in the stage, by their word in links; none of the attribute of which a group is chosen already."""
    rows = answer("contrasts", filters, stage=stage).rows if has_next(stage) else []
    free = [row for row in rows if (row["kind"], row["name"]) != (ATTRIBUTE, chosen)]
    return {word(row, filters): words(row) for row in free if word(row, filters)}


def narrowed(filters: Filters, trait: str) -> Filters:
    """The filters within those that have the trait."""
    kind, name, value = (unquote(part) for part in trait.split("/"))
    return (
        filters.in_cohort(path_filter("later", value))
        if kind == TOUCHPOINT
        else filters.with_values(name or kind, [value])
    )
