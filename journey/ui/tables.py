"""Tables: for reading under headings, and as details of an answer with definitions and command."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from journey.data.answer import Answer
from journey.presenters import attributes
from journey.presenters.tables import Table, definitions, notes, of_answer
from journey.ui.data import generation
from journey.ui.escape import markdown

SORTABLE_LIMIT = (
    50_000  # cells of a table up to which its numbers, written in words, stay numbers below them
)
MISSING = "–"


def details(
    answer: Answer[Any], title: str = "Table and definitions", with_table: bool = True
) -> None:
    """The answer as a table with definitions, notes and the command that prints the same; drawn when opened."""
    with st.expander(title, key=f"twin {title}", on_change="rerun") as expander:
        if expander.open:
            _details(answer, with_table)


@st.fragment
def numbers(title: str, answers: Mapping[str, Answer[Any]]) -> None:
    """Several answers as tabs of one expander, each with its table, definitions and command; the open one alone is drawn."""
    with st.expander(title, key=f"twin {title}", on_change="rerun") as expander:
        if not expander.open:
            return
        tabs = st.tabs([markdown(name) for name in answers], key=f"tabs {title}", on_change="rerun")
        for tab, answer in zip(tabs, answers.values(), strict=True):
            if tab.open:
                with tab:
                    _details(answer)


def _details(answer: Answer[Any], with_table: bool = True) -> None:
    if with_table:
        draw(of_answer(answer, attributes.named(generation())))
    for line in (*definitions(answer), *notes(answer)):
        st.text(line)
    st.code(answer.command, language="bash")


def draw(table: Table) -> None:
    """The table, its numbers written in words and sorted as numbers."""
    moment = st.column_config.DatetimeColumn(
        format="D MMM YYYY, HH:mm", timezone=generation().definition.timezone
    )
    is_sortable = table.frame.size <= SORTABLE_LIMIT
    st.dataframe(
        table.frame.style.format(table.writers, na_rep=MISSING) if is_sortable else table.written,
        hide_index=True,
        width="stretch",
        column_config=dict.fromkeys(table.moments, moment),
        placeholder=MISSING,
    )
