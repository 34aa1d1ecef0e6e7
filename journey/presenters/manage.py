"""What the Manage part says of datasets, backups and files, and the jobs that it starts, each with its sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journey.data import durable, store, workspace
from journey.data.room import room
from journey.data.temporary import Kept, Temporary
from journey.model.author import by
from journey.model.progress import Step
from journey.model.words import count, plural
from journey.use.backup import Backup, back_up
from journey.use.delete import delete
from journey.use.erase import Traces, erase
from journey.use.recovery import recover
from journey.use.restore import restore
from journey.use.undo import undo

if TYPE_CHECKING:
    from journey.data.views.rows import SummaryRow

MEGABYTE = 1 << 20
FILES_SHOWN = 3


def headline(events: Sequence[int]) -> str:
    """How much there is; `events` of each dataset that can be read."""
    if not events:
        return "No dataset that can be read"
    return (
        f"{plural(len(events), 'dataset')} with {plural(sum(events), 'event')}, all on this machine"
    )


def version(number: int, author: str) -> str:
    """
    >>> version(7, "Ann (edit key)"), version(7, "")
    ('version 7, by Ann (edit key)', 'version 7')
    """
    return f"version {number}{by(author)}"


def contents(summary: "SummaryRow", loads: Sequence[Mapping[str, Any]]) -> str:
    """What a dataset holds, and what was loaded last; `summary` a row of the view, `loads` oldest first."""
    span = (
        f", from {summary['first_at'][:10]} to {summary['last_at'][:10]}"
        if summary["first_at"] and summary["last_at"]
        else ""
    )
    return (
        f"{plural(summary['events'], 'event')} of {plural(summary['customers'], 'customer')}{span}; "
        f"{plural(len(loads), 'load')}, the last one of {loads[-1]['file']}{by(loads[-1].get('author', ''))}"
    )


def size(bytes_: int) -> str:
    return f"{count(round(bytes_ / MEGABYTE))} MB" if bytes_ >= MEGABYTE else "under 1 MB"


def backup_moment(backup: Backup) -> str:
    return f"{backup.made_at[:16].replace('T', ' ')} UTC"


def backup_contents(backup: Backup) -> str:
    return f"version {backup.version}, {plural(backup.events, 'event')}, {size(backup.size)}"


def restore_effect(backup: Backup, datasets: Sequence[str]) -> str:
    """What restoring it does to the data that are there."""
    if backup.dataset in datasets:
        return "Replaces the current data; this can be undone."
    return "The dataset was deleted and comes back."


def upload_files(upload: Kept) -> tuple[str, str]:
    """The first files of an upload by name, and how many more there are."""
    names = ", ".join(name for name, _ in upload.files[:FILES_SHOWN])
    hidden = len(upload.files) - FILES_SHOWN
    return names, f" and {hidden} more" if hidden > 0 else ""


def upload_state(upload: Kept) -> str:
    total = size(sum(size for _, size in upload.files))
    return f"{total}, {plural(round(upload.age / 60), 'minute')} old"


@dataclass(frozen=True)
class DamagedFile:
    """A file that was set aside; `dataset` '' where it is the workspace."""

    path: Path
    dataset: str = ""

    def remove(self, db: Path) -> None:
        if self.dataset:
            store.remove_damaged(self.path)
        else:
            workspace.forget_damaged(db)


def damaged_files(db: Path) -> list[DamagedFile]:
    """Those of datasets, then those of the workspace."""
    names = (*store.datasets(db), *store.lost_datasets(db))
    versions = [path for name in names for path in store.damaged(db, name)]
    return [
        *(DamagedFile(path, path.parent.name) for path in versions),
        *(DamagedFile(path) for path in workspace.damaged(db)),
    ]


def whereabouts(traces: Sequence[Traces], notes: int) -> list[str]:
    """Where a customer stands: a sentence for each dataset, and for the notes that name them."""
    lines = [trace.sentence() for trace in traces]
    lines += [f"Named in {plural(notes, 'text')} of notes, views and decks"] if notes else []
    return lines or ["Not in any dataset or note; backups are searched when erasing."]


def backed_up(db: Path, name: str, step: Step) -> list[str]:
    return [f"{name} is backed up as {back_up(db, name, None, step).name}"]


def undone(db: Path, name: str, step: Step) -> list[str]:
    version, file = undo(db, name, step)
    return [f"{name}: the load of {file} was undone; now at version {version}"]


def deleted(db: Path, name: str) -> list[str]:
    delete(db, name)
    return [f"{name} is deleted"]


def restored(db: Path, path: Path, step: Step) -> list[str]:
    name, version = restore(db, path, None, step)
    return [f"{name} is restored from {path.name}; now at version {version}"]


def restored_upload(db: Path, name: str, content: bytes, step: Step) -> list[str]:
    """Restore an upload from a temporary copy: a backup here may have the same name."""
    with room(db), Temporary(db) as folder:
        durable.write_whole(folder / name, content)
        return restored(db, folder / name, step)


def erased(db: Path, customer: str, step: Step) -> list[str]:
    recover(db)  # an interrupted restore may still hold notes
    return erase(db, customer, None, step).sentences()
