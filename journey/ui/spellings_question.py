"""Touchpoints that are spelt alike: one click makes them one."""

import streamlit as st

from journey.presenters import spellings as words
from journey.ui import data
from journey.ui.escape import markdown
from journey.ui.job_progress import running
from journey.ui.redefining import JOB, redefine

TITLE = "The merging of touchpoints of {}"


@st.cache_resource(max_entries=16, show_spinner=False)
def _question(version: str) -> words.Alike | None:
    return words.question(data.generation())


def show() -> None:
    """The offer; nothing where no two touchpoints are spelt alike."""
    if running(JOB):
        return
    found = _question(st.session_state[data.VERSION])
    if found is None:
        return
    with st.container(border=True, key="spellings_question"):
        st.subheader(found.title, anchor=False)
        st.caption(markdown(found.sentence))
        if st.button(found.offer, key="merge spellings"):
            redefine(words.merged(data.generation()), TITLE)
