"""Where the events of a dataset lie: whole files called generations, each with a number, and what stands beside them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from journey.data import durable, temporary
from journey.model.errors import BadFile, UserError

GENERATIONS_KEPT = 3
DATASET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
GENERATION_FILE = re.compile(r"generation-(\d{6})\.duckdb")
DAMAGED_FILE = re.compile(r"damaged-(\d{6})\.duckdb")
DELETED_FILE = re.compile(r"deleted-(\d{6})")
REFUSED_FILE = re.compile(r"refused-(\d{6})[-.].*")
INBOX, BACKUPS, JOBS = "inbox", "backups", ".jobs"  # folders beside the datasets
WORKSPACE, LOCK, LATEST = "workspace.sqlite", "writer.lock", "latest"
DRAFTS = "draft-*"

_left_out: set[Path] = set()  # damaged generations that cannot be renamed
_sentences: dict[str, None] = {}  # what was said of those that this process set aside


class DamagedVersion(UserError):
    """A version was set aside as damaged; asking again gets the one before it."""


def dataset_folder(db: Path, dataset: str) -> Path:
    """The folder of a dataset; raises UserError where the name could leave the data folder, or is taken."""
    if not DATASET_NAME.fullmatch(dataset):
        raise UserError(
            f"{dataset!r} cannot name a dataset: use up to 64 symbols, digits, '-' and '_'."
        )
    if dataset.lower() in (INBOX, BACKUPS):
        raise UserError(
            f"{dataset!r} cannot name a dataset: the folder of that name is for other files."
        )
    return db / dataset


def datasets(db: Path) -> list[str]:
    """Names of the datasets that hold at least one generation, in alphabetical order."""
    return [folder.name for folder in _dataset_folders(db) if _numbered(folder, GENERATION_FILE)]


def lost_datasets(db: Path) -> list[str]:
    """Names of the datasets of which only damaged versions are left."""
    return [
        folder.name
        for folder in _dataset_folders(db)
        if _numbered(folder, DAMAGED_FILE) and not _numbered(folder, GENERATION_FILE)
    ]


def generations(db: Path, dataset: str) -> list[Path]:
    """The generations that are kept of the dataset, oldest first."""
    return _numbered(dataset_folder(db, dataset), GENERATION_FILE)


def current_generation(db: Path, dataset: str) -> Path | None:
    """The newest generation of the dataset, None where nothing was ever loaded."""
    kept = generations(db, dataset)
    return kept[-1] if kept else None


def generation_number(path: Path) -> int:
    return _number(path, GENERATION_FILE)


def findings_file(path: Path) -> Path:
    """Where the findings of this version are kept."""
    return path.with_suffix(".findings.json")


def next_number(folder: Path) -> int:
    """The number of the next generation: higher than any that was ever given, also to what was deleted or is damaged."""
    numbers = [
        _number(path, pattern)
        for pattern in (GENERATION_FILE, DAMAGED_FILE, DELETED_FILE)
        for path in _numbered(folder, pattern)
    ]
    return max([*numbers, latest_number(folder)]) + 1


def latest_number(folder: Path) -> int:
    """The number of the newest version that ever came into force, as it was noted then; 0 where nothing was noted."""
    try:
        return int((folder / LATEST).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def note_latest(folder: Path, number: int) -> None:
    """Note which version is the newest, so that it is missed when it is gone."""
    durable.write_whole(folder / LATEST, str(number).encode())


def refused_files(db: Path, dataset: str) -> list[Path]:
    """The files of refused rows, of the reasons, and of values left out, of all loads into the dataset."""
    return sorted(dataset_folder(db, dataset).glob("refused-*"))


def refused_file(db: Path, dataset: str, version: int) -> Path:
    """Where the rows are written that the load which made this version refused."""
    return dataset_folder(db, dataset) / f"refused-{version:06d}.csv"


def left_out_file(db: Path, dataset: str, version: int) -> Path:
    """Where the values are listed that the load which made this version left out of events that stay."""
    return dataset_folder(db, dataset) / f"refused-{version:06d}.left-out.csv"


def damaged(db: Path, dataset: str) -> list[Path]:
    """The versions of the dataset that were set aside as damaged, oldest first."""
    folder = dataset_folder(db, dataset)
    return [
        *_numbered(folder, DAMAGED_FILE),
        *sorted(path for path in _left_out if path.parent == folder.resolve()),
    ]


def set_aside(path: Path) -> DamagedVersion:
    """Take a damaged generation out of use, so that the one before it is in force again; returns the error to be raised.

    Where the folder cannot be written, this process alone leaves it out.
    """
    try:
        with suppress(FileNotFoundError):  # another process was faster
            path.rename(path.with_name(f"damaged-{generation_number(path):06d}.duckdb"))
            path.with_name(path.name + ".wal").unlink(missing_ok=True)
    except OSError:
        _left_out.add(path.resolve())
    sentence = damage_sentence(path.parent.parent, path.parent.name)
    sentence = (
        sentence or f"A version of '{path.parent.name}' was damaged and is left out: try again."
    )
    _sentences[sentence] = None
    return DamagedVersion(sentence)


def remove_damaged(path: Path) -> None:
    """Remove a version that was set aside; its number is not given again."""
    number = _number(path, DAMAGED_FILE, GENERATION_FILE)
    (path.parent / f"deleted-{number:06d}").touch()
    remove(path)


def damage_seen() -> list[str]:
    """What this process found damaged, in words, in the order in which it was found."""
    return list(_sentences)


def damage_sentence(db: Path, dataset: str) -> str | None:
    """What is to be known of a newer version than the one in force that was set aside as damaged; None where there is none."""
    aside, current = damaged(db, dataset), current_generation(db, dataset)
    if not aside:
        return _missing_sentence(db, dataset, current)
    file = aside[-1]
    number = _number(file, DAMAGED_FILE, GENERATION_FILE)
    if current is None:
        return f"No version of '{dataset}' can be read: version {number} is damaged. Restore a backup, or load the files again."
    if number < generation_number(current):
        return None
    return (
        f"Version {number} of '{dataset}' is damaged and left out ({file.name}): version {generation_number(current)} is in force "
        "again. What came after it has to be loaded or defined again."
    )


def _missing_sentence(db: Path, dataset: str, current: Path | None) -> str | None:
    """What is to be known where the newest version was removed by somebody else than this program."""
    folder = dataset_folder(db, dataset)
    number = latest_number(folder)
    if (
        current is None
        or number <= generation_number(current)
        or (folder / f"deleted-{number:06d}").exists()
    ):
        return None
    return (
        f"Version {number} of '{dataset}' is missing from the data folder: version {generation_number(current)} is in force. What "
        "came after it has to be loaded or defined again."
    )


def forget_generations(db: Path, dataset: str, keep: Path | None) -> None:
    """Remove every generation but one for good, with those that are damaged; raises UserError where one is held open (Windows)."""
    folder = dataset_folder(db, dataset)
    with only_writer(folder):
        remove_drafts(folder)
        for path in (*_numbered(folder, GENERATION_FILE), *_numbered(folder, DAMAGED_FILE)):
            if path != keep:
                remove(path)


def delete_dataset(db: Path, dataset: str) -> None:
    """Remove the dataset's files; what stays is an empty mark, so that no later version has an earlier one's number."""
    folder = dataset_folder(db, dataset)
    last = next_number(folder) - 1
    forget_generations(db, dataset, None)
    with only_writer(folder):
        for path in (*refused_files(db, dataset), *folder.glob("deleted-*")):
            remove(path)
        (folder / f"deleted-{last:06d}").touch()


def remove(path: Path) -> None:
    """Remove a file of a dataset for good; raises UserError where it is held open (Windows)."""
    try:
        durable.remove(path)
        path.with_name(path.name + ".wal").unlink(missing_ok=True)
        findings_file(path).unlink(missing_ok=True)
    except PermissionError:
        raise BadFile(
            path, "is in use and could not be removed: stop the app, then do this again."
        ) from None


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the dataset against other writers; raises UserError where one is at work."""
    lock = filelock.FileLock(
        folder / LOCK, timeout=0, mode=durable.PRIVATE_FILE, thread_local=False
    )
    try:
        with lock:
            yield
    except filelock.Timeout:
        raise UserError(
            f"Another load into '{folder.name}', or another job on it, is running: wait until it has ended, then try again."
        ) from None


