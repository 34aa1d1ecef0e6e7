"""Flows: through the stages, from a touchpoint on, towards one, or between two."""

from dataclasses import dataclass

import streamlit as st

from journey.data.views.options import STAGES, TOUCHPOINTS
from journey.data.views.rows import FLOW, TOUCHPOINT_NODES
from journey.map.paths.flow import flow
from journey.map.paths.flow_drawing import flow_scene
from journey.model.definition import UNASSIGNED
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
from journey.ui import page_state, tables
from journey.ui.data import VERSION, Options, answer, generation
from journey.ui.escape import markdown
from journey.ui.paths.drawing import PHONE_WIDTH, show_drawing
from journey.ui.paths.touchpoint_names import touchpoint_names

COLUMN_WIDTH = 130.0  # at least, on a phone


@dataclass(frozen=True)
class Chosen:
    """What the controls say: over stages or touchpoints, from and to where ('' for any), how far, how finely."""

    over: str
    source: str
    target: str
    depth: int
    branches: int


def show(filters: Filters) -> None:
    chosen = _controls(filters)
    over, source, target = chosen.over, chosen.source, chosen.target
    flow_answer = answer(FLOW, filters, over=over, depth=chosen.depth, **_ends(source, target))
    if not flow_answer.rows:
        st.info("No journey takes this path under these filters.")
        return
    stages = (*generation().definition.stage_names, UNASSIGNED)
    drawn_flow = flow(
        flow_answer.rows, over, source, target, chosen.branches, stages if over == STAGES else ()
    )
    columns = [column for column, _ in drawn_flow.columns]
    caption = words.caption(drawn_flow, source, target)
    st.caption(markdown(caption))
    headings = words.column_headings(columns, over, source, target)
    show_drawing(
        "flow",
        filters,
        lambda wide, narrow: flow_scene(
            drawn_flow,
            max(PHONE_WIDTH, COLUMN_WIDTH * len(columns)) if narrow else wide,
            headings,
            stages,
        ),
        f"Flow of journeys. {caption}",
        (st.session_state[VERSION], chosen),
        lambda word: words.evidence(word, drawn_flow, flow_answer),
    )
    tables.details(flow_answer)


def headline(filters: Filters) -> str:
    """Where most journeys begin (or the chosen touchpoint), and where they go from there; towards a target, whence."""
    over = page_state.known_value("over", list(OVER_LABELS), _default_over(filters))
    names = touchpoint_names(filters) if over == TOUCHPOINTS else []
    source, target = (
        page_state.get(name) if page_state.get(name) in names else ""
        for name in ("source", "target")
    )
    rows = answer(FLOW, filters, over=over, **_ends(source, target)).rows
    if target:
        return words.arrivals_headline(rows, source, target)
    return words.headline(rows, over, source)


def _ends(source: str, target: str) -> Options:
    """Those that are chosen, as options of the view."""
    return {name: value for name, value in (("source", source), ("target", target)) if value}


def _default_over(filters: Filters) -> str:
    return words.default_over(answer(TOUCHPOINT_NODES, filters).rows)


def _controls(filters: Filters) -> Chosen:
    names = {name: name for name in touchpoint_names(filters)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        over = page_state.segments("over", "Over", OVER_LABELS, _default_over(filters))
        source = target = ""
        branches = DEFAULT_BRANCHES
        if over == TOUCHPOINTS:
            source = page_state.choice("source", "From", {"": ANY_START, **names}, "", width=240)
            target = page_state.choice("target", "To", {"": ANY_END, **names}, "", width=240)
        depth = page_state.number("depth", "Steps", DEFAULT_DEPTH, 1, DEPTH_LIMIT, width=200)
        if over == TOUCHPOINTS:
            branches = page_state.number(
                "branches",
                "Branches per step",
                DEFAULT_BRANCHES,
                LEAST_BRANCHES,
                BRANCHES_LIMIT,
                width=200,
            )
    return Chosen(over, source, target, depth, branches)
