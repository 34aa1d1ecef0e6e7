"""What was found in the journey graph, in words and as tables."""

import streamlit as st

from journey.charts.what_if import what_if_dots
from journey.data.answer import Answer
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.words import count, duration, percent, plural, signed
from journey.ui import layout, page_state, tables
from journey.ui.data import answer
from journey.ui.paths import found as sought
from journey.ui.paths.found import FEW, FINDS
from journey.ui.shell import theme, unit

ARROW = " → "
MODELS = ("contributions", "what_if")  # they tell how many reach a stage


def _has_stages(filters: Filters) -> bool:
    return any(row["stage"] != UNASSIGNED for row in answer("touchpoint_nodes", filters).rows)


def show(filters: Filters) -> None:
    """What was found, in words and as tables."""
    find = page_state.known_value("find", list(FINDS), "")
    if find in MODELS and not _has_stages(filters):
        st.info(
            "No touchpoint is in a stage, so that no goal can be reached: place them under Define on the Data screen."
        )
    elif find:
        WORDS[find](filters)


def _tell(title: str, sentence: str, *found: Answer | None) -> None:
    layout.section(title, sentence)
    for one in found:
        if one is not None:
            _listed(one)


def _listed(found: Answer) -> None:
    """The rows in words, of loops those first that take most time in all, and the whole of them as they are."""
    frame = found.frame()
    if found.view == "loops":
        frame = frame.assign(kind=frame["kind"].str.replace("_", " ")).sort_values(
            "waited_seconds", ascending=False, kind="stable"
        )
    tables.show(frame, COLUMNS[found.view])
    tables.details(found, f"{found.view.capitalize()}: table and definitions")


TIMES = {"median_seconds": "Half take at most", "p90_seconds": "Nine in ten"}
COLUMNS = {
    "paths_between": {
        "path": "PathFilter",
        "journeys": "Journeys",
        "customers": "Customers",
        "share": "Share",
        "share_low": "95 % from",
        "share_high": "to",
        **TIMES,
    },
    "likely": {
        "path": "PathFilter",
        "likelihood": "Likelihood by the model",
        "journeys": "Journeys that went so",
    },
    "touchpoint_nodes": {
        "touchpoint": "Touchpoint",
        "stage": "Stage",
        "begun": "Begin here",
        "ended": "Have their last event here",
        "dropped_off": "of these left",
        "in_progress": "under way",
        "completed": "completed",
    },
    "bottlenecks": {
        "touchpoint": "Touchpoint",
        "waited_seconds": "Passes in all before they go on",
        "median_seconds": "Half wait at most",
        "p90_seconds": "Nine in ten",
        "moves": "Moves on",
        "betweenness": "Share of likely ways through it",
    },
    "loops": {
        "kind": "Kind",
        "touchpoints": "Touchpoints",
        "moves": "Moves",
        "journeys": "Journeys",
        "waited_seconds": "Spent on it in all",
        "median_seconds": "Half take at most",
        "lost_after": "Lost right after",
    },
    "communities": {
        "group": "Group",
        "touchpoints": "Touchpoints",
        "moves": "Moves",
        "inside_share": "Stay inside, share",
    },
    "contributions": {
        "touchpoint": "Touchpoint",
        "stage": "Stage",
        "events": "Events",
        "removal_effect": "Would be lost without it, effect",
        "share": "Share of all effects",
    },
}
AGAIN = {
    "touchpoint": "Touchpoint",
    "stage": "Stage",
    "journeys": "Journeys",
    "again": "Pass it twice or more",
    "again_rate": "Share",
    "again_rate_low": "95 % from",
    "again_rate_high": "to",
}


def _tell_likely(filters: Filters) -> None:
    likely, observed = sought.likely(filters), sought.observed(filters)
    if not observed.rows:
        st.info("No journey comes from the one to the other.")
        return
    most, first = observed.rows[0], likely.rows[0] if likely.rows else None
    words = (
        f"The most frequent way from {most['path'][0]} to {most['path'][-1]} is {ARROW.join(most['path'])}: "
        f"{count(most['journeys'])} of {count(observed.totals['journeys'])}."
    )
    layout.section("The ways they took", words)
    if observed.totals["hidden_ways"]:
        st.caption(
            f"{count(observed.totals['hidden_ways'])} more ways carry the other "
            f"{count(observed.totals['hidden_journeys'])} journeys."
        )
    _listed(observed)
    if first:
        _tell(
            "The most likely ways, by a model",
            f"Step by step likeliest is {ARROW.join(first['path'])}; {plural(first['journeys'], 'journey')} went exactly so "
            "at some time, not only from the first time on. "
            "The model "
            "knows only the step before, so that long ways without detours may never have been taken.",
            likely,
        )