def prune(folder: Path) -> None:
    """Remove the oldest generations; one still open elsewhere (Windows) is left for the next time."""
    for old in _numbered(folder, GENERATION_FILE)[:-GENERATIONS_KEPT]:
        with suppress(PermissionError):
            durable.remove(old)
            findings_file(old).unlink(missing_ok=True)


def remove_drafts(folder: Path) -> None:
    """Remove what a load that was cut left behind: its draft, and refused rows of a version that never came into force."""
    for path in folder.glob(DRAFTS):
        path.unlink(missing_ok=True)
    number = next_number(folder)
    for path in folder.glob("refused-*"):
        if (parts := REFUSED_FILE.fullmatch(path.name)) and int(parts[1]) >= number:
            path.unlink(missing_ok=True)


def remove_what_was_cut(db: Path) -> None:
    """Remove the drafts and temporary files of processes that are no more."""
    temporary.remove_stale(db)
    for folder in _dataset_folders(db):
        if any(folder.glob(DRAFTS)):
            with suppress(UserError), only_writer(folder):
                remove_drafts(folder)


def make_private(db: Path) -> None:
    """Let nobody but the owner read what lies in the data folder, also where it was wider before."""
    if not db.is_dir():
        return
    durable.restrict(db)
    own = [db / name for name in (INBOX, BACKUPS, JOBS, temporary.FOLDER)] + _dataset_folders(db)
    for folder in own:
        durable.restrict_all(folder)
    for file in (*db.glob(f"{WORKSPACE}*"), *db.glob("*.key"), *db.glob("damaged-*")):
        durable.restrict(file)


def _dataset_folders(db: Path) -> list[Path]:
    """The folders that datasets are, or were, written into, by name."""
    folders = sorted(db.iterdir()) if db.is_dir() else []
    return [
        folder for folder in folders if DATASET_NAME.fullmatch(folder.name) and _is_dataset(folder)
    ]


def _is_dataset(folder: Path) -> bool:
    """Whether loads went into the folder: others, as a project's own beside the data, are never touched."""
    return (folder / LOCK).is_file() or bool(_numbered(folder, GENERATION_FILE))


def _number(path: Path, *patterns: re.Pattern[str]) -> int:
    """The number in a version's file name, which is of one of these patterns."""
    for pattern in patterns:
        if found := pattern.fullmatch(path.name):
            return int(found[1])
    raise ValueError(f"{path.name} is no version of a dataset")


def _numbered(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    """The folder's files of this pattern, by number."""
    found = (path for path in folder.glob("*-*") if pattern.fullmatch(path.name))
    return sorted(path for path in found if path.is_file() and not _is_left_out(path))


def _is_left_out(path: Path) -> bool:
    return bool(_left_out) and path.resolve() in _left_out
