"""Widgets whose value is kept elsewhere, so that a link, the browser's back button or another widget may change it."""

from typing import Any

import streamlit as st


def controlled(key: str, value: Any) -> str:
    """The key, its widget set to this value; the widget's `on_change` puts what is chosen where the value comes from.

    It is set in every run: a browser that is still drawing an earlier run would else show the widget as never set.
    """
    st.session_state[key] = value
    return key
