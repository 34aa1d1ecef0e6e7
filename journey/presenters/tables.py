"""Tables for reading: what stands over their columns, in which unit, and how numbers are written."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from journey.data.views.form import SECONDS, SHARE, Heading

ARROW = " → "
UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))
LARGE_NUMBER = 1_000
SEPARATED, ONE_DIGIT, THREE_DIGITS = "localized", "%.1f", "%.3f"


@dataclass(frozen=True)
class Table:
    """A frame, and the format of each of its columns of numbers."""

    frame: pd.DataFrame
    formats: dict[str, str]


def plain(frame: pd.DataFrame) -> Table:
    """A frame as it is: whole numbers with separators, others to three digits behind the point."""
    formats = {}
    for name in frame:
        numbers = pd.to_numeric(frame[name], errors="coerce").dropna()
        if len(numbers) and len(numbers) == frame[name].notna().sum():
            is_large = (numbers % 1 == 0).all() or numbers.abs().max() >= LARGE_NUMBER
            formats[name] = SEPARATED if is_large else THREE_DIGITS
    return Table(frame, formats)


def readable(frame: pd.DataFrame, headings: Iterable[Heading]) -> Table:
    """The columns of `headings` that hold anything, in that order: paths with arrows, shares in percent, times in one
    fitting unit."""
    columns, formats = {}, {}
    for column in headings:
        name, heading = column.name, column.words
        if name not in frame or not frame[name].notna().any():
            continue
        values = frame[name]
        if isinstance(values.iloc[0], list | tuple):
            values = values.map(ARROW.join)
        elif column.kind in (SECONDS, SHARE):
            unit, size = _unit(frame, name) if column.kind == SECONDS else ("%", 0.01)
            values, heading = pd.to_numeric(values) / size, f"{heading} ({unit})"
            is_large = values.abs().max() >= LARGE_NUMBER
            values = values.round() if is_large else values
            formats[heading] = SEPARATED if is_large else ONE_DIGIT
        columns[heading] = values
    table = plain(pd.DataFrame(columns))
    return Table(table.frame, table.formats | formats)


def _unit(frame: pd.DataFrame, name: str) -> tuple[str, float]:
    """The unit between the middle and the largest of a column of seconds; columns beside a median have that of the median."""
    unit_column = (
        name if name.startswith("waited") or "median_seconds" not in frame else "median_seconds"
    )
    numbers = pd.to_numeric(frame[unit_column])
    typical = (max(1, numbers.median()) * max(1, numbers.max())) ** 0.5
    return next((pair for pair in UNITS if typical >= pair[1]), UNITS[-1])
