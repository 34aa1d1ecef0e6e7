"""Contrasts: what is more common among those who dropped off in a stage than among those who went on, or less."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.exhibit.exhibit import Nothing
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.model.vocabulary import outcome
from journey.presenters.drop_off import contrasts as words
from journey.presenters.drop_off.traits import label, link_value
from journey.ui import exhibits
from journey.ui.access import may
from journey.ui.drop_off.drawings import clickable_contrasts
from journey.ui.drop_off.selection import list_journeys
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow
    from journey.presenters.drop_off.contrasts import MergedRow

TABLE = "Contrasts: table and definitions"


def show(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    """`rows` are those of the funnel, for the list after a click."""
    exhibit = exhibits.made("drop_off.contrasts", filters)
    if isinstance(exhibit, Nothing):
        exhibits.nothing(exhibit, TABLE)
        return
    found = words.merge_equal(words.significant(exhibit.answers[0].rows))
    drawing = exhibit.on_screen(theme())
    if not may(Ability.SEE_CUSTOMERS):
        drawing = words.unlinked(drawing)
    with exhibits.shown(exhibit, words.clicks(drawing["groups"]), TABLE):
        clickable_contrasts(
            drawing, lambda number: _list_journeys(filters, rows, stage, found[number])
        )


def _list_journeys(
    filters: Filters, rows: "Sequence[FunnelRow]", stage: str, row: "MergedRow"
) -> None:
    """List those who dropped off in the stage and have the trait: `lost_with` of the row."""
    list_journeys(
        rows,
        stage,
        "dropped_off",
        f"{outcome('dropped_off').of_stage} {stage}, {label(row)}",
        trait=link_value(row, filters),
    )