def _tell_ends(filters: Filters) -> None:
    nodes = answer("touchpoint_nodes", filters)
    first, last = (
        max(nodes.rows, key=lambda row: row["begun"]),
        max(nodes.rows, key=lambda row: row["ended"]),
    )
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
    slowest, busiest = found.rows[0], max(found.rows, key=lambda row: row["betweenness"])
    words = f"{busiest['touchpoint']} lies on the largest share of likely ways ({percent(busiest['betweenness'])})."
    if slowest["waited_seconds"]:
        words = (
            f"Most time passes after {slowest['touchpoint']}: half wait {duration(slowest['median_seconds'])} or longer, "
            f"{plural(slowest['moves'], 'time')}. {words}"
        )
    _tell("Bottlenecks", f"{words} On the cards: no. 1 is where most time passes in all.", found)


def _tell_loops(filters: Filters) -> None:
    found = answer("loops", filters, top=2 * FEW)
    if not found.rows:
        st.info("Nobody comes back to a touchpoint.")
        return
    first = max(found.rows, key=lambda row: row["moves"])
    slowest = max(found.rows, key=lambda row: row["waited_seconds"] or 0)
    words = f"Most often they {_looped(first)}: {plural(first['moves'], 'move')}."
    if slowest is not first and slowest["waited_seconds"]:
        half = duration(slowest["median_seconds"])
        words += (
            f" Most time in all passes where they {_looped(slowest)}: half take {half} or longer."
        )
    _tell(
        "Loops and rework",
        f"{words} Time and losses are those of the single move; of circles they are not known.",
        found,
    )
    nodes = answer("touchpoint_nodes", filters)
    frame = nodes.frame().sort_values("again", ascending=False, kind="stable")
    frame = frame[frame["again"] > 0].head(2 * FEW)
    if len(frame):
        layout.section("Touchpoints that journeys come back to", "However many steps lie between.")
        tables.show(frame, AGAIN)


def _looped(row: dict) -> str:
    what = {
        "again": "come again to",
        "back": "go back:",
        "to_and_fro": "go to and fro:",
        "circle": "go round:",
    }[row["kind"]]
    return f"{what} {ARROW.join(row['touchpoints'])}"


def _tell_communities(filters: Filters) -> None:
    found = answer("communities", filters)
    if found.rows:
        _tell(
            "Touchpoints that belong together",
            f"{plural(len(found.rows), 'group')}: within the largest stay {percent(found.rows[0]['inside_share'])} of its moves.",
            found,
        )


def _tell_contributions(filters: Filters) -> None:
    found = sought.contributions(filters)
    if not found.rows:
        st.info("Nobody reaches this stage.")
        return
    goal, first = page_state.known_value("stage", sought.goals(), sought.goals()[-1]), found.rows[0]
    _tell(
        f"What contributes to reaching {goal}, by a model",
        f"Were all who come to {first['touchpoint']} lost there, {percent(first['removal_effect'])} of those who reach {goal} "
        "would not. "
        "A step that nobody can do without contributes most by nature; the share on the cards tells how much would be lost.",
        found,
    )


def _tell_what_if(filters: Filters) -> None:
    found = sought.what_if(filters)
    if found is None or not found.rows:
        st.info(
            "Nobody leaves and nobody goes back under these filters: there is nothing to change."
        )
        return
    changed = [row for row in found.rows if abs(row["difference"]) >= 0.5]
    words = "Under the model this changes nothing: nobody goes on from there, or those who would stay on do what others do there."
    if page_state.get("by") == "0":
        words = "At 0 % nothing changes."
    if changed:
        row = changed[-1]
        low, high = row["difference_low"], row["difference_high"]
        span = f" (95 % range {signed(low)} to {signed(high)})" if low is not None else ""
        words = (
            f"{signed(row['difference'])} journeys would reach {row['stage']}{span}: under the model "
            f"{count(round(row['before']))} do as it is and {count(round(row['after']))} would. Counted are "
            f"{count(row['reached'])}; the model knows the step before alone and misses that a little: use the difference only."
        )
    layout.section("What if: a model, not a forecast", words)
    layout.chart(
        what_if_dots(found.frame(), theme(), unit()),
        "what if",
        "How many more or fewer journeys would reach each stage with the change.",
    )
    tables.details(found, "What if: table and definitions")


WORDS = {
    "likely": _tell_likely,
    "ends": _tell_ends,
    "bottlenecks": _tell_bottlenecks,
    "loops": _tell_loops,
    "communities": _tell_communities,
    "contributions": _tell_contributions,
    "what_if": _tell_what_if,
}
