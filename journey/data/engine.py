"""Connections to DuckDB: locked down, read-only to a generation or writing a draft, and what its errors mean."""

import gc
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import duckdb

from journey.data.room import is_no_room
from journey.data.sql import literal
from journey.data.temporary import Temporary
from journey.model.errors import BadFile, UserError

READER_MEMORY, WRITER_MEMORY = "2GB", "3GB"
SPILL_LIMIT = "20GB"
SMALL_INPUT, SMALL_GENERATION = 1 << 20, 8 << 20  # bytes
SMALL_BLOCK = 16_384  # bytes, the smallest: with few rows larger ones would be mostly empty
TRIES, BETWEEN_TRIES = 100, 0.03  # of opening a file whose former reader is being closed; seconds
OF_A_CONNECTION = (
    "python_enable_replacements",
    "enable_progress_bar",
)  # settings that are not of the whole engine
LONGEST_QUERY_MS = 60_000
GROUPS_IN_AN_ARRAY = 16  # bits of small whole numbers grouped by without hashing: more cost more to clear than to hash
DAMAGE_WORDS = (
    "Corrupt database file",
    "Could not read enough bytes",
    "not a valid DuckDB database file",
    "Failed to deserialize",
    "Serialization Error",
)
LATER_WORDS = "trying to read a database file with version number"

Connection = duckdb.DuckDBPyConnection
_writing: dict[int, Connection] = {}  # by the thread that writes


class DamagedFile(Exception):
    """A database file that is none any more, or not the whole one that was written."""


def open_reader(path: Path, memory: str = READER_MEMORY) -> Connection:
    """A read-only, locked-down connection whose questions use so much memory together; take a new cursor() of it for every call.

    Raises DamagedFile where it is no whole database, UserError where it cannot be opened for another reason.
    """
    try:
        connection = _new_instance(path)
    except duckdb.Error as error:
        reason = first_line(error)
        if is_damage(error) or path.stat().st_size == 0:
            raise DamagedFile(reason) from None
        if LATER_WORDS in reason:
            raise BadFile(
                path, "was written by a later version of this program: start that one."
            ) from None
        raise BadFile(path, f"cannot be opened ({reason}): check that it may be read.") from None
    _lock_down(connection, memory, readable=[])
    connection.execute(f"set global max_execution_time = {LONGEST_QUERY_MS}")
    connection.execute(f"set global perfect_ht_threshold = {GROUPS_IN_AN_ARRAY}")
    connection.execute("set global lock_configuration = true")
    return connection


def _new_instance(path: Path) -> Connection:
    """A connection to an instance of its own: one of before that is still being closed is waited for, as it is locked already.

    DuckDB keeps one instance a file and process; a reader that nobody holds any more may end in another thread just now.
    """
    for _ in range(TRIES):
        connection = duckdb.connect(str(path), read_only=True)
        [(is_locked,)] = connection.execute(
            "select current_setting('lock_configuration')"
        ).fetchall()
        if not is_locked:
            return connection
        connection.close()
        gc.collect()
        sleep(BETWEEN_TRIES)
    raise BadFile(path, "is held open by another part of this program: try again in a moment.")


@contextmanager
def writer(
    db: Path, draft: Path | None, readable: list[Path], previous: Path | None
) -> Iterator[Connection]:
    """A connection that writes the draft, or keeps nothing, and may read these files alone; `previous` is attached under that name.

    Nothing of the draft is whole before `checkpoint`, which sees that the disk is full. It has no log: one that was cut is thrown
    away, and with a log each small table would wait for the disk.
    """
    with Temporary(db, "spill") as spill:
        connection = duckdb.connect()
        try:
            is_small = _size(readable) < SMALL_INPUT and _size([previous]) < SMALL_GENERATION
            if draft:
                _attach_draft(connection, draft, f", block_size {SMALL_BLOCK}" if is_small else "")
            if previous:
                connection.execute(f"attach {literal(str(previous))} as previous (read_only)")
            connection.execute(f"set temp_directory = {literal(str(spill))}")
            if is_small:  # it is done before another core is awake
                connection.execute("set global threads = 1")
            _lock_down(connection, WRITER_MEMORY, [*readable, *([draft] if draft else [])])
            connection.execute("set TimeZone = 'UTC'")
            connection.execute("set global lock_configuration = true")
            _writing[threading.get_ident()] = connection
            yield connection
        finally:
            _writing.pop(threading.get_ident(), None)
            connection.close()


def _size(paths: Iterable[Path | None]) -> int:
    """Bytes of those of the files that are there."""
    return sum(path.stat().st_size for path in paths if path and path.is_file())


def _attach_draft(connection: Connection, draft: Path, options: str) -> None:
    """Raises UserError where it cannot be written."""
    try:
        connection.execute(
            f"attach {literal(str(draft))} as draft (recovery_mode no_wal_writes{options})"
        )
    except duckdb.Error as error:
        if is_no_room(error):
            raise
        raise UserError(
            f"{draft.parent} cannot be written ({first_line(error)}): check its rights."
        ) from None
    connection.execute("use draft")


def open_again(connection: Connection, draft: Path) -> None:
    """Let go of the draft, and of all that is remembered of it, and open the file anew, to be read only."""
    connection.execute("use memory")
    connection.execute("detach draft")
    connection.execute(f"attach {literal(str(draft))} as draft (read_only)")
    connection.execute("use draft")


@contextmanager
def scratch(db: Path, files: list[Path], generation: Path | None = None) -> Iterator[Connection]:
    """A connection that keeps nothing and may read and write these files alone; the generation is attached as `previous`."""
    with writer(db, None, files, generation) as connection:
        yield connection


def checkpoint(connection: Connection) -> None:
    """Bring all that was written into the file itself; raises the engine's error where it does not fit."""
    connection.execute("force checkpoint")


def columns_of(connection: Connection, table: str) -> list[str]:
    """The table's columns in their order, empty where there is no such table; the engine's own lists take longer to be made."""
    try:
        return [column[0] for column in connection.execute(f"from {table} limit 0").description]
    except duckdb.CatalogException:
        return []


def interrupt_writer(thread: int) -> None:
    """Make what this thread of the process is writing stop with an error; its draft is removed."""
    connection = _writing.get(thread)
    if connection:
        connection.interrupt()


def is_damage(error: Exception) -> bool:
    """Whether the error says that a database file is not what was written."""
    return isinstance(error, duckdb.Error) and any(words in str(error) for words in DAMAGE_WORDS)


def is_over_time(error: Exception) -> bool:
    """Whether a query was stopped because it ran longer than any may."""
    return isinstance(error, duckdb.InterruptException)


def first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _lock_down(connection: Connection, memory: str, readable: list[Path]) -> None:
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
        connection.execute(
            f"set {'' if setting.startswith(OF_A_CONNECTION) else 'global '}{setting}"
        )
