"""The list of the journeys that a figure counts, in words and as a file."""

import csv
import io
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from journey.data.views.options import LONGEST_LIST
from journey.model.vocabulary import ENDS, outcome
from journey.model.words import count, plural

ROWS_SHOWN = 100
HEADER_HEIGHT, ROW_HEIGHT = 38, 35
TIME_COLUMNS = ("first_at", "last_at")
UNFIT_FOR_FILE_NAME = re.compile(r"[^\w.]+")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def caption(total: int, name: str) -> str:
    """How many journeys are listed, and what the list is for; `name` says which they are."""
    latest = f"The latest {ROWS_SHOWN} of " if total > ROWS_SHOWN else ""
    return (
        f"{latest}{plural(total, 'journey')} {name}. Select a row to open that customer; Previous and "
        "Next follow this list."
    )


def readable(frame: pd.DataFrame, is_timeless: bool) -> pd.DataFrame:
    """Rows of the view `journeys` for reading: outcomes in words, times as times, without empty columns."""
    names = {name: outcome(name).noun for name in ENDS}
    times = {name: pd.to_datetime(frame[name]) for name in time_columns(frame, is_timeless)}
    rows = frame.assign(outcome=frame["outcome"].map(names), **times)
    return rows.dropna(axis=1, how="all")


def time_columns(frame: pd.DataFrame, is_timeless: bool) -> list[str]:
    return [name for name in TIME_COLUMNS if name in frame and not is_timeless]


def height(rows: int, highest: int) -> int:
    """Of the table in pixels."""
    return min(highest, HEADER_HEIGHT + ROW_HEIGHT * rows)


def download_label(total: int) -> str:
    """A file holds no more than the longest list."""
    if total <= LONGEST_LIST:
        return "Download all as CSV"
    return f"Download the latest {count(LONGEST_LIST)} as CSV"


def file_name(words: str) -> str:
    """The words as the name of a CSV file."""
    return f"{UNFIT_FOR_FILE_NAME.sub('-', words).strip('-')}.csv"


def as_csv(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Rows as CSV for a spreadsheet: text that begins like a formula is marked as text."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(
        {
            name: f"'{value}"
            if isinstance(value, str) and value.startswith(FORMULA_STARTS)
            else value
            for name, value in row.items()
        }
        for row in rows
    )
    return buffer.getvalue().encode("utf-8-sig")
