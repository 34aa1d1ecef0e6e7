"""The controls above the map: lanes, comparison of groups, against expected, downloads."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from journey.data.groups import group_names
from journey.data.workspace import MapCard
from journey.map.answers import COMPARED_LIMIT, Comparison
from journey.map.lanes.table import LANES
from journey.map.model import JourneyMap
from journey.map.view import MapView
from journey.model.filters import Filters, value_words
from journey.model.theme import DARK
from journey.presenters.attributes import label, splitting
from journey.ui import map_card
from journey.ui.data import VERSION, generation
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit
from journey.use.export_map import map_file

GROUPS_LIMIT = 60
PICTURE, PICTURE_NO = "map picture", "map pictures"


def controls(
    view: MapView, filters: Filters, card: MapCard, unfiltered_map: Callable[[], JourneyMap]
) -> MapView:
    """Draw the controls for this view; returns the view now chosen. `unfiltered_map` builds the map without filters."""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="map_controls"
    ):
        view = replace(view, hidden=_hidden(view), comparison=_comparison(view, filters))
        if st.button(
            "Present", help="The map alone, large; arrow keys light one lane after the other"
        ):
            view = replace(view, is_presented=True, cell=None)
        map_card.popover(card, unfiltered_map)
        _downloads(view, filters, card)
        if not view.comparison:
            view = replace(
                view,
                against_expected=st.toggle(
                    "Against expected", view.against_expected, key="map expected"
                ),
            )
    return view


def _downloads(view: MapView, filters: Filters, card: MapCard) -> None:
    """The map as shown, as a file; counts of one to four customers are hidden."""
    options: dict[str, Any] = {
        "unit": unit(),
        "title": card.title,
        "hidden": view.hidden,
        "comparison": view.comparison,
        "against_expected": view.against_expected,
    }
    data, name = generation(), f"journey-map-{generation().dataset}"
    with st.popover("Download"):
        st.caption("Counts of 1 to 4 customers are hidden in downloads.")
        if st.button("PNG, for slides", width="stretch"):
            st.session_state[PICTURE] = {
                "name": f"{name}.png",
                "svg": map_file(data, filters, ".svg", dark=theme() is DARK, **options),
                "number": st.session_state.get(PICTURE_NO, 0) + 1,
            }
            st.session_state[PICTURE_NO] = st.session_state[PICTURE]["number"]
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


def _hidden(view: MapView) -> tuple[str, ...]:
    lanes = list(LANES)
    with st.popover("Lanes"):
        chosen = st.pills(
            "Lanes",
            lanes,
            selection_mode="multi",
            default=[name for name in lanes if name not in view.hidden],
            format_func=lambda name: LANES[name][0],
            key="map lanes",
            label_visibility="collapsed",
        )
    return tuple(name for name in lanes if name not in chosen)


def _comparison(view: MapView, filters: Filters) -> Comparison | None:
    """An attribute and up to three of its values to compare."""
    data, current = generation(), view.comparison
    attributes = splitting(data, GROUPS_LIMIT)
    if not attributes:
        return None
    words = f"Compare {markdown(label(data, current.key))}" if current else "Compare"
    with st.popover(words, key="map comparing"):
        key = st.selectbox(
            "Compare by",
            [None, *attributes],
            index=attributes.index(current.key) + 1 if current and current.key in attributes else 0,
            format_func=lambda name: "none" if name is None else label(data, name),
            key=f"map compare {st.session_state[VERSION]}",
        )
        if key is None:
            return None
        names = list(filters.values(key)) or [
            *(name for name in group_names(data, key).values() if name),
            *([""] if data.has_blank(key) else []),
        ]
        first = [
            name
            for name in (current.values if current and current.key == key else names[:2])
            if name in names
        ]
        values = st.multiselect(
            "Values",
            names,
            first,
            max_selections=COMPARED_LIMIT,
            format_func=lambda name: value_words(key, name),
            key=f"map groups {st.session_state[VERSION]} {key}",
        )
    return Comparison(key, tuple(values)) if values else None
