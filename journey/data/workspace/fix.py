"""Days on which something was mended at a touchpoint, so that before and after can be compared."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journey.data.workspace.file import has_table, now, rows, writing
from journey.model.author import author


@dataclass(frozen=True)
class Fix:
    """`cell` is the touchpoint's cell of the map, `day` ISO 8601, `words` what was mended; `made_at` is ISO 8601 UTC."""

    cell: str
    day: str
    words: str = ""
    made_at: str = ""
    author: str = ""


def fixes(db: Path, dataset: str) -> list[Fix]:
    """The fixes of a dataset, the latest day first; of a touchpoint one."""
    if not has_table(db, "fixes"):
        return []
    found = rows(
        db,
        "select cell, day, words, made_at, author from fixes where dataset = ? order by day desc, cell",
        dataset,
    )
    return [Fix(*row) for row in found]


def mark_fix(db: Path, dataset: str, cell: str, day: str, words: str) -> None:
    """Keep the day; another of the same touchpoint gives way to it."""
    with writing(db) as connection:
        put_fixes(connection, dataset, [Fix(cell, day, words, now(), author())])


def remove_fix(db: Path, dataset: str, cell: str) -> None:
    with writing(db) as connection:
        connection.execute("delete from fixes where dataset = ? and cell = ?", (dataset, cell))


def put_fixes(connection: sqlite3.Connection, dataset: str, kept: Sequence[Fix]) -> None:
    connection.executemany(
        "insert or replace into fixes (dataset, cell, day, words, made_at, author) values (?, ?, ?, ?, ?, ?)",
        [(dataset, fix.cell, fix.day, fix.words, fix.made_at, fix.author) for fix in kept],
    )
