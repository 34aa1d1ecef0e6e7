"""Contrasts: what is more common among those who dropped off in a stage than among those who went on, or less."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from journey.charts.contrast_dots import contrast_dots
from journey.data.views.contrasts import LEAST
from journey.data.views.rows import CONTRASTS
from journey.model.filters import Filters
from journey.model.vocabulary import outcome, the_lost
from journey.presenters.drop_off import contrasts as words
from journey.presenters.drop_off.traits import label, link_value
from journey.ui import layout, tables
from journey.ui.data import answer, generation
from journey.ui.drop_off.drawings import clickable_contrasts
from journey.ui.drop_off.selection import list_journeys
from journey.ui.escape import markdown
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow
    from journey.presenters.drop_off.contrasts import MergedRow


def show(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    """`rows` are those of the funnel, for the list after a click."""
    contrasts = answer(CONTRASTS, filters, stage=stage)
    if not contrasts.rows:
        layout.section(
            f"What sets {the_lost()} in {markdown(stage)} apart",
            f"Nothing was tested: each comparison needs at least {LEAST} customers on every side: {the_lost()} and those who went "
            f"on or ended well, with and without what is compared.{layout.widen(filters)}",
        )
        return
    significant = words.merge_equal(words.significant(contrasts.rows))
    layout.section(markdown(words.headline(significant, stage)), words.basis(contrasts.rows))
    if significant:
        _chart(filters, rows, significant, stage)
    tables.details(contrasts, "Contrasts: table and definitions")


def _chart(
    filters: Filters,
    rows: "Sequence[FunnelRow]",
    significant: "Sequence[MergedRow]",
    stage: str,
) -> None:
    groups = words.groups(significant, filters)
    hue = theme().hue(generation().definition.stage_names.index(stage))
    clickable_contrasts(
        contrast_dots(groups, theme(), hue, words.sides()),
        lambda number: _list_journeys(filters, rows, stage, significant[number]),
    )
    legend = words.legend(groups, significant)
    st.caption(markdown(f"{legend} {words.definitions(significant, stage)}"))


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
