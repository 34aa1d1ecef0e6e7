"""Flows: through the stages, from a touchpoint on, towards one, or between two."""

import streamlit as st

from journey.data.views.options import STAGES, TOUCHPOINTS
from journey.map.captions import whole_percent
from journey.map.grades import GRADE_WORDS, MEASURED
from journey.map.paths.flow import Flow, Ribbon, flow
from journey.map.paths.flow_drawing import flow_scene, ribbon_sentence
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.intervals import wilson
from journey.model.words import count, percent
from journey.ui import page_state, tables
from journey.ui.data import VERSION, answer, generation
from journey.ui.escape import markdown
from journey.ui.paths.drawing import show_drawing
from journey.ui.paths.touchpoint_names import touchpoint_names

OVER_LABELS = {STAGES: "Through the stages", TOUCHPOINTS: "Touchpoint by touchpoint"}
ANY_START, ANY_END = "any start", "any end"
DEFAULT_DEPTH, DEPTH_LIMIT = 5, 12
DEFAULT_BRANCHES, BRANCHES_LIMIT = 7, 20


def show(filters: Filters) -> None:
    over, source, target, depth, branches = _controls(filters)
    flow_answer = answer(
        "flow",
        filters,
        over=over,
        depth=depth,
        **{name: value for name, value in (("source", source), ("target", target)) if value},
    )
    if not flow_answer.rows:
        st.info("No journey takes this path under these filters.")
        return
    stages = (*generation().definition.stage_names, UNASSIGNED)
    drawn_flow = flow(
        flow_answer.rows, over, source, target, branches, stages if over == STAGES else ()
    )
    st.caption(markdown(_caption(drawn_flow, over, source, target)))
    headings = _column_headings(drawn_flow, over, source, target)
    show_drawing(
        "flow",
        filters,
        lambda wide, narrow: flow_scene(
            drawn_flow,
            max(PHONE_WIDTH, 130.0 * len(drawn_flow.columns)) if narrow else wide,
            headings,
            stages,
        ),
        f"Flow of journeys. {_caption(drawn_flow, over, source, target)}",
        (st.session_state[VERSION], over, source, target, depth, branches),
        lambda word: _evidence(word, drawn_flow, flow_answer.command, flow_answer.definitions),
    )
    tables.details(flow_answer)


PHONE_WIDTH = 360.0


def default_over(filters: Filters) -> str:
    """Over the stages, unless no touchpoint is in one."""
    return (
        STAGES
        if any(row["stage"] != UNASSIGNED for row in answer("touchpoint_nodes", filters).rows)
        else TOUCHPOINTS
    )


def chosen_over(filters: Filters) -> str:
    """Whether the flow goes over stages or touchpoints."""
    return page_state.known_value("over", list(OVER_LABELS), default_over(filters))


def _controls(filters: Filters) -> tuple[str, str, str, int, int]:
    names = {name: name for name in touchpoint_names(filters)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        over = page_state.segments("over", "Over", OVER_LABELS, default_over(filters))
        source = target = ""
        if over == TOUCHPOINTS:
            source = page_state.choice("source", "From", {"": ANY_START, **names}, "", width=240)
            target = page_state.choice("target", "To", {"": ANY_END, **names}, "", width=240)
        depth = page_state.number("depth", "Steps", DEFAULT_DEPTH, 1, DEPTH_LIMIT, width=200)
        branches = (
            DEFAULT_BRANCHES
            if over == STAGES
            else page_state.number(
                "branches", "Branches per step", DEFAULT_BRANCHES, 3, BRANCHES_LIMIT, width=200
            )
        )
    return over, source, target, depth, branches


def _caption(drawn_flow: Flow, over: str, source: str, target: str) -> str:
    """Which journeys flow, how many, and which branches are grouped."""
    start = (
        sum(node.journeys for node in drawn_flow.columns[0][1])
        if not (target and not source)
        else sum(node.journeys for node in drawn_flow.columns[-1][1])
    )
    whose = {
        (True, True): f"journeys from {source} to {target}",
        (True, False): f"journeys that reach {source}, from their first time there",
        (False, True): f"journeys that reach {target}, before their first time there",
    }.get((bool(source), bool(target)), "journeys from their beginning")
    grouped = ""
    if drawn_flow.grouped:
        what = (
            "1 small branch"
            if drawn_flow.grouped == 1
            else f"{count(drawn_flow.grouped)} small branches"
        )
        are = "is" if drawn_flow.grouped == 1 else "are"
        passes = (
            "1 pass"
            if drawn_flow.grouped_journeys == 1
            else f"{count(drawn_flow.grouped_journeys)} passes"
        )
        grouped = f" {what} ({passes}) {are} grouped as “more”; the table lists them all."
    return f"{count(start)} {whose}. Ribbon width shows the number of journeys.{grouped} Click a ribbon to list its journeys."


def _column_headings(drawn_flow: Flow, over: str, source: str, target: str) -> dict[int, str]:
    """The heading of each column."""
    if over == STAGES:
        words = (
            "first stage",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
        )
        return {
            column: words[column] if column < len(words) else f"{column + 1}th"
            for column, _ in drawn_flow.columns
        }
    if target and not source:
        return {
            column: "then" if column == 0 else f"{-column} before"
            for column, _ in drawn_flow.columns
        }
    zero = f"at {source}" if source else "first event"
    return {column: zero if column == 0 else f"{column} after" for column, _ in drawn_flow.columns}


def _evidence(
    word: str, drawn_flow: Flow, command: str, definitions: dict[str, str]
) -> dict | None:
    """The evidence panel of a ribbon."""
    ribbon = next((ribbon for ribbon in drawn_flow.ribbons if ribbon.path_filter == word), None)
    if ribbon is None:
        return None
    source, target = drawn_flow.node(ribbon.source), drawn_flow.node(ribbon.target)
    return {
        "cell": word,
        "title": f"{source.label} → {target.label}",
        "sentence": ribbon_sentence(ribbon, drawn_flow),
        "grade": MEASURED,
        "grade_words": GRADE_WORDS[MEASURED],
        "definition": definitions["step"],
        "unit": "journeys",
        "command": command,
        "can_filter": False,
        "table": _siblings(ribbon, drawn_flow),
        "buttons": [["See these journeys", "see", word], ["Filter to them", "filter", word]],
    }


def _siblings(ribbon: Ribbon, drawn_flow: Flow) -> dict:
    """All ribbons from the same node, the largest first."""
    total = drawn_flow.node(ribbon.source).journeys
    rows = sorted(
        (sibling for sibling in drawn_flow.ribbons if sibling.source == ribbon.source),
        key=lambda sibling: -sibling.journeys,
    )
    return {
        "columns": [f"from {drawn_flow.node(ribbon.source).label}", "journeys", "share", "95 %"],
        "rows": [
            [
                drawn_flow.node(sibling.target).label,
                count(sibling.journeys),
                *_share(sibling.journeys, total),
            ]
            for sibling in rows
        ],
        "links": [sibling.path_filter for sibling in rows],
        "more": 0,
    }


def _share(part: int, total: int) -> tuple[str, str]:
    if total < 10:
        return "too few", ""
    low, high = wilson(part / total, total)
    return percent(part / total, total), f"{whole_percent(low)}–{whole_percent(high)} %"
