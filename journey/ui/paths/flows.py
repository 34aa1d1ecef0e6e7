"""Flows: through the stages, from a touchpoint on, towards one, or between two."""

import streamlit as st

from journey.data.views.form import STAGES, TOUCHPOINTS
from journey.map.captions import whole_percent
from journey.map.model import GRADE_WORDS, MEASURED
from journey.map.paths.flow import Flow, Ribbon, flow
from journey.map.paths.flow_drawing import flow_scene, ribbon_sentence
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.intervals import wilson
from journey.model.words import count, percent
from journey.ui import page_state, tables
from journey.ui.data import VERSION, answer, generation
from journey.ui.escape import markdown
from journey.ui.paths.drawing import drawn
from journey.ui.paths.found import touchpoints

OVERS = {STAGES: "Through the stages", TOUCHPOINTS: "Touchpoint by touchpoint"}
ANY_START, ANY_END = "any: from the beginning", "any: to the end"
USUAL_DEPTH, DEEPEST_DRAWN = 5, 12
BRANCHES, MOST_BRANCHES = 7, 20


def show(filters: Filters) -> None:
    over, source, target, depth, branches = _controls(filters)
    found = answer(
        "flow",
        filters,
        over=over,
        depth=depth,
        **{name: value for name, value in (("source", source), ("target", target)) if value},
    )
    if not found.rows:
        st.info("No journey goes this way under these filters.")
        return
    stages = (*generation().definition.stage_names, UNASSIGNED)
    shown = flow(found.rows, over, source, target, branches, stages if over == STAGES else ())
    st.caption(markdown(_said(shown, over, source, target)))
    heads = _heads(shown, over, source, target)
    drawn(
        "flow",
        filters,
        lambda wide, narrow: flow_scene(
            shown, max(PHONE, 130.0 * len(shown.columns)) if narrow else wide, heads, stages
        ),
        f"Flow of journeys. {_said(shown, over, source, target)}",
        (st.session_state[VERSION], over, source, target, depth, branches),
        lambda word: _evidence(word, shown, found.command, found.definitions),
    )
    tables.details(found)


PHONE = 360.0


def usual_over(filters: Filters) -> str:
    """Through the stages, unless no touchpoint is in one."""
    return (
        STAGES
        if any(row["stage"] != UNASSIGNED for row in answer("touchpoint_nodes", filters).rows)
        else TOUCHPOINTS
    )


def over(filters: Filters) -> str:
    """Over what the flow that is asked for goes."""
    return page_state.known_value("over", list(OVERS), usual_over(filters))


def _controls(filters: Filters) -> tuple[str, str, str, int, int]:
    names = {name: name for name in touchpoints(filters)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        over = page_state.segments("over", "Over", OVERS, usual_over(filters))
        source = target = ""
        if over == TOUCHPOINTS:
            source = page_state.choice("source", "From", {"": ANY_START, **names}, "", width=240)
            target = page_state.choice("target", "To", {"": ANY_END, **names}, "", width=240)
        depth = page_state.number("depth", "Steps", USUAL_DEPTH, 1, DEEPEST_DRAWN, width=200)
        branches = (
            BRANCHES
            if over == STAGES
            else page_state.number(
                "branches", "Branches a step", BRANCHES, 3, MOST_BRANCHES, width=200
            )
        )
    return over, source, target, depth, branches


def _said(shown: Flow, over: str, source: str, target: str) -> str:
    """Whose flow it is, how many there are, and what is put together."""
    start = (
        sum(node.journeys for node in shown.columns[0][1])
        if not (target and not source)
        else sum(node.journeys for node in shown.columns[-1][1])
    )
    whose = {
        (True, True): f"journeys that come from {source}, on their ways to {target}",
        (True, False): f"journeys that come to {source}, from their first time there",
        (False, True): f"journeys that come to {target}, before their first time there",
    }.get((bool(source), bool(target)), "journeys from their beginning")
    grouped = ""
    if shown.grouped:
        what = "1 small branch" if shown.grouped == 1 else f"{count(shown.grouped)} small branches"
        grouped = f" {what}, passed {count(shown.grouped_journeys)} times, put together as “more”; the table has them all."
    return f"{count(start)} {whose}. Thick as their number; what comes in goes out.{grouped} Click a ribbon for its journeys."


def _heads(shown: Flow, over: str, source: str, target: str) -> dict[int, str]:
    """What stands over the columns."""
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
            for column, _ in shown.columns
        }
    if target and not source:
        return {
            column: "then" if column == 0 else f"{-column} before" for column, _ in shown.columns
        }
    zero = f"at {source}" if source else "first event"
    return {column: zero if column == 0 else f"{column} after" for column, _ in shown.columns}


def _evidence(word: str, shown: Flow, command: str, definitions: dict[str, str]) -> dict | None:
    """What the panel says of a ribbon."""
    ribbon = next((ribbon for ribbon in shown.ribbons if ribbon.path_filter == word), None)
    if ribbon is None:
        return None
    source, target = shown.node(ribbon.source), shown.node(ribbon.target)
    return {
        "cell": word,
        "title": f"{source.label} → {target.label}",
        "sentence": ribbon_sentence(ribbon, shown),
        "grade": MEASURED,
        "grade_words": GRADE_WORDS[MEASURED],
        "definition": definitions["step"],
        "unit": "journeys",
        "command": command,
        "can_filter": False,
        "table": _beside(ribbon, shown),
        "buttons": [["See these journeys", "see", word], ["Filter to them", "filter", word]],
    }


def _beside(ribbon: Ribbon, shown: Flow) -> dict:
    """Where else those at the ribbon's beginning go."""
    whole = shown.node(ribbon.source).journeys
    rows = sorted(
        (other for other in shown.ribbons if other.source == ribbon.source),
        key=lambda other: -other.journeys,
    )
    return {
        "columns": [f"from {shown.node(ribbon.source).label}", "journeys", "share", "95 %"],
        "rows": [
            [shown.node(other.target).label, count(other.journeys), *_share(other.journeys, whole)]
            for other in rows
        ],
        "links": [other.path_filter for other in rows],
        "more": 0,
    }


def _share(part: int, whole: int) -> tuple[str, str]:
    if whole < 10:
        return "too few", ""
    low, high = wilson(part / whole, whole)
    return percent(part / whole, whole), f"{whole_percent(low)}–{whole_percent(high)} %"
