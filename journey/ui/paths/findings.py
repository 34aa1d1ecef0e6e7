"""Findings of a search in the journey graph, in words and as tables."""

from typing import Any

import streamlit as st

from journey.charts.what_if import what_if_dots
from journey.data.answer import Answer
from journey.data.ask import VIEWS
from journey.data.views.rows import ENTRIES, TOUCHPOINT_NODES
from journey.graph.answers import GRAPH_VIEWS
from journey.graph.rows import BOTTLENECKS, COMMUNITIES, LOOPS
from journey.model.filters import Filters
from journey.presenters.paths import graph
from journey.presenters.paths.touchpoints import are_staged
from journey.ui import layout, page_state, tables
from journey.ui.data import answer
from journey.ui.paths import searches
from journey.ui.paths.searches import ROWS_LIMIT
from journey.ui.shell import theme, unit

FORMS = VIEWS | GRAPH_VIEWS


def show(filters: Filters) -> None:
    """The finding of the chosen search, in words and as tables."""
    search = page_state.known_value("find", list(graph.SEARCHES), "")
    if search in graph.MODEL_SEARCHES and not are_staged(answer(TOUCHPOINT_NODES, filters).rows):
        st.info(
            "No touchpoint is in a stage, so there is no goal to reach. Assign stages under Define on the Data screen."
        )
    elif search:
        FINDINGS[search](filters)


def _show_finding(title: str, sentence: str, *answers: Answer[Any] | None) -> None:
    layout.section(title, sentence)
    for each in answers:
        if each is not None:
            _show_table(each)


def _show_table(answer: Answer[Any]) -> None:
    """The rows for reading, and the details below."""
    headings = FORMS[answer.view].table(*graph.TABLES[answer.view])
    tables.show(graph.table(answer.view, answer.frame()), headings)
    tables.details(answer, f"{answer.view.replace('_', ' ').capitalize()}: table and definitions")


def _show_likely(filters: Filters) -> None:
    likely, observed = searches.likely_paths(filters), searches.observed_paths(filters)
    if not observed.rows:
        st.info("No journey goes from the first to the second.")
        return
    layout.section("Observed paths", graph.observed_sentence(observed.rows, observed.totals))
    if hidden := graph.hidden_sentence(observed.totals):
        st.caption(hidden)
    _show_table(observed)
    if likely.rows:
        _show_finding("Most likely paths (model)", graph.likely_sentence(likely.rows[0]), likely)


def _show_ends(filters: Filters) -> None:
    nodes = answer(TOUCHPOINT_NODES, filters)
    _show_finding(
        "Where journeys begin and end",
        graph.ends_sentence(nodes.rows, nodes.totals["begun"]),
        nodes,
        answer(ENTRIES, filters),
    )


def _show_bottlenecks(filters: Filters) -> None:
    bottlenecks = answer(BOTTLENECKS, filters)
    if not bottlenecks.rows:
        return
    _show_finding("Bottlenecks", graph.bottlenecks_sentence(bottlenecks.rows), bottlenecks)


def _show_loops(filters: Filters) -> None:
    loops = answer(LOOPS, filters, top=2 * ROWS_LIMIT)
    if not loops.rows:
        st.info("No journey returns to a touchpoint.")
        return
    _show_finding("Loops and rework", graph.loops_sentence(loops.rows), loops)
    nodes = answer(TOUCHPOINT_NODES, filters)
    returned_to = graph.returned_to(nodes.frame(), 2 * ROWS_LIMIT)
    if len(returned_to):
        layout.section("Touchpoints that journeys return to", "After any number of steps.")
        tables.show(returned_to, VIEWS[TOUCHPOINT_NODES].table(*graph.RETURNED_TO))


def _show_communities(filters: Filters) -> None:
    communities = answer(COMMUNITIES, filters)
    if communities.rows:
        _show_finding(
            "Communities of touchpoints",
            graph.communities_sentence(communities.rows),
            communities,
        )


def _show_contributions(filters: Filters) -> None:
    contributions = searches.contributions(filters)
    if not contributions.rows:
        st.info("Nobody reaches this stage.")
        return
    goal = page_state.known_value("stage", searches.goals(), searches.goals()[-1])
    _show_finding(
        f"Contributions to reaching {goal} (model)",
        graph.contributions_sentence(contributions.rows[0], goal),
        contributions,
    )


def _show_what_if(filters: Filters) -> None:
    what_if = searches.what_if(filters)
    if what_if is None or not what_if.rows:
        st.info(
            "Nobody leaves and nobody goes back under these filters: there is nothing to change."
        )
        return
    sentence = graph.what_if_sentence(what_if.rows, is_zero=page_state.get("by") == "0")
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
