"""Where the keyboard goes on after a change that has moved what it was on."""

from collections.abc import Sequence
from uuid import uuid4

import streamlit as st

JS = """
export default function ({ data }) {
  const find = (name) => document.querySelector(`.st-key-${name.replace(/[^a-zA-Z0-9_-]/g, "-")} button:not(:disabled)`);
  setTimeout(() => data.keys.map(find).find(Boolean)?.focus(), 60);
}
"""
_focus = st.components.v2.component("focus", js=JS)


def focus(keys: Sequence[str]) -> None:
    """The first of the buttons with these keys that can be pressed."""
    _focus(data={"keys": list(keys), "run": uuid4().hex}, height=0)
