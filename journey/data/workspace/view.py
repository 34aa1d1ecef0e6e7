"""Saved views: what a screen showed, kept under a name."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from journey.data.workspace.file import author_column, has_table, rows, writing
from journey.model.author import author
from journey.model.errors import UserError


@dataclass(frozen=True)
class SavedView:
    """What a screen showed, under a name: its page, and its address as parameters; `author` saved it, '' where unknown."""

    name: str
    page: str
    address: dict[str, list[str]]
    author: str = ""


def saved_views(db: Path, dataset: str) -> list[SavedView]:
    """The saved views of a dataset by name."""
    if not has_table(db, "saved_views"):
        return []
    found = rows(
        db,
        f"select name, page, address, {author_column(db, 'saved_views')} from saved_views where dataset = ? "
        "order by lower(name), name",
        dataset,
    )
    return [SavedView(name, page, _address(address), who) for name, page, address, who in found]


def _address(text: str) -> dict[str, list[str]]:
    """The parameters; none where an erasure or another program left no address."""
    try:
        table = json.loads(text)
        return {str(key): [str(value) for value in values] for key, values in table.items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def save_view(db: Path, dataset: str, view: SavedView) -> None:
    """Keep the view under its name, in place of one that has it, as saved by whoever does."""
    with writing(db) as connection:
        put_views(connection, dataset, [replace(view, author=author())])


def rename_view(db: Path, dataset: str, name: str, renamed: str) -> None:
    """Raises UserError where another view has the new name."""
    with writing(db) as connection:
        taken = "select 1 from saved_views where dataset = ? and name = ?"
        if connection.execute(taken, (dataset, renamed)).fetchone():
            raise UserError(f"There is a view '{renamed}' already: take another name.")
        connection.execute(
            "update saved_views set name = ?, author = ? where dataset = ? and name = ?",
            (renamed, author(), dataset, name),
        )


def delete_view(db: Path, dataset: str, name: str) -> None:
    with writing(db) as connection:
        connection.execute(
            "delete from saved_views where dataset = ? and name = ?", (dataset, name)
        )


def put_views(connection: sqlite3.Connection, dataset: str, views: Sequence[SavedView]) -> None:
    connection.executemany(
        "insert into saved_views (dataset, name, page, address, author) values (?, ?, ?, ?, ?) "
        "on conflict (dataset, name) do update set page = excluded.page, address = excluded.address, author = excluded.author",
        [(dataset, view.name, view.page, json.dumps(view.address), view.author) for view in views],
    )
