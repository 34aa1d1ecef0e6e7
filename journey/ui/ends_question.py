"""Where journeys end: asked once, on the home and after a load, answered in one click where the presets are right."""

from functools import partial

import streamlit as st

from journey.model.definition import DAY_SECONDS
from journey.presenters import definition as definition_words
from journey.presenters.ends import (
    GOOD,
    NO_END,
    EndsQuestion,
    answered,
    as_an_end,
    end_sentences,
    ends_question,
)
from journey.ui import data
from journey.ui.escape import markdown
from journey.ui.open_questions import OpenQuestion
from journey.ui.redefining import JOB, is_running, redefine

ENDS_TITLE = "Where do journeys end well?"
ENDS, WINDOW = "The answer where journeys of {} end", "The change of the window of {}"
SHORTEST_DAYS = 1 / 48  # half an hour


@st.cache_resource(max_entries=16, show_spinner=False)
def _question(version: str) -> EndsQuestion | None:
    return ends_question(data.generation())


def warnings() -> None:
    """What the last change of the definition made trivial."""
    *_, trivial = st.session_state.get(f"{JOB} result") or [()]
    for sentence in trivial:
        st.warning(markdown(sentence))


def open_questions() -> list[OpenQuestion]:
    """The question, until it is answered; none where there is nothing to ask."""
    question = None if is_running() else _question(st.session_state[data.VERSION])
    return [OpenQuestion("ends", ENDS_TITLE, partial(_choices, question))] if question else []


def _choices(question: EndsQuestion) -> None:
    st.caption(
        "Which of these last steps is a success? Until this is answered nobody is said to have left, or to be under way: the "
        "map shows who has been silent, and who not yet."
    )
    answers = {}
    for number, end in enumerate(question.ends):
        name, choice = st.columns([3, 2], vertical_alignment="center")
        name.markdown(f"**{markdown(end.touchpoint)}** · {markdown(end.words)}")
        answers[end.touchpoint] = choice.segmented_control(
            markdown(end.touchpoint),
            [GOOD, NO_END],
            default=question.preset(end),
            required=True,
            label_visibility="collapsed",
            key=f"end {st.session_state[data.VERSION]} {number}",
        )
    for sentence in question.beside(GOOD in answers.values()):
        st.caption(markdown(sentence))
    with st.container(horizontal=True):
        if st.button("Use this answer", type="primary"):
            redefine(answered(data.generation(), question, answers), ENDS)
        if st.button("None of them is an end"):
            redefine(answered(data.generation(), question, {}), ENDS)


@st.dialog("An end, not a loss")
def confirm(touchpoint: str) -> None:
    """Whether journeys that end at the touchpoint are to have ended well, with what that changes."""
    for sentence in end_sentences(data.generation(), touchpoint):
        st.write(markdown(sentence))
    with st.container(horizontal=True):
        if st.button("Count them as ended well", type="primary"):
            redefine(as_an_end(data.generation(), touchpoint), ENDS)
        if st.button("Cancel"):
            st.rerun()


def window() -> None:
    """The silence after which a journey has dropped off, to change where it is told."""
    if is_running():
        return  # it is being changed, as is shown above the map
    in_force = data.generation().definition.inactivity_seconds / DAY_SECONDS
    with st.popover("Change the window", type="tertiary"):
        days = st.number_input(
            definition_words.WINDOWS["inactivity_days"],
            min_value=SHORTEST_DAYS,
            value=float(in_force),
            format="%g",
            key=f"window {st.session_state[data.VERSION]}",
        )
        if st.button("Save and rebuild", disabled=days == in_force):
            redefine(definition_words.with_window(data.generation().definition, days), WINDOW)
