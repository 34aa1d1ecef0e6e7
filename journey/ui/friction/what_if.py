"""Several changes tried at once, and carried into a workshop as actions with their target."""

import streamlit as st

from journey.exhibit.friction.what_if import offered
from journey.exhibit.ref import Ref
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.presenters.friction import what_if as words
from journey.ui import exhibits, page_state
from journey.ui.access import may
from journey.ui.escape import markdown
from journey.ui.workshop.beginning import PROBLEM, begin

TITLE = "What do we change first?"


def choose(filters: Filters) -> None:
    known = _offered(filters)
    if not known:
        return
    text = page_state.get("changes")
    asked = words.chosen(text, known)
    page_state.mark_understood("changes", bool(asked) or text in ("", words.NONE))
    first = [] if text == words.NONE else list(known)[:1]
    picked = st.multiselect(
        "Changes to try together",
        list(known),
        list(asked) or first,
        format_func=known.__getitem__,
        key=page_state.widget_key("changes"),
    )
    page_state.put("changes", words.BETWEEN.join(picked) or words.NONE, next(iter(known)))


def carry(filters: Filters) -> None:
    """A button that begins a workshop with an action for each change, for whom may lead one."""
    if not may(Ability.FACILITATE):
        return
    known = _offered(filters)
    changes = words.chosen(page_state.get("changes"), known) or tuple(known)[:1]
    if st.button("Begin a workshop with these actions"):
        begin(filters, TITLE, lambda measured: words.actions(changes, known, measured))
        if page_state.get("workshop"):
            st.switch_page("pages/workshop.py")
    if problem := st.session_state.pop(PROBLEM, ""):
        st.error(markdown(problem))


def _offered(filters: Filters) -> dict[str, str]:
    ref = Ref.of("friction.what_if", filters, attribute=page_state.get("attribute"))
    return offered(ref, exhibits.source(filters))
