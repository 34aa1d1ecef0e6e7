"""Tables for reading as plain values."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from journey.data.views.form import Heading
from journey.exhibit.grid import Column, Grid, Plain
from journey.model.theme import Theme
from journey.model.words import plural
from journey.presenters.tables import Table, readable

MISSING, ROWS_LIMIT = "–", 60


def tabled(
    frame: pd.DataFrame, headings: Iterable[Heading], noun: str
) -> tuple[Grid, Callable[[Theme], Table]]:
    """The columns of `headings`: the first rows as a grid, and all of them for a screen. `noun` is what a row is."""
    kept = tuple(headings)
    return _grid(frame, kept, noun), lambda theme: readable(frame, kept)


def _grid(frame: pd.DataFrame, headings: Sequence[Heading], noun: str) -> Grid:
    rest = max(0, len(frame) - ROWS_LIMIT)
    table = readable(frame.head(ROWS_LIMIT), headings)
    cells = [
        [_cell(value, name, table) for name, value in zip(table.frame, row, strict=True)]
        for row in table.frame.itertuples(index=False, name=None)
    ]
    return Grid(
        tuple(Column(name, name in table.writers) for name in table.frame),
        tuple(tuple(words for words, _ in row) for row in cells),
        tuple(tuple(value for _, value in row) for row in cells),
        f"and {plural(rest, f'more {noun}')}" if rest else "",
    )


def _cell(value: Any, name: str, table: Table) -> tuple[str, Plain]:
    """How a value is written, and the value."""
    if pd.isna(value):
        return MISSING, None
    if name in table.writers:
        return table.writers[name](value), value
    return str(value), value
