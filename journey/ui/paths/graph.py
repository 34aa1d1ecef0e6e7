"""The journey graph: its coverage, its measures, the open touchpoint or move, and searches."""

import streamlit as st

from journey.data.answer import Answer
from journey.map.paths.evidence.context import GraphAnswers
from journey.map.paths.evidence.panel import evidence
from journey.map.paths.graph import (
    EDGES_LIMIT,
    JourneyGraph,
    default_coverage,
    journey_graph,
    max_coverage,
)
from journey.map.paths.graph_drawing import graph_scene
from journey.map.paths.lines import COLOURS, WIDTHS, Looks
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.path_filters import TOUCHPOINT, PathFilter, parse_cohort, path_filter
from journey.model.vocabulary import METRICS
from journey.model.words import count, percent, plural
from journey.ui import page_state, tables
from journey.ui.data import VERSION, answers, generation
from journey.ui.escape import markdown
from journey.ui.paths import findings, searches
from journey.ui.paths.drawing import show_drawing
from journey.ui.paths.touchpoint_names import touchpoint_names
from journey.ui.shell import unit

SPLITS_LIMIT, GROUPS_LIMIT = 3, 12
COLOUR_WORDS = {
    "plain": "",
    "time": "Grey lines are the quickest, brown ones the slowest.",
    "feeling": "Red: valence falls; teal: it rises; grey: unchanged or unknown.",
    "lost": "Grey: almost nobody leaves right after; red: half or more do.",
}
SCORES = {"by": ("touchpoint",), "metrics": tuple(METRICS)}


def show(filters: Filters) -> None:
    nodes, transitions, valence_changes, scores = answers(
        [
            ("touchpoint_nodes", filters, {}),
            ("transitions", filters, {}),
            ("valence_changes", filters, {}),
            ("satisfaction", filters, SCORES),
        ]
    )
    coverage, width, colour = _controls(filters, transitions.rows)
    searches.controls(filters)
    highlights = searches.highlights(filters)
    opened = open_touchpoints()
    graph = journey_graph(
        nodes.rows,
        transitions.rows,
        generation().definition.stage_names,
        generation().order,
        unit(),
        coverage / 100,
        _valences(scores),
        valence_changes.rows,
        (*opened, *highlights.touchpoints),
        opened,
    )
    st.caption(
        markdown(
            f"{_limit_note(graph, coverage)}{_coverage_sentence(graph)} {COLOUR_WORDS[colour]}"
        )
    )
    look = Looks(
        width, colour, opened[0] if len(opened) == 1 else "", highlights.moves, highlights.notes
    )
    evidence_input = GraphAnswers(
        nodes,
        transitions,
        scores,
        lambda questions: answers([(view, filters, options) for view, options in questions]),
        _attributes(),
    )
    show_drawing(
        "journey_graph",
        filters,
        lambda wide, narrow: graph_scene(graph, wide, look, narrow),
        f"Journey graph, {_coverage_sentence(graph)}",
        (st.session_state[VERSION], coverage, look, opened, highlights),
        lambda word: _evidence(word, graph, evidence_input),
        searches.ask_what_if,
    )
    findings.show(filters)
    tables.details(nodes, "Touchpoints: table and definitions")
    tables.details(transitions, "Moves: table and definitions")
    tables.details(valence_changes, "Changes of valence: table and definitions")


def _controls(filters: Filters, transitions: list[dict]) -> tuple[int, str, str]:
    """Percent of the moves to draw at least, and what the lines' width and colour show."""
    default, highest = default_coverage(transitions), max_coverage(transitions)
    help_text = (
        ""
        if highest == 100
        else f"Only the {EDGES_LIMIT} busiest lines are drawn; the tables below list all."
    )
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
            help=help_text or None,
        )
        width = page_state.choice("width", "Width of the lines", WIDTHS, "journeys", width=150)
        colour = page_state.choice("colour", "Colour of the lines", COLOURS, "plain", width=180)
        page_state.choice("find", "Find in the graph", searches.SEARCHES, "", width=230)
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


def _limit_note(graph: JourneyGraph, coverage: int) -> str:
    """A note where the coverage asked for cannot be drawn."""
    return (
        ""
        if not graph.all_moves or graph.share >= coverage / 100
        else f"At most {EDGES_LIMIT} lines are drawn. "
    )


def _coverage_sentence(graph: JourneyGraph) -> str:
    """How many moves and touchpoints are drawn, and how many are not."""
    hidden, left_out = graph.all_edges - len(graph.edges), graph.all_nodes - len(graph.nodes)
    if not graph.all_moves:
        return "No journey has two events under these filters, so there are no moves between touchpoints."
    rest = (
        f"{count(hidden)} more hold the other {percent(1 - graph.share)}"
        if hidden
        else "these are all"
    )
    nodes = f"; {plural(left_out, 'touchpoint')} not drawn" if left_out else ""
    return (
        f"Showing {plural(len(graph.edges), 'transition')} with {percent(graph.share)} of all {count(graph.all_moves)} moves; "
        f"{rest}{nodes}. Dashed lines go back or repeat. Click a touchpoint or a line for its evidence."
    )


def open_touchpoints() -> tuple[str, ...]:
    """The touchpoints of the open element: one for a card, two for a line."""
    word = page_state.get("open")
    try:
        cohort = parse_cohort(word) if word else None
    except UserError:
        cohort = None
    is_ours = isinstance(cohort, PathFilter) and (cohort.kind, len(cohort.parts)) in (
        ("later", 1),
        ("contains", 2),
    )
    return (
        tuple(cohort.named(TOUCHPOINT))
        if is_ours and set(cohort.parts) <= set(generation().touchpoints.values())
        else ()
    )


def _evidence(word: str, graph: JourneyGraph, evidence_input: GraphAnswers) -> dict | None:
    touchpoints = open_touchpoints()
    return evidence(word, graph, evidence_input, touchpoints) if touchpoints else None


def _valences(scores: Answer) -> dict[str, float]:
    """The mean valence at each touchpoint that has one."""
    return {
        row["touchpoint"]: row["value"]
        for row in scores.rows
        if row["metric"] == "sentiment"
        and row["definition"].startswith("mean")
        and row["value"] is not None
    }


def _attributes() -> tuple[str, ...]:
    data = generation()
    return tuple(
        name for name in data.attributes if 1 < len(data.attribute_values(name)) <= GROUPS_LIMIT
    )[:SPLITS_LIMIT]
