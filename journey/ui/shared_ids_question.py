"""What a journey id that several customers share is: asked beside the report of a load, with the choice in force."""

from functools import partial

import streamlit as st

from journey.presenters import journey_ids as words
from journey.ui import data
from journey.ui.escape import markdown
from journey.ui.open_questions import OpenQuestion
from journey.ui.redefining import is_running, redefine
from journey.use.journey_ids import SharedIds

TITLE = "The answer what a journey id of {} is"


@st.cache_resource(max_entries=16, show_spinner=False)
def _question(version: str) -> SharedIds | None:
    return words.question(data.generation())


def open_questions() -> list[OpenQuestion]:
    """The choice; none where no customer shares a journey id."""
    if is_running():
        return []
    found = _question(st.session_state[data.VERSION])
    return (
        [OpenQuestion("shared_ids", words.title(found), partial(_choices, found))] if found else []
    )


def _choices(found: SharedIds) -> None:
    st.caption(markdown(f"{found.sentence[:1].upper()}{found.sentence[1:]}."))
    choice = st.segmented_control(
        words.title(found),
        words.CHOICES,
        default=words.in_force(found),
        required=True,
        label_visibility="collapsed",
        key=f"shared ids {st.session_state[data.VERSION]}",
    )
    is_changed = choice != words.in_force(found)
    if st.button("Use this choice", key="shared ids answer", disabled=not is_changed):
        redefine(words.answered(data.generation(), str(choice)), TITLE)
