"""Which deck is on the screen, and what is done with it as a whole: named, copied, deleted."""

from collections.abc import Mapping

import streamlit as st

from journey.data import workspace
from journey.data.workspace import Deck
from journey.export import kept
from journey.export.collection import DeckRecipe
from journey.model.access import Ability
from journey.presenters import present as words
from journey.ui import page_state
from journey.ui.access import may
from journey.ui.data import DATASET, change_workspace, data_folder
from journey.ui.escape import markdown
from journey.ui.page_state import DECK

NEW_NAME, MANAGE = "new name of a deck", "manage deck"


def chosen(own: Mapping[str, Deck]) -> str:
    """The name of the own deck on the screen; '' for the ready-made one."""
    choices = {"": words.READY_MADE, **{name: name for name in own}}
    name = page_state.choice(DECK, "Deck", choices, "", width=300)
    if name and may(Ability.CHANGE):
        _manage(name)
    return name


def _manage(name: str) -> None:
    with st.popover("Rename, copy, delete", key=MANAGE, on_change="rerun") as popover:
        if not popover.open:
            return
        st.text_input(
            "Name",
            name,
            key=f"{NEW_NAME} {name}",
            max_chars=words.NAME_LENGTH,
            on_change=_rename,
            args=(name,),
        )
        st.button("Copy", width="stretch", on_click=_copy, args=(name,))
        st.button("Delete", width="stretch", on_click=_delete, args=(name,))
        st.caption(markdown(f"'{name}' is deleted with its titles and notes."))


def _rename(name: str) -> None:
    renamed = words.deck_name(st.session_state[f"{NEW_NAME} {name}"])
    if renamed and renamed != name:
        _do(lambda: workspace.rename_deck(data_folder(), _dataset(), name, renamed), renamed)


def _copy(name: str) -> None:
    copies: list[str] = []
    if change_workspace(
        lambda: copies.append(workspace.duplicate_deck(data_folder(), _dataset(), name))
    ):
        _open(copies[0])


def _delete(name: str) -> None:
    _do(lambda: workspace.delete_deck(data_folder(), _dataset(), name), "")


def keep(recipe: DeckRecipe, taken: Mapping[str, Deck]) -> None:
    """Keep the recipe as a deck of one's own, under the first free name, and open it."""
    numbers = range(2, len(taken) + 3)
    names = [words.FIRST_DECK, *(f"{words.FIRST_DECK} {number}" for number in numbers)]
    name = next(name for name in names if name not in taken)
    deck = kept.as_deck(DeckRecipe(name, recipe.entries, recipe.template))
    _do(lambda: workspace.save_deck(data_folder(), _dataset(), deck), name)


def _do(change, name: str) -> None:
    """Change the decks; then the one of this name is open."""
    if change_workspace(change):
        _open(name)


def _open(name: str) -> None:
    page_state.put(DECK, name)
    page_state.reset_widgets()
    st.session_state[MANAGE] = False


def _dataset() -> str:
    return st.session_state[DATASET]
