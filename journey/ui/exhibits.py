"""Exhibits on a screen: its finding as heading, the drawing, what to know of it, its menu, its table; the same for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from journey.data.answer import Answer
from journey.exhibit.chart import Bars, Cells, Dots
from journey.exhibit.declared import DECLARED, make
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource, Options, narrowed
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST
from journey.ui import exhibit_menu, layout, page_state, tables
from journey.ui.data import answers, generation
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit

FRAME = "exhibit"  # how the keys of all frames begin


def made(id: str, filters: Filters, **options: str) -> Exhibit | Nothing:
    """The exhibit of the dataset on the screen, by the analyst's rules and from the answers that are known already.

    Options that are not given are as the state of the page has them, hence the address.
    """
    known = {name: page_state.get(name) for name in DECLARED[id].options}
    return make(Ref.of(id, filters, **{**known, **options}), source(filters))


def source(filters: Filters) -> AnswerSource:
    """Whom the exhibits of the screen ask: its cache, by the analyst's rules."""

    def ask_all(questions: list[tuple[str, Options]]) -> list[Answer[Any]]:
        return answers([(view, *narrowed(filters, **options)) for view, options in questions])

    return AnswerSource(generation(), filters, unit(), ANALYST, ask_all)


@contextmanager
def shown(
    exhibit: Exhibit,
    hint: str = "",
    table: str = "Table and definitions",
    heading: DeltaGenerator | None = None,
    is_headed: bool = True,
    notes: Literal["below", ""] = "below",
    has_menu: bool = True,
    part: str = "",
) -> Iterator[None]:
    """The frame of an exhibit; its drawing comes in the block.

    `hint` says what a click does, `table` what its table is called ('' where the screen has it elsewhere, as it has its notes with
    `notes` ''). The heading stands in `heading` where controls come between, and is left out where the screen's title
    says it; without `has_menu` its menu stands elsewhere, too. `part` tells frames of one id apart.
    """
    with st.container(key=f"{FRAME} {exhibit.ref.id} {part}".rstrip()):
        if is_headed:
            with heading or st.container():
                exhibit_menu.heading(exhibit, f"{exhibit.subtitle} {hint}".rstrip(), part)
        elif has_menu:
            exhibit_menu.beside(exhibit, part)
        yield
        lines = (hint * (not is_headed), *(exhibit.notes if notes else ()))
        if said := " ".join(filter(None, lines)):
            st.caption(markdown(said))
        if table:
            tables.details(exhibit.answers[0], table)


def table(exhibit: Exhibit) -> None:
    """The table of an exhibit that is one, with all its rows."""
    tables.draw(exhibit.on_screen(theme()))


def rows(exhibit: Exhibit) -> tuple[str, ...]:
    """What the rows of its chart are called, in their order."""
    content = exhibit.content
    return content.rows if isinstance(content, Bars | Dots | Cells) else ()


def nothing(
    exhibit: Nothing,
    table: str = "Table and definitions",
    heading: DeltaGenerator | None = None,
) -> None:
    """The heading of an exhibit that has nothing to show, and why; as `shown` has it."""
    with heading or st.container():
        layout.section(markdown(exhibit.title), exhibit.reason)
    if exhibit.answers:
        tables.details(exhibit.answers[0], table)
