"""The Paths screen: which of its parts is shown, under which sentence."""

import streamlit as st

from journey.model.filters import Filters
from journey.model.words import count, percent
from journey.ui import asked, link
from journey.ui.data import answer
from journey.ui.escape import markdown
from journey.ui.paths import conversion, flows, graph, variants

PARTS = {"graph": "Journey graph", "flow": "Flow", "variants": "Variants", "conversion": "From A to B"}
SHOWN = {"graph": graph.show, "flow": flows.show, "variants": variants.show, "conversion": conversion.show}


def show(filters: Filters) -> None:
    """The sentence that answers the screen's question, and the part that was chosen."""
    st.title(markdown(_sentence(filters)), anchor=False)
    if not answer("summary", filters).rows[0]["journeys"]:
        st.info("No journey matches these filters: take one away.")
        return
    SHOWN[asked.segments("part", "Part", PARTS, "graph")](filters)
    link.write(filters, keeps=asked.PATHS)


def _sentence(filters: Filters) -> str:
    """The touchpoint from which the largest share of those who pass it leave, and where the others go next."""
    nodes = [row for row in answer("nodes", filters).rows if row["base"] == "full" and row["leaving_rate"]]
    worst = max(nodes, key=lambda row: row["dropped_off"], default=None)
    if worst is None:
        return "Which ways customers really take"
    after = [row for row in answer("transitions", filters).rows if row["source"] == worst["touchpoint"] != row["target"]]
    most = max(after, key=lambda row: row["journeys"], default=None)
    sentence = f"After {worst['touchpoint']}, {percent(worst['leaving_rate'])} of those who pass it leave for good"
    if most is None:
        return f"{sentence} ({count(worst['dropped_off'])} journeys)"
    return f"{sentence}; {percent(most['journeys'] / worst['journeys'])} go on to {most['target']}"
