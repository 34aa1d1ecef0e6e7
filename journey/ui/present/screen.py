"""The Present screen: a deck, what goes into it, and the files that are made of it."""

import streamlit as st

from journey.data.views.rows import SUMMARY
from journey.data.workspace import Deck
from journey.export import kept
from journey.export.collection import DeckRecipe
from journey.export.ready_made import ready_made
from journey.model.access import Ability
from journey.model.filters import Filters
from journey.presenters import present as words
from journey.ui import empty_result, page_state
from journey.ui.access import may
from journey.ui.data import DATASET, Seen, answer, decks, generation, seen, workspace_problem
from journey.ui.escape import markdown
from journey.ui.present import adding, choosing, entries, files, template


def show(filters: Filters) -> None:
    own = {deck.name: deck for deck in decks(st.session_state[DATASET])}
    title, summary = st.empty(), st.empty()
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="deck_row")
    with row:
        chosen = choosing.chosen(own)
    if not chosen and not answer(SUMMARY, filters).rows[0]["events"]:
        title.title(words.NOTHING_MATCHES, anchor=False)
        empty_result.show(filters)
        return
    deck = own[chosen] if chosen else kept.as_deck(_ready_made(seen(), filters))
    title.title(
        markdown(words.headline(chosen or words.READY_MADE, len(deck.entries))), anchor=False
    )
    for notice in page_state.notices():
        st.text(f"ⓘ {notice}")
    if problem := workspace_problem():
        st.warning(markdown(problem))
    may_change = may(Ability.CHANGE)
    with row:
        look = template.chosen(deck, bool(chosen))
        recipe = DeckRecipe(deck.name, kept.as_recipe(deck).entries, look)
        if not chosen and may_change:
            st.button("Copy to edit", on_click=choosing.keep, args=(recipe, own))
    if recipe.entries:
        files.show(recipe, is_own=bool(chosen))
    left_out = entries.show(deck, filters, bool(chosen), bool(chosen) and may_change)
    if chosen and may_change:
        adding.show(deck, _ready_made(seen(), filters))
    _summary(summary, deck, left_out, bool(chosen) or not may_change)


@st.cache_resource(max_entries=32, show_spinner=False)
def _ready_made(shown: Seen, filters: Filters) -> DeckRecipe:
    return ready_made(generation(), filters)


def _summary(place, deck: Deck, left_out: list[str], is_all: bool) -> None:
    """`is_all`: it does not say how a deck of one's own is built."""
    if not deck.entries:
        place.caption(words.EMPTY)
        return
    going = words.reason(len(deck.entries), left_out, deck.made_version, generation().number)
    going += words.changed_by(deck.author)
    place.caption(markdown(going if is_all else f"{going} {words.NO_DECK}"))
