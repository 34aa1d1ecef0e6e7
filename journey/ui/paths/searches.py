"""Searches in the journey graph: their controls, their answers, and what the drawing highlights."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

import streamlit as st

from journey.data.answer import Answer
from journey.graph.answers import LEAVING, RETURN
from journey.model.cells import UNCODED
from journey.model.filters import Filters
from journey.model.words import count, percent, plural
from journey.ui import page_state
from journey.ui.data import answer, generation
from journey.ui.paths.touchpoint_names import stage_positions, touchpoint_names

SEARCHES = {
    "": "nothing",
    "likely": "the most likely path",
    "ends": "where journeys begin and end",
    "bottlenecks": "bottlenecks",
    "loops": "loops and rework",
    "communities": "communities of touchpoints",
    "contributions": "what contributes to a goal",
    "what_if": "what if ...",
}
ROWS_LIMIT, DEFAULT_PERCENT, CHANGES_LIMIT = 5, 50, 400


@dataclass(frozen=True)
class Highlights:
    """What stands out in the drawing: highlighted moves, touchpoints that are always drawn, notes on touchpoints."""

    moves: tuple[tuple[str, str], ...] = ()
    touchpoints: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def controls(filters: Filters) -> None:
    """The controls of the chosen search."""
    search = page_state.known_value("find", list(SEARCHES), "")
    names = {name: name for name in touchpoint_names(filters)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if search == "likely":
            page_state.choice(
                "source", "From", names, next(iter(names)), keep_default=True, width=260
            )
            page_state.choice("target", "To", names, list(names)[-1], keep_default=True, width=260)
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


def _encoded(*parts: str) -> str:
    return "/".join(quote(part, safe=UNCODED) for part in parts)


def _changes(filters: Filters) -> dict[str, str]:
    """Possible changes by their value in links, in words: fewer leave, or fewer go back; the most frequent first."""
    lost: dict[tuple[str, str], int] = {}
    for row in answer("exits", filters).rows:
        cell = (row["touchpoint_stage"], row["touchpoint"])
        lost[cell] = lost.get(cell, 0) + row["journeys"]
    changes = {
        f"{LEAVING}/{_encoded(*cell)}": f"fewer left after {cell[1]}, {cell[0]} ({count(number)} now)"
        for cell, number in sorted(lost.items(), key=lambda pair: (-pair[1], pair[0]))[
            :CHANGES_LIMIT
        ]
    }
    back: dict[tuple, int] = {}
    positions = stage_positions()
    order = generation().order
    for row in answer("stage_transitions", filters).rows:
        if row["source"] is not None and row["target"] is not None:
            cells = ((row["source_stage"], row["source"]), (row["target_stage"], row["target"]))
            source_position, target_position = (
                (positions[stage], order.get((stage, name), 0)) for stage, name in cells
            )
            if target_position <= source_position:
                back[cells] = back.get(cells, 0) + row["moves"]
    for (source, target), moves in sorted(back.items(), key=lambda pair: (-pair[1], pair[0]))[
        :CHANGES_LIMIT
    ]:
        words = (
            f"fewer repeats of {source[1]}"
            if source == target
            else f"fewer returns from {source[1]} to {target[1]}"
        )
        changes[f"{RETURN}/{_encoded(*source, *target)}"] = f"{words} ({plural(moves, 'move')})"
    return changes


def ask_what_if(value: str) -> None:
    """The what-if button of the evidence: fewer leave at a touchpoint, or fewer go back over a move."""
    touchpoints = value.split("\n")
    filters = st.session_state["filters"]
    matching = [change for change in _changes(filters) if _touchpoints_of(change) == touchpoints]
    page_state.put("find", "what_if")
    if matching:
        page_state.put("change", matching[0])
    page_state.reset_widgets()


def _touchpoints_of(change: str) -> list[str]:
    parts = [unquote(part) for part in change.split("/")]
    return parts[2::2]


def likely_paths(filters: Filters) -> Answer | None:
    names = touchpoint_names(filters)
    source, target = (
        page_state.known_value("source", names, names[0]),
        page_state.known_value("target", names, names[-1]),
    )
    return answer("likely", filters, source=source, target=target, top=ROWS_LIMIT)


def observed_paths(filters: Filters) -> Answer:
    names = touchpoint_names(filters)
    source, target = (
        page_state.known_value("source", names, names[0]),
        page_state.known_value("target", names, names[-1]),
    )
    return answer("paths_between", filters, source=source, target=target, top=ROWS_LIMIT)


def what_if(filters: Filters) -> Answer | None:
    changes = _changes(filters)
    if not changes:
        return None
    change = page_state.known_value("change", list(changes), next(iter(changes)))
    by = page_state.whole_number("by", DEFAULT_PERCENT, 0, 100)
    return answer("what_if", filters, change=(f"{change}={by / 100:g}",))


def highlights(filters: Filters) -> Highlights:
    """What the drawing highlights for the chosen search."""
    return HIGHLIGHTS.get(
        page_state.known_value("find", list(SEARCHES), ""), lambda filters: Highlights()
    )(filters)


def _highlight_likely(filters: Filters) -> Highlights:
    rows = likely_paths(filters).rows
    path = tuple(rows[0]["path"]) if rows else ()
    return Highlights(tuple(zip(path, path[1:])), path)


def _highlight_ends(filters: Filters) -> Highlights:
    rows = answer("touchpoint_nodes", filters).rows
    busiest = sorted(rows, key=lambda row: -max(row["begun"], row["ended"]))[:12]
    return Highlights(
        (),
        (),
        tuple(
            (row["touchpoint"], f"▸{count(row['begun'])} ◂{count(row['ended'])}")
            for row in rows
            if row in busiest
        ),
    )


def _highlight_bottlenecks(filters: Filters) -> Highlights:
    """Where most time passes, in that order."""
    rows = answer("bottlenecks", filters).rows[: 2 * ROWS_LIMIT]
    return Highlights(
        (),
        tuple(row["touchpoint"] for row in rows[:ROWS_LIMIT]),
        tuple((row["touchpoint"], f"no. {rank}") for rank, row in enumerate(rows, 1)),
    )


def _highlight_loops(filters: Filters) -> Highlights:
    rows = [
        row for row in answer("loops", filters, top=2 * ROWS_LIMIT).rows if row["kind"] != "circle"
    ]
    return Highlights(tuple((row["touchpoints"][0], row["touchpoints"][-1]) for row in rows))


def _highlight_communities(filters: Filters) -> Highlights:
    rows = answer("communities", filters).rows
    return Highlights(
        (),
        (),
        tuple((name, f"group {row['group']}") for row in rows for name in row["touchpoints"]),
    )


def _highlight_contributions(filters: Filters) -> Highlights:
    rows = contributions(filters).rows
    return Highlights(
        (), (), tuple((row["touchpoint"], percent(row["removal_effect"])) for row in reversed(rows))
    )


def contributions(filters: Filters) -> Answer:
    return answer(
        "contributions", filters, stage=page_state.known_value("stage", goals(), goals()[-1])
    )


def _highlight_what_if(filters: Filters) -> Highlights:
    changes = _changes(filters)
    if not changes:
        return Highlights()
    names = _touchpoints_of(page_state.known_value("change", list(changes), next(iter(changes))))
    return Highlights(((names[0], names[1]),) if len(names) == 2 else (), tuple(names))


HIGHLIGHTS = {
    "likely": _highlight_likely,
    "ends": _highlight_ends,
    "bottlenecks": _highlight_bottlenecks,
    "loops": _highlight_loops,
    "communities": _highlight_communities,
    "contributions": _highlight_contributions,
    "what_if": _highlight_what_if,
}
