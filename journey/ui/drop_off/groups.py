"""Drop-off by group of customers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from journey.data.views.rows import CONTRASTS
from journey.exhibit.exhibit import Nothing
from journey.model.filters import Filters
from journey.presenters import attributes as keys
from journey.presenters.attributes import splitting
from journey.presenters.drop_off import groups as words
from journey.presenters.drop_off import stages
from journey.ui import exhibits, page_state
from journey.ui.data import answer, generation
from journey.ui.drop_off.clicks import clickable_chart, hint
from journey.ui.drop_off.selection import has_next, list_journeys
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow

TABLE = "By attribute: table and definitions"


def attributes() -> list[str]:
    """The attributes with at least two values."""
    return splitting(generation())


def attribute(filters: Filters, stage: str) -> str:
    """The attribute in the address, else the default; '' where there is none."""
    names = attributes()
    return (
        page_state.known_value("attribute", names, default_attribute(filters, stage))
        if names
        else ""
    )


def default_attribute(filters: Filters, stage: str) -> str:
    """The attribute with the most significant contrast in the stage."""
    names = attributes()
    contrasts = answer(CONTRASTS, filters, stage=stage).rows if has_next(stage) else []
    return words.default_attribute(names, contrasts)


def show(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    heading, name = st.container(), ""
    if names := attributes():
        name = page_state.choice(
            "attribute",
            "By",
            {name: keys.label(generation(), name) for name in names},
            default_attribute(filters, stage),
            width=260,
        )
    exhibit = exhibits.made("drop_off.groups", filters)
    if isinstance(exhibit, Nothing):
        exhibits.nothing(exhibit, TABLE, heading)
        return
    groups = exhibits.rows(exhibit)
    with exhibits.shown(
        exhibit,
        hint("Click a dot to list its journeys."),
        TABLE,
        heading,
    ):
        clickable_chart(
            exhibit.on_screen(theme()),
            f"groups {name} {stage}",
            exhibit.alt,
            lambda clicked: _list_journeys(rows, stage, name, groups[int(clicked[0])]),
        )


def _list_journeys(rows: "Sequence[FunnelRow]", stage: str, name: str, group: str) -> None:
    page_state.put("attribute", name)
    list_journeys(
        rows,
        stage,
        "dropped_off",
        f"{stages.of_stage('dropped_off', stage)}, {keys.words(generation(), name)} {group}",
        group=group,
    )
