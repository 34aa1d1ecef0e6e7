"""Opinions and settings that no load touches: the map's card with its last review, and the notes; one SQLite file."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

FILE = "workspace.sqlite"
WAIT_SECONDS = 10
TABLES = """
create table if not exists map_cards (dataset text primary key, card text not null);
create table if not exists notes (
    note_no integer primary key, dataset text not null, cell text not null, words text not null, made_at text not null
);
"""


@dataclass(frozen=True)
class MapCard:
    """Whose map it is and when it was last reviewed; days as ISO text, '' where not given.

    `figures` are what the map said at the last review: [value, low, high] by cell.
    """

    title: str = ""
    owner: str = ""
    review_day: str = ""
    note: str = ""
    reviewed_at: str = ""
    reviewed_version: int = 0
    figures: dict[str, list[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Note:
    """A note on a cell of the map; `made_at` is ISO 8601 UTC."""

    note_no: int
    cell: str
    words: str
    made_at: str


def read_card(db: Path, dataset: str) -> MapCard:
    with _opened(db) as connection:
        found = connection.execute("select card from map_cards where dataset = ?", (dataset,)).fetchone()
    known = {name: value for name, value in json.loads(found[0]).items() if name in MapCard.__dataclass_fields__} if found else {}
    return MapCard(**known)


def save_card(db: Path, dataset: str, card: MapCard) -> None:
    with _opened(db) as connection:
        connection.execute("insert or replace into map_cards values (?, ?)", (dataset, json.dumps(asdict(card))))


def mark_reviewed(db: Path, dataset: str, version: int, figures: dict[str, list[float]]) -> None:
    """Remember what the map says now, as the ground that later data are compared with."""
    card = read_card(db, dataset)
    save_card(db, dataset, replace(card, reviewed_at=_now(), reviewed_version=version, figures=figures))


def notes(db: Path, dataset: str) -> list[Note]:
    """The notes of a dataset, oldest first."""
    with _opened(db) as connection:
        rows = connection.execute("select note_no, cell, words, made_at from notes where dataset = ? order by note_no", (dataset,))
        return [Note(*row) for row in rows]


def add_note(db: Path, dataset: str, cell: str, words: str) -> None:
    with _opened(db) as connection:
        connection.execute("insert into notes (dataset, cell, words, made_at) values (?, ?, ?, ?)", (dataset, cell, words, _now()))


def remove_note(db: Path, dataset: str, note_no: int) -> None:
    with _opened(db) as connection:
        connection.execute("delete from notes where dataset = ? and note_no = ?", (dataset, note_no))


def restore_opinions(db: Path, dataset: str, card: MapCard, kept: list[Note]) -> None:
    """Put a card and notes in place of the dataset's own, as a backup holds them."""
    save_card(db, dataset, card)
    with _opened(db) as connection:
        connection.execute("delete from notes where dataset = ?", (dataset,))
        rows = [(dataset, note.cell, note.words, note.made_at) for note in kept]
        connection.executemany("insert into notes (dataset, cell, words, made_at) values (?, ?, ?, ?)", rows)


def forget_dataset(db: Path, dataset: str) -> None:
    """Remove the card and the notes of a dataset that is no more."""
    with _opened(db) as connection:
        connection.execute("delete from map_cards where dataset = ?", (dataset,))
        connection.execute("delete from notes where dataset = ?", (dataset,))


def erase_words(db: Path, words: list[str]) -> None:
    """Take words out of all notes and cards for good, so that the file holds them nowhere, not even where it is unused."""
    if not words or not (db / FILE).exists():
        return
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
    with _opened(db) as connection:
        for table, key, column in (("notes", "note_no", "words"), ("map_cards", "dataset", "card")):
            for number, text in connection.execute(f"select {key}, {column} from {table}").fetchall():
                if pattern.search(text):
                    told = pattern.sub("(erased)", text)
                    connection.execute(f"update {table} set {column} = ? where {key} = ?", (told, number))
    with closing(sqlite3.connect(db / FILE, timeout=WAIT_SECONDS)) as connection:
        connection.execute("vacuum")
        connection.execute("pragma wal_checkpoint(truncate)")


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


@contextmanager
def _opened(db: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one job: many may read while one writes."""
    db.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(db / FILE, timeout=WAIT_SECONDS)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.executescript(TABLES)
        with connection:
            yield connection
    finally:
        connection.close()
