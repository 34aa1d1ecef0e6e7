"""The Findings screen: what deserves attention, a card each, with what can be done about it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from journey.data.answer import Answer
from journey.exhibit.drawing.drawing import scene_of
from journey.exhibit.exhibit import Exhibit
from journey.findings.rows import FINDING_TRENDS
from journey.model.filters import Filters
from journey.model.words import plural
from journey.presenters import findings as words
from journey.ui import exhibit_list, exhibits, link, page_state, tables
from journey.ui.data import VERSION, finding_states, generation, workspace_problem
from journey.ui.data import answer as ask
from journey.ui.drawing import show_drawing
from journey.ui.escape import markdown
from journey.ui.exhibit_list import PHONE
from journey.ui.findings import deciding, known

if TYPE_CHECKING:
    from journey.findings.rows import FindingsRow

FIRST_SHOWN = 8
ACROSS = 2
LISTS = ("findings.listed", "findings.places", "findings.watching")


@st.fragment
def show(filters: Filters) -> None:
    link.rerun_if_stale(filters)
    answer = known.known(filters)
    if answer is None:
        _wait(filters)
        return
    cards = words.cards(answer, finding_states(generation().dataset), known.earlier_names())
    shown = [card for card in cards if not card.is_dismissed]
    st.title(markdown(words.headline(shown)), anchor=False)
    st.caption(markdown(words.looked_at(answer)))
    if problem := workspace_problem():
        st.warning(markdown(problem))
    chosen = page_state.get("finding")
    page_state.mark_understood(
        "finding", not chosen or any(str(card.name) == chosen for card in cards)
    )
    if chosen:
        shown.sort(key=lambda card: str(card.name) != chosen)
    is_whole = page_state.get("more") == "all"
    _cards(filters, shown if is_whole else shown[:FIRST_SHOWN])
    if len(shown) > FIRST_SHOWN and not is_whole:
        rest = len(shown) - FIRST_SHOWN
        st.button(
            f"Show {plural(rest, 'more finding')}", on_click=page_state.put, args=("more", "all")
        )
    exhibit_list.show(filters, LISTS)
    _dismissed([card for card in cards if card.is_dismissed])
    _tables(answer, filters)
    for notice in page_state.notices():
        st.info(markdown(notice))
    link.write(filters, state_keys=page_state.FINDINGS)


def _wait(filters: Filters) -> None:
    st.title(known.LOOKING, anchor=False)
    if known.is_looking(filters):
        known.show_progress(filters)
    else:
        st.info("Looking was stopped, or failed.")
        st.button("Look again", type="primary", on_click=known.begin_again, args=(filters,))


def _cards(filters: Filters, shown: Sequence[words.Card]) -> None:
    """Two in a row, so that they stand in their order where a phone puts all below each other."""
    for place in range(0, len(shown), ACROSS):
        columns = st.columns(ACROSS, gap="medium")
        for column, card in zip(columns, shown[place : place + ACROSS]):
            with column:
                _card(filters, card)


def _card(filters: Filters, card: words.Card) -> None:
    rank = card.row["rank"]
    exhibit = exhibits.made("findings.card", filters, finding=str(card.name))
    if not isinstance(exhibit, Exhibit):
        return
    with st.container(border=True, key=f"finding {rank}", height="stretch"):
        deciding.badges(card)
        with exhibits.shown(exhibit, table="", part=str(rank)):
            show_drawing(
                f"finding drawing {rank}",
                filters,
                lambda width, is_narrow: scene_of(exhibit.content, PHONE if is_narrow else width),
                exhibit.alt,
                (st.session_state[VERSION], exhibit.ref),
                lambda word: None,
                is_beside_others=True,
            )
        deciding.buttons(filters, card)


def _dismissed(cards: Sequence[words.Card]) -> None:
    if not cards:
        return
    with st.expander(f"{plural(len(cards), 'dismissed finding')}", key="dismissed"):
        for card in cards:
            deciding.dismissed(card)


def _tables(answer: "Answer[FindingsRow]", filters: Filters) -> None:
    """With every cell of what the table of all findings has as well, and what their weeks are."""
    if not answer.rows:
        tables.details(answer, "All that was looked at: table and definitions")
        return
    tables.details(ask(FINDING_TRENDS, filters), "Period by period: table and definitions")
