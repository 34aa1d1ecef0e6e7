"""Load what the desk says: where to, how, with progress that can be stopped, and what became of it."""

import re
from dataclasses import replace
from pathlib import Path

import streamlit as st

from journey.data import store
from journey.ingest.report import LoadReport
from journey.model.errors import Cancelled, Question
from journey.model.words import plural
from journey.ui import data, link, load_report
from journey.ui.escape import markdown
from journey.ui.importing.files import SAMPLE
from journey.ui.importing.session import ImportSession, Table, clear
from journey.ui.job_progress import LOOK_SECONDS, bar, begin, collected, failure
from journey.ui.load_report import REFUSED
from journey.use.load import LOAD_STEPS, load_part
from journey.use.options import LoadOptions

ADD, INSTEAD = "add to what is there", "put it in place of what is there"


def target(desk: ImportSession, files: list[Path]) -> tuple[str, LoadOptions]:
    """The dataset to load into, and how: part of the options."""
    names = store.datasets(data.data_folder())
    places = st.columns(3)
    suggested = _name(files[0]) if files else "default"
    choices = list(dict.fromkeys([suggested, *names]))
    dataset = places[0].selectbox(
        "Dataset",
        choices,
        index=0,
        accept_new_options=True,
        key=desk.key("dataset"),
        help="A name for the data: choose one that is there, or write a new one",
    )
    how = ADD
    if dataset in names:
        how = places[1].radio("It exists", (ADD, INSTEAD), key=desk.key("how"))
    with st.expander("Journeys, copies, customers' ids"):
        columns = st.columns(3)
        days = columns[0].number_input(
            "A new journey after so many days of silence (0: never)",
            0.0,
            3650.0,
            None,
            key=desk.key("days"),
            placeholder="as the definition says",
        )
        drop = columns[1].checkbox(
            "Leave out rows equal to another one in every column", key=desk.key("identical")
        )
        pseudonymise = columns[2].checkbox(
            "Store keyed hashes instead of customers' ids", key=desk.key("hash")
        )
        merged = columns[2].checkbox(
            "Merge ids that differ only by blanks, case or Unicode form", key=desk.key("merge")
        )
    return str(dataset), LoadOptions(
        identical="drop" if drop else "keep",
        split_days=days,
        replace=how == INSTEAD,
        pseudonymise=pseudonymise,
        assumed=("ids=merged",) if merged else (),
    )


def _name(file: Path) -> str:
    """The dataset that a file of this name went into, also where its refused rows come repaired; else one named after the file."""
    if file == SAMPLE:
        return "sample"
    stem = file.name.split(".")[0].removeprefix(f"{REFUSED} ")
    for name in store.datasets(data.data_folder()):
        if any(load["file"].split(".")[0] == stem for load in data.loads(name)):
            return name
    return re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-_")[:40].lower() or "default"


def start(desk: ImportSession, dataset: str, work: list[tuple[Table, LoadOptions]]) -> None:
    """Begin to load the tables, one after the other."""
    db = data.data_folder()
    desk.done, desk.failed, desk.asked = [], "", []

    def run(step) -> list[LoadReport]:
        for number, (table, options) in enumerate(work):
            own = options if not number else replace(options, replace=False)
            named = f"{table.part.name}: " if len(work) > 1 else ""
            desk.done.append(
                load_part(
                    db,
                    dataset,
                    table.part,
                    own,
                    table.folder,
                    lambda name, named=named: step(named + name),
                )
            )
        return desk.done

    files = ", ".join(table.part.name for table, _ in work)
    desk.job = begin(f"The load of {files} into '{dataset}'", run, len(work) * LOAD_STEPS)


@st.fragment(run_every=LOOK_SECONDS)
def progress(desk: ImportSession) -> None:
    """How far the load is, with a button to stop it; the page runs again when it has ended."""
    job = desk.job
    if job is None or not job.is_running:
        if job is not None:
            _end(desk, job)
        st.rerun()
    bar(job, desk.key("stop"))


def _end(desk: ImportSession, job) -> None:
    desk.job = None
    collected(job)
    error = job.error()
    if isinstance(error, Question):
        desk.asked = [error]
    else:
        desk.failed, desk.is_cancelled = failure(job), isinstance(error, Cancelled)
    if error is None:
        desk.forget_files()
    if desk.done:
        st.session_state[link.DATASET] = desk.done[-1].dataset


def ended(desk: ImportSession) -> None:
    """What became of the last load: its reports, and where to go from here."""
    st.title(load_report.headline(desk.done), anchor=False)
    with st.container(horizontal=True):
        if st.button("See the journey map", type="primary", key=desk.key("map")):
            clear()
            st.switch_page("app.py")
        if st.button("Load another file", key=desk.key("another")):
            clear()
            st.rerun()
    if desk.failed:
        st.error(markdown(f"{plural(len(desk.done), 'table')} loaded; then: {desk.failed}"))
    for number, report in enumerate(desk.done):
        if len(desk.done) > 1:
            st.subheader(markdown(report.file), anchor=False)
        load_report.show(report, f"done {number}")
