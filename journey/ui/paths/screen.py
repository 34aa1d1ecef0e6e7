"""The Paths screen: its parts, each under a headline."""

import streamlit as st

from journey.data.views.rows import SUMMARY
from journey.model.filters import Filters
from journey.ui import empty_result, link, page_state, silence
from journey.ui.data import answer
from journey.ui.drawing import follow_click
from journey.ui.escape import markdown
from journey.ui.paths import conversion, expected, flows, graph, variants

PARTS = {
    "graph": "Journey graph",
    "flow": "Flow",
    "variants": "Variants",
    "conversion": "From A to B",
    "expected": "Expected journey",
}
SHOW_PART = {
    "graph": graph.show,
    "flow": flows.show,
    "variants": variants.show,
    "conversion": conversion.show,
    "expected": expected.show,
}


@st.fragment
def show(filters: Filters) -> None:
    """The chosen part under its headline."""
    follow_click()
    link.rerun_if_stale(filters)
    if not answer(SUMMARY, filters).rows[0]["journeys"]:
        st.title("No journey matches these filters", anchor=False)
        empty_result.show(filters)
        return
    title, notices_area = st.container(), st.container()
    part = page_state.segments("part", "Part", PARTS, "graph")
    headline = SHOW_PART[part](filters)
    silence.caption()
    title.title(markdown(headline), anchor=False)
    for notice in page_state.notices():
        notices_area.info(markdown(notice))
    link.write(filters, state_keys=page_state.PATHS)
