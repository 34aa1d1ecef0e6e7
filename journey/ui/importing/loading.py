"""Run the load of an import session: its target, its progress with a stop button, and its reports."""

import re
from dataclasses import replace
from pathlib import Path

import streamlit as st

from journey.data import store
from journey.ingest.answers import ANSWERS
from journey.ingest.recipe import Recipe
from journey.ingest.report import LoadReport
from journey.model.access import Ability
from journey.model.errors import Cancelled, Question
from journey.model.words import plural
from journey.presenters.load_report import BLANK_IDS, MERGED_IDS, PLACEHOLDER_IDS, REFUSED
from journey.presenters.mends import mended, mends
from journey.ui import (
    data,
    link,
    load_report,
    open_questions,
    shared_ids_question,
    spellings_question,
)
from journey.ui.escape import markdown
from journey.ui.importing.files import SAMPLE, SAMPLE_DEFINITION
from journey.ui.importing.reading import AUTOMATIC, worded
from journey.ui.importing.session import ImportSession, Table, clear_import_session
from journey.ui.job_progress import POLL_SECONDS, bar, begin, failure, mark_collected
from journey.use.load import LOAD_STEPS, load_part
from journey.use.options import LoadOptions
from journey.use.undo import UNDO_STEPS, undo

WHO = {
    "journeys": "Journey ids that several customers share",
    "blank_ids": BLANK_IDS,
    "placeholder_ids": PLACEHOLDER_IDS,
}
ADD, REPLACE = "add to what is there", "put it in place of what is there"


def target(session: ImportSession, files: list[Path], known: str = "") -> tuple[str, LoadOptions]:
    """The dataset to load into, and the options that hold for all files; `known` is the dataset that has files of the kind."""
    names = store.datasets(data.data_folder())
    columns = st.columns(3)
    suggested = known or (_name(files[0]) if files else "default")
    choices = list(dict.fromkeys([suggested, *names]))
    dataset = columns[0].selectbox(
        "Dataset",
        choices,
        index=0,
        accept_new_options=True,
        key=session.key("dataset"),
        help="Choose a dataset or enter a new name",
    )
    existing = ADD
    if dataset in names:
        existing = columns[1].radio("This dataset exists", (ADD, REPLACE), key=session.key("how"))
    with st.expander("Journeys, copies, customers' ids"):
        inner_columns = st.columns(3)
        days = inner_columns[0].number_input(
            "Days of silence before a new journey begins (0: never)",
            0.0,
            3650.0,
            None,
            key=session.key("days"),
            placeholder="from the definition",
        )
        is_identical_dropped = inner_columns[1].checkbox(
            "Skip rows identical to another one in every column", key=session.key("identical")
        )
        pseudonymise = inner_columns[2].checkbox(
            "Store keyed hashes instead of customers' ids", key=session.key("hash")
        )
        is_merged = inner_columns[2].checkbox(MERGED_IDS, key=session.key("merge"))
        answers = {"ids": "merged"} if is_merged else {}
        for column, (key, title) in zip(inner_columns, WHO.items(), strict=True):
            answer = column.selectbox(
                title,
                (AUTOMATIC, *ANSWERS[key]),
                key=session.key(key),
                format_func=lambda value, key=key: worded(key, value),
            )
            answers |= {key: answer} if answer else {}
    return str(dataset), LoadOptions(
        recipe=Recipe(answers=answers),
        identical="drop" if is_identical_dropped else "keep",
        split_days=days,
        definition_toml=SAMPLE_DEFINITION.read_text(encoding="utf-8")
        if files == [SAMPLE]
        else None,
        replace=existing == REPLACE,
        pseudonymise=pseudonymise,
    )


def _name(file: Path) -> str:
    """The dataset that a file of this name was loaded into before, also for its repaired refused rows; else the file's name."""
    if file == SAMPLE:
        return "sample"
    stem = file.name.split(".")[0].removeprefix(f"{REFUSED} ")
    for name in store.datasets(data.data_folder()):
        if any(load["file"].split(".")[0] == stem for load in data.loads(name)):
            return name
    return re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-_")[:40].lower() or "default"


