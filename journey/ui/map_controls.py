"""The controls above the map: which lanes, which groups over each other, against what was expected."""

from dataclasses import replace

import streamlit as st

from journey.data.groups import group_names
from journey.map.answers import MOST_COMPARED, Comparison
from journey.map.view import MapView
from journey.map.wide import LANES
from journey.ui.data import VERSION, generation
from journey.ui.escape import markdown

MOST_GROUPS = 60


def controls(view: MapView) -> MapView:
    """Draw the controls for this view and return the one that they now say."""
    with st.container(horizontal=True, gap="small", key="map_controls"):
        view = replace(view, hidden=_hidden(view), comparison=_comparison(view))
        if not view.comparison:
            view = replace(view, against_expected=st.toggle("Against expected", view.against_expected, key="map expected"))
    return view


def _hidden(view: MapView) -> tuple[str, ...]:
    lanes = [name for name in LANES if name != "stages"]
    shown = len(lanes) - len(view.hidden)
    with st.popover("Lanes" if not view.hidden else f"Lanes: {shown} of {len(lanes)}"):
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


def _comparison(view: MapView) -> Comparison | None:
    """An attribute and up to three of its values, whose rivers and curves lie over each other."""
    data, now = generation(), view.comparison
    attributes = [name for name in data.attributes if 1 < len(data.attribute_values(name)) <= MOST_GROUPS]
    if not attributes:
        return None
    words = f"Compare {markdown(now.key)}: {markdown(', '.join(now.values))}" if now else "Compare"
    with st.popover(words):
        key = st.selectbox(
            "Groups of",
            [None, *attributes],
            index=attributes.index(now.key) + 1 if now and now.key in attributes else 0,
            format_func=lambda name: "nothing" if name is None else name,
            key=f"map compare {st.session_state[VERSION]}",
        )
        if key is None:
            return None
        names = [name for name in group_names(data, key).values() if name]
        first = [name for name in (now.values if now and now.key == key else names[:2]) if name in names]
        values = st.multiselect(
            "Which", names, first, max_selections=MOST_COMPARED, key=f"map groups {st.session_state[VERSION]} {key}"
        )
    return Comparison(key, tuple(values)) if values else None
