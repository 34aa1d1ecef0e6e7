"""Change the definition of the dataset that is shown: its data are prepared anew in the background."""

import streamlit as st

from journey.data.prepare import TABLES
from journey.presenters import definition as words
from journey.ui import data
from journey.ui.job_progress import start

JOB = "definition_job"


def redefine(toml: str, title: str) -> None:
    """Begin, and show how far it is; `title` says what is changed, {} standing for the dataset."""
    db, dataset = data.data_folder(), data.generation().dataset
    start(
        JOB,
        lambda step: words.redefined(db, dataset, toml, step),
        len(TABLES) + 1,
        title.format(f"'{dataset}'"),
    )
    st.rerun()
