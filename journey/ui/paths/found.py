"""What can be sought in the journey graph, and what the drawing marks of it."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

import streamlit as st

from journey.data.answer import Answer
from journey.graph.answers import LEAVING, RETURN
from journey.model.cells import UNCODED
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.words import count, percent, plural
from journey.ui import page_state
from journey.ui.data import answer, generation

FINDS = {
    "": "nothing",
    "likely": "the most likely way",
    "ends": "where journeys begin and end",
    "bottlenecks": "bottlenecks",
    "loops": "loops and rework",
    "communities": "touchpoints that belong together",
    "contributions": "what contributes to a goal",
    "what_if": "what if ...",
}
FEW, HALF, MOST_CHANGES = 5, 50, 400


@dataclass(frozen=True)
class Marks:
    """What stands out in the drawing: moves, touchpoints that are drawn in any case, notes on touchpoints."""

    moves: tuple[tuple[str, str], ...] = ()
    touchpoints: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def controls(filters: Filters) -> None:
    """From where to where, to which goal, or what should change."""
    find = page_state.known_value("find", list(FINDS), "")
    names = {name: name for name in touchpoints(filters)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if find == "likely":
            page_state.choice(
                "source", "From", names, next(iter(names)), keep_default=True, width=260
            )
            page_state.choice("target", "To", names, list(names)[-1], keep_default=True, width=260)
        if find == "contributions":
            page_state.choice(
                "stage", "To reaching", {name: name for name in goals()}, goals()[-1], width=220
            )
        if find == "what_if":
            changes = _changes(filters)
            if changes:
                page_state.choice("change", "What if", changes, next(iter(changes)), width=460)
                page_state.number("by", "less by (%)", HALF, 0, 100, step=5, width=300)


def touchpoints(filters: Filters) -> list[str]:
    """Those passed, in journey order."""
    rows = answer("touchpoint_nodes", filters).rows
    places = {
        name: place for place, name in enumerate((*generation().definition.stage_names, UNASSIGNED))
    }
    order = generation().order
    return [
        row["touchpoint"]
        for row in sorted(
            rows,
            key=lambda row: (
                places[row["stage"]],
                order.get((row["stage"], row["touchpoint"]), 0),
                row["touchpoint"],
            ),
        )
    ]


def goals() -> list[str]:
    return list(generation().definition.stage_names)


def _encoded(*parts: str) -> str:
    return "/".join(quote(part, safe=UNCODED) for part in parts)


def _changes(filters: Filters) -> dict[str, str]:
    """What may change, in words: leaving where most are lost, going back or again where most do."""
    lost: dict[tuple[str, str], int] = {}
    for row in answer("exits", filters).rows:
        cell = (row["touchpoint_stage"], row["touchpoint"])
        lost[cell] = lost.get(cell, 0) + row["journeys"]
    found = {
        f"{LEAVING}/{_encoded(*cell)}": f"fewer left after {cell[1]}, {cell[0]} ({count(number)} did)"
        for cell, number in sorted(lost.items(), key=lambda pair: (-pair[1], pair[0]))[
            :MOST_CHANGES
        ]
    }
    back: dict[tuple, int] = {}
    places = {
        name: place for place, name in enumerate((*generation().definition.stage_names, UNASSIGNED))
    }
    order = generation().order
    for row in answer("stage_transitions", filters).rows:
        if row["source"] is not None and row["target"] is not None:
            cells = ((row["source_stage"], row["source"]), (row["target_stage"], row["target"]))
            here, there = ((places[stage], order.get((stage, name), 0)) for stage, name in cells)
            if there <= here:
                back[cells] = back.get(cells, 0) + row["moves"]
    for (source, target), moves in sorted(back.items(), key=lambda pair: (-pair[1], pair[0]))[
        :MOST_CHANGES
    ]:
        words = (
            f"fewer came again to {source[1]}"
            if source == target
            else f"fewer went from {source[1]} back to {target[1]}"
        )
        found[f"{RETURN}/{_encoded(*source, *target)}"] = f"{words} ({plural(moves, 'move')})"
    return found


def ask_what_if(value: str) -> None:
    """A button of the evidence: fewer leave at a touchpoint, or fewer go back over a move."""
    names = value.split("\n")
    filters = st.session_state["filters"]
    wanted = [change for change in _changes(filters) if _touchpoints_of(change) == names]
    page_state.put("find", "what_if")
    if wanted:
        page_state.put("change", wanted[0])
    page_state.reset_widgets()


def _touchpoints_of(change: str) -> list[str]:
    parts = [unquote(part) for part in change.split("/")]
    return parts[2::2]


def likely(filters: Filters) -> Answer | None:
    names = touchpoints(filters)
    source, target = (
        page_state.known_value("source", names, names[0]),
        page_state.known_value("target", names, names[-1]),
    )
    return answer("likely", filters, source=source, target=target, top=FEW)


def observed(filters: Filters) -> Answer:
    names = touchpoints(filters)
    source, target = (
        page_state.known_value("source", names, names[0]),
        page_state.known_value("target", names, names[-1]),
    )
    return answer("paths_between", filters, source=source, target=target, top=FEW)


def what_if(filters: Filters) -> Answer | None:
    changes = _changes(filters)
    if not changes:
        return None
    change = page_state.known_value("change", list(changes), next(iter(changes)))
    by = page_state.whole_number("by", HALF, 0, 100)
    return answer("what_if", filters, change=(f"{change}={by / 100:g}",))


def marks(filters: Filters) -> Marks:
    """What the drawing marks for what is to be found."""
    return MARKS.get(page_state.known_value("find", list(FINDS), ""), lambda filters: Marks())(
        filters
    )


def _mark_likely(filters: Filters) -> Marks:
    rows = likely(filters).rows
    path = tuple(rows[0]["path"]) if rows else ()
    return Marks(tuple(zip(path, path[1:])), path)


def _mark_ends(filters: Filters) -> Marks:
    rows = answer("touchpoint_nodes", filters).rows
    most = sorted(rows, key=lambda row: -max(row["begun"], row["ended"]))[:12]
    return Marks(
        (),
        (),
        tuple(
            (row["touchpoint"], f"▸{count(row['begun'])} ◂{count(row['ended'])}")
            for row in rows
            if row in most
        ),
    )


def _mark_bottlenecks(filters: Filters) -> Marks:
    """Where most time passes, in that order."""
    rows = answer("bottlenecks", filters).rows[: 2 * FEW]
    return Marks(
        (),
        tuple(row["touchpoint"] for row in rows[:FEW]),
        tuple((row["touchpoint"], f"no. {place}") for place, row in enumerate(rows, 1)),
    )


def _mark_loops(filters: Filters) -> Marks:
    rows = [row for row in answer("loops", filters, top=2 * FEW).rows if row["kind"] != "circle"]
    return Marks(tuple((row["touchpoints"][0], row["touchpoints"][-1]) for row in rows))


def _mark_communities(filters: Filters) -> Marks:
    rows = answer("communities", filters).rows
    return Marks(
        (),
        (),
        tuple((name, f"group {row['group']}") for row in rows for name in row["touchpoints"]),
    )


def _mark_contributions(filters: Filters) -> Marks:
    rows = contributions(filters).rows
    return Marks(
        (), (), tuple((row["touchpoint"], percent(row["removal_effect"])) for row in reversed(rows))
    )


def contributions(filters: Filters) -> Answer:
    return answer(
        "contributions", filters, stage=page_state.known_value("stage", goals(), goals()[-1])
    )


def _mark_what_if(filters: Filters) -> Marks:
    changes = _changes(filters)
    if not changes:
        return Marks()
    names = _touchpoints_of(page_state.known_value("change", list(changes), next(iter(changes))))
    return Marks(((names[0], names[1]),) if len(names) == 2 else (), tuple(names))


MARKS = {
    "likely": _mark_likely,
    "ends": _mark_ends,
    "bottlenecks": _mark_bottlenecks,
    "loops": _mark_loops,
    "communities": _mark_communities,
    "contributions": _mark_contributions,
    "what_if": _mark_what_if,
}
