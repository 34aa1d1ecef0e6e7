"""Several changes tried at once, and carried into a workshop as actions with their target."""

import streamlit as st

from journey.exhibit.exhibit import Nothing
from journey.exhibit.friction.what_if import offered
from journey.exhibit.ref import Ref
from journey.model.filters import Filters
from journey.presenters.friction.what_if import BETWEEN, chosen
from journey.ui import exhibits, page_state
from journey.ui.friction import charts
from journey.ui.shell import unit


def show(filters: Filters) -> None:
    ref = Ref.of("friction.what_if", filters, attribute=page_state.get("attribute"))
    known = offered(ref, exhibits.source(filters))
    if known:
        _choose(known)
    exhibit = exhibits.made("friction.what_if", filters)
    if isinstance(exhibit, Nothing):
        exhibits.nothing(exhibit)
        return
    charts.show_exhibit(filters, exhibit)


def _choose(known: dict[str, str]) -> None:
    text = page_state.get("changes")
    asked = chosen(text, known)
    page_state.mark_understood("changes", bool(asked) or not text)
    picked = st.multiselect(
        f"Changes to try, together ({unit()}s in the model)",
        list(known),
        list(asked) or list(known)[:1],
        format_func=known.__getitem__,
        key=page_state.widget_key("changes"),
    )
    page_state.put("changes", BETWEEN.join(picked))
