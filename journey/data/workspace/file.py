"""The file of opinions and settings: one SQLite database, made with the first change, set aside where it is damaged."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from journey.data import durable
from journey.data.room import free_bytes, no_room
from journey.data.store import WORKSPACE
from journey.model.errors import UserError

WRITER_SECONDS, READER_SECONDS = 10, 0.5
SMALLEST_ROOM = 1 << 17  # bytes that SQLite needs beside the file even to read it
BESIDE = ("", "-wal", "-shm")  # the files of one SQLite database
DAMAGED = "damaged-workspace-"
TABLES = """
create table if not exists map_cards (dataset text primary key, card text not null);
create table if not exists notes (
    note_no integer primary key, dataset text not null, cell text not null, words text not null, made_at text not null,
    author text not null default ''
);
"""
LATER_TABLES = {
    "saved_views": """
        create table if not exists saved_views (
            view_no integer primary key, dataset text not null, name text not null, page text not null, address text not null,
            author text not null default '', unique (dataset, name)
        )
    """,
    "decks": """
        create table if not exists decks (
            deck_no integer primary key, dataset text not null, name text not null, entries text not null,
            template text not null, made_version integer not null,
            author text not null default '', unique (dataset, name)
        )
    """,
    "fixes": """
        create table if not exists fixes (
            fix_no integer primary key, dataset text not null, cell text not null, day text not null, words text not null,
            made_at text not null, author text not null, unique (dataset, cell)
        )
    """,
    "annotations": """
        create table if not exists annotations (
            annotation_no integer primary key, dataset text not null, day text not null, words text not null,
            made_at text not null, author text not null, unique (dataset, day, words)
        )
    """,
    "finding_states": """
        create table if not exists finding_states (
            state_no integer primary key, dataset text not null, finding text not null, state text not null,
            reason text not null, excess real not null, made_at text not null, author text not null, unique (dataset, finding)
        )
    """,
    "templates": """
        create table if not exists templates (
            template_no integer primary key, name text not null unique, content blob not null
        )
    """,
    "workshops": """
        create table if not exists workshops (
            workshop_no integer primary key autoincrement, dataset text not null, code text not null, address text not null,
            version integer not null, measured text not null, made_at text not null, author text not null,
            edition integer not null default 0
        )
    """,
    "workshop_changes": """
        create table if not exists workshop_changes (
            workshop_no integer not null, change_no integer not null, request_id text not null, writes text not null,
            primary key (workshop_no, change_no), unique (workshop_no, request_id)
        )
    """,
}  # that files of earlier programs lack: the first change makes them
WITH_AUTHOR = ("notes", "saved_views", "decks")  # as they lack this column of these


class WorkspaceError(UserError):
    """The notes and the map's card cannot be read or written now; the map itself does not need them."""


def damaged(db: Path) -> list[Path]:
    """Workspaces that were set aside as damaged, oldest first."""
    return sorted(db.glob(f"{DAMAGED}*.sqlite"))


def damage_sentence(db: Path) -> str | None:
    """What is to be known of a workspace that was set aside; None where there is none."""
    aside = damaged(db)
    if not aside:
        return None
    return (
        f"The file with the notes and the map's details was damaged and is set aside as {aside[-1].name}: notes made since stand "
        "in a new one. A restored backup brings back those that it holds."
    )


def forget_damaged(db: Path) -> int:
    """Remove the workspaces that were set aside, for good; returns how many there were."""
    aside = damaged(db)
    for path in aside:
        for ending in BESIDE:
            durable.remove(path.with_name(path.name + ending))
    return len(aside)


def now() -> str:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def rows(db: Path, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
    """The answer to a question; of a workspace that cannot be written where it lies, as on a full disk, from a copy."""
    path = db / WORKSPACE
    if not path.exists():
        return []
    with errors(db):
        try:
            return _ask(path, sql, values)
        except sqlite3.OperationalError as error:
            if _kind(error) in ("BUSY", "LOCKED"):
                raise
    with errors(db), tempfile.TemporaryDirectory(prefix="journey-") as folder:
        for ending in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(path.name + ending), Path(folder) / f"copy{ending}")
        return _ask(Path(folder) / "copy", sql, values)


