"""Findings of a search in the journey graph, in words and as tables."""

import streamlit as st

from journey.charts.what_if import what_if_dots
from journey.data.answer import Answer
from journey.data.ask import VIEWS
from journey.data.views.form import with_interval
from journey.graph.answers import GRAPH_VIEWS
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.vocabulary import ENDS
from journey.model.words import count, duration, percent, plural, signed
from journey.ui import layout, page_state, tables
from journey.ui.data import answer
from journey.ui.paths import searches
from journey.ui.paths.searches import ROWS_LIMIT, SEARCHES
from journey.ui.shell import theme, unit

ARROW = " → "
FORMS = VIEWS | GRAPH_VIEWS
MODEL_SEARCHES = ("contributions", "what_if")  # they count how many reach a stage


def _has_stages(filters: Filters) -> bool:
    return any(row["stage"] != UNASSIGNED for row in answer("touchpoint_nodes", filters).rows)


def show(filters: Filters) -> None:
    """The finding of the chosen search, in words and as tables."""
    search = page_state.known_value("find", list(SEARCHES), "")
    if search in MODEL_SEARCHES and not _has_stages(filters):
        st.info(
            "No touchpoint is in a stage, so there is no goal to reach. Assign stages under Define on the Data screen."
        )
    elif search:
        FINDINGS[search](filters)


def _show_finding(title: str, sentence: str, *answers: Answer | None) -> None:
    layout.section(title, sentence)
    for each in answers:
        if each is not None:
            _show_table(each)


def _show_table(answer: Answer) -> None:
    """The rows for reading, loops by the time that they take in all, and the details below."""
    frame = answer.frame()
    if answer.view == "loops":
        frame = frame.assign(kind=frame["kind"].str.replace("_", " ")).sort_values(
            "waited_seconds", ascending=False, kind="stable"
        )
    tables.show(frame, FORMS[answer.view].table(*TABLES[answer.view]))
    tables.details(answer, f"{answer.view.replace('_', ' ').capitalize()}: table and definitions")


TABLES = {
    "paths_between": (
        "path",
        "journeys",
        "customers",
        *with_interval("share"),
        "median_seconds",
        "p90_seconds",
    ),
    "likely": ("path", "likelihood", "journeys"),
    "touchpoint_nodes": ("touchpoint", "stage", "begun", "ended", *reversed(ENDS)),
    "entries": ("touchpoint", "channel", "journeys", *ENDS, *with_interval("completion_rate")),
    "bottlenecks": (
        "touchpoint",
        "waited_seconds",
        "median_seconds",
        "p90_seconds",
        "moves",
        "betweenness",
    ),
    "loops": (
        "kind",
        "touchpoints",
        "moves",
        "journeys",
        "waited_seconds",
        "median_seconds",
        "lost_after",
    ),
    "communities": ("group", "touchpoints", "moves", "inside_share"),
    "contributions": ("touchpoint", "stage", "events", "removal_effect", "share"),
}
RETURNED_TO = ("touchpoint", "stage", "journeys", "again", *with_interval("again_rate"))


def _show_likely(filters: Filters) -> None:
    likely, observed = searches.likely_paths(filters), searches.observed_paths(filters)
    if not observed.rows:
        st.info("No journey goes from the first to the second.")
        return
    most_frequent, first = observed.rows[0], likely.rows[0] if likely.rows else None
    sentence = (
        f"The most frequent path from {most_frequent['path'][0]} to {most_frequent['path'][-1]} "
        f"is {ARROW.join(most_frequent['path'])}: "
        f"{count(most_frequent['journeys'])} of {count(observed.totals['journeys'])}."
    )
    layout.section("Observed paths", sentence)
    if observed.totals["hidden_variants"]:
        st.caption(
            f"{plural(observed.totals['hidden_variants'], 'more path')} for the other "
            f"{plural(observed.totals['hidden_journeys'], 'journey')}."
        )
    _show_table(observed)
    if first:
        _show_finding(
            "Most likely paths (model)",
            f"Step by step, the most likely path is {ARROW.join(first['path'])}; {plural(first['journeys'], 'journey')} took "
            "exactly this path at some time, not only from the first time on. "
            "The model looks at one step at a time, so long paths without detours may never have occurred.",
            likely,
        )


def _show_ends(filters: Filters) -> None:
    nodes = answer("touchpoint_nodes", filters)
    first, last = (
        max(nodes.rows, key=lambda row: row["begun"]),
        max(nodes.rows, key=lambda row: row["ended"]),
    )
    total = nodes.totals["begun"]
    _show_finding(
        "Where journeys begin and end",
        f"{percent(first['begun'] / total)} begin at {first['touchpoint']}; {percent(last['ended'] / total)} have their last "
        f"event at "
        f"{last['touchpoint']} ({count(last['dropped_off'])} left, {count(last['in_progress'])} under way, "
        f"{count(last['completed'])} "
        "completed). On the cards: ▸ begin, ◂ end.",
        nodes,
        answer("entries", filters),
    )


