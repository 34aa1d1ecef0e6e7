"""The Paths screen: its parts, each under a headline."""

import streamlit as st

from journey.data.views.options import STAGES, TOUCHPOINTS
from journey.model.filters import Filters
from journey.model.vocabulary import outcome
from journey.model.words import percent, plural
from journey.presenters import graph as graph_words
from journey.ui import link, page_state
from journey.ui.data import answer
from journey.ui.escape import markdown
from journey.ui.paths import conversion, expected, flows, graph, variants
from journey.ui.paths.drawing import follow_click
from journey.ui.paths.touchpoint_names import touchpoint_names

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
    if not answer("summary", filters).rows[0]["journeys"]:
        st.title("No journey matches these filters", anchor=False)
        st.info("Remove a filter or choose other dates.")
        return
    title, notices_area = st.container(), st.container()
    part = page_state.segments("part", "Part", PARTS, "graph")
    SHOW_PART[part](filters)
    title.title(markdown(HEADLINES[part](filters)), anchor=False)
    for notice in page_state.notices():
        notices_area.info(markdown(notice))
    link.write(filters, state_keys=page_state.PATHS)


def _graph_headline(filters: Filters) -> str:
    """How many leave after the open touchpoint or go over the open move."""
    opened = graph.open_touchpoints()
    nodes, transitions = (
        answer(view, filters).rows for view in ("touchpoint_nodes", "transitions")
    )
    if len(opened) == 2:
        return graph_words.transition_headline(nodes, transitions, *opened)
    return graph_words.headline(nodes, transitions, opened)


def _flow_headline(filters: Filters) -> str:
    """Where most journeys begin (or the chosen touchpoint), and where they go from there."""
    over, source, target = (
        flows.chosen_over(filters),
        page_state.get("source"),
        page_state.get("target"),
    )
    if over == TOUCHPOINTS and target and target in touchpoint_names(filters):
        return _arrivals_headline(
            filters, source if source in touchpoint_names(filters) else "", target
        )
    source_option = (
        {"source": source} if over == TOUCHPOINTS and source in touchpoint_names(filters) else {}
    )
    rows = [
        row for row in answer("flow", filters, over=over, **source_option).rows if row["step"] == 0
    ]
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row["source"]] = sizes.get(row["source"], 0) + row["journeys"]
    if not sizes:
        return f"No journey reaches {source}"
    largest = max(sizes, key=sizes.__getitem__)
    onward = sorted(
        (row for row in rows if row["source"] == largest), key=lambda row: -row["journeys"]
    )[:2]
    targets = ", ".join(
        f"{percent(row['journeys'] / sizes[largest])} {NEXT_WORDS[row['end']].format(row['target'])}"
        for row in onward
    )
    if source_option:
        return f"After their first {largest}, {targets}"
    where = "in" if over == STAGES else "at"
    return f"{percent(sizes[largest] / sum(sizes.values()))} of journeys begin {where} {largest}; of these {targets}"


def _arrivals_headline(filters: Filters, source: str, target: str) -> str:
    """What most often comes right before the first time at a touchpoint."""
    source_option = {"source": source} if source else {}
    rows = answer("flow", filters, over=TOUCHPOINTS, target=target, **source_option).rows
    if source:
        total = sum(row["journeys"] for row in rows if row["step"] == 0)
        lost = sum(row["journeys"] for row in rows if row["end"] == "never")
        return f"{percent(1 - lost / total) if total else 'None'} of journeys through {source} reach {target} later"
    before = [row for row in rows if row["step"] == -1 and row["source"] is not None]
    begun = sum(row["journeys"] for row in rows if row["step"] == 0)
    total = begun + sum(row["journeys"] for row in before)
    most_frequent = max(before, key=lambda row: row["journeys"], default=None)
    whose = f"Of the {plural(total, 'journey')} that reach {target}"
    if most_frequent is None or begun >= most_frequent["journeys"]:
        return (
            f"{whose}, {percent(begun / total)} begin there"
            if total
            else f"No journey reaches {target}"
        )
    return (
        f"{whose}, {percent(most_frequent['journeys'] / total)} come from {most_frequent['source']}"
    )


NEXT_WORDS = {
    None: f"{outcome('advanced').verb} to {{}}",
    "dropped_off": f"{outcome('dropped_off').verb} from there",
    "in_progress": "are still there",
    "goes_on": "continue",
    "completed": "have reached the goal",
}


HEADLINES = {
    "graph": _graph_headline,
    "flow": _flow_headline,
    "variants": variants.headline,
    "conversion": conversion.headline,
    "expected": expected.headline,
}
