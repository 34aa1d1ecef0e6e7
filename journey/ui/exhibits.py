"""Exhibits on a screen: its finding as heading, the drawing, what to know of it, its menu, its table; the same for each."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from journey.exhibit.declared import make
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import Options, Source
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST
from journey.ui import layout, tables
from journey.ui.data import answers, generation
from journey.ui.escape import markdown
from journey.ui.shell import unit


def made(id: str, filters: Filters, **options: str) -> Exhibit | Nothing:
    """The exhibit of the dataset on the screen, by the analyst's rules and from the answers that are known already."""

    def ask_all(questions: list[tuple[str, Options]]):
        return answers([(view, filters, asked) for view, asked in questions])

    source = Source(generation(), filters, unit(), ANALYST, ask_all)
    return make(Ref.of(id, filters, **options), source)


@contextmanager
def shown(exhibit: Exhibit, hint: str = "", table: str = "") -> Iterator[None]:
    """The frame of an exhibit; its drawing comes in the block. `hint` says what a click does, `table` what its table is called."""
    layout.section(markdown(exhibit.title), f"{exhibit.subtitle} {hint}".rstrip())
    yield
    for note in exhibit.notes:
        st.caption(markdown(note))
    tables.details(exhibit.answers[0], table or "Table and definitions")


def nothing(exhibit: Nothing) -> None:
    """The heading of an exhibit that has nothing to show, and why."""
    layout.section(markdown(exhibit.title), exhibit.reason)