def _show_bottlenecks(filters: Filters) -> None:
    bottlenecks = answer("bottlenecks", filters)
    if not bottlenecks.rows:
        return
    slowest, busiest = (
        bottlenecks.rows[0],
        max(bottlenecks.rows, key=lambda row: row["betweenness"]),
    )
    sentence = f"{busiest['touchpoint']} is on the largest share of likely paths ({percent(busiest['betweenness'])})."
    if slowest["waited_seconds"]:
        sentence = (
            f"The longest total wait is after {slowest['touchpoint']}: {plural(slowest['moves'], 'wait')}, "
            f"half of them {duration(slowest['median_seconds'])} or longer. {sentence}"
        )
    _show_finding(
        "Bottlenecks",
        f"{sentence} On the cards, no. 1 has the longest total wait.",
        bottlenecks,
    )


def _show_loops(filters: Filters) -> None:
    loops = answer("loops", filters, top=2 * ROWS_LIMIT)
    if not loops.rows:
        st.info("No journey returns to a touchpoint.")
        return
    most_frequent = max(loops.rows, key=lambda row: row["moves"])
    slowest = max(loops.rows, key=lambda row: row["waited_seconds"] or 0)
    sentence = f"Most often, journeys {_loop_words(most_frequent)} ({plural(most_frequent['moves'], 'move')})."
    if slowest is not most_frequent and slowest["waited_seconds"]:
        half = duration(slowest["median_seconds"])
        sentence += f" The longest total time is where they {_loop_words(slowest)}: half take {half} or longer."
    _show_finding(
        "Loops and rework",
        f"{sentence} Times and losses are per move; for longer cycles they are unknown.",
        loops,
    )
    nodes = answer("touchpoint_nodes", filters)
    frame = nodes.frame().sort_values("again", ascending=False, kind="stable")
    frame = frame[frame["again"] > 0].head(2 * ROWS_LIMIT)
    if len(frame):
        layout.section("Touchpoints that journeys return to", "After any number of steps.")
        tables.show(frame, VIEWS["touchpoint_nodes"].table(*RETURNED_TO))


def _loop_words(row: dict) -> str:
    what = {
        "again": "come again to",
        "back": "go back:",
        "to_and_fro": "go to and fro:",
        "circle": "go round:",
    }[row["kind"]]
    return f"{what} {ARROW.join(row['touchpoints'])}"


def _show_communities(filters: Filters) -> None:
    communities = answer("communities", filters)
    if communities.rows:
        _show_finding(
            "Communities of touchpoints",
            f"{plural(len(communities.rows), 'group')}; {percent(communities.rows[0]['inside_share'])} of the moves of the largest "
            "stay inside it.",
            communities,
        )


def _show_contributions(filters: Filters) -> None:
    contributions = searches.contributions(filters)
    if not contributions.rows:
        st.info("Nobody reaches this stage.")
        return
    goal, first = (
        page_state.known_value("stage", searches.goals(), searches.goals()[-1]),
        contributions.rows[0],
    )
    _show_finding(
        f"Contributions to reaching {goal} (model)",
        f"If everyone who reaches {first['touchpoint']} were lost there, {percent(first['removal_effect'])} of those who reach "
        f"{goal} would no longer do so. Steps that everyone needs always rank high; the cards show how much would be lost.",
        contributions,
    )


def _show_what_if(filters: Filters) -> None:
    what_if = searches.what_if(filters)
    if what_if is None or not what_if.rows:
        st.info(
            "Nobody leaves and nobody goes back under these filters: there is nothing to change."
        )
        return
    changed = [row for row in what_if.rows if abs(row["difference"]) >= 0.5]
    sentence = (
        "Under the model this changes nothing: nobody goes on from there, or those who would stay behave like the "
        "others there."
    )
    if page_state.get("by") == "0":
        sentence = "At 0 % nothing changes."
    if changed:
        row = changed[-1]
        low, high = row["difference_low"], row["difference_high"]
        span = f" (95 % range {signed(low)} to {signed(high)})" if low is not None else ""
        sentence = (
            f"{signed(row['difference'])} journeys would reach {row['stage']}{span} (model: "
            f"{count(round(row['before']))} now, {count(round(row['after']))} then). The actual count is "
            f"{count(row['reached'])}; the model looks at one step at a time and misses it a little, so use the difference only."
        )
    layout.section("What if: a model, not a forecast", sentence)
    layout.chart(
        what_if_dots(what_if.frame(), theme(), unit()),
        "what if",
        "How many more or fewer journeys would reach each stage with the change.",
    )
    tables.details(what_if, "What if: table and definitions")


FINDINGS = {
    "likely": _show_likely,
    "ends": _show_ends,
    "bottlenecks": _show_bottlenecks,
    "loops": _show_loops,
    "communities": _show_communities,
    "contributions": _show_contributions,
    "what_if": _show_what_if,
}
