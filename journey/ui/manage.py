"""Manage what is there: datasets with their last load, backups, and the erasure of one customer."""

from collections.abc import Callable

import streamlit as st

from journey.data import store
from journey.data.temporary import forget, kept
from journey.model.access import Ability
from journey.model.errors import UserError
from journey.presenters import manage as words
from journey.ui import data
from journey.ui.access import changing
from journey.ui.confirming import is_confirmed
from journey.ui.errors import escaped
from journey.ui.escape import markdown
from journey.ui.importing.session import UPLOAD_FOLDER, clear_import_session, safe_name
from journey.ui.job_progress import running, start
from journey.use.backup import BACKUP_STEPS, Backup, backups, unreadable_backups
from journey.use.check import check
from journey.use.erase import ERASE_STEPS, in_notes, traces
from journey.use.restore import RESTORE_STEPS
from journey.use.undo import UNDO_STEPS

JOB, MESSAGES = "manage_job", "manage_messages"


def show() -> None:
    """What the data folder holds and the actions on it; a running job is shown instead."""
    names = store.datasets(data.data_folder())
    st.title(words.headline([data.summary(name)["events"] for name in names]), anchor=False)
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
    start(JOB, work, steps, title, Ability.CHANGE)
    st.rerun()


def _row(key: str, is_framed: bool = False):
    """A row for one thing and its buttons."""
    return st.container(border=is_framed, horizontal=True, vertical_alignment="center", key=key)


def _dataset(name: str) -> None:
    db, summary, loads = data.data_folder(), data.summary(name), data.loads(name)
    with _row(f"dataset {name}", is_framed=True):
        st.markdown(
            f"**{markdown(name)}**, {words.version(summary['version'], data.author(name))}  \n"
            f"{markdown(words.contents(summary, loads))}"
        )
        if st.button("Back up", key=f"back up {name}"):
            _start(
                lambda step: words.backed_up(db, name, step),
                BACKUP_STEPS,
                f"The backup of '{name}'",
            )
        effect = f"Removes the events of {markdown(loads[-1]['file'])} and restores what was there before."
        if is_confirmed("Undo the last load", effect, "Undo it", f"undo {name}"):
            _start(
                lambda step: words.undone(db, name, step),
                UNDO_STEPS,
                f"Undoing the last load of '{name}'",
            )
        _delete(name)


def _delete(name: str) -> None:
    db = data.data_folder()
    effect = "Deletes the dataset with its notes and refused rows. Its backups are kept."
    if is_confirmed("Delete", effect, "Delete it", f"delete {name}"):
        _start(lambda step: words.deleted(db, name), 1, f"The deletion of '{name}'")


def _lost(name: str) -> None:
    """A dataset of which no version can be read."""
    with _row(f"lost {name}", is_framed=True):
        st.markdown(
            f"**{markdown(name)}**  \n{markdown(store.damage_sentence(data.data_folder(), name) or '')}"
        )
        _delete(name)


def _backups() -> None:
    db = data.data_folder()
    st.subheader("Backups", anchor=False)
    all_backups = backups(db)
    if not all_backups:
        st.caption(
            "No backups yet. A backup holds the events, the definition, the notes and the refused rows of a dataset."
        )
    for backup in all_backups:
        _backup(backup)
    for path in unreadable_backups(db):
        st.caption(markdown(f"{path.name} is not a readable backup."))
    file = st.file_uploader("Restore a backup from a file", type="zip", key="backup file")
    if file and st.button("Restore it", key="restore file"):
        name, content = safe_name(file.name), file.getvalue()
        _start(
            lambda step: words.restored_upload(db, name, content, step),
            RESTORE_STEPS,
            f"The restore of {name}",
        )


def _backup(backup: Backup) -> None:
    db, path, name = data.data_folder(), backup.path, backup.path.name
    with _row(f"backup {name}"):
        st.markdown(
            f"**{markdown(backup.dataset)}** of {words.backup_moment(backup)}  \n"
            f"{words.backup_contents(backup)}"
        )
        effect = words.restore_effect(backup, store.datasets(db))
        if is_confirmed("Restore", effect, "Restore it", f"restore {name}"):
            _start(
                lambda step: words.restored(db, path, step),
                RESTORE_STEPS,
                f"The restore of {name}",
            )
        st.download_button(
            "Download",
            path.read_bytes,
            name,
            "application/zip",
            key=f"download {name}",
            on_click="ignore",
        )
        effect = "The backup is deleted for good."
        if is_confirmed("Remove", effect, "Remove it", f"remove {name}"):
            with changing():
                path.unlink(missing_ok=True)
            st.rerun()


def _uploads() -> None:
    """Copies of uploaded files that are still there, each with a button to remove it."""
    uploads = [upload for upload in kept(data.data_folder(), UPLOAD_FOLDER) if upload.files]
    if not uploads:
        return
    st.subheader("Copies of uploaded files", anchor=False)
    st.caption("They are removed when their load has ended, after a day at the latest.")
    for upload in uploads:
        with _row(f"upload {upload.path.name}"):
            names, more = words.upload_files(upload)
            st.markdown(f"**{markdown(names)}**{more}  \n{words.upload_state(upload)}")
            if st.button("Forget", key=f"forget {upload.path.name}"):
                with changing():
                    forget(upload.path)
                st.rerun()


def _damaged() -> None:
    """Damaged files that were set aside; every screen mentions them until they are removed."""
    db = data.data_folder()
    damaged = words.damaged_files(db)
    if not damaged:
        return
    st.subheader("Damaged files", anchor=False)
    st.caption(
        "They are kept in case they can be repaired. Removing them also removes the warnings."
    )
    for file in damaged:
        path = file.path
        with _row(f"damaged {path.parent.name} {path.stem}"):
            where = f" of {markdown(file.dataset)}" if file.dataset else ""
            st.markdown(f"**{markdown(path.name)}**{where}, {words.size(path.stat().st_size)}")
            effect = "The file is deleted for good."
            if is_confirmed("Remove", effect, "Remove it", f"remove damaged {path}"):
                with changing():
                    file.remove(db)
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
        found = traces(db, customer)
    except UserError as error:
        st.error(escaped(error))
        return
    for line in words.whereabouts(found, in_notes(db, customer)):
        st.text(line)
    if is_confirmed("Erase", "This cannot be undone.", "Erase everywhere", "erase"):
        clear_import_session()
        _start(
            lambda step: words.erased(db, customer, step), ERASE_STEPS, "The erasure of a customer"
        )
