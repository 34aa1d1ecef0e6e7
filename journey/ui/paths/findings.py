"""Findings of a search in the journey graph, in words and as tables."""

import streamlit as st

from journey.data.views.rows import TOUCHPOINT_NODES
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.paths.findings import NO_STAGES
from journey.model.filters import Filters
from journey.presenters.paths import graph
from journey.presenters.paths.touchpoints import are_staged
from journey.ui import exhibits, layout, page_state
from journey.ui.data import answer
from journey.ui.escape import markdown
from journey.ui.shell import theme

FOUND = {
    "likely": ("observed", "likely"),
    "ends": ("ends", "entries"),
    "bottlenecks": ("bottlenecks",),
    "loops": ("loops", "returned_to"),
    "communities": ("communities",),
    "contributions": ("contributions",),
    "what_if": ("what_if",),
}


def show(filters: Filters) -> None:
    """The findings of the chosen search; where its first has nothing to show, why."""
    search = page_state.known_value("find", list(graph.SEARCHES), "")
    if search in graph.MODEL_SEARCHES and not are_staged(answer(TOUCHPOINT_NODES, filters).rows):
        st.info(NO_STAGES)
        return
    for number, name in enumerate(FOUND.get(search, ())):
        found = exhibits.made(f"paths.{name}", filters)
        if isinstance(found, Exhibit):
            _show(found, graph.ON_THE_CARDS.get(search, "") if not number else "")
        elif not number:
            st.info(markdown(found.reason))
            return


def _show(exhibit: Exhibit, hint: str) -> None:
    view = exhibit.answers[0].view
    table = f"{view.replace('_', ' ').capitalize()}: table and definitions"
    with exhibits.shown(exhibit, hint, table):
        if exhibit.kind == "table":
            exhibits.table(exhibit)
        else:
            layout.chart(exhibit.on_screen(theme()), "what if", exhibit.alt)
