"""Exhibits one below the other: drawn as files draw them, each with its menu and its tables."""

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from journey.data.answer import Answer
from journey.exhibit.declared import DECLARED
from journey.exhibit.drawing.drawing import scene_of
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.model.filters import Filters
from journey.ui import exhibits, tables
from journey.ui.data import VERSION
from journey.ui.drawing import show_drawing
from journey.ui.escape import markdown

PHONE = 360.0


def show(filters: Filters, ids: Iterable[str], told: str = "") -> None:
    """`told` is the reason that stands above already: whatever is missing for the same is not named again."""
    for id in ids:
        exhibit = exhibits.made(id, filters)
        if isinstance(exhibit, Exhibit):
            show_exhibit(filters, exhibit)
        elif exhibit.reason != told:
            exhibits.nothing(exhibit, _table(id))


def say_nothing(exhibit: Nothing) -> None:
    """Why there is nothing under the page's title, with what can be read all the same."""
    st.info(markdown(exhibit.reason))
    for answer in exhibit.answers:
        tables.details(answer, _table(exhibit.ref.id))


def show_exhibit(filters: Filters, exhibit: Exhibit, is_headed: bool = True) -> None:
    """Its finding, its drawing, its notes, and the tables of all its answers; the page's title may say its finding."""
    table = _table(exhibit.ref.id)
    with exhibits.shown(exhibit, table=table, is_headed=is_headed):
        if not is_headed:
            st.caption(markdown(exhibit.subtitle))
        show_drawing(
            exhibit.ref.id,
            filters,
            lambda width, is_narrow: scene_of(exhibit.content, PHONE if is_narrow else width),
            exhibit.alt,
            (st.session_state[VERSION], exhibit.ref),
            lambda word: None,
        )
    for name, answer in zip(_names_of_others(exhibit.answers), exhibit.answers[1:], strict=True):
        tables.details(answer, f"{DECLARED[exhibit.ref.id].name}, {name}: table and definitions")


def _names_of_others(answers: Sequence[Answer[Any]]) -> list[str]:
    """What tells each answer after the first from those before it: its groups, else its view, else a number."""
    taken = [_groups(answers[0])]
    for number, answer in enumerate(answers[1:], 2):
        view = answer.view.replace("_", " ")
        names = (_groups(answer), view, f"{view} {number}")
        taken.append(next(name for name in names if name not in taken))
    return taken[1:]


def _groups(answer: Answer[Any]) -> str:
    """'by stage and channel', or 'all together'."""
    keys = [key.replace("_", " ") for key in answer.options.by]
    return f"by {' and '.join(keys)}" if keys else "all together"


def _table(id: str) -> str:
    """What the exhibit's table is called; each on the page has a name of its own."""
    return f"{DECLARED[id].name}: table and definitions"
