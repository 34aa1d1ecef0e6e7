"""Tell the server that a reader has come to see something which was drawn ahead, such as what an opened menu holds."""

from collections.abc import Callable

import streamlit as st

JS = """
export default function ({ parentElement, setTriggerValue }) {
  if (parentElement.told) return;  // once, however often it is drawn while it is seen
  parentElement.told = true;
  setTriggerValue("shown", true);
}
"""
_told = st.components.v2.component("when_shown", js=JS)


def when_shown(key: str, call: Callable[[], None]) -> None:
    """Call it once what stands here is seen; `key` is its place's own."""
    _told(key=f"when_shown {key}", height=0, on_shown_change=call)
