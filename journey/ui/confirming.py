"""Ask before something is done that cannot be undone."""

import streamlit as st


def is_confirmed(label: str, effect: str, button: str, key: str) -> bool:
    """Whether the action was chosen and, after reading its effect, confirmed."""
    with st.popover(label):
        st.markdown(effect)
        return st.button(button, type="primary", key=key)
