"""The Data screen: load, check, define, manage."""

import streamlit as st

from journey.data import journal, store
from journey.presenters import load_report as words
from journey.ui import (
    data,
    definition_editor,
    ends_question,
    job_progress,
    load_report,
    manage,
    open_questions,
    redefining,
    share,
    shared_ids_question,
    spellings_question,
)
from journey.ui.access import changing
from journey.ui.data import DATA_PART, DEFINE
from journey.ui.escape import markdown
from journey.ui.importing import form
from journey.ui.importing.session import clear_import_session, import_session
from journey.use.backup import backups
from journey.use.recovery import cut_jobs, recover

LOAD, CHECK, MANAGE, SHARE = "Load", "Check", "Manage", "Share"
JOBS = (manage.JOB, redefining.JOB)


def show(names: list[str]) -> None:
    """The chosen part of the screen; without data only loading, and managing of backups."""
    _interrupted_jobs()
    job_progress.show_others((import_session().job, *(st.session_state.get(name) for name in JOBS)))
    is_any_kept = names or backups(data.data_folder()) or store.lost_datasets(data.data_folder())
    if not is_any_kept:
        _load_first()
        return
    parts = (
        {LOAD: _load, CHECK: _check, DEFINE: _define, MANAGE: manage.show}
        if names
        else {LOAD: _load_first, MANAGE: manage.show}
    )
    if share.is_open():
        parts[SHARE] = share.show
    st.session_state.setdefault(
        DATA_PART,
        CHECK if names and not (import_session().reports or import_session().job) else LOAD,
    )
    if st.session_state[DATA_PART] not in parts:
        st.session_state[DATA_PART] = LOAD
    part = st.segmented_control(
        "Part", list(parts), key=DATA_PART, required=True, label_visibility="collapsed"
    )
    if part != LOAD and import_session().reports:
        clear_import_session()  # the user has left the report
    parts[part or LOAD]()


def _interrupted_jobs() -> None:
    """Jobs that were interrupted, such as by a killed server, until the user dismisses them."""
    for job in cut_jobs(data.data_folder()):
        with st.container(horizontal=True, vertical_alignment="center", key=f"cut {job.path.stem}"):
            st.info(markdown(job.sentence))
            if job.is_ended and st.button("OK", key=f"understood {job.path.stem}"):
                with changing():
                    journal.dismiss(job.path)
                st.rerun()
            if not job.is_ended and st.button("Try again", key=f"again {job.path.stem}"):
                with changing():
                    recover(data.data_folder())
                st.rerun()


def _load_first() -> None:
    form.show("From your file to the journey map")


def _load() -> None:
    form.show("Load more events")


def _define() -> None:
    st.title("What the events mean", anchor=False)
    definition_editor.show()


def _check() -> None:
    """One report per load, the latest first."""
    generation = data.generation()
    reports = [
        words.open_findings(report, generation.definition, not generation.has_unplaced)
        for report in words.stored(generation.loads)
    ]
    st.title(words.headline(reports), anchor=False)
    redefining.show_progress()
    ends_question.warnings()
    open_questions.in_boxes(
        [
            *spellings_question.open_questions(),
            *ends_question.open_questions(),
            *shared_ids_question.open_questions(),
        ]
    )
    for number, report in reversed(list(enumerate(reports, 1))):
        with st.expander(markdown(words.title(report)), expanded=number == len(reports)):
            load_report.show(report, f"load {number}")
