"""The Data screen: load, check, define, manage."""

import streamlit as st

from journey.ui import data, definition_editor, load_report, manage
from journey.ui.data import DATA_PART, DEFINE
from journey.ui.importing import form
from journey.ui.importing.desk import desk

LOAD, CHECK, MANAGE = "Load", "Check", "Manage"


def show(names: list[str]) -> None:
    """The part of the screen that was chosen; without any data there is nothing to do but to load."""
    if not names:
        form.show("From your file to the journey map")
        return
    parts = {LOAD: _load, CHECK: _check, DEFINE: _define, MANAGE: manage.show}
    st.session_state.setdefault(DATA_PART, LOAD if desk().done or desk().job else CHECK)
    part = st.segmented_control("Part", list(parts), key=DATA_PART, required=True, label_visibility="collapsed")
    parts[part or CHECK]()


def _load() -> None:
    form.show("Load more events")


def _define() -> None:
    st.title("What the events mean", anchor=False)
    definition_editor.show()


def _check() -> None:
    """One report a load, the last one first."""
    reports = load_report.stored(data.generation().loads)
    st.title(load_report.headline(reports), anchor=False)
    for number, report in reversed(list(enumerate(reports, 1))):
        with st.expander(load_report.title(report), expanded=number == len(reports)):
            load_report.show(report, f"load {number}")
