"""Headings and charts, the same on every screen."""

import streamlit as st

from journey.model.filters import Filters
from journey.ui.escape import markdown


def section(title: str, sentence: str = "") -> None:
    """A heading, and a sentence below it."""
    st.header(title, anchor=False)
    if sentence:
        st.caption(markdown(sentence))


def widen(filters: Filters) -> str:
    """What to do where too few are left: nothing where no filter is set."""
    return " Widen the filters." if filters != Filters() else ""


def chart(figure, key: str, alt: str) -> None:
    """A figure across the width, without Plotly's cloud button."""
    st.plotly_chart(
        figure,
        width="stretch",
        key=key,
        theme=None,
        alt=alt,
        config={"displaylogo": False, "showSendToCloud": False, "displayModeBar": False},
    )
