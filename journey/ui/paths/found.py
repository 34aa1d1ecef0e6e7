"""What can be found in the journey graph: marked in the drawing, told in words, listed below."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

import streamlit as st

from journey.charts.what_if import what_if_dots
from journey.data.answer import Answer
from journey.graph.answers import LEAVING, RETURN
from journey.map.ways.graph import JourneyGraph
from journey.model.cells import UNCODED
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.words import count, duration, percent, plural, signed
from journey.ui import asked
from journey.ui import show as beside
from journey.ui.data import answer, generation
from journey.ui.shell import theme, unit

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
ARROW = " → "
MODELS = ("contributions", "what_if")  # they tell how many reach a stage


@dataclass(frozen=True)
class Marks:
    """What stands out in the drawing: moves, touchpoints that are drawn in any case, notes on touchpoints."""

    moves: tuple[tuple[str, str], ...] = ()
    touchpoints: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def controls(filters: Filters) -> None:
    """From where to where, to which goal, or what should change."""
    find = asked.among("find", list(FINDS), "")
    names = {name: name for name in touchpoints(filters)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if find == "likely":
            asked.choice("source", "From", names, next(iter(names)), width=260)
            asked.choice("target", "To", names, list(names)[-1], width=260)
        if find == "contributions":
            asked.choice("stage", "To reaching", {name: name for name in _goals()}, _goals()[-1], width=220)
        if find == "what_if":
            changes = _changes(filters)
            if changes:
                asked.choice("change", "What if", changes, next(iter(changes)), width=460)
                asked.number("by", "less by (%)", HALF, 0, 100, step=5, width=300)


def touchpoints(filters: Filters) -> list[str]:
    """Those passed, in journey order."""
    rows = answer("nodes", filters).rows
    places = {name: place for place, name in enumerate((*generation().definition.stage_names, UNASSIGNED))}
    order = generation().order
    return [
        row["touchpoint"]
        for row in sorted(
            rows, key=lambda row: (places[row["stage"]], order.get((row["stage"], row["touchpoint"]), 0), row["touchpoint"])
        )
    ]


def _goals() -> list[str]:
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
        for cell, number in sorted(lost.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_CHANGES]
    }
    back: dict[tuple, int] = {}
    places = {name: place for place, name in enumerate((*generation().definition.stage_names, UNASSIGNED))}
    order = generation().order
    for row in answer("chain", filters).rows:
        if row["source"] is not None and row["target"] is not None:
            cells = ((row["source_stage"], row["source"]), (row["target_stage"], row["target"]))
            here, there = ((places[stage], order.get((stage, name), 0)) for stage, name in cells)
            if there <= here:
                back[cells] = back.get(cells, 0) + row["moves"]
    for (source, target), moves in sorted(back.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_CHANGES]:
        words = f"fewer came again to {source[1]}" if source == target else f"fewer went from {source[1]} back to {target[1]}"
        found[f"{RETURN}/{_encoded(*source, *target)}"] = f"{words} ({plural(moves, 'move')})"
    return found


def ask_what_if(value: str) -> None:
    """A button of the evidence: fewer leave at a touchpoint, or fewer go back over a move."""
    names = value.split("\n")
    filters = st.session_state["filters"]
    wanted = [change for change in _changes(filters) if _touchpoints_of(change) == names]
    asked.put("find", "what_if")
    if wanted:
        asked.put("change", wanted[0])
    asked.renew()


def _touchpoints_of(change: str) -> list[str]:
    parts = [unquote(part) for part in change.split("/")]
    return parts[2::2]


def _likely(filters: Filters) -> Answer | None:
    names = touchpoints(filters)
    source, target = asked.among("source", names, names[0]), asked.among("target", names, names[-1])
    return answer("likely", filters, source=source, target=target, top=FEW)


def _observed(filters: Filters) -> Answer:
    names = touchpoints(filters)
    source, target = asked.among("source", names, names[0]), asked.among("target", names, names[-1])
    return answer("between", filters, source=source, target=target, top=FEW)


def _what_if(filters: Filters) -> Answer | None:
    changes = _changes(filters)
    if not changes:
        return None
    change = asked.among("change", list(changes), next(iter(changes)))
    by = asked.get("by", str(HALF))
    return answer("what_if", filters, change=(f"{change}={int(by) / 100 if by.isdigit() else HALF / 100:g}",))


def marks(filters: Filters) -> Marks:
    """What the drawing marks for what is to be found."""
    return MARKS.get(asked.among("find", list(FINDS), ""), lambda filters: Marks())(filters)


def _mark_likely(filters: Filters) -> Marks:
    rows = _likely(filters).rows
    path = tuple(rows[0]["path"]) if rows else ()
    return Marks(tuple(zip(path, path[1:])), path)


def _mark_ends(filters: Filters) -> Marks:
    rows = answer("nodes", filters).rows
    most = sorted(rows, key=lambda row: -max(row["begun"], row["ended"]))[:12]
    return Marks(
        (), (), tuple((row["touchpoint"], f"▸{count(row['begun'])} ◂{count(row['ended'])}") for row in rows if row in most)
    )


def _mark_bottlenecks(filters: Filters) -> Marks:
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
    return Marks((), (), tuple((name, f"group {row['group']}") for row in rows for name in row["touchpoints"]))


def _mark_contributions(filters: Filters) -> Marks:
    rows = _contributions(filters).rows
    return Marks((), (), tuple((row["touchpoint"], percent(row["removal_effect"])) for row in reversed(rows)))


def _contributions(filters: Filters) -> Answer:
    return answer("contributions", filters, stage=asked.among("stage", _goals(), _goals()[-1]))


def _mark_what_if(filters: Filters) -> Marks:
    changes = _changes(filters)
    if not changes:
        return Marks()
    names = _touchpoints_of(asked.among("change", list(changes), next(iter(changes))))
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


def _has_stages(filters: Filters) -> bool:
    return any(row["stage"] != UNASSIGNED for row in answer("nodes", filters).rows)


def show(filters: Filters, graph: JourneyGraph) -> None:
    """What was found, in words and as tables."""
    find = asked.among("find", list(FINDS), "")
    if find in MODELS and not _has_stages(filters):
        st.info("No touchpoint is in a stage, so that no goal can be reached: place them under Define on the Data screen.")
    elif find:
        WORDS[find](filters)


def _tell(title: str, sentence: str, *found: Answer | None) -> None:
    beside.section(title, sentence)
    for one in found:
        if one is not None:
            beside.table(one.frame())
            beside.twin(one, f"{one.view}: definitions", with_table=False)


def _tell_likely(filters: Filters) -> None:
    likely, observed = _likely(filters), _observed(filters)
    if not observed.rows:
        st.info("No journey comes from the one to the other.")
        return
    most, first = observed.rows[0], likely.rows[0] if likely.rows else None
    words = (
        f"The most frequent way from {most['path'][0]} to {most['path'][-1]} is {ARROW.join(most['path'])}: "
        f"{count(most['journeys'])} of {count(observed.totals['journeys'])}."
    )
    beside.section("The ways they took", words)
    beside.table(observed.frame())
    if observed.totals["hidden_ways"]:
        st.caption(
            f"{count(observed.totals['hidden_ways'])} more ways carry the other "
            f"{count(observed.totals['hidden_journeys'])} journeys."
        )
    beside.twin(observed, "between: definitions", with_table=False)
    if first:
        _tell(
            "The most likely ways, by a model",
            f"Step by step likeliest is {ARROW.join(first['path'])}; {plural(first['journeys'], 'journey')} went exactly so. "
            "The model "
            "knows only the step before, so that long ways without detours may never have been taken.",
            likely,
        )


def _tell_ends(filters: Filters) -> None:
    nodes = answer("nodes", filters)
    first, last = max(nodes.rows, key=lambda row: row["begun"]), max(nodes.rows, key=lambda row: row["ended"])
    total = nodes.totals["begun"]
    _tell(
        "Where journeys begin and end",
        f"{percent(first['begun'] / total)} begin at {first['touchpoint']}; {percent(last['ended'] / total)} have their last "
        f"event at "
        f"{last['touchpoint']} ({count(last['dropped_off'])} left, {count(last['in_progress'])} under way, "
        f"{count(last['completed'])} "
        "completed). On the cards: ▸ begin, ◂ end.",
        nodes,
    )


def _tell_bottlenecks(filters: Filters) -> None:
    found = answer("bottlenecks", filters)
    if not found.rows:
        return
    told = [row for row in found.rows if row["waited_seconds"] is not None]
    slowest = max(told, key=lambda row: row["waited_seconds"], default=None)
    words = f"{found.rows[0]['touchpoint']} lies on the largest share of likely ways ({percent(found.rows[0]['betweenness'])})."
    if slowest:
        words += f" Most time passes after {slowest['touchpoint']}: half wait {duration(slowest['median_seconds'])} or longer."
    _tell("Bottlenecks", words, found)


def _tell_loops(filters: Filters) -> None:
    found = answer("loops", filters, top=2 * FEW)
    if not found.rows:
        st.info("Nobody comes back to a touchpoint.")
        return
    first = max(found.rows, key=lambda row: row["moves"])
    what = {"again": "come again to", "back": "go back", "circle": "go round"}[first["kind"]]
    _tell(
        "Loops and rework", f"Most often they {what} {ARROW.join(first['touchpoints'])}: {plural(first['moves'], 'move')}.", found
    )


def _tell_communities(filters: Filters) -> None:
    found = answer("communities", filters)
    if found.rows:
        _tell(
            "Touchpoints that belong together",
            f"{plural(len(found.rows), 'group')}: within the largest stay {percent(found.rows[0]['inside_share'])} of its moves.",
            found,
        )


def _tell_contributions(filters: Filters) -> None:
    found = _contributions(filters)
    if not found.rows:
        st.info("Nobody reaches this stage.")
        return
    goal, first = asked.among("stage", _goals(), _goals()[-1]), found.rows[0]
    _tell(
        f"What contributes to reaching {goal}, by a model",
        f"Were all who come to {first['touchpoint']} lost there, {percent(first['removal_effect'])} of those who reach {goal} "
        "would not. "
        "A step that nobody can do without contributes most by nature; the share on the cards tells how much would be lost.",
        found,
    )


def _tell_what_if(filters: Filters) -> None:
    found = _what_if(filters)
    if found is None or not found.rows:
        st.info("Nobody leaves and nobody goes back under these filters: there is nothing to change.")
        return
    changed = [row for row in found.rows if abs(row["difference"]) >= 0.5]
    words = "Under the model this changes nothing: nobody goes on from there, or those who would stay on do what others do there."
    if asked.get("by") == "0":
        words = "At 0 % nothing changes."
    if changed:
        row = changed[-1]
        low, high = row["difference_low"], row["difference_high"]
        span = f" (95 % range {signed(low)} to {signed(high)})" if low is not None else ""
        words = f"{signed(row['difference'])} journeys would reach {row['stage']}{span}, {count(row['reached'])} do now."
    beside.section("What if: a model, not a forecast", words)
    beside.chart(
        what_if_dots(found.frame(), theme(), unit()), "what if", "Journeys that reach each stage, before and after the change."
    )
    beside.twin(found, "What if: table and definitions")


WORDS = {
    "likely": _tell_likely,
    "ends": _tell_ends,
    "bottlenecks": _tell_bottlenecks,
    "loops": _tell_loops,
    "communities": _tell_communities,
    "contributions": _tell_contributions,
    "what_if": _tell_what_if,
}
