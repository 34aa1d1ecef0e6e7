"""Which of a file's columns a name means, spelt as the file has it or not."""

from collections.abc import Iterable

from journey.ingest.column_names import normalised
from journey.ingest.source import Source
from journey.model.errors import BadFile


def column_index(name: str, columns: tuple[str, ...]) -> int | None:
    """The number of the column of this name; of several names with a bar between them the first that is there."""
    for option in [name, *name.split("|")]:
        if option in columns:
            return columns.index(option)
    normalised_columns = [normalised(column) for column in columns]
    return next(
        (
            normalised_columns.index(normalised(option))
            for option in name.split("|")
            if normalised(option) in normalised_columns
        ),
        None,
    )


def column_place(name: str, columns: tuple[str, ...]) -> int:
    """The same of a column that a plan found in the file."""
    index = column_index(name, columns)
    if index is None:
        raise KeyError(name)
    return index


def spelt(name: str, columns: tuple[str, ...]) -> str | None:
    """The name as the file spells it; None where it has no such column."""
    index = column_index(name, columns)
    return None if index is None else columns[index]


def check_existing(columns: Iterable[str], source: Source) -> None:
    """Raises BadFile where one of the columns is not named exactly so in the file."""
    for column in columns:
        if column not in source.columns:
            raise BadFile(
                source.name, f"has no column {column!r}: its columns are {listed(source.columns)}."
            )


def listed(columns: tuple[str, ...], limit: int = 40) -> str:
    """The names in a sentence, the first of many."""
    more = f" and {len(columns) - limit} more" if len(columns) > limit else ""
    return ", ".join(repr(name) for name in columns[:limit]) + more
