"""Tables: for reading under headings, and as details of an answer with definitions and command."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from journey.data.answer import Answer
from journey.data.views.form import Heading
from journey.presenters.tables import Table, plain, readable


def details(
    answer: Answer[Any], title: str = "Table and definitions", with_table: bool = True
) -> None:
    """The answer as a table with definitions, notes and the command that prints the same; drawn when opened."""
    with st.expander(title, key=f"twin {title}", on_change="rerun") as expander:
        if not expander.open:
            return
        if with_table:
            _draw(plain(answer.table()))
        for name, words in answer.definitions.items():
            st.text(f"{name}: {words}")
        for note in answer.notes:
            st.text(f"Note: {note}")
        st.code(answer.command, language="bash")


def show(frame: pd.DataFrame, headings: Iterable[Heading]) -> None:
    """The columns of `headings` in that order: paths with arrows, shares in percent, times in one fitting unit."""
    _draw(readable(frame, headings), placeholder="–")


def _draw(table: Table, **more) -> None:
    formats = {
        name: st.column_config.NumberColumn(format=number_format)
        for name, number_format in table.formats.items()
    }
    st.dataframe(table.frame, hide_index=True, width="stretch", column_config=formats, **more)
