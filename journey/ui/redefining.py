"""Change the definition of the dataset that is shown: its data are prepared anew in the background."""

import streamlit as st

from journey.data.prepare import TABLES
from journey.model.access import Ability
from journey.presenters import definition as words
from journey.ui import data
from journey.ui.escape import markdown
from journey.ui.job_progress import running, start

JOB = "definition_job"
TOLD = "definition_change_told"


def redefine(toml: str, title: str) -> None:
    """Begin, and show how far it is; `title` says what is changed, {} standing for the dataset."""
    db, dataset = data.data_folder(), data.generation().dataset
    start(
        JOB,
        lambda step: words.redefined(db, dataset, toml, step),
        len(TABLES) + 1,
        title.format(f"'{dataset}'"),
        Ability.CHANGE,
    )
    st.rerun()


def is_running() -> bool:
    """Whether a change is being made, so that nothing is to be asked that it may answer."""
    return JOB in st.session_state


def show_progress(is_told: bool = True) -> None:
    """How far a change is, in one place of a page; when it has ended why it failed, and, if it `is_told` here, what it changed."""
    if running(JOB):
        return
    if f"{JOB} failed" in st.session_state:
        st.error(markdown(st.session_state.pop(f"{JOB} failed")))
    result = st.session_state.get(f"{JOB} result")
    if is_told and result and st.session_state.get(TOLD) is not result:
        st.session_state[TOLD] = result
        st.toast(words.changes_title(*result[:2]))
