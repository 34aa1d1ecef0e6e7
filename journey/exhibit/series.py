"""A share that a view gives with its interval and n, as a series of a chart."""

from collections.abc import Sequence

from journey.data.ask import AnyRow
from journey.exhibit.chart import Series
from journey.model.words import percent


def share_series(name: str, colour: str, rows: Sequence[AnyRow], figure: str) -> Series:
    """The columns `figure`, `figure`_low, `figure`_high and `figure`_n of the rows; a share that is not told has no words."""
    return Series(
        name,
        colour,
        tuple(row[figure] for row in rows),
        tuple("" if row[figure] is None else percent(row[figure]) for row in rows),
        tuple(row[f"{figure}_low"] for row in rows),
        tuple(row[f"{figure}_high"] for row in rows),
        tuple(row[f"{figure}_n"] for row in rows),
    )
