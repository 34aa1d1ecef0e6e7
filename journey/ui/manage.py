"""Manage what is there: datasets with their last load, backups, and the erasure of one customer."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from journey.data import durable, store, workspace
from journey.data.room import room
from journey.data.temporary import Temporary, forget, kept
from journey.model.errors import UserError
from journey.model.words import count, plural
from journey.ui import data
from journey.ui.errors import escaped
from journey.ui.escape import markdown
from journey.ui.importing.session import UPLOAD_FOLDER, clear_import_session, safe_name
from journey.ui.job_progress import running, start
from journey.use.backup import BACKUP_STEPS, Backup, back_up, backups, unreadable_backups
from journey.use.check import check
from journey.use.delete import delete
from journey.use.erase import ERASE_STEPS, erase, in_notes, traces
from journey.use.recovery import recover
from journey.use.restore import RESTORE_STEPS, restore
from journey.use.undo import UNDO_STEPS, undo

JOB, MESSAGES = "manage_job", "manage_messages"
MEGABYTE = 1 << 20
FILES_SHOWN = 3


def show() -> None:
    """What the data folder holds and the actions on it; a running job is shown instead."""
    names = store.datasets(data.data_folder())
    st.title(_headline(names), anchor=False)
    if running(JOB):
        return
    st.caption(
        f"Each load, definition and erasure makes a new version of a dataset; the last {store.GENERATIONS_KEPT} are kept. "
        "An erasure keeps only its own version."
    )
    _show_result()
    for name in names:
        _dataset(name)
    for name in store.lost_datasets(data.data_folder()):
        _lost(name)
    left, right = st.columns(2, gap="large")
    with left:
        _backups()
        _uploads()
        _damaged()
    with right:
        _erasure()
        _check()


def _headline(names: list[str]) -> str:
    events = sum(data.summary(name)["events"] for name in names)
    if not names:
        return "No dataset that can be read"
    return f"{plural(len(names), 'dataset')} with {plural(events, 'event')}, all on this machine"


def _show_result() -> None:
    """What the last action did, or why it could not be done."""
    result = st.session_state.pop(f"{JOB} result", None)
    if result:
        data.forget()
        st.session_state[MESSAGES] = result
    if f"{JOB} failed" in st.session_state:
        st.error(markdown(st.session_state.pop(f"{JOB} failed")))
    if MESSAGES in st.session_state:
        st.success("  \n".join(map(markdown, st.session_state.pop(MESSAGES))))


def _start(work: Callable, steps: int, title: str) -> None:
    """Start a job that returns sentences; the page shows it from the next run on."""
    start(JOB, work, steps, title)
    st.rerun()


def _dataset(name: str) -> None:
    db, summary = data.data_folder(), data.summary(name)
    loads = data.loads(name)
    span = (
        f", from {summary['first_at'][:10]} to {summary['last_at'][:10]}"
        if summary["first_at"]
        else ""
    )
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"dataset {name}"
    ):
        st.markdown(
            f"**{markdown(name)}**, version {summary['version']}  \n"
            f"{plural(summary['events'], 'event')} of {plural(summary['customers'], 'customer')}{span}; "
            f"{plural(len(loads), 'load')}, the last one of {markdown(loads[-1]['file'])}"
        )
        if st.button("Back up", key=f"back up {name}"):
            _start(
                lambda step: [_backed_up(db, name, step)], BACKUP_STEPS, f"The backup of '{name}'"
            )
        with st.popover("Undo the last load"):
            st.markdown(
                f"Removes the events of {markdown(loads[-1]['file'])} and restores what was there before."
            )
            if st.button("Undo it", type="primary", key=f"undo {name}"):
                _start(
                    lambda step: [_undone(db, name, step)],
                    UNDO_STEPS,
                    f"Undoing the last load of '{name}'",
                )
        _delete(name)


def _delete(name: str) -> None:
    db = data.data_folder()
    with st.popover("Delete"):
        st.markdown("Deletes the dataset with its notes and refused rows. Its backups are kept.")
        if st.button("Delete it", type="primary", key=f"delete {name}"):
            _start(lambda step: _deleted(db, name), 1, f"The deletion of '{name}'")


def _lost(name: str) -> None:
    """A dataset of which no version can be read."""
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"lost {name}"
    ):
        st.markdown(
            f"**{markdown(name)}**  \n{markdown(store.damage_sentence(data.data_folder(), name) or '')}"
        )
        _delete(name)


def _backed_up(db: Path, name: str, step: Callable) -> str:
    return f"{name} is backed up as {back_up(db, name, None, step).name}"


def _undone(db: Path, name: str, step: Callable) -> str:
    version, file = undo(db, name, step)
    return f"{name}: the load of {file} was undone; now at version {version}"


def _deleted(db: Path, name: str) -> list[str]:
    delete(db, name)
    return [f"{name} is deleted"]


def _backups() -> None:
    st.subheader("Backups", anchor=False)
    all_backups = backups(data.data_folder())
    if not all_backups:
        st.caption(
            "No backups yet. A backup holds the events, the definition, the notes and the refused rows of a dataset."
        )
    for backup in all_backups:
        _backup(backup)
    for path in unreadable_backups(data.data_folder()):
        st.caption(markdown(f"{path.name} is not a readable backup."))
    file = st.file_uploader("Restore a backup from a file", type="zip", key="backup file")
    if file and st.button("Restore it", key="restore file"):
        _restore_elsewhere(safe_name(file.name), file)


def _restore_elsewhere(name: str, file) -> None:
    """Restore the upload from a temporary copy: a backup here may have the same name."""
    db, content = data.data_folder(), file.getbuffer()

    def restored(step: Callable) -> list[str]:
        with room(db), Temporary(db) as folder:
            durable.write_whole(folder / name, content)
            return _restored(db, folder / name, step)

    _start(restored, RESTORE_STEPS, f"The restore of {name}")


def _backup(backup: Backup) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"backup {backup.path.name}"
    ):
        st.markdown(
            f"**{markdown(backup.dataset)}** of {backup.made_at[:16].replace('T', ' ')} UTC  \n"
            f"version {backup.version}, {plural(backup.events, 'event')}, {_size(backup.size)}"
        )
        with st.popover("Restore"):
            is_there = backup.dataset in store.datasets(data.data_folder())
            effect = (
                "Replaces the current data; this can be undone."
                if is_there
                else "The dataset was deleted and comes back."
            )
            st.markdown(effect)
            if st.button("Restore it", type="primary", key=f"restore {backup.path.name}"):
                _restore(backup.path)
        name = backup.path.name
        st.download_button(
            "Download",
            backup.path.read_bytes,
            name,
            "application/zip",
            key=f"download {name}",
            on_click="ignore",
        )
        with st.popover("Remove"):
            st.markdown("The backup is deleted for good.")
            if st.button("Remove it", type="primary", key=f"remove {backup.path.name}"):
                backup.path.unlink(missing_ok=True)
                st.rerun()


def _size(bytes_: int) -> str:
    return f"{count(round(bytes_ / MEGABYTE))} MB" if bytes_ >= MEGABYTE else "under 1 MB"


def _restore(path: Path) -> None:
    db = data.data_folder()
    _start(lambda step: _restored(db, path, step), RESTORE_STEPS, f"The restore of {path.name}")


def _restored(db: Path, path: Path, step: Callable) -> list[str]:
    name, version = restore(db, path, None, step)
    return [f"{name} is restored from {path.name}; now at version {version}"]


def _uploads() -> None:
    """Copies of uploaded files that are still there, each with a button to remove it."""
    uploads = [upload for upload in kept(data.data_folder(), UPLOAD_FOLDER) if upload.files]
    if not uploads:
        return
    st.subheader("Copies of uploaded files", anchor=False)
    st.caption("They are removed when their load has ended, after a day at the latest.")
    for upload in uploads:
        size = sum(size for _, size in upload.files)
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"upload {upload.path.name}"
        ):
            names = ", ".join(name for name, _ in upload.files[:FILES_SHOWN])
            more = (
                f" and {len(upload.files) - FILES_SHOWN} more"
                if len(upload.files) > FILES_SHOWN
                else ""
            )
            st.markdown(
                f"**{markdown(names)}**{more}  \n{_size(size)}, {plural(round(upload.age / 60), 'minute')} old"
            )
            if st.button("Forget", key=f"forget {upload.path.name}"):
                forget(upload.path)
                st.rerun()


def _damaged() -> None:
    """Damaged files that were set aside; every screen mentions them until they are removed."""
    db = data.data_folder()
    versions = [
        path
        for name in (*store.datasets(db), *store.lost_datasets(db))
        for path in store.damaged(db, name)
    ]
    damaged = [*versions, *workspace.damaged(db)]
    if not damaged:
        return
    st.subheader("Damaged files", anchor=False)
    st.caption(
        "They are kept in case they can be repaired. Removing them also removes the warnings."
    )
    for path in damaged:
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            key=f"damaged {path.parent.name} {path.stem}",
        ):
            where = f" of {path.parent.name}" if path in versions else ""
            st.markdown(f"**{markdown(path.name)}**{markdown(where)}, {_size(path.stat().st_size)}")
            with st.popover("Remove"):
                st.markdown("The file is deleted for good.")
                if st.button("Remove it", type="primary", key=f"remove damaged {path}"):
                    store.remove_damaged(path) if path in versions else workspace.forget_damaged(db)
                    st.rerun()


def _check() -> None:
    st.subheader("Check integrity", anchor=False)
    st.caption("Reads every version and backup completely and compares it with what was written.")
    if st.button("Check all", key="check all"):
        db = data.data_folder()
        _start(lambda step: check(db)[0], 1, "The check of all versions")


def _erasure() -> None:
    st.subheader("Erase one customer", anchor=False)
    st.caption(
        "From every dataset, older version, file of refused rows, backup and note of this data folder. Original files, and "
        "copies of backups elsewhere, are not affected."
    )
    customer = st.text_input("Customer id, exactly as stored", key="erase customer")
    if not customer:
        return
    db = data.data_folder()
    try:
        found_traces = traces(db, customer)
    except UserError as error:
        st.error(escaped(error))
        return
    for trace in found_traces:
        st.text(trace.sentence())
    note_count = in_notes(db, customer)
    if note_count:
        st.text(f"Named in {plural(note_count, 'note')} on maps")
    if not found_traces and not note_count:
        st.text("Not in any dataset or note; backups are searched when erasing.")
    with st.popover("Erase"):
        st.markdown("This cannot be undone.")
        if st.button("Erase everywhere", type="primary", key="erase"):
            clear_import_session()
            _start(
                lambda step: _erased(db, customer, step), ERASE_STEPS, "The erasure of a customer"
            )


def _erased(db: Path, customer: str, step: Callable) -> list[str]:
    recover(db)  # an interrupted restore may still hold notes
    return erase(db, customer, None, step).sentences()