def has_table(db: Path, name: str) -> bool:
    """Whether the file has a table that those of earlier programs lack."""
    return bool(rows(db, "select 1 from sqlite_master where name = ?", name))


def author_column(db: Path, table: str) -> str:
    """The column that says who made the change, as SQL; nobody where an earlier program wrote the file."""
    found = rows(db, "select 1 from pragma_table_info(?) where name = 'author'", table)
    return "author" if found else "''"


def _ask(path: Path, sql: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
    with closing(
        sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=READER_SECONDS)
    ) as connection:
        return connection.execute(sql, values).fetchall()


@contextmanager
def writing(db: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one change, which is made whole or not at all: many may read while one writes."""
    with errors(db):
        _create(db)
        with closing(sqlite3.connect(db / WORKSPACE, timeout=WRITER_SECONDS)) as connection:
            connection.execute("pragma secure_delete = on")
            connection.execute("begin immediate")
            with connection:
                for table in LATER_TABLES.values():
                    connection.execute(table)
                for name in WITH_AUTHOR:
                    _add_author(connection, name)
                yield connection


def _add_author(connection: sqlite3.Connection, table: str) -> None:
    columns = connection.execute("select name from pragma_table_info(?)", (table,)).fetchall()
    if ("author",) not in columns:
        connection.execute(f"alter table {table} add column author text not null default ''")


def _create(db: Path) -> None:
    """The file with its tables, written aside, so that a file without them is known to be damaged."""
    path = durable.make_folder(db) / WORKSPACE
    if path.exists():
        return
    draft = path.with_name(path.name + durable.DRAFT)
    try:
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("pragma journal_mode = wal")
            connection.executescript(TABLES)
        durable.put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def errors(db: Path) -> Iterator[None]:
    """What SQLite raises, in one sentence; a damaged file is set aside."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        kind = _kind(error)
        if kind == "FULL" or kind == "IOERR" and free_bytes(db) < SMALLEST_ROOM:
            raise no_room(error, db) from None
        if kind in ("CORRUPT", "NOTADB") or "no such table" in str(error):
            raise _set_aside(db) from None
        if kind in ("BUSY", "LOCKED"):
            raise WorkspaceError(
                f"The notes and the map's details are in use by another program, which holds {WORKSPACE}: close it, then try again."
            ) from None
        if kind == "IOERR":
            raise WorkspaceError(
                "The notes and the map's details cannot be written: check the disk, the room on it, and the limit on the size of "
                "files (ulimit -f)."
            ) from None
        reason = "" if kind in ("READONLY", "CANTOPEN", "PERM") else f" ({error})"
        raise _unusable(db, reason) from None
    except PermissionError:
        raise _unusable(db) from None


def _unusable(db: Path, reason: str = "") -> WorkspaceError:
    return WorkspaceError(
        f"The notes and the map's details cannot be used{reason}: check that {db / WORKSPACE} and its folder can be written."
    )


def _kind(error: sqlite3.Error) -> str:
    """The first word of SQLite's own name of the error."""
    return (
        (getattr(error, "sqlite_errorname", None) or "").removeprefix("SQLITE_").partition("_")[0]
    )


def _set_aside(db: Path) -> WorkspaceError:
    """Put the damaged file beside, so that the next change begins a new one; returns the error to be raised."""
    path = db / WORKSPACE
    aside = path.with_name(f"{DAMAGED}{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.sqlite")
    try:
        for ending in BESIDE:
            with suppress(FileNotFoundError):
                path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    except OSError:
        return WorkspaceError(
            f"The notes and the map's details cannot be read: {path} is damaged. Move it elsewhere."
        )
    return WorkspaceError(
        f"The notes and the map's details could not be read: {WORKSPACE} was damaged and is set aside as {aside.name}."
    )
