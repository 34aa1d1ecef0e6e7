"""What the words for outcomes mean in the data that are shown, as one caption: the same on every screen that uses them."""

import streamlit as st

from journey.ui import data
from journey.ui.escape import markdown
from journey.use.friction_words import friction_words
from journey.use.silence import proposal_words, silence_words, status_words


@st.cache_resource(max_entries=64, show_spinner=False)
def sentences(version: str) -> tuple[str, ...]:
    """On silence and outcomes, on a status column beside them, on what is proposed, on friction; '' for what is not said."""
    shown = data.generation()
    silence = silence_words(shown) if shown.has_outcomes else ""
    return silence, status_words(shown), proposal_words(shown), friction_words(shown)


def caption() -> None:
    """The sentences on silence and outcomes."""
    if silence := sentences(st.session_state[data.VERSION])[0]:
        st.caption(markdown(silence))
