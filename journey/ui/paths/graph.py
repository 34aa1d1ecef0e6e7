"""The journey graph: coverage, measures, what is open, and what is found in it."""

import streamlit as st

from journey.data.answer import Answer
from journey.map.paths.evidence import GraphAnswers, evidence
from journey.map.paths.graph import (
    MOST_EDGES,
    JourneyGraph,
    journey_graph,
    max_coverage,
    default_coverage,
)
from journey.map.paths.graph_drawing import graph_scene
from journey.map.paths.lines import COLOURS, WIDTHS, Looks
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.path_filters import TOUCHPOINT, PathFilter, parse_cohort, path_filter
from journey.model.words import count, percent, plural
from journey.ui import page_state, tables
from journey.ui.data import VERSION, answers, generation
from journey.ui.escape import markdown
from journey.ui.paths import found, told
from journey.ui.paths.drawing import drawn
from journey.ui.shell import unit

SPLIT_BY, MOST_GROUPS = 3, 12
COLOUR_WORDS = {
    "plain": "",
    "time": "Grey lines are the quickest, brown ones the slowest.",
    "feeling": "Vermilion: the feeling falls, teal: it rises, grey: it stays or is not known.",
    "lost": "Grey: hardly anybody is lost right after, vermilion: half or more.",
}
SCORES = {"by": ("touchpoint",), "metrics": ("nps", "csat", "ces", "sentiment")}


def show(filters: Filters) -> None:
    nodes, transitions, shifts, scores = answers(
        [
            ("touchpoint_nodes", filters, {}),
            ("transitions", filters, {}),
            ("valence_changes", filters, {}),
            ("satisfaction", filters, SCORES),
        ]
    )
    coverage, width, colour = _controls(filters, transitions.rows)
    found.controls(filters)
    marks = found.marks(filters)
    now = opened()
    graph = journey_graph(
        nodes.rows,
        transitions.rows,
        generation().definition.stage_names,
        generation().order,
        unit(),
        coverage / 100,
        _valences(scores),
        shifts.rows,
        (*now, *marks.touchpoints),
        now,
    )
    st.caption(markdown(f"{_fewer(graph, coverage)}{_covered(graph)} {COLOUR_WORDS[colour]}"))
    looks = Looks(width, colour, now[0] if len(now) == 1 else "", marks.moves, marks.notes)
    material = GraphAnswers(
        nodes,
        transitions,
        scores,
        lambda questions: answers([(view, filters, options) for view, options in questions]),
        _attributes(),
    )
    drawn(
        "journey_graph",
        filters,
        lambda wide, narrow: graph_scene(graph, wide, looks, narrow),
        f"Journey graph, {_covered(graph)}",
        (st.session_state[VERSION], coverage, looks, now, marks),
        lambda word: _evidence(word, graph, material),
        found.ask_what_if,
    )
    told.show(filters)
    tables.details(nodes, "Touchpoints: table and definitions")
    tables.details(transitions, "Moves: table and definitions")
    tables.details(shifts, "Changes of feeling: table and definitions")


def _controls(filters: Filters, transitions: list[dict]) -> tuple[int, str, str]:
    """Percent of the moves to draw at least, what is the width of the lines, what their colour."""
    usual, most = default_coverage(transitions), max_coverage(transitions)
    reach = (
        ""
        if most == 100
        else f"At most {MOST_EDGES} lines are drawn, the busiest; the tables below have all."
    )
    with st.container(
        horizontal=True, vertical_alignment="bottom", gap="medium", key="graph_controls"
    ):
        coverage = page_state.number(
            "coverage",
            "Moves drawn, at least (%)",
            usual,
            5,
            most,
            step=5,
            width=260,
            help=reach or None,
        )
        width = page_state.choice("width", "Width of the lines", WIDTHS, "journeys", width=150)
        colour = page_state.choice("colour", "Colour of the lines", COLOURS, "plain", width=180)
        page_state.choice("find", "Find in the graph", found.FINDS, "", width=230)
        st.selectbox(
            "Open a touchpoint",
            found.touchpoints(filters),
            index=None,
            placeholder="name of any, drawn or not",
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


def _fewer(graph: JourneyGraph, coverage: int) -> str:
    """Said where so much cannot be drawn."""
    return (
        ""
        if not graph.all_moves or graph.share >= coverage / 100
        else f"More than {MOST_EDGES} lines are not drawn. "
    )


def _covered(graph: JourneyGraph) -> str:
    """What is drawn and what is not, in moves and touchpoints."""
    hidden, left_out = graph.all_edges - len(graph.edges), graph.all_nodes - len(graph.nodes)
    if not graph.all_moves:
        return "No journey has two events under these filters: there are touchpoints, but no moves between them."
    rest = (
        f"{count(hidden)} more carry the other {percent(1 - graph.share)}"
        if hidden
        else "that is all there are"
    )
    nodes = f"; {plural(left_out, 'touchpoint')} not drawn" if left_out else ""
    return (
        f"Drawn: {plural(len(graph.edges), 'way')} between touchpoints that carry {percent(graph.share)} of all "
        f"{count(graph.all_moves)} moves; {rest}{nodes}. Dashed: back, or once more. Click a touchpoint or a line for its evidence."
    )


def opened() -> tuple[str, ...]:
    """The touchpoints of what is open: one of a card, two of a line."""
    word = page_state.get("open")
    try:
        found = parse_cohort(word) if word else None
    except UserError:
        found = None
    is_ours = isinstance(found, PathFilter) and (found.kind, len(found.parts)) in (
        ("later", 1),
        ("contains", 2),
    )
    return (
        tuple(found.named(TOUCHPOINT))
        if is_ours and set(found.parts) <= set(generation().touchpoints.values())
        else ()
    )


def _evidence(word: str, graph: JourneyGraph, material: GraphAnswers) -> dict | None:
    touchpoints = opened()
    return evidence(word, graph, material, touchpoints) if touchpoints else None


def _valences(scores: Answer) -> dict[str, float]:
    """The mean valence at each touchpoint, where it is told."""
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
        name for name in data.attributes if 1 < len(data.attribute_values(name)) <= MOST_GROUPS
    )[:SPLIT_BY]
