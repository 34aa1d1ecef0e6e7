"""A drawing of ways in the browser: what was clicked opens, leads to its journeys, or becomes a filter."""

import hashlib
from collections.abc import Callable

import streamlit as st

from journey.map.document import themes
from journey.map.scene import Scene, packed
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.path_filters import is_path_filter, parse_cohort
from journey.ui import link, page_state
from journey.ui.map_component import journey_map_component

GO = "paths_go"
SMALLEST, LARGEST, USUAL = 300, 4000, 1300


def drawn(
    name: str,
    filters: Filters,
    make: Callable[[float, bool], Scene],
    label: str,
    seen: object,
    evidence: Callable[[str], dict | None],
    on_what_if: Callable[[str], None] | None = None,
) -> None:
    """Draw it for desk and phone; `make(width, is_narrow)` gives the drawing, `seen` is all that it depends on.

    `evidence(word)` is what the panel says of the part that is open.
    """
    width = _width(name)
    scenes = {"wide": make(width, False), "narrow": make(width, True)}
    opened = page_state.get("open")
    told = evidence(opened) if opened else None
    page_state.mark_understood("open", told is not None or not opened)
    signature = hashlib.sha256(repr((name, filters, width, seen)).encode()).hexdigest()[:16]
    data = packed(scenes) | {
        "label": label,
        "themes": themes(),
        "signature": signature,
        "turned": True,
        "evidence": told,
        "filters": filters.words(),
        "picture": None,
    }
    journey_map_component(
        key=name,
        data=data,
        on_open_change=lambda: _open(name),
        on_filter_change=lambda: _go(name, "filter"),
        on_see_change=lambda: _go(name, "see"),
        on_width_change=lambda: None,
        on_what_if_change=lambda: (
            on_what_if(_sent(name, "what_if")) if on_what_if and _sent(name, "what_if") else None
        ),
    )


def _width(name: str) -> float:
    wanted = st.session_state.get(name, {}).get("width")
    return wanted if isinstance(wanted, int | float) and SMALLEST <= wanted <= LARGEST else USUAL


def _sent(name: str, trigger: str) -> str:
    value = st.session_state[name].get(trigger)
    return value if isinstance(value, str) else ""


def _open(name: str) -> None:
    """What was clicked, where it is a word that we know."""
    word = _sent(name, "open")
    page_state.put("open", word if not word or is_path_filter(word) else "")


def _go(name: str, trigger: str) -> None:
    """Filter to the journeys; to see them, on the Customer screen."""
    word = _sent(name, trigger)
    if not word:
        return
    try:
        parse_cohort(word)
    except UserError:
        return
    st.session_state[link.FILTERS] = st.session_state[link.FILTERS].in_cohort(word)
    page_state.put("open", "")
    page_state.put("customer", "")
    st.session_state[GO] = trigger


def follow() -> None:
    """After a click on a button of the evidence: the page with its new filters, or the list of those journeys."""
    trigger = st.session_state.pop(GO, "")
    if trigger == "see":
        st.switch_page("pages/customer.py")
    if trigger:
        st.rerun(scope="app")
