"""Which column of a file becomes which field, and which become attributes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from journey.ingest.fields import FIELDS, REQUIRED, RESERVED
from journey.model.errors import UserError

SUFFIX = " (column)"


@dataclass(frozen=True)
class Mapping:
    """Position (from 0) of each field's column, and (name, position) of each attribute's."""

    fields: tuple[tuple[str, int], ...]
    attributes: tuple[tuple[str, int], ...]

    def described(self, columns: tuple[str, ...]) -> dict[str, str]:
        return {field: columns[position] for field, position in self.fields}


def map_columns(columns: tuple[str, ...], asked: Iterable[str], file_name: str) -> Mapping:
    """A mapping from FIELD=COLUMN words and, for the rest, from columns named like a field.

    Raises UserError for a word that fits nothing and for a required field without a column.
    """
    positions = _named_alike(columns)
    for word in asked:
        field, column = _parse(word)
        positions = {other: place for other, place in positions.items() if other != field}
        if column:
            place = _position(columns, column, file_name)
            positions = {other: taken for other, taken in positions.items() if taken != place or other in _fields(asked)}
            positions[field] = place
    _check_required(positions, columns, file_name)
    used = set(positions.values())
    attributes = tuple((_attribute(name, columns), place) for place, name in enumerate(columns) if place not in used)
    return Mapping(tuple(sorted(positions.items())), attributes)


def _attribute(name: str, columns: tuple[str, ...]) -> str:
    """The column's name, told apart from the words of the product and from the other columns."""
    if name not in RESERVED:
        return name
    name += SUFFIX
    while name in columns:
        name += SUFFIX
    return name


def _fields(asked: Iterable[str]) -> set[str]:
    return {word.partition("=")[0] for word in asked}


def _named_alike(columns: tuple[str, ...]) -> dict[str, int]:
    """Columns whose name is a field's but for case, blanks and hyphens; a name spelt exactly wins."""
    places: dict[str, int] = {}
    for place, column in enumerate(columns):
        field = re.sub(r"[\s\-]+", "_", column.strip().lower())
        if field in FIELDS and (field not in places or column == field):
            places[field] = place
    return places


def _parse(word: str) -> tuple[str, str]:
    field, sign, column = word.partition("=")
    if not sign or field not in FIELDS:
        raise UserError(f"--map {word!r} is not FIELD=COLUMN with a known field: the fields are {', '.join(sorted(FIELDS))}.")
    return field, column


def _position(columns: tuple[str, ...], column: str, file_name: str) -> int:
    if column not in columns:
        raise UserError(f"{file_name} has no column {column!r}: its columns are {_list(columns)}.")
    return columns.index(column)


def _check_required(positions: dict[str, int], columns: tuple[str, ...], file_name: str) -> None:
    missing = [field for field in REQUIRED if field not in positions]
    if missing:
        options = " ".join(f"--map {field}=COLUMN" for field in missing)
        raise UserError(f"{file_name} has no column named {' or '.join(missing)}: say which it is with {options}. "
                        f"Its columns are {_list(columns)}.")


def _list(columns: tuple[str, ...], most: int = 40) -> str:
    more = f" and {len(columns) - most} more" if len(columns) > most else ""
    return ", ".join(repr(name) for name in columns[:most]) + more
