"""Manage what is there: datasets with their last load, backups, and the erasure of one customer."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from journey.data import store
from journey.model.errors import UserError
from journey.model.words import count, plural
from journey.ui import data
from journey.ui.escape import markdown
from journey.ui.importing.desk import clear as clear_desk
from journey.ui.importing.desk import safe_name
from journey.ui.job_progress import running, start
from journey.use.backup import BACKUP_STEPS, RESTORE_STEPS, Backup, back_up, backups, restore
from journey.use.delete import delete
from journey.use.erase import ERASE_STEPS, erase, traces
from journey.use.undo import UNDO_STEPS, undo

JOB, TOLD = "manage_job", "manage_told"
MEGABYTE = 1 << 20


def show() -> None:
    """What the data folder holds, and what can be done with it; work under way is shown instead."""
    names = store.datasets(data.data_folder())
    st.title(_headline(names), anchor=False)
    if running(JOB):
        return
    st.caption(
        f"Each load, definition and erasure makes a new version of a dataset; the last {store.GENERATIONS_KEPT} are kept. "
        "An erasure keeps none but its own."
    )
    _tell()
    for name in names:
        _dataset(name)
    left, right = st.columns(2, gap="large")
    with left:
        _backups()
    with right:
        _erasure()


def _headline(names: list[str]) -> str:
    events = sum(data.summary(name)["events"] for name in names)
    return f"{plural(len(names), 'dataset')} with {plural(events, 'event')}, all on this machine"


def _tell() -> None:
    """What the last action did, or why it could not be done."""
    result = st.session_state.pop(f"{JOB} result", None)
    if result:
        data.forget()
        st.session_state[TOLD] = result
    if f"{JOB} failed" in st.session_state:
        st.error(markdown(st.session_state.pop(f"{JOB} failed")))
    if TOLD in st.session_state:
        st.success("  \n".join(map(markdown, st.session_state.pop(TOLD))))


def _start(work: Callable, steps: int) -> None:
    """Begin a job whose result are sentences; the page shows it from the next run on."""
    start(JOB, work, steps)
    st.rerun()


def _dataset(name: str) -> None:
    db, summary = data.data_folder(), data.summary(name)
    loads = data.loads(name)
    span = f", from {summary['first_at'][:10]} to {summary['last_at'][:10]}" if summary["first_at"] else ""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"dataset {name}"):
        st.markdown(
            f"**{markdown(name)}**, version {summary['version']}  \n"
            f"{plural(summary['events'], 'event')} of {plural(summary['customers'], 'customer')}{span}; "
            f"{plural(len(loads), 'load')}, the last one of {markdown(loads[-1]['file'])}"
        )
        if st.button("Back up", key=f"back up {name}"):
            _start(lambda step: [f"{name} is backed up as {back_up(db, name, None, step).name}"], BACKUP_STEPS)
        with st.popover("Undo the last load"):
            st.markdown(f"The events that {markdown(loads[-1]['file'])} brought go, and what was there before comes back.")
            if st.button("Undo it", type="primary", key=f"undo {name}"):
                _start(lambda step: [_undone(db, name, step)], UNDO_STEPS)
        with st.popover("Delete"):
            st.markdown("The dataset goes with its notes and its refused rows. Backups of it are kept.")
            if st.button("Delete it", type="primary", key=f"delete {name}"):
                _start(lambda step: _deleted(db, name), 1)


def _undone(db: Path, name: str, step: Callable) -> str:
    version, file = undo(db, name, step)
    return f"{name}: the load of {file} is taken back; now at version {version}"


def _deleted(db: Path, name: str) -> list[str]:
    delete(db, name)
    return [f"{name} is deleted"]


def _backups() -> None:
    st.subheader("Backups", anchor=False)
    found = backups(data.data_folder())
    if not found:
        st.caption("There is none yet. A backup holds the events, the definition, the notes and the refused rows of a dataset.")
    for one in found:
        _backup(one)
    file = st.file_uploader("Restore a backup that lies elsewhere", type="zip", key="backup file")
    if file and st.button("Restore it", key="restore file"):
        path = data.data_folder() / store.BACKUPS / safe_name(file.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(file.getbuffer())
        _restore(path)


def _backup(one: Backup) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"backup {one.path.name}"):
        st.markdown(
            f"**{markdown(one.dataset)}** of {one.made_at[:16].replace('T', ' ')} UTC  \n"
            f"version {one.version}, {plural(one.events, 'event')}, {_size(one.size)}"
        )
        with st.popover("Restore"):
            is_there = one.dataset in store.datasets(data.data_folder())
            told = "What it holds now is replaced; that can be undone." if is_there else "The dataset was deleted and comes back."
            st.markdown(told)
            if st.button("Restore it", type="primary", key=f"restore {one.path.name}"):
                _restore(one.path)
        name = one.path.name
        st.download_button("Download", one.path.read_bytes, name, "application/zip", key=f"download {name}", on_click="ignore")
        with st.popover("Remove"):
            st.markdown("The backup is deleted for good.")
            if st.button("Remove it", type="primary", key=f"remove {one.path.name}"):
                one.path.unlink(missing_ok=True)
                st.rerun()


def _size(bytes_: int) -> str:
    return f"{count(round(bytes_ / MEGABYTE))} MB" if bytes_ >= MEGABYTE else "under 1 MB"


def _restore(path: Path) -> None:
    db = data.data_folder()

    def restored(step: Callable) -> list[str]:
        name, version = restore(db, path, None, step)
        return [f"{name} is restored from {path.name}; now at version {version}"]

    _start(restored, RESTORE_STEPS)


def _erasure() -> None:
    st.subheader("Erase one customer", anchor=False)
    st.caption(
        "From every dataset, older version, file of refused rows, backup and note of this data folder. Files that were loaded, and "
        "copies of backups elsewhere, are not reached from here."
    )
    customer = st.text_input("The customer's id, to the letter", key="erase customer")
    if not customer:
        return
    db = data.data_folder()
    try:
        found = traces(db, customer)
    except UserError as error:
        st.error(markdown(str(error)))
        return
    for one in found:
        st.text(one.sentence())
    if not found:
        st.text("In no dataset; backups are looked into when erasing.")
    with st.popover("Erase"):
        st.markdown("This cannot be undone.")
        if st.button("Erase everywhere", type="primary", key="erase"):
            clear_desk()
            _start(lambda step: erase(db, customer, None, step).sentences(), ERASE_STEPS)
