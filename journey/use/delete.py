"""Delete a dataset with its opinions; backups of it are kept."""

from contextlib import suppress
from pathlib import Path

from journey.data import journal, store, workspace
from journey.data.journal import Entry
from journey.data.room import NoRoom
from journey.model.errors import UnknownName

DELETION = "deletion"


def delete(db: Path, dataset: str) -> None:
    """Raises UserError, and deletes nothing, where there is none of this name, it is held open, or its notes cannot go."""
    if dataset not in (*store.datasets(db), *store.lost_datasets(db)):
        raise UnknownName("dataset", dataset, remedy="nothing was deleted")
    with suppress(NoRoom):  # a full disk is a reason to delete
        workspace.require(db, "nothing was deleted")
    try:
        with journal.recorded(db, Entry(DELETION, dataset)):
            end_deletion(db, dataset)
    except NoRoom:
        end_deletion(db, dataset)


def end_deletion(db: Path, dataset: str) -> None:
    """Remove what is there of the dataset, first its notes; on a full disk first the events, whose room the notes then have."""
    try:
        workspace.forget_dataset(db, dataset)
        store.delete_dataset(db, dataset)
    except NoRoom:
        store.delete_dataset(db, dataset)
        workspace.forget_dataset(db, dataset)
