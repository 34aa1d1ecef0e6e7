"""A table as a plain value: headings, and of each field its words and, where it is a number, the number."""

from dataclasses import dataclass
from datetime import datetime

Plain = str | float | int | bool | datetime | None


@dataclass(frozen=True)
class Column:
    """`is_number` sets it to the right; `unit` is said where numbers stand without it."""

    title: str
    is_number: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Grid:
    """`words` and `values` row by row; `rest` says what of the table is not in it ("and 188 more touchpoints")."""

    columns: tuple[Column, ...]
    words: tuple[tuple[str, ...], ...]
    values: tuple[tuple[Plain, ...], ...]
    rest: str = ""
