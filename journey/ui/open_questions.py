"""Questions on the meaning of the data: in boxes beside the report of a load, in one line above the map."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from journey.ui.escape import markdown


@dataclass(frozen=True)
class OpenQuestion:
    """A question that is not answered yet: its title, and what draws its choices."""

    key: str
    title: str
    choices: Callable[[], None]

    def show(self) -> None:
        with st.container(key=f"question {self.key}"):
            st.subheader(markdown(self.title), anchor=False)
            self.choices()


def in_boxes(questions: Sequence[OpenQuestion]) -> None:
    for question in questions:
        with st.container(border=True, key=f"box {question.key}"):
            question.show()


def in_one_line(
    questions: Sequence[OpenQuestion], lead: str, needed: Sequence[OpenQuestion] = ()
) -> None:
    """Each behind a button, after a sentence that leads to them; those that the map needs stand out."""
    if not questions:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="open_questions"):
        st.caption(lead, width="content")
        for question in questions:
            kind = "primary" if question in needed else "secondary"
            with st.popover(markdown(question.title), type=kind, key=f"open {question.key}"):
                question.show()
