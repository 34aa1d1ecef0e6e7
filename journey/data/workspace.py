"""Opinions and settings that no load touches: the map's card with its last review, notes, saved views; one SQLite file."""

import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from journey.data import durable
from journey.data.room import free_bytes, no_room
from journey.data.store import WORKSPACE
from journey.model.cells import UNCODED
from journey.model.errors import UserError

WRITER_SECONDS, READER_SECONDS = 10, 0.5
SMALLEST_ROOM = 1 << 17  # bytes that SQLite needs beside the file even to read it
BESIDE = ("", "-wal", "-shm")  # the files of one SQLite database
DAMAGED = "damaged-workspace-"
TABLES = """
create table if not exists map_cards (dataset text primary key, card text not null);
create table if not exists notes (
    note_no integer primary key, dataset text not null, cell text not null, words text not null, made_at text not null
);
"""
SAVED_VIEWS = (
    "saved_views"  # a table that files of earlier programs lack: the first change makes it
)
SAVED_VIEWS_TABLE = """
create table if not exists saved_views (
    view_no integer primary key, dataset text not null, name text not null, page text not null, address text not null,
    unique (dataset, name)
)
"""
TEXTS = (
    ("notes", "note_no", "words"),
    ("notes", "note_no", "cell"),
    ("map_cards", "dataset", "card"),
    (SAVED_VIEWS, "view_no", "name"),
    (SAVED_VIEWS, "view_no", "address"),
)  # table, key, column


class WorkspaceError(UserError):
    """The notes and the map's card cannot be read or written now; the map itself does not need them."""


@dataclass(frozen=True)
class MapCard:
    """Whose map it is and when it was last reviewed; days as ISO text, '' where not given.

    `figures` are what the map said at the last review: [value, low, high] by cell; `reviewed_until` is the second in which
    observation ended then, 0 where that is not known.
    """

    title: str = ""
    owner: str = ""
    review_day: str = ""
    note: str = ""
    reviewed_at: str = ""
    reviewed_version: int = 0
    figures: dict[str, list[float]] = field(default_factory=dict)
    reviewed_until: int = 0


@dataclass(frozen=True)
class Note:
    """A note on a cell of the map; `made_at` is ISO 8601 UTC."""

    note_no: int
    cell: str
    words: str
    made_at: str


@dataclass(frozen=True)
class SavedView:
    """What a screen showed, under a name: its page, and its address as parameters."""

    name: str
    page: str
    address: dict[str, list[str]]


def read_card(db: Path, dataset: str) -> MapCard:
    rows = _rows(db, "select card from map_cards where dataset = ?", dataset)
    try:
        card = json.loads(rows[0][0]) if rows else {}
        return MapCard(
            **{name: value for name, value in card.items() if name in MapCard.__dataclass_fields__}
        )
    except (ValueError, AttributeError):
        raise WorkspaceError(
            f"The map's details of '{dataset}' cannot be read: save them anew."
        ) from None


def save_card(db: Path, dataset: str, card: MapCard) -> None:
    with _writing(db) as connection:
        _put_card(connection, dataset, card)


def mark_reviewed(
    db: Path, dataset: str, version: int, figures: dict[str, list[float]], until: int
) -> None:
    """Remember what the map says now, and until when, as the ground that later data are compared with."""
    reviewed = replace(
        read_card(db, dataset),
        reviewed_at=_now(),
        reviewed_version=version,
        figures=figures,
        reviewed_until=until,
    )
    save_card(db, dataset, reviewed)


def notes(db: Path, dataset: str) -> list[Note]:
    """The notes of a dataset, oldest first."""
    rows = _rows(
        db,
        "select note_no, cell, words, made_at from notes where dataset = ? order by note_no",
        dataset,
    )
    return [Note(*row) for row in rows]


def add_note(db: Path, dataset: str, cell: str, words: str) -> None:
    with _writing(db) as connection:
        connection.execute(
            "insert into notes (dataset, cell, words, made_at) values (?, ?, ?, ?)",
            (dataset, cell, words, _now()),
        )


def remove_note(db: Path, dataset: str, note_no: int) -> None:
    with _writing(db) as connection:
        connection.execute(
            "delete from notes where dataset = ? and note_no = ?", (dataset, note_no)
        )


def saved_views(db: Path, dataset: str) -> list[SavedView]:
    """The saved views of a dataset by name."""
    if not _has_saved_views(db):
        return []
    rows = _rows(
        db,
        "select name, page, address from saved_views where dataset = ? order by lower(name), name",
        dataset,
    )
    return [SavedView(name, page, _address(address)) for name, page, address in rows]


