"""Touchpoints that are spelt alike, and addresses or subjects of one pattern: one click makes them one."""

from functools import partial

import streamlit as st

from journey.presenters import spellings as words
from journey.ui import data
from journey.ui.escape import markdown
from journey.ui.open_questions import OpenQuestion
from journey.ui.redefining import is_running, redefine

TITLE = "The merging of touchpoints of {}"


@st.cache_resource(max_entries=16, show_spinner=False)
def _questions(version: str) -> list[words.Merging]:
    return words.questions(data.generation())


def open_questions() -> list[OpenQuestion]:
    """The offers; none where no two touchpoints are spelt alike or share a pattern."""
    if is_running():
        return []
    return [
        OpenQuestion(merging.key, merging.title, partial(_choices, merging))
        for merging in _questions(st.session_state[data.VERSION])
    ]


def _choices(merging: words.Merging) -> None:
    st.caption(markdown(merging.sentence))
    if st.button(merging.offer, key=f"take {merging.key}"):
        redefine(words.merged(data.generation(), merging), TITLE)
