"""The controls above the map: lanes, comparison of groups, and in More: against expected, details, downloads, the link."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from journey.data.groups import group_names
from journey.data.workspace import MapCard
from journey.export.map_file import map_file
from journey.map.answers import COMPARED_LIMIT, Comparison
from journey.map.lanes.table import LANES, lane_title
from journey.map.model import JourneyMap
from journey.map.view import MapView
from journey.model.filters import Filters, value_words
from journey.model.theme import DARK
from journey.presenters.attributes import label, splitting
from journey.ui import link, map_card
from journey.ui.controlled import controlled
from journey.ui.copy_link import show_link
from journey.ui.data import card as read_card
from journey.ui.data import generation
from journey.ui.escape import markdown
from journey.ui.shell import theme

GROUPS_LIMIT = 60
PICTURE, PICTURE_NO, MORE = "map picture", "map pictures", "map more"


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
            "Present",
            help="The map alone, large; arrow keys light one lane after the other",
            type="tertiary",
            on_click=_put,
            kwargs={"is_presented": True, "cell": None},
        )
        _more(view, filters, unfiltered_map)


def _put(**changes: Any) -> None:
    st.session_state[link.VIEW] = replace(st.session_state[link.VIEW], **changes)


def _more(view: MapView, filters: Filters, unfiltered_map: Callable[[], JourneyMap]) -> None:
    """What is seldom needed."""
    with st.popover("More", key=MORE, on_change="rerun") as popover:
        if not popover.open:
            return
        if not view.comparison:
            st.toggle(
                "Against expected",
                key=controlled("map expected", view.against_expected),
                on_change=_choose_expected,
            )
        card = read_card(generation().dataset)
        if st.button("Map details", width="stretch"):
            map_card.dialog(card, unfiltered_map)
        _downloads(view, filters, card)
        st.caption("Link of this screen")
        show_link(filters, with_view=True)


def _choose_expected() -> None:
    if st.session_state.get(MORE):  # of a closed popover a browser may send an old value again
        _put(against_expected=st.session_state["map expected"])


def _downloads(view: MapView, filters: Filters, card: MapCard) -> None:
    """The map as shown, as a file; counts of one to four customers are hidden."""
    options: dict[str, Any] = {
        "title": card.title,
        "hidden": view.hidden,
        "comparison": view.comparison,
        "against_expected": view.against_expected,
    }
    data, name = generation(), f"journey-map-{generation().dataset}"
    st.caption("Download; counts of 1 to 4 customers are hidden")
    if st.button("PNG, for slides", width="stretch"):
        st.session_state[PICTURE] = {
            "name": f"{name}.png",
            "svg": map_file(data, filters, ".svg", dark=theme() is DARK, **options),
            "number": st.session_state.get(PICTURE_NO, 0) + 1,
        }
        st.session_state[PICTURE_NO] = st.session_state[PICTURE]["number"]
        st.rerun(scope="app")  # the map's component makes the picture
    for kind, words, mime in (
        (".svg", "SVG, to edit", "image/svg+xml"),
        (".html", "HTML, with the evidence", "text/html"),
    ):
        st.download_button(
            words,
            partial(map_file, data, filters, kind, **options),
            f"{name}{kind}",
            mime,
            on_click="ignore",
            width="stretch",
        )


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
