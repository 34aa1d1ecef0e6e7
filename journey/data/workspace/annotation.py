"""Days on which something happened that may have changed figures: a release, a training, a campaign."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journey.data.workspace.file import has_table, now, rows, writing
from journey.model.author import author


@dataclass(frozen=True)
class Annotation:
    """`day` is ISO 8601, `words` what happened; `made_at` is ISO 8601 UTC."""

    day: str
    words: str
    made_at: str = ""
    author: str = ""


def annotations(db: Path, dataset: str) -> list[Annotation]:
    """Those of a dataset, the earliest day first; of a day and the same words one."""
    if not has_table(db, "annotations"):
        return []
    found = rows(
        db,
        "select day, words, made_at, author from annotations where dataset = ? order by day, words",
        dataset,
    )
    return [Annotation(*row) for row in found]


def annotate(db: Path, dataset: str, day: str, words: str) -> None:
    with writing(db) as connection:
        put_annotations(connection, dataset, [Annotation(day, words, now(), author())])


def remove_annotation(db: Path, dataset: str, day: str, words: str) -> None:
    with writing(db) as connection:
        connection.execute(
            "delete from annotations where dataset = ? and day = ? and words = ?",
            (dataset, day, words),
        )


def put_annotations(
    connection: sqlite3.Connection, dataset: str, kept: Sequence[Annotation]
) -> None:
    connection.executemany(
        "insert or replace into annotations (dataset, day, words, made_at, author) values (?, ?, ?, ?, ?)",
        [(dataset, each.day, each.words, each.made_at, each.author) for each in kept],
    )
