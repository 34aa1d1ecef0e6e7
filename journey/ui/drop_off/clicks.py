"""A chart whose marks are clicked for the journeys that they count."""

from collections.abc import Callable

import streamlit as st

from journey.ui import page_state
from journey.ui.escape import markdown

LIST = "the-journeys-counted"  # where the list stands on the page
SAID = "drop_off_said"


def clickable_chart(figure, key: str, alt: str, on_click: Callable[[list], None]) -> None:
    """A figure across the width; `on_click` gets the clicked mark's own data. A new round of widgets forgets what was clicked."""
    name = page_state.widget_key(f"chart {key}")

    def clicked() -> None:
        points = st.session_state[name].selection.points
        own = points[0].get("customdata") if points else None
        if own is not None:
            on_click(list(own) if isinstance(own, list | tuple) else [own])
            page_state.reset_widgets()

    st.plotly_chart(
        figure,
        width="stretch",
        key=name,
        theme=None,
        alt=alt,
        on_select=clicked,
        selection_mode="points",
        config={"displaylogo": False, "showSendToCloud": False, "displayModeBar": False},
    )


def say(words: str, is_listed: bool = True) -> None:
    """Let the next run tell what a click has done; what a callback draws itself would push the page's first elements away."""
    st.session_state[SAID] = (
        f"[See the journeys: {markdown(words)}](#{LIST})" if is_listed else markdown(words)
    )


def tell() -> None:
    """Tell what the last click has done."""
    words = st.session_state.pop(SAID, "")
    if words:
        st.toast(words)
