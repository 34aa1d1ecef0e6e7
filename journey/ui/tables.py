"""Tables: for reading under headings, and as details of an answer with definitions and command."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from journey.data.answer import Answer
from journey.data.views.form import SECONDS, SHARE, Heading

ARROW = " → "
UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))
LARGE_NUMBER = 1_000


def details(answer: Answer, title: str = "Table and definitions", with_table: bool = True) -> None:
    """The answer as a table with definitions, notes and the command that prints the same; drawn when opened."""
    with st.expander(title, key=f"twin {title}", on_change="rerun") as expander:
        if not expander.open:
            return
        if with_table:
            _plain(answer.frame())
        for name, words in answer.definitions.items():
            st.text(f"{name}: {words}")
        for note in answer.notes:
            st.text(f"Note: {note}")
        st.code(answer.command, language="bash")


def _plain(frame: pd.DataFrame) -> None:
    """A frame as it is."""
    st.dataframe(frame, hide_index=True, width="stretch", column_config=_number_formats(frame))


def show(frame: pd.DataFrame, headings: Iterable[Heading]) -> None:
    """The columns of `headings` in that order: paths with arrows, shares in percent, times in one fitting unit."""
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
            formats[heading] = st.column_config.NumberColumn(
                format="localized" if is_large else "%.1f"
            )
        columns[heading] = values
    readable = pd.DataFrame(columns)
    st.dataframe(
        readable,
        hide_index=True,
        width="stretch",
        column_config=_number_formats(readable) | formats,
        placeholder="–",
    )


def _unit(frame: pd.DataFrame, name: str) -> tuple[str, int]:
    """The unit between the middle and the largest of a column of seconds; columns beside a median have that of the median."""
    unit_column = (
        name if name.startswith("waited") or "median_seconds" not in frame else "median_seconds"
    )
    numbers = pd.to_numeric(frame[unit_column])
    typical = (max(1, numbers.median()) * max(1, numbers.max())) ** 0.5
    return next((pair for pair in UNITS if typical >= pair[1]), UNITS[-1])


def _number_formats(frame: pd.DataFrame) -> dict:
    """Whole numbers with separators, others to three digits behind the point; texts as they are."""
    formats = {}
    for name in frame:
        numbers = pd.to_numeric(frame[name], errors="coerce").dropna()
        if len(numbers) and len(numbers) == frame[name].notna().sum():
            is_large = (numbers % 1 == 0).all() or numbers.abs().max() >= 1000
            formats[name] = st.column_config.NumberColumn(
                format="localized" if is_large else "%.3f"
            )
    return formats
