"""Add to one's own deck what the ready-made one has: also what stands on no screen alone, as the emotion by touchpoint."""

import streamlit as st

from journey.data import workspace
from journey.data.workspace import Deck
from journey.exhibit.declared import DECLARED
from journey.exhibit.ref import Ref
from journey.export import kept
from journey.export.collection import DeckRecipe, Entry
from journey.presenters import present as words
from journey.ui import page_state
from journey.ui.data import DATASET, change_workspace, data_folder


def show(deck: Deck, ready_made: DeckRecipe) -> None:
    """What is chosen goes to the end of the deck at once; nothing is drawn where the deck has all."""
    held = [entry.ref for entry in deck.entries]
    refs = [entry.ref for entry in ready_made.entries if entry.ref.as_dict() not in held]
    if not refs:
        return
    key = f"add to deck {deck.name} {page_state.state().round}"
    st.selectbox(
        "Add an exhibit",
        range(len(refs)),
        None,
        format_func=lambda index: _label(refs[index]),
        key=key,
        placeholder=words.ADD,
        on_change=_add,
        args=(deck.name, refs, key),
        width=420,
    )


def _label(ref: Ref) -> str:
    """
    >>> _label(Ref("map.satisfaction", options=(("metric", "nps"),))), _label(Ref("map"))
    ('Satisfaction by stage, NPS', 'Journey map')
    """
    return ", ".join(filter(None, (DECLARED[ref.id].name, ref.option("metric").upper())))


def _add(deck: str, refs: list[Ref], key: str) -> None:
    index = st.session_state[key]
    if index is None:
        return
    entry = kept.as_entry(Entry(refs[index]))
    dataset = st.session_state[DATASET]

    def add() -> None:
        workspace.add_to_deck(data_folder(), dataset, deck, entry)

    if change_workspace(add):
        page_state.reset_widgets()
