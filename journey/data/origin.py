"""What a generation came from, so that the last load can be taken back."""

from dataclasses import dataclass

from journey.data.engine import Connection

ADDED, REPLACED = "added", "replaced"


@dataclass(frozen=True)
class Origin:
    """Whether its last load or restore was added to what was there or replaced it, and the version from before; None where there
    was none, or where it may not come back.
    """

    kind: str
    version: int | None


def write_origin(connection: Connection, origin: Origin) -> None:
    """Note it in the generation that is being written."""
    connection.execute("create table origin (kind varchar not null, version integer)")
    connection.execute("insert into origin values (?, ?)", (origin.kind, origin.version))
