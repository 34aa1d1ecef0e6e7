"""The rows of the product's own small queries, each as a frozen dataclass whose fields are the query's columns."""

from typing import Any, Protocol, TypeVar

from journey.data.engine import Connection
from journey.data.sql import query

T = TypeVar("T")


class Ask(Protocol):
    """Asks a query in queries/proposals; its rows are of this kind."""

    def __call__(self, name: str, kind: type[T], **values: Any) -> list[T]: ...


def rows_of(result: Connection, kind: type[T]) -> list[T]:
    """The rows of an executed query; raises TypeError where its columns are not the fields of the kind."""
    names = [column[0] for column in result.description]
    return [kind(**dict(zip(names, row, strict=True))) for row in result.fetchall()]


def asking(connection: Connection) -> Ask:
    """Asks over this connection."""

    def ask(name: str, kind: type[T], **values: Any) -> list[T]:
        return rows_of(connection.execute(query("proposals", name), values), kind)

    return ask
