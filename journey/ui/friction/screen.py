"""The Friction screen: the headline, what to fix first, and the parts that say why."""

import streamlit as st

from journey.data.views.ledger import comparable_keys
from journey.exhibit.exhibit import Nothing
from journey.exhibit.friction import parts_by
from journey.exhibit.friction.place import opened
from journey.model.filters import Filters
from journey.presenters import attributes
from journey.presenters.journey_map import selection_note
from journey.ui import exhibit_list, exhibits, link, page_state
from journey.ui.data import generation
from journey.ui.escape import markdown
from journey.ui.friction import first, fixing, weights, what_if

FIRST, SCORE, SERVICE, COMPLAINTS, WHAT_IF = "first", "score", "service", "complaints", "what_if"
PARTS = {
    FIRST: "What to fix first",
    SCORE: "Score and notes",
    SERVICE: "Hand-offs, waits, service",
    COMPLAINTS: "Complaints",
    WHAT_IF: "What if",
}
# What each part shows; the first gives the page its title.
EXHIBITS = {
    FIRST: (
        "friction.ledger",
        "friction.parts",
        "friction.parts_by",
        "friction.follows",
        "friction.after_touchpoint",
    ),
    SCORE: ("friction.score", "friction.impact", "friction.pain_points"),
    SERVICE: (
        "friction.hand_offs",
        "friction.hand_off_matrix",
        "friction.repeats",
        "friction.promises",
        "friction.service_modes",
        "friction.service_scores",
    ),
    COMPLAINTS: ("friction.recovery", "friction.after_complaints"),
    WHAT_IF: ("friction.what_if",),
}


@st.fragment
def show(filters: Filters) -> None:
    link.rerun_if_stale(filters)
    title, notices_area = st.container(), st.container()
    if note := selection_note(filters, "the outcomes", generation().event_keys):
        st.caption(note)
    part = page_state.segments("part", "Part", PARTS, FIRST)
    _controls(part)
    if part == WHAT_IF:
        what_if.choose(filters)
    leading, *others = EXHIBITS[part]
    marked = {"fixed": fixing.option()} if part == FIRST else {}
    exhibit = exhibits.made(leading, filters, **marked)
    title.title(markdown(exhibit.title), anchor=False)
    if part == FIRST:
        first.show(filters, exhibit)
    elif isinstance(exhibit, Nothing):
        exhibit_list.say_nothing(exhibit)
    else:
        exhibit_list.show_exhibit(filters, exhibit, is_headed=False)
    if part == WHAT_IF and not isinstance(exhibit, Nothing):
        what_if.carry(filters)
    exhibit_list.show(filters, others, exhibit.reason if isinstance(exhibit, Nothing) else "")
    if text := page_state.get("open"):
        page_state.mark_understood("open", opened(text) is not None)
    for notice in page_state.notices():
        notices_area.info(markdown(notice))
    link.write(filters, state_keys=page_state.FRICTION)


def _controls(part: str) -> None:
    """Whose best value the others are held against, and the weights of the score, where they matter."""
    data = generation()
    keys = {key: attributes.label(data, key) for key in comparable_keys(data)}
    if part not in (FIRST, SCORE, WHAT_IF):
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if part in (FIRST, WHAT_IF):
            page_state.choice(
                "attribute",
                "Compare by",
                keys,
                next(iter(keys)),
                width=230,
                help="Could be won back: what is lost beyond what the best value of this attribute loses",
            )
        if part == FIRST:
            known = parts_by.splits(data)
            page_state.choice("split", "Parts by", known, next(iter(known)), width=200)
        if part in (FIRST, SCORE):
            weights.show()
