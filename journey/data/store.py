"""Where the events of a dataset lie: whole files called generations, written aside and renamed into place."""

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import filelock

from journey.data.sql import literal
from journey.model.errors import UserError

GENERATIONS_KEPT = 3
READER_MEMORY, WRITER_MEMORY = "2GB", "3GB"
SPILL_LIMIT = "20GB"
OF_A_CONNECTION = ("python_enable_replacements", "enable_progress_bar")  # settings that are not of the whole engine
LONGEST_QUERY_MS = 60_000
GROUPS_IN_AN_ARRAY = 18  # bits of small whole numbers that rows are grouped by without hashing: some hundred touchpoints, twice
DATASET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
GENERATION_FILE = re.compile(r"generation-(\d{6})\.duckdb")
DELETED_FILE = re.compile(r"deleted-(\d{6})")
INBOX, BACKUPS = "inbox", "backups"  # folders beside the datasets


_writing: dict[int, duckdb.DuckDBPyConnection] = {}  # by the thread that writes


@dataclass(frozen=True)
class Draft:
    """A generation being written: its connection, its number, and the one before, attached to it as `previous`."""

    connection: duckdb.DuckDBPyConnection
    number: int
    previous: Path | None


def dataset_folder(db: Path, dataset: str) -> Path:
    """The folder of a dataset; raises UserError where the name could leave the data folder, or is taken."""
    if not DATASET_NAME.fullmatch(dataset):
        raise UserError(f"{dataset!r} cannot name a dataset: use up to 64 letters, digits, '-' and '_'.")
    if dataset.lower() in (INBOX, BACKUPS):
        raise UserError(f"{dataset!r} cannot name a dataset: the folder of that name is for other files.")
    return db / dataset


def datasets(db: Path) -> list[str]:
    """Names of the datasets that hold at least one generation, in alphabetical order."""
    folders = sorted(db.iterdir()) if db.is_dir() else []
    return [folder.name for folder in folders if DATASET_NAME.fullmatch(folder.name) and _generations(folder)]


def generations(db: Path, dataset: str) -> list[Path]:
    """The whole generations that are kept of the dataset, oldest first."""
    return _generations(dataset_folder(db, dataset))


def refused_files(db: Path, dataset: str) -> list[Path]:
    """The files of refused rows, and of the reasons, of all loads into the dataset."""
    return sorted(dataset_folder(db, dataset).glob("refused-*"))


def refused_file(db: Path, dataset: str, version: int) -> Path:
    """Where the rows are written that the load which made this version refused."""
    return dataset_folder(db, dataset) / f"refused-{version:06d}.csv"


def current_generation(db: Path, dataset: str) -> Path | None:
    """The newest whole generation of the dataset, None where nothing was ever loaded."""
    generations = _generations(dataset_folder(db, dataset))
    return generations[-1] if generations else None


def generation_number(path: Path) -> int:
    return int(GENERATION_FILE.fullmatch(path.name)[1])


def open_reader(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only, locked-down connection; take a new cursor() of it for every call."""
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        sentence = f"{path} cannot be opened ({str(error).splitlines()[0]}): delete it to return to the version before."
        raise UserError(sentence) from None
    _lock_down(connection, READER_MEMORY, readable=[])
    connection.execute(f"set global max_execution_time = {LONGEST_QUERY_MS}")
    connection.execute(f"set global perfect_ht_threshold = {GROUPS_IN_AN_ARRAY}")
    connection.execute("set global lock_configuration = true")
    return connection


@contextmanager
def new_generation(db: Path, dataset: str, readable: list[Path], previous: Path | None = None) -> Iterator[Draft]:
    """Write the dataset's next generation; it takes its place only when the block ends without an error.

    `readable` are the files the block may read; `previous` is the generation to go on from, if not the newest. One writer at a
    time; raises UserError where another is at work.
    """
    folder = dataset_folder(db, dataset)
    folder.mkdir(parents=True, exist_ok=True)
    with _only_writer(folder):
        _remove_drafts(folder)
        before = _generations(folder)
        previous = previous or (before[-1] if before else None)
        number = _next_number(folder)
        draft = folder / f"draft-{os.getpid()}.duckdb"
        try:
            with _writer(draft, readable, previous) as connection:
                yield Draft(connection, number, previous)
            _put_in_place(draft, folder / f"generation-{number:06d}.duckdb")
        finally:
            _remove_drafts(folder)
        _prune(folder)


@contextmanager
def scratch(files: list[Path], generation: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that keeps nothing and may read and write these files alone; the generation is attached as `previous`."""
    with _writer(Path(":memory:"), files, generation) as connection:
        yield connection


def forget_generations(db: Path, dataset: str, keep: Path | None) -> None:
    """Remove every generation but one for good; raises UserError where one is held open (Windows)."""
    folder = dataset_folder(db, dataset)
    with _only_writer(folder):
        _remove_drafts(folder)
        for path in _generations(folder):
            if path != keep:
                _remove(path)


def delete_dataset(db: Path, dataset: str) -> None:
    """Remove the dataset's files; what stays is an empty mark, so that no later version has an earlier one's number."""
    folder = dataset_folder(db, dataset)
    last = _next_number(folder) - 1
    forget_generations(db, dataset, None)
    with _only_writer(folder):
        for path in (*refused_files(db, dataset), *folder.glob("deleted-*")):
            _remove(path)
        (folder / f"deleted-{last:06d}").touch()


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".wal").unlink(missing_ok=True)
    except PermissionError:
        raise UserError(f"{path} is in use and could not be removed: stop the app, then do this again.") from None


