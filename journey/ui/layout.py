"""Headings and charts, the same on every screen."""

import streamlit as st

from journey.ui.escape import markdown


def section(title: str, sentence: str = "") -> None:
    """A heading, and a sentence below it."""
    st.header(title, anchor=False)
    if sentence:
        st.caption(markdown(sentence))


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
