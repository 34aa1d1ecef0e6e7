"""The journey graph: its coverage, its measures, the open touchpoint or move, and searches."""

from typing import TYPE_CHECKING

import streamlit as st

from journey.data.chosen import without_chosen_shares
from journey.data.views.rows import SATISFACTION, TOUCHPOINT_NODES, TRANSITIONS, VALENCE_CHANGES
from journey.map.evidence.panel_data import PathPanel
from journey.map.paths.evidence.context import GraphAnswers
from journey.map.paths.evidence.panel import evidence
from journey.map.paths.graph import (
    JourneyGraph,
    default_coverage,
    journey_graph,
    max_coverage,
)
from journey.map.paths.graph_drawing import graph_scene
from journey.map.paths.lines import WIDTHS, Looks, Width, colour_choices
from journey.model.filters import Filters
from journey.model.metrics import MEASURED_METRICS
from journey.model.path_filters import path_filter
from journey.presenters.attributes import compared, named, splitting
from journey.presenters.paths import graph as words
from journey.ui import page_state, tables
from journey.ui.data import VERSION, answers, generation
from journey.ui.escape import markdown
from journey.ui.paths import findings, searches
from journey.ui.paths.drawing import show_drawing
from journey.ui.paths.touchpoint_names import touchpoint_names
from journey.ui.shell import unit

if TYPE_CHECKING:
    from journey.data.views.rows import TransitionsRow

SCORES = {"by": ("touchpoint",), "metrics": MEASURED_METRICS}


def show(filters: Filters) -> None:
    nodes, transitions, valence_changes, scores = answers(
        [
            (TOUCHPOINT_NODES, filters, {}),
            (TRANSITIONS, filters, {}),
            (VALENCE_CHANGES, filters, {}),
            (SATISFACTION, filters, SCORES),
        ]
    )
    coverage, width, colour = _controls(filters, transitions.rows)
    searches.controls(filters)
    highlights = searches.highlights(filters)
    opened = open_touchpoints()
    graph = journey_graph(
        without_chosen_shares(nodes.rows, filters),
        transitions.rows,
        generation().definition.stage_names,
        generation().order,
        unit(),
        coverage / 100,
        words.valences(scores.rows),
        valence_changes.rows,
        (*opened, *highlights.touchpoints),
        opened,
    )
    st.caption(markdown(words.caption(graph, coverage / 100, colour)))
    look = Looks(
        width, colour, opened[0] if len(opened) == 1 else "", highlights.moves, highlights.notes
    )
    evidence_input = GraphAnswers(
        nodes,
        transitions,
        scores,
        lambda questions: answers([(view, filters, options) for view, options in questions]),
        compared(generation(), splitting(generation(), words.GROUPS_LIMIT)),
        named(generation()),
    )
    show_drawing(
        "journey_graph",
        filters,
        lambda wide, narrow: graph_scene(graph, wide, look, narrow),
        f"Journey graph, {words.coverage_sentence(graph)}",
        (st.session_state[VERSION], coverage, look, opened, highlights),
        lambda word: _evidence(word, graph, evidence_input),
        searches.ask_what_if,
    )
    findings.show(filters)
    tables.details(nodes, "Touchpoints: table and definitions")
    tables.details(transitions, "Moves: table and definitions")
    tables.details(valence_changes, "Changes of valence: table and definitions")


def _controls(filters: Filters, transitions: "list[TransitionsRow]") -> tuple[int, Width, str]:
    """Percent of the moves to draw at least, and what the lines' width and colour show."""
    default, highest = default_coverage(transitions), max_coverage(transitions)
    with st.container(
        horizontal=True, vertical_alignment="bottom", gap="medium", key="graph_controls"
    ):
        coverage = page_state.number(
            "coverage",
            "Moves drawn, at least (%)",
            default,
            5,
            highest,
            step=5,
            width=260,
            help=words.limit_note(highest) or None,
        )
        width = page_state.choice("width", "Width of the lines", WIDTHS, "journeys", width=150)
        colour = page_state.choice(
            "colour", "Colour of the lines", colour_choices(), "plain", width=180
        )
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
    return coverage, width, colour


def _open_searched() -> None:
    name = st.session_state.get(page_state.widget_key("searched"))
    if name:
        page_state.put("open", path_filter("later", name))
        page_state.reset_widgets()


def open_touchpoints() -> tuple[str, ...]:
    """The touchpoints of the open element: one for a card, two for a line."""
    return words.opened(page_state.get("open"), generation().touchpoints.values())


def _evidence(word: str, graph: JourneyGraph, evidence_input: GraphAnswers) -> PathPanel | None:
    touchpoints = open_touchpoints()
    return evidence(word, graph, evidence_input, touchpoints) if touchpoints else None