def _address(text: str) -> dict[str, list[str]]:
    """The parameters; none where an erasure or another program left no address."""
    try:
        table = json.loads(text)
        return {str(key): [str(value) for value in values] for key, values in table.items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def _has_saved_views(db: Path) -> bool:
    return bool(_rows(db, "select 1 from sqlite_master where name = ?", SAVED_VIEWS))


def save_view(db: Path, dataset: str, view: SavedView) -> None:
    """Keep the view under its name, in place of one that has it."""
    with _writing(db) as connection:
        _put_views(connection, dataset, [view])


def rename_view(db: Path, dataset: str, name: str, renamed: str) -> None:
    """Raises UserError where another view has the new name."""
    with _writing(db) as connection:
        taken = "select 1 from saved_views where dataset = ? and name = ?"
        if connection.execute(taken, (dataset, renamed)).fetchone():
            raise UserError(f"There is a view '{renamed}' already: take another name.")
        connection.execute(
            "update saved_views set name = ? where dataset = ? and name = ?",
            (renamed, dataset, name),
        )


def delete_view(db: Path, dataset: str, name: str) -> None:
    with _writing(db) as connection:
        connection.execute(
            "delete from saved_views where dataset = ? and name = ?", (dataset, name)
        )


def restore_opinions(
    db: Path, dataset: str, card: MapCard, kept: list[Note], views: list[SavedView]
) -> None:
    """Put card, notes and views in place of the dataset's own, as a backup holds them; all of them or none."""
    with _writing(db) as connection:
        _put_card(connection, dataset, card)
        connection.execute("delete from notes where dataset = ?", (dataset,))
        rows = [(dataset, note.cell, note.words, note.made_at) for note in kept]
        connection.executemany(
            "insert into notes (dataset, cell, words, made_at) values (?, ?, ?, ?)", rows
        )
        connection.execute("delete from saved_views where dataset = ?", (dataset,))
        _put_views(connection, dataset, views)


def forget_dataset(db: Path, dataset: str) -> None:
    """Remove the card, the notes and the views of a dataset that is no more."""
    if not (db / WORKSPACE).exists():
        return
    with _writing(db) as connection:
        connection.execute("delete from map_cards where dataset = ?", (dataset,))
        connection.execute("delete from notes where dataset = ?", (dataset,))
        connection.execute("delete from saved_views where dataset = ?", (dataset,))


def texts(db: Path) -> list[str]:
    """What the notes, cards and views of all datasets say, as it is stored."""
    has_views = _has_saved_views(db)
    return [
        text
        for table, _, column in TEXTS
        if has_views or table != SAVED_VIEWS
        for (text,) in _rows(db, f"select {column} from {table}")
    ]


def erase_words(db: Path, words: list[str]) -> int:
    """Take words out of all notes, cards and views for good, so that the file holds them nowhere, not even where it is unused.

    Returns how many of them held one.
    """
    if not words or not (db / WORKSPACE).exists():
        return 0
    pattern, erased = _pattern(words), 0
    with _writing(db) as connection:
        for table, key, column in TEXTS:
            for number, text in connection.execute(
                f"select {key}, {column} from {table}"
            ).fetchall():
                if pattern.search(text):
                    erased += 1
                    clean = pattern.sub("(erased)", text)
                    connection.execute(
                        f"update {table} set {column} = ? where {key} = ?", (clean, number)
                    )
    with (
        _errors(db),
        closing(sqlite3.connect(db / WORKSPACE, timeout=WRITER_SECONDS)) as connection,
    ):
        connection.execute("vacuum")
        connection.execute("pragma wal_checkpoint(truncate)")
    return erased


def holding(db: Path, words: list[str]) -> int:
    """How many texts of notes, cards and views hold one of the words as a word."""
    pattern = _pattern(words) if words else None
    return sum(bool(pattern.search(text)) for text in texts(db)) if pattern else 0


def require(db: Path, purpose: str) -> None:
    """Raise WorkspaceError unless the notes can be read and written, before anything is done that needs them.

    `purpose` says what does not happen then, as "nothing was deleted".
    """
    if not (db / WORKSPACE).exists():
        return
    try:
        with _writing(db) as connection:
            for table, _, column in TEXTS:
                connection.execute(f"select sum(length({column})) from {table}").fetchall()
    except WorkspaceError as error:
        raise WorkspaceError(f"{error} So {purpose}.") from None


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


def _pattern(words: list[str]) -> re.Pattern[str]:
    """The words as words of a text, also as JSON and addresses of cells write them."""
    spelt = {
        form for word in words for form in (word, json.dumps(word)[1:-1], quote(word, safe=UNCODED))
    }
    begins = r"(?:(?<!\w)|(?<=%[0-9A-F]{2}))"  # behind a sign of an address, too
    return re.compile(
        "|".join(
            rf"{begins}{re.escape(word)}(?!\w)" for word in sorted(spelt, key=len, reverse=True)
        )
    )


def _put_card(connection: sqlite3.Connection, dataset: str, card: MapCard) -> None:
    connection.execute(
        "insert or replace into map_cards values (?, ?)", (dataset, json.dumps(asdict(card)))
    )


def _put_views(connection: sqlite3.Connection, dataset: str, views: list[SavedView]) -> None:
    connection.executemany(
        "insert into saved_views (dataset, name, page, address) values (?, ?, ?, ?) "
        "on conflict (dataset, name) do update set page = excluded.page, address = excluded.address",
        [(dataset, view.name, view.page, json.dumps(view.address)) for view in views],
    )


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _rows(db: Path, sql: str, *values: str) -> list[tuple[Any, ...]]:
    """The answer to a question; of a workspace that cannot be written where it lies, as on a full disk, from a copy."""
    path = db / WORKSPACE
    if not path.exists():
        return []
    with _errors(db):
        try:
            return _ask(path, sql, values)
        except sqlite3.OperationalError as error:
            if _kind(error) in ("BUSY", "LOCKED"):
                raise
    with _errors(db), tempfile.TemporaryDirectory(prefix="journey-") as folder:
        for ending in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(path.name + ending), Path(folder) / f"copy{ending}")
        return _ask(Path(folder) / "copy", sql, values)


def _ask(path: Path, sql: str, values: tuple[str, ...]) -> list[tuple[Any, ...]]:
    with closing(
        sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=READER_SECONDS)
    ) as connection:
        return connection.execute(sql, values).fetchall()


@contextmanager
def _writing(db: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one change, which is made whole or not at all: many may read while one writes."""
    with _errors(db):
        _create(db)
        with closing(sqlite3.connect(db / WORKSPACE, timeout=WRITER_SECONDS)) as connection:
            connection.execute("pragma secure_delete = on")
            connection.execute("begin immediate")
            with connection:
                connection.execute(SAVED_VIEWS_TABLE)
                yield connection


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
def _errors(db: Path) -> Iterator[None]:
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
