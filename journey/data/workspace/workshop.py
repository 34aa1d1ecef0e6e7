"""Workshops and the log of each: changes in their order, on the disk before anybody is told of them."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

from journey.data.workspace.file import has_table, now, rows, writing
from journey.model.author import author
from journey.model.errors import UserError

COLUMNS = "workshop_no, dataset, code, address, version, measured, made_at, author, edition"


@dataclass(frozen=True)
class Workshop:
    """A workshop on one version of a dataset under the filters of an address; `measured` is what its map tells, as JSON.

    `code` opens it, '' once it has ended; `made_at` is ISO 8601 UTC; `edition` counts how often words were erased from its log.
    """

    workshop_no: int
    dataset: str
    code: str
    address: str
    version: int
    measured: str
    made_at: str
    author: str = ""
    edition: int = 0


@dataclass(frozen=True)
class LoggedChange:
    """`change_no` counts from 1 on in each workshop; `request_id` is the request's own, `writes` JSON."""

    change_no: int
    request_id: str
    writes: str


@dataclass(frozen=True)
class KeptWorkshop:
    """A workshop with its log, as a backup holds it."""

    workshop: Workshop
    changes: tuple[LoggedChange, ...]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "KeptWorkshop":
        """As `asdict` gives it; raises TypeError or KeyError where it is none."""
        changes = tuple(LoggedChange(**change) for change in kept["changes"])
        return cls(Workshop(**kept["workshop"]), changes)


class Overtaken(UserError):
    """Another program has changed the board meanwhile: its changes are to be read first."""


def begin_workshop(
    db: Path, dataset: str, code: str, address: str, version: int, measured: str
) -> Workshop:
    """Keep a new workshop; raises UserError where a workshop that has not ended has the code."""
    with writing(db) as connection:
        if connection.execute("select 1 from workshops where code = ?", (code,)).fetchone():
            raise UserError(f"The code {code} is taken: begin again.")
        kept = (dataset, code, address, version, measured, now(), author())
        found = connection.execute(
            "insert into workshops (dataset, code, address, version, measured, made_at, author) values (?, ?, ?, ?, ?, ?, ?)",
            kept,
        )
        return Workshop(int(found.lastrowid or 0), *kept)


def workshops(db: Path, dataset: str) -> list[Workshop]:
    """The workshops of a dataset, newest first."""
    return _found(db, "dataset = ? order by workshop_no desc", dataset)


def workshop_by_code(db: Path, code: str) -> Workshop | None:
    """The workshop that the code opens."""
    return next(iter(_found(db, "code = ? and code <> ''", code)), None)


def workshop(db: Path, workshop_no: int) -> Workshop | None:
    return next(iter(_found(db, "workshop_no = ?", workshop_no)), None)


def set_code(db: Path, workshop_no: int, code: str) -> None:
    """Open the workshop by this code, or by none with ''."""
    with writing(db) as connection:
        connection.execute("update workshops set code = ? where workshop_no = ?", (code, workshop_no))  # fmt: skip


def delete_workshop(db: Path, workshop_no: int) -> None:
    with writing(db) as connection:
        _delete(connection, [workshop_no])


def logged_changes(db: Path, workshop_no: int, after: int = 0) -> list[LoggedChange]:
    """The changes of a workshop behind the one of this number, in their order."""
    if not has_table(db, "workshop_changes"):
        return []
    sql = (
        "select change_no, request_id, writes from workshop_changes where workshop_no = ? and change_no > ? "
        "order by change_no"
    )
    return [LoggedChange(*row) for row in rows(db, sql, workshop_no, after)]


def log_changes(db: Path, workshop_no: int, changes: Sequence[LoggedChange]) -> None:
    """All of them or none; when it returns they are on the disk. Raises Overtaken where another program has these numbers."""
    with writing(db) as connection:
        if not connection.execute(
            "select 1 from workshops where workshop_no = ?", (workshop_no,)
        ).fetchone():
            raise UserError("This workshop was deleted.")
        last = connection.execute(
            "select coalesce(max(change_no), 0) from workshop_changes where workshop_no = ?",
            (workshop_no,),
        ).fetchone()[0]
        if last != changes[0].change_no - 1:
            raise Overtaken("The board was changed by another program meanwhile.")
        connection.executemany(
            "insert into workshop_changes (workshop_no, change_no, request_id, writes) values (?, ?, ?, ?)",
            [(workshop_no, one.change_no, one.request_id, one.writes) for one in changes],
        )


def kept_workshops(db: Path, dataset: str) -> list[KeptWorkshop]:
    """The workshops of a dataset with their logs, oldest first."""
    return [
        KeptWorkshop(each, tuple(logged_changes(db, each.workshop_no)))
        for each in reversed(workshops(db, dataset))
    ]


def put_workshops(
    connection: sqlite3.Connection, dataset: str, kept: Sequence[KeptWorkshop]
) -> None:
    """Under new numbers, and under their codes where no other workshop has them by now."""
    for each in kept:
        taken = connection.execute("select 1 from workshops where code = ?", (each.workshop.code,))
        whole = replace(
            each.workshop, dataset=dataset, code="" if taken.fetchone() else each.workshop.code
        )
        names = COLUMNS.partition(", ")[2]
        found = connection.execute(
            f"insert into workshops ({names}) values (?, ?, ?, ?, ?, ?, ?, ?)", astuple(whole)[1:]
        )
        connection.executemany(
            "insert into workshop_changes (workshop_no, change_no, request_id, writes) values (?, ?, ?, ?)",
            [(found.lastrowid, one.change_no, one.request_id, one.writes) for one in each.changes],
        )


def delete_workshops_of(connection: sqlite3.Connection, dataset: str) -> None:
    found = connection.execute("select workshop_no from workshops where dataset = ?", (dataset,))
    _delete(connection, [number for (number,) in found.fetchall()])


def _delete(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    for table in ("workshop_changes", "workshops"):
        connection.executemany(
            f"delete from {table} where workshop_no = ?", [(number,) for number in numbers]
        )


def _found(db: Path, where: str, value: str | int) -> list[Workshop]:
    if not has_table(db, "workshops"):
        return []
    return [Workshop(*row) for row in rows(db, f"select {COLUMNS} from workshops where {where}", value)]  # fmt: skip
