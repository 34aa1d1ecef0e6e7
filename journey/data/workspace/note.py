"""Notes on cells of the map."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journey.data.workspace.file import author_column, now, rows, writing
from journey.model.author import author


@dataclass(frozen=True)
class Note:
    """A note on a cell of the map; `made_at` is ISO 8601 UTC, `author` '' where nobody has said who wrote it."""

    note_no: int
    cell: str
    words: str
    made_at: str
    author: str = ""


def notes(db: Path, dataset: str) -> list[Note]:
    """The notes of a dataset, oldest first."""
    found = rows(
        db,
        f"select note_no, cell, words, made_at, {author_column(db, 'notes')} from notes where dataset = ? order by note_no",
        dataset,
    )
    return [Note(*row) for row in found]


def add_note(db: Path, dataset: str, cell: str, words: str) -> None:
    with writing(db) as connection:
        connection.execute(
            "insert into notes (dataset, cell, words, made_at, author) values (?, ?, ?, ?, ?)",
            (dataset, cell, words, now(), author()),
        )


def add_notes(db: Path, dataset: str, cells_and_words: Sequence[tuple[str, str]]) -> int:
    """Add those that are not there yet, all or none; returns how many that were."""
    with writing(db) as connection:
        found = connection.execute("select cell, words from notes where dataset = ?", (dataset,))
        known = {(cell, words) for cell, words in found}
        new = [each for each in dict.fromkeys(cells_and_words) if each not in known]
        put_notes(connection, dataset, [Note(0, *each, now(), author()) for each in new])
        return len(new)


def remove_note(db: Path, dataset: str, note_no: int) -> None:
    with writing(db) as connection:
        connection.execute(
            "delete from notes where dataset = ? and note_no = ?", (dataset, note_no)
        )


def put_notes(connection: sqlite3.Connection, dataset: str, kept: Sequence[Note]) -> None:
    connection.executemany(
        "insert into notes (dataset, cell, words, made_at, author) values (?, ?, ?, ?, ?)",
        [(dataset, note.cell, note.words, note.made_at, note.author) for note in kept],
    )
