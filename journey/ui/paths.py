"""The parts of the Paths screen."""

import streamlit as st

from journey.graph.moves import busiest, came_back, moves_graph
from journey.model.filters import Filters
from journey.model.words import count, percent
from journey.ui import show as beside
from journey.ui.data import answer
from journey.ui.escape import markdown

COVERAGE = 0.8


def moves(filters: Filters) -> None:
    """The moves between touchpoints, busiest first."""
    found = answer("transitions", filters)
    graph = moves_graph(found.rows)
    total = found.totals["moves"]
    few = busiest(graph, COVERAGE)
    st.title(markdown(_sentence(graph.number_of_edges(), few.number_of_edges())), anchor=False)
    if not total:
        st.info("No journey has two events under these filters.")
        return
    st.caption(markdown(f"{count(total)} moves in all; {count(came_back(graph))} ({percent(came_back(graph) / total)}) "
                        "from a touchpoint to itself."))
    beside.table(found.frame())
    beside.twin(found, "Definitions", with_table=False)


def _sentence(edges: int, few: int) -> str:
    return f"{count(few)} of {count(edges)} ways between touchpoints carry {percent(COVERAGE)} of all moves"
