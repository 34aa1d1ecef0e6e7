"""Searches in the journey graph: their controls, their answers, and what the drawing highlights."""

from typing import TYPE_CHECKING

import streamlit as st

from journey.data.answer import Answer
from journey.data.views.rows import EXITS, PATHS_BETWEEN, STAGE_TRANSITIONS, TOUCHPOINT_NODES
from journey.graph.rows import BOTTLENECKS, COMMUNITIES, CONTRIBUTIONS, LIKELY, LOOPS, WHAT_IF
from journey.model.filters import Filters
from journey.presenters.paths import graph
from journey.presenters.paths.graph import Highlights
from journey.presenters.paths.touchpoints import stage_positions
from journey.ui import page_state
from journey.ui.data import answer, generation
from journey.ui.paths.touchpoint_names import choose_ends, chosen_ends

if TYPE_CHECKING:
    from journey.data.views.rows import PathsBetweenRow
    from journey.graph.rows import ContributionsRow, LikelyRow, WhatIfRow

ROWS_LIMIT, DEFAULT_PERCENT = 5, 50


def controls(filters: Filters) -> None:
    """The controls of the chosen search."""
    search = page_state.known_value("find", list(graph.SEARCHES), "")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if search == "likely":
            choose_ends(filters, 260)
        if search == "contributions":
            page_state.choice(
                "stage", "Goal", {name: name for name in goals()}, goals()[-1], width=220
            )
        if search == "what_if":
            changes = _changes(filters)
            if changes:
                page_state.choice("change", "What if", changes, next(iter(changes)), width=460)
                page_state.number("by", "Reduction (%)", DEFAULT_PERCENT, 0, 100, step=5, width=300)


def goals() -> list[str]:
    return list(generation().definition.stage_names)


def _changes(filters: Filters) -> dict[str, str]:
    """Possible changes by their value in links, in words."""
    return graph.changes(
        answer(EXITS, filters).rows,
        answer(STAGE_TRANSITIONS, filters).rows,
        stage_positions(goals()),
        generation().order,
    )


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


def likely_paths(filters: Filters) -> "Answer[LikelyRow]":
    return answer(LIKELY, filters, **chosen_ends(filters), top=ROWS_LIMIT)


def observed_paths(filters: Filters) -> "Answer[PathsBetweenRow]":
    return answer(PATHS_BETWEEN, filters, **chosen_ends(filters), top=ROWS_LIMIT)


def what_if(filters: Filters) -> "Answer[WhatIfRow] | None":
    changes = _changes(filters)
    if not changes:
        return None
    change = page_state.known_value("change", list(changes), next(iter(changes)))
    by = page_state.whole_number("by", DEFAULT_PERCENT, 0, 100)
    return answer(WHAT_IF, filters, change=(f"{change}={by / 100:g}",))


def highlights(filters: Filters) -> Highlights:
    """What the drawing highlights for the chosen search."""
    return HIGHLIGHTS.get(
        page_state.known_value("find", list(graph.SEARCHES), ""), lambda filters: Highlights()
    )(filters)


def _highlight_likely(filters: Filters) -> Highlights:
    return graph.highlights_of_path(likely_paths(filters).rows)


def _highlight_ends(filters: Filters) -> Highlights:
    return graph.highlights_of_ends(answer(TOUCHPOINT_NODES, filters).rows)


def _highlight_bottlenecks(filters: Filters) -> Highlights:
    rows = answer(BOTTLENECKS, filters).rows[: 2 * ROWS_LIMIT]
    return graph.highlights_of_bottlenecks(rows, ROWS_LIMIT)


def _highlight_loops(filters: Filters) -> Highlights:
    return graph.highlights_of_loops(answer(LOOPS, filters, top=2 * ROWS_LIMIT).rows)


def _highlight_communities(filters: Filters) -> Highlights:
    return graph.highlights_of_communities(answer(COMMUNITIES, filters).rows)


def _highlight_contributions(filters: Filters) -> Highlights:
    return graph.highlights_of_contributions(contributions(filters).rows)


def contributions(filters: Filters) -> "Answer[ContributionsRow]":
    return answer(
        CONTRIBUTIONS, filters, stage=page_state.known_value("stage", goals(), goals()[-1])
    )


def _highlight_what_if(filters: Filters) -> Highlights:
    changes = _changes(filters)
    if not changes:
        return Highlights()
    change = page_state.known_value("change", list(changes), next(iter(changes)))
    return graph.highlights_of_change(change)


HIGHLIGHTS = {
    "likely": _highlight_likely,
    "ends": _highlight_ends,
    "bottlenecks": _highlight_bottlenecks,
    "loops": _highlight_loops,
    "communities": _highlight_communities,
    "contributions": _highlight_contributions,
    "what_if": _highlight_what_if,
}
