"""Flows: through the stages, from a touchpoint on, towards one, or between two."""

import streamlit as st

from journey.data.views.options import TOUCHPOINTS
from journey.data.views.rows import TOUCHPOINT_NODES
from journey.exhibit.exhibit import Nothing
from journey.model.filters import Filters
from journey.presenters.paths import flows as words
from journey.presenters.paths.flows import (
    ANY_END,
    ANY_START,
    BRANCHES_LIMIT,
    DEFAULT_BRANCHES,
    DEFAULT_DEPTH,
    DEPTH_LIMIT,
    LEAST_BRANCHES,
    OVER_LABELS,
)
from journey.ui import exhibits, page_state
from journey.ui.data import VERSION, answer
from journey.ui.drawing import show_drawing
from journey.ui.escape import markdown
from journey.ui.paths.touchpoint_names import touchpoint_names
from journey.ui.shell import theme


def show(filters: Filters) -> str:
    """The part; returns its headline."""
    _controls(filters)
    exhibit = exhibits.made("paths.flow", filters)
    if isinstance(exhibit, Nothing):
        st.info(markdown(exhibit.reason))
        return exhibit.title
    (flow,), drawing = exhibit.answers, exhibit.on_screen(theme())
    with exhibits.shown(exhibit, is_headed=False, notes=""):
        st.caption(markdown(f"{exhibit.subtitle} Click a ribbon for its evidence."))
        show_drawing(
            "flow",
            filters,
            drawing.scene,
            exhibit.alt,
            (st.session_state[VERSION], exhibit.ref),
            lambda word: words.evidence(word, drawing.flow, flow),
        )
    return exhibit.title


def _controls(filters: Filters) -> None:
    names = {name: name for name in touchpoint_names(filters)}
    default = words.default_over(answer(TOUCHPOINT_NODES, filters).rows)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        over = page_state.segments("over", "Over", OVER_LABELS, default)
        if over == TOUCHPOINTS:
            page_state.choice("source", "From", {"": ANY_START, **names}, "", width=240)
            page_state.choice("target", "To", {"": ANY_END, **names}, "", width=240)
        page_state.number("depth", "Steps", DEFAULT_DEPTH, 1, DEPTH_LIMIT, width=200)
        if over == TOUCHPOINTS:
            page_state.number(
                "branches",
                "Branches per step",
                DEFAULT_BRANCHES,
                LEAST_BRANCHES,
                BRANCHES_LIMIT,
                width=200,
            )
