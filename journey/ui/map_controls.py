"""The controls above the map: lanes, comparison of groups, and its menu, with the distances from the expected and its details."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from journey.data.groups import group_names
from journey.exhibit.journey_map.whole import ref_of
from journey.map.answers import COMPARED_LIMIT, Comparison
from journey.map.lanes.table import LANES, lane_title
from journey.map.model import JourneyMap
from journey.map.view import MapView
from journey.model.access import Ability
from journey.model.filters import Filters, value_words
from journey.presenters.attributes import label, splitting
from journey.ui import exhibit_menu, link, map_card
from journey.ui.access import may
from journey.ui.controlled import controlled
from journey.ui.data import card as read_card
from journey.ui.data import generation
from journey.ui.escape import markdown

GROUPS_LIMIT = 60


@st.fragment
def controls(view: MapView, filters: Filters, unfiltered_map: Callable[[], JourneyMap]) -> None:
    """Draw the controls of this view; a choice runs the page. `unfiltered_map` builds the map without filters."""
    link.rerun_if_stale(filters, view)
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        width="content",
        key="map_controls",
    ):
        _lanes(view)
        _comparison(view, filters)
        st.button(
            "Enlarge",
            help="The map alone, large; arrow keys light one lane after the other",
            type="tertiary",
            on_click=_put,
            kwargs={"is_presented": True, "cell": None},
        )
        exhibit_menu.menu(
            ref_of(filters, view), before=partial(_more, view, filters, unfiltered_map)
        )


def _put(**changes: Any) -> None:
    st.session_state[link.VIEW] = replace(st.session_state[link.VIEW], **changes)


def _more(view: MapView, filters: Filters, unfiltered_map: Callable[[], JourneyMap]) -> None:
    """What is seldom needed, in the map's menu."""
    link.rerun_if_stale(filters, view)
    if not view.comparison:
        st.toggle(
            "Against expected",
            view.against_expected,
            key=f"map expected {view.against_expected}",  # of a closed menu a browser may send an old value again
            on_change=_put,
            kwargs={"against_expected": not view.against_expected},
        )
    if may(Ability.CHANGE) and st.button("Map details", width="stretch"):
        map_card.dialog(read_card(generation().dataset), unfiltered_map)


def _lanes(view: MapView) -> None:
    with st.popover("Lanes"):
        st.pills(
            "Lanes",
            list(LANES),
            selection_mode="multi",
            format_func=lane_title,
            key=controlled("map lanes", [name for name in LANES if name not in view.hidden]),
            on_change=_choose_lanes,
            label_visibility="collapsed",
        )


def _choose_lanes() -> None:
    _put(hidden=tuple(name for name in LANES if name not in st.session_state["map lanes"]))


def _comparison(view: MapView, filters: Filters) -> None:
    """An attribute and up to three of its values to compare."""
    data, current = generation(), view.comparison
    attributes = splitting(data, GROUPS_LIMIT)
    if not attributes:
        return
    words = f"Compare: {markdown(label(data, current.key))}" if current else "Compare"
    with st.popover(words, key="map comparing"):
        st.pills(
            "Compare by",
            attributes,
            format_func=lambda name: markdown(label(data, name)),
            key=controlled("map compare", current.key if current else None),
            on_change=_choose_comparison,
            args=(filters,),
        )
        if not current:
            return
        st.pills(
            f"Up to {COMPARED_LIMIT} values",
            comparable(filters, current.key),
            selection_mode="multi",
            format_func=lambda name: markdown(value_words(current.key, name)),
            key=controlled("map groups", list(current.values)),
            on_change=_choose_groups,
        )


def comparable(filters: Filters, key: str) -> list[str]:
    """The values of an attribute that can be compared: those of the filter, else all."""
    data = generation()
    return list(filters.values(key)) or [
        *(name for name in group_names(data, key).values() if name),
        *([""] if data.has_blank(key) else []),
    ]


def _choose_comparison(filters: Filters) -> None:
    key = st.session_state["map compare"]
    values = comparable(filters, key)[:2] if key else []
    _put(comparison=Comparison(key, tuple(values)) if values else None)


def _choose_groups() -> None:
    """The values now chosen; of more than can be compared the first stay, of none the comparison ends."""
    current, chosen = st.session_state[link.VIEW].comparison, st.session_state["map groups"]
    values = tuple(chosen[:COMPARED_LIMIT])
    _put(comparison=Comparison(current.key, values) if values else None)
