"""What somebody decided of a finding: that it is watched, or dismissed and why. Kept by the names of place and group."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journey.data.workspace.file import has_table, now, rows, writing
from journey.model.author import author
from journey.model.finding import FindingName, Row, careful_excess, parse_name

WATCHED, DISMISSED = "watched", "dismissed"
TABLE = "finding_states"


@dataclass(frozen=True)
class FindingState:
    """`finding` is its name as text; `excess` how many it told of when it was decided; `made_at` is ISO 8601 UTC."""

    finding: str
    state: str
    reason: str = ""
    excess: float = 0.0
    made_at: str = ""
    author: str = ""

    @property
    def name(self) -> FindingName | None:
        return parse_name(self.finding)

    def hides(self, row: Row) -> bool:
        """Whether it stays dismissed: until what is surely more than usual exceeds what it was about then."""
        return self.state == DISMISSED and careful_excess(row) <= abs(self.excess)


def finding_states(db: Path, dataset: str) -> list[FindingState]:
    """Those of a dataset, the latest first; of a finding one."""
    if not has_table(db, TABLE):
        return []
    found = rows(
        db,
        "select finding, state, reason, excess, made_at, author from finding_states where dataset = ? "
        "order by made_at desc, finding",
        dataset,
    )
    return [FindingState(*row) for row in found]


def decide(
    db: Path, dataset: str, name: FindingName, state: str, excess: float, reason: str = ""
) -> None:
    """Keep it; what was decided of the same finding before gives way to it."""
    with writing(db) as connection:
        kept = FindingState(str(name), state, reason, excess, now(), author())
        put_finding_states(connection, dataset, [kept])


def undecide(db: Path, dataset: str, name: FindingName) -> None:
    with writing(db) as connection:
        connection.execute(
            "delete from finding_states where dataset = ? and finding = ?", (dataset, str(name))
        )


def put_finding_states(
    connection: sqlite3.Connection, dataset: str, kept: Sequence[FindingState]
) -> None:
    connection.executemany(
        "insert or replace into finding_states (dataset, finding, state, reason, excess, made_at, author) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        [
            (dataset, one.finding, one.state, one.reason, one.excess, one.made_at, one.author)
            for one in kept
        ],
    )
