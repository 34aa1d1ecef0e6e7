"""What stands beside every chart: its table, and how its numbers are computed."""

import pandas as pd
import streamlit as st

from journey.data.answer import Answer
from journey.ui.escape import markdown

ARROW = " → "


def section(title: str, sentence: str = "") -> None:
    """A heading of our own words, and a sentence below it."""
    st.header(title, anchor=False)
    if sentence:
        st.caption(markdown(sentence))


def chart(figure, key: str, alt: str) -> None:
    """A figure across the width, without Plotly's cloud button."""
    st.plotly_chart(
        figure,
        width="stretch",
        key=key,
        theme=None,
        alt=alt,
        config={"displaylogo": False, "showSendToCloud": False, "displayModeBar": False},
    )


def twin(answer: Answer, title: str = "Table and definitions", with_table: bool = True) -> None:
    """The answer as a table, its definitions, its notes, and the command that prints the same; made when opened."""
    with st.expander(title, key=f"twin {title}", on_change="rerun") as opened:
        if not opened.open:
            return
        if with_table:
            table(answer.frame())
        for name, words in answer.definitions.items():
            st.text(f"{name}: {words}")
        for note in answer.notes:
            st.text(f"Note: {note}")
        st.code(answer.command, language="bash")


def table(frame: pd.DataFrame, columns: tuple[str, ...] = ()) -> None:
    """A frame as a table; text from data is shown letter by letter."""
    shown = frame[[name for name in columns if name in frame]] if columns else frame
    st.dataframe(shown, hide_index=True, width="stretch", column_config=_forms(shown))


UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))
SHARES = {"share", "rate", "effect", "likelihood", "betweenness"}
LARGE = 1_000


def told(frame: pd.DataFrame, words: dict[str, str]) -> None:
    """These columns in this order under these words: ways with arrows, shares in percent, times in one fitting unit."""
    shown, forms = {}, {}
    for name in (name for name in words if name in frame and frame[name].notna().any()):
        values, word = frame[name], words[name]
        if isinstance(values.iloc[0], list | tuple):
            values = values.map(ARROW.join)
        elif name.endswith("seconds") or SHARES & {*name.split("_")}:
            unit, size = _unit(frame, name) if name.endswith("seconds") else ("%", 0.01)
            values, word = pd.to_numeric(values) / size, f"{word} ({unit})"
            is_large = values.abs().max() >= LARGE
            values = values.round() if is_large else values
            forms[word] = st.column_config.NumberColumn(format="localized" if is_large else "%.1f")
        shown[word] = values
    readable = pd.DataFrame(shown)
    st.dataframe(
        readable,
        hide_index=True,
        width="stretch",
        column_config=_forms(readable) | forms,
        placeholder="–",
    )


def _unit(frame: pd.DataFrame, name: str) -> tuple[str, int]:
    """The unit between the middle and the largest of a column of seconds; columns beside a median have that of the median."""
    like = name if name.startswith("waited") or "median_seconds" not in frame else "median_seconds"
    numbers = pd.to_numeric(frame[like])
    typical = (max(1, numbers.median()) * max(1, numbers.max())) ** 0.5
    return next((pair for pair in UNITS if typical >= pair[1]), UNITS[-1])


def _forms(frame: pd.DataFrame) -> dict:
    """Whole numbers with separators, others to three digits behind the point; texts as they are."""
    forms = {}
    for name in frame:
        numbers = pd.to_numeric(frame[name], errors="coerce").dropna()
        if len(numbers) and len(numbers) == frame[name].notna().sum():
            is_large = (numbers % 1 == 0).all() or numbers.abs().max() >= 1000
            forms[name] = st.column_config.NumberColumn(format="localized" if is_large else "%.3f")
    return forms
