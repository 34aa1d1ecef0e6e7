"""A finding in one sentence, and the queries that findings come from."""

from collections.abc import Iterable
from typing import Any, TypeVar

from journey.data.engine import Connection
from journey.data.query_rows import rows_of
from journey.data.sql import query
from journey.ingest.report import Finding
from journey.model.errors import Setting

NAMES_SHOWN, LETTERS_SHOWN = 5, 80
T = TypeVar("T")


def warning(
    code: str,
    sentence: str,
    number: int = 0,
    samples: Iterable[str] = (),
    settings: Iterable[Setting] = (),
) -> Finding:
    shown_samples = [str(sample)[:LETTERS_SHOWN] for sample in samples][:NAMES_SHOWN]
    return Finding("look", code, sentence, int(number), shown_samples, tuple(settings))


def fine(code: str, sentence: str) -> Finding:
    return Finding("fine", code, sentence)


def shown(names: Iterable[str]) -> str:
    """The first of the names, and how many more there are: "'a', 'b' and 3 more"."""
    names = list(names)
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    return ", ".join(map(quoted, names[:NAMES_SHOWN])) + more


def quoted(name: str) -> str:
    """The name between quotes, of a very long one its beginning."""
    return repr(name if len(name) <= LETTERS_SHOWN else f"{name[:LETTERS_SHOWN]}…")


def query_row(connection: Connection, name: str, kind: type[T], **values: Any) -> T:
    return query_rows(connection, name, kind, **values)[0]


def query_rows(connection: Connection, name: str, kind: type[T], **values: Any) -> list[T]:
    """The rows of a query in queries/doctor, each as one of this kind."""
    return rows_of(connection.execute(query("doctor", name), values), kind)
