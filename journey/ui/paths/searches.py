"""The controls of searches in the journey graph."""

import streamlit as st

from journey.exhibit.paths.searches import DEFAULT_PERCENT, changes
from journey.exhibit.paths.searches import goals as goals_of
from journey.model.filters import Filters
from journey.presenters.paths import graph
from journey.ui import exhibits, page_state
from journey.ui.paths.touchpoint_names import choose_ends


def controls(filters: Filters) -> None:
    """The controls of the chosen search."""
    search = page_state.known_value("find", list(graph.SEARCHES), "")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if search == "likely":
            choose_ends(filters, 260)
        if search == "contributions":
            names = goals(filters)
            page_state.choice("stage", "Goal", {name: name for name in names}, names[-1], width=220)
        if search == "what_if":
            changes = _changes(filters)
            if changes:
                page_state.choice("change", "What if", changes, next(iter(changes)), width=460)
                page_state.number("by", "Reduction (%)", DEFAULT_PERCENT, 0, 100, step=5, width=300)


def goals(filters: Filters) -> list[str]:
    return goals_of(exhibits.source(filters))


def _changes(filters: Filters) -> dict[str, str]:
    """Possible changes by their value in links, in words."""
    return changes(exhibits.source(filters))


def ask_what_if(value: str) -> None:
    """The what-if button of the evidence: fewer leave at a touchpoint, or fewer go back over a move."""
    touchpoints = value.split("\n")
    filters = st.session_state["filters"]
    matching = [
        change for change in _changes(filters) if graph.touchpoints_of(change) == touchpoints
    ]
    page_state.put("find", "what_if")
    if matching:
        page_state.put("change", matching[0])
    page_state.reset_widgets()
