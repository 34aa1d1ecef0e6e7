"""A chart whose bars and dots list their journeys when clicked."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from journey.model.access import Ability
from journey.ui import layout, page_state
from journey.ui.access import may
from journey.ui.escape import markdown

LIST_ANCHOR = "the-journeys-counted"  # of the list on the page
MESSAGE = "drop_off_said"
Point = list[Any]  # what the chart put beside the mark that was clicked


def clickable_chart(figure, key: str, alt: str, on_click: Callable[[Point], None]) -> None:
    """A chart across the width; `on_click` gets the clicked point's custom data. Resetting the widgets clears the click.

    For whom single customers are not open it is only drawn.
    """
    if not may(Ability.SEE_CUSTOMERS):
        layout.chart(figure, f"chart {key}", alt)
        return
    name = page_state.widget_key(f"chart {key}")

    def clicked() -> None:
        points = st.session_state[name].selection.points
        point = points[0].get("customdata") if points else None
        if point is not None:
            on_click(list(point) if isinstance(point, list | tuple) else [point])
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


def hint(words: str) -> str:
    """What a click on a chart does, for whom it lists journeys; '' for others."""
    return words if may(Ability.SEE_CUSTOMERS) else ""


def set_message(words: str, is_listed: bool = True) -> None:
    """Set the message of a click for the next run; anything drawn in a callback would shift the page's first elements."""
    st.session_state[MESSAGE] = (
        f"[See the journeys: {markdown(words)}](#{LIST_ANCHOR})" if is_listed else markdown(words)
    )


def show_message() -> None:
    """Show the message of the last click."""
    words = st.session_state.pop(MESSAGE, "")
    if words:
        st.toast(words)