def copy_facts(connection: duckdb.DuckDBPyConnection) -> None:
    """The facts of the generation attached as `previous`; everything else is prepared anew."""
    for table in ("events", "attributes", "loads"):
        connection.execute(f"create table {table} as from previous.{table}")


def interrupt_writer(thread: int) -> None:
    """Make what this thread of the process is writing stop with an error; its draft is removed."""
    connection = _writing.get(thread)
    if connection:
        connection.interrupt()


@contextmanager
def _writer(draft: Path, readable: list[Path], previous: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    with tempfile.TemporaryDirectory(prefix="journey-") as spill:
        try:
            connection = duckdb.connect(str(draft))
        except duckdb.Error as error:
            raise UserError(f"{draft.parent} cannot be written ({str(error).splitlines()[0]}): check its rights.") from None
        try:
            if previous:
                connection.execute(f"attach {literal(str(previous))} as previous (read_only)")
            connection.execute(f"set temp_directory = {literal(spill)}")
            _lock_down(connection, WRITER_MEMORY, readable)
            connection.execute("set TimeZone = 'UTC'")
            connection.execute("set global lock_configuration = true")
            _writing[threading.get_ident()] = connection
            yield connection
        finally:
            _writing.pop(threading.get_ident(), None)
            connection.close()


def _lock_down(connection: duckdb.DuckDBPyConnection, memory: str, readable: list[Path]) -> None:
    """No file but the readable ones, no network, no extension, no Python variable can be reached from SQL."""
    paths = ", ".join(literal(str(path)) for path in readable)
    for setting in (
        f"allowed_paths = [{paths}]",
        f"memory_limit = {literal(memory)}",
        f"max_temp_directory_size = {literal(SPILL_LIMIT)}",
        "enable_progress_bar = false",
        "python_enable_replacements = false",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "enable_external_access = false",
    ):
        connection.execute(f"set {'' if setting.startswith(OF_A_CONNECTION) else 'global '}{setting}")


@contextmanager
def _only_writer(folder: Path) -> Iterator[None]:
    lock = filelock.FileLock(folder / "writer.lock", timeout=0)
    try:
        with lock:
            yield
    except filelock.Timeout:
        raise UserError(f"Another load into '{folder.name}' is running: wait until it has ended, then try again.") from None


def _put_in_place(draft: Path, place: Path) -> None:
    with draft.open("r+b") as file:
        os.fsync(file.fileno())
    draft.rename(place)


def _next_number(folder: Path) -> int:
    numbers = [generation_number(path) for path in _generations(folder)]
    numbers += [int(found[1]) for path in folder.glob("deleted-*") if (found := DELETED_FILE.fullmatch(path.name))]
    return max(numbers, default=0) + 1


def _generations(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("generation-*.duckdb") if GENERATION_FILE.fullmatch(path.name))


def _remove_drafts(folder: Path) -> None:
    for left_over in folder.glob("draft-*"):
        left_over.unlink(missing_ok=True)


def _prune(folder: Path) -> None:
    """Remove the oldest generations; one still open elsewhere (Windows) is left for the next time."""
    for old in _generations(folder)[:-GENERATIONS_KEPT]:
        with suppress(PermissionError):
            old.unlink()
