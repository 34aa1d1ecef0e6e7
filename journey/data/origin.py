"""What a generation came from, so that the last load can be taken back, and who made it."""

from dataclasses import dataclass

from journey.data.engine import Connection
from journey.model.author import author

ADDED, REPLACED = "added", "replaced"


@dataclass(frozen=True)
class Origin:
    """Whether its last load or restore was added to what was there or replaced it, and the version from before; None where there
    was none, or where it may not come back.

    `author` made this version, '' where nobody has said who.
    """

    kind: str
    version: int | None
    author: str = ""


def write_origin(connection: Connection, origin: Origin) -> None:
    """Note it in the generation that is being written, by whoever makes the change; where nobody does, by whom it was."""
    connection.execute(
        "create table origin (kind varchar not null, version integer, author varchar not null)"
    )
    values = (origin.kind, origin.version, author() or origin.author)
    connection.execute("insert into origin values (?, ?, ?)", values)
