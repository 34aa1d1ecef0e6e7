"""A drawing of shapes in the browser: a click opens evidence, leads to journeys, or filters."""

from collections.abc import Callable, Hashable
from typing import cast

import streamlit as st

from journey.map.evidence.panel_data import CellPanel, PathPanel
from journey.map.paths.evidence.context import SEE
from journey.map.scene import Scene
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.model.path_filters import is_path_filter
from journey.presenters.drawing import component_data, drawing_width
from journey.ui import link, page_state
from journey.ui.access import may
from journey.ui.map_component import journey_map_component

CLICKED = "paths_go"
BESIDE = "width beside others"
WIDTH_LOWEST, WIDTH_HIGHEST, DEFAULT_WIDTH = 300, 4000, 1360


def show_drawing(
    name: str,
    filters: Filters,
    make: Callable[[float, bool], Scene],
    label: str,
    depends_on: Hashable,
    evidence: Callable[[str], PathPanel | CellPanel | None],
    on_what_if: Callable[[str], None] | None = None,
    is_known: Callable[[str], bool] = is_path_filter,
    is_beside_others: bool = False,
) -> None:
    """Draw wide and narrow; where it `is_beside_others`, as in a column, for the width that it has and no other.

    `make(width, is_narrow)` gives the drawing, `depends_on` is everything that it depends on.

    `evidence(word)` gives the panel of the open element, whose word `is_known`.
    """
    window = _width(name, BESIDE if is_beside_others else "")
    width = window if is_beside_others else drawing_width(window)
    scenes = {"wide": make(width, False), "narrow": make(width, True)}
    opened = page_state.get("open")
    panel = _allowed(evidence(opened)) if opened else None
    page_state.mark_understood("open", panel is not None or not opened)
    data = component_data(scenes, label, name, filters, width, depends_on) | {
        "turned": True,
        "window": window,
        "evidence": panel,
        "filters": filters.words(),
    }
    if is_beside_others:
        data["room"] = {**data["room"], "phone_below": 0}
    journey_map_component(
        key=name,
        data=data,
        on_open_change=lambda: _open(name, is_known),
        on_filter_change=lambda: _filter(name, "filter"),
        on_see_change=lambda: _filter(name, SEE),
        on_width_change=lambda: None,
        on_what_if_change=lambda: (
            on_what_if(_trigger_value(name, "what_if"))
            if on_what_if and _trigger_value(name, "what_if")
            else None
        ),
    )


def _allowed(panel: PathPanel | CellPanel | None) -> PathPanel | CellPanel | None:
    """Without the buttons that lead to single customers, where the key does not allow them; a cell's panel has none then."""
    if panel is None or "buttons" not in panel or may(Ability.SEE_CUSTOMERS):
        return panel
    of_path = cast("PathPanel", panel)
    return {**of_path, "buttons": [button for button in of_path["buttons"] if button[1] != SEE]}


def _width(name: str, of_all: str = "") -> float:
    """As its browser found it; before that as it is of another one, whose widths are all kept as `of_all`."""
    width = st.session_state.get(name, {}).get("width")
    if not isinstance(width, int | float) or not WIDTH_LOWEST <= width <= WIDTH_HIGHEST:
        return st.session_state.get(of_all, DEFAULT_WIDTH) if of_all else DEFAULT_WIDTH
    if of_all:
        st.session_state[of_all] = width
    return width


def _trigger_value(name: str, trigger: str) -> str:
    value = st.session_state[name].get(trigger)
    return value if isinstance(value, str) else ""


def _open(name: str, is_known: Callable[[str], bool]) -> None:
    """Keep the clicked element open if its word is known."""
    word = _trigger_value(name, "open")
    page_state.put("open", word if not word or is_known(word) else "")


def _filter(name: str, trigger: str) -> None:
    """Filter to the journeys of the element; `follow_click` then shows the result."""
    if trigger == SEE and not may(Ability.SEE_CUSTOMERS):
        return
    if not link.narrow(_trigger_value(name, trigger)):
        return
    page_state.put("open", "")
    page_state.put("customer", "")
    st.session_state[CLICKED] = trigger


def follow_click() -> None:
    """After a click on a button of the evidence: rerun with the new filters, or go to the Customer screen."""
    trigger = st.session_state.pop(CLICKED, "")
    if trigger == SEE:
        st.switch_page("pages/customer.py")
    if trigger:
        st.rerun(scope="app")
