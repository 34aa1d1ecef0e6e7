"""Emotion names without a valence that many events carry: three buttons a name."""

from functools import partial

import streamlit as st

from journey.presenters import emotion_names as words
from journey.ui import data
from journey.ui.escape import markdown
from journey.ui.open_questions import OpenQuestion
from journey.ui.redefining import is_running, redefine

TITLE = "The feelings of {}"


@st.cache_resource(max_entries=16, show_spinner=False)
def _unknown(version: str) -> list[words.UnknownEmotion]:
    return words.unknown_emotions(data.generation())


def open_questions() -> list[OpenQuestion]:
    """The question; none where every frequent name has a valence."""
    unknown = _unknown(st.session_state[data.VERSION])
    if not unknown or is_running():
        return []
    return [OpenQuestion("emotion_names", words.title(unknown), partial(_choices, unknown))]


def _choices(unknown: list[words.UnknownEmotion]) -> None:
    st.caption("Until then these are counted, and in no mean. Define, Emotions takes finer values.")
    answers = {}
    for number, each in enumerate(unknown):
        name, choice = st.columns([3, 2], vertical_alignment="center")
        name.markdown(f"**{markdown(each.name)}** · {each.words}")
        answers[each.name] = choice.segmented_control(
            markdown(each.name),
            list(words.VALENCES),
            label_visibility="collapsed",
            key=f"feeling {st.session_state[data.VERSION]} {number}",
        )
    if st.button("Use this", disabled=not any(answers.values())):
        redefine(words.answered(data.generation(), answers), TITLE)