def start(
    session: ImportSession,
    dataset: str,
    tables: list[tuple[Table, LoadOptions]],
    taken_back: int = 0,
) -> None:
    """Start loading the tables, one after the other; so many of the last loads are taken back before."""
    db = data.data_folder()
    session.reports, session.error_sentence, session.questions = [], "", []
    session.loaded = (dataset, tables)

    def run(step) -> list[LoadReport]:
        for _ in range(taken_back):
            undo(db, dataset, step)
        for number, (table, options) in enumerate(tables):
            table_options = options if not number else replace(options, replace=False)
            prefix = f"{table.part.name}: " if len(tables) > 1 else ""
            session.reports.append(
                load_part(
                    db,
                    dataset,
                    table.part,
                    table_options,
                    table.folder,
                    lambda name, prefix=prefix: step(prefix + name),
                )
            )
        return session.reports

    steps = len(tables) * LOAD_STEPS + taken_back * UNDO_STEPS
    files = ", ".join(table.part.name for table, _ in tables)
    session.job = begin(f"The load of {files} into '{dataset}'", run, steps, Ability.CHANGE)


@st.fragment(run_every=POLL_SECONDS)
def progress(session: ImportSession) -> None:
    """The progress of the load, with a stop button; the page reruns when it has ended."""
    job = session.job
    if job is None or not job.is_running:
        if job is not None:
            _finish(session, job)
        st.rerun()
    bar(job, session.key("stop"))


def _finish(session: ImportSession, job) -> None:
    session.job = None
    mark_collected(job)
    error = job.error()
    if isinstance(error, Question):
        session.questions = [error]
    else:
        session.error_sentence, session.is_cancelled = failure(job), isinstance(error, Cancelled)
    if error is None and not mends(session.reports):
        session.forget_files()
    if session.reports:
        st.session_state[link.DATASET] = session.reports[-1].dataset


def _is_all(session: ImportSession) -> bool:
    """Whether the dataset holds what was loaded just now alone, so that it can be loaded anew in its place."""
    return len(data.loads(session.reports[-1].dataset)) == _changing(session)


def _changing(session: ImportSession) -> int:
    """The loads just now that changed something: one that was there already is no load."""
    return sum(not report.unchanged for report in session.reports)


def _show_mends(session: ImportSession) -> None:
    """A button for each finding that a setting mends: the same files are loaded again, in place of what they brought."""
    if session.loaded is None or session.error_sentence:
        return
    dataset, tables = session.loaded
    offered = mends(session.reports)
    if not offered:
        return
    st.caption("Load the same again with one thing changed, in place of what this load brought:")
    with st.container(horizontal=True, gap="small"):
        for number, mend in enumerate(offered):
            if st.button(markdown(mend.words), key=session.key(f"mend {number}")):
                is_all = _is_all(session)
                again = [
                    (table, replace(mended(options, mend.setting), replace=is_all))
                    for table, options in tables
                ]
                start(session, dataset, again, 0 if is_all else _changing(session))
                st.rerun()


def show_reports(session: ImportSession) -> None:
    """The reports of the last load, and where to go from here."""
    st.title(load_report.headline(session.reports), anchor=False)
    open_questions.in_boxes(
        [*spellings_question.open_questions(), *shared_ids_question.open_questions()]
    )
    _show_mends(session)
    with st.container(horizontal=True):
        if st.button("See the journey map", type="primary", key=session.key("map")):
            clear_import_session()
            st.switch_page("app.py")
        if st.button("Load another file", key=session.key("another")):
            clear_import_session()
            st.rerun()
    if session.error_sentence:
        st.error(
            markdown(
                f"{plural(len(session.reports), 'table')} loaded; then: {session.error_sentence}"
            )
        )
    for number, report in enumerate(session.reports):
        if len(session.reports) > 1:
            st.subheader(markdown(report.file), anchor=False)
        load_report.show(report, f"done {number}")
