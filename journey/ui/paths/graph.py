"""The journey graph: its coverage, its measures, the open touchpoint or move, and searches."""

from typing import TYPE_CHECKING

import streamlit as st

from journey.data.views.rows import TRANSITIONS
from journey.exhibit.exhibit import Nothing
from journey.exhibit.paths.graph import LOWEST_COVERAGE, GraphDrawing
from journey.map.evidence.panel_data import PathPanel
from journey.map.paths.evidence.context import GraphAnswers
from journey.map.paths.evidence.panel import evidence
from journey.map.paths.graph import default_coverage, max_coverage
from journey.map.paths.lines import WIDTHS, colour_choices
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from journey.presenters.attributes import compared, named, splitting
from journey.presenters.paths import graph as words
from journey.ui import exhibits, page_state, tables
from journey.ui.data import VERSION, answer, answers, generation
from journey.ui.drawing import show_drawing
from journey.ui.escape import markdown
from journey.ui.paths import findings, searches
from journey.ui.paths.touchpoint_names import touchpoint_names
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import TransitionsRow


def show(filters: Filters) -> str:
    """The part; returns its headline."""
    _controls(filters, answer(TRANSITIONS, filters).rows)
    searches.controls(filters)
    exhibit = exhibits.made("paths.graph", filters)
    if isinstance(exhibit, Nothing):
        st.info(markdown(exhibit.reason))
        return exhibit.title
    (nodes, transitions, valence_changes), drawing = exhibit.answers, exhibit.on_screen(theme())
    evidence_input = GraphAnswers(
        nodes,
        transitions,
        drawing.scores,
        lambda questions: answers([(view, filters, options) for view, options in questions]),
        compared(generation(), splitting(generation(), words.GROUPS_LIMIT)),
        named(generation()),
    )
    with exhibits.shown(exhibit, table="", is_headed=False, notes=""):
        st.caption(markdown(f"{exhibit.notes[0]} Click a touchpoint or a line for its evidence."))
        show_drawing(
            "journey_graph",
            filters,
            drawing.scene,
            exhibit.alt,
            (st.session_state[VERSION], exhibit.ref),
            lambda word: _evidence(word, drawing, evidence_input),
            searches.ask_what_if,
        )
    findings.show(filters)
    tables.details(nodes, "Touchpoints: table and definitions")
    tables.details(transitions, "Moves: table and definitions")
    tables.details(valence_changes, "Changes of valence: table and definitions")
    return exhibit.title


def _controls(filters: Filters, transitions: "list[TransitionsRow]") -> None:
    """Percent of the moves to draw at least, what the lines' width and colour show, a search, a touchpoint to open."""
    default, highest = default_coverage(transitions), max_coverage(transitions)
    with st.container(
        horizontal=True, vertical_alignment="bottom", gap="medium", key="graph_controls"
    ):
        page_state.number(
            "coverage",
            "Moves drawn, at least (%)",
            default,
            LOWEST_COVERAGE,
            highest,
            step=5,
            width=260,
            help=words.limit_note(highest) or None,
        )
        page_state.choice("width", "Width of the lines", WIDTHS, "journeys", width=150)
        page_state.choice("colour", "Colour of the lines", colour_choices(), "plain", width=180)
        page_state.choice("find", "Find in the graph", words.SEARCHES, "", width=230)
        st.selectbox(
            "Open a touchpoint",
            touchpoint_names(filters),
            index=None,
            placeholder="any touchpoint, drawn or not",
            key=page_state.widget_key("searched"),
            on_change=_open_searched,
            width=230,
        )


def _open_searched() -> None:
    name = st.session_state.get(page_state.widget_key("searched"))
    if name:
        page_state.put("open", path_filter("later", name))
        page_state.reset_widgets()


def _evidence(word: str, drawing: GraphDrawing, evidence_input: GraphAnswers) -> PathPanel | None:
    """Of the open element: the touchpoint of a card, or the two of a line."""
    return evidence(word, drawing.graph, evidence_input, drawing.opened) if drawing.opened else None
