"""Saved views: what a screen showed, kept under a name."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journey.data.workspace.file import has_table, rows, writing
from journey.model.errors import UserError


@dataclass(frozen=True)
class SavedView:
    """What a screen showed, under a name: its page, and its address as parameters."""

    name: str
    page: str
    address: dict[str, list[str]]


def saved_views(db: Path, dataset: str) -> list[SavedView]:
    """The saved views of a dataset by name."""
    if not has_table(db, "saved_views"):
        return []
    found = rows(
        db,
        "select name, page, address from saved_views where dataset = ? order by lower(name), name",
        dataset,
    )
    return [SavedView(name, page, _address(address)) for name, page, address in found]


def _address(text: str) -> dict[str, list[str]]:
    """The parameters; none where an erasure or another program left no address."""
    try:
        table = json.loads(text)
        return {str(key): [str(value) for value in values] for key, values in table.items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def save_view(db: Path, dataset: str, view: SavedView) -> None:
    """Keep the view under its name, in place of one that has it."""
    with writing(db) as connection:
        put_views(connection, dataset, [view])


def rename_view(db: Path, dataset: str, name: str, renamed: str) -> None:
    """Raises UserError where another view has the new name."""
    with writing(db) as connection:
        taken = "select 1 from saved_views where dataset = ? and name = ?"
        if connection.execute(taken, (dataset, renamed)).fetchone():
            raise UserError(f"There is a view '{renamed}' already: take another name.")
        connection.execute(
            "update saved_views set name = ? where dataset = ? and name = ?",
            (renamed, dataset, name),
        )


def delete_view(db: Path, dataset: str, name: str) -> None:
    with writing(db) as connection:
        connection.execute(
            "delete from saved_views where dataset = ? and name = ?", (dataset, name)
        )


def put_views(connection: sqlite3.Connection, dataset: str, views: Sequence[SavedView]) -> None:
    connection.executemany(
        "insert into saved_views (dataset, name, page, address) values (?, ?, ?, ?) "
        "on conflict (dataset, name) do update set page = excluded.page, address = excluded.address",
        [(dataset, view.name, view.page, json.dumps(view.address)) for view in views],
    )
