"""The menu of an exhibit: downloads in shared mode, the deck that it is added to, its link.

It is drawn ahead, so that it opens in the browser alone. Once it is seen it is drawn again, with the decks that there are by then
and with what shared mode leaves out of the exhibit.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import streamlit as st

from journey.data import workspace
from journey.data.workspace import WorkspaceError
from journey.exhibit.declared import DECLARED
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.export import kept
from journey.export.collection import Entry
from journey.export.files import forms_of
from journey.model.access import Ability
from journey.presenters import present as words
from journey.ui import layout, page_state
from journey.ui.access import may
from journey.ui.copy_link import show_address
from journey.ui.data import (
    DATASET,
    VERSION,
    card,
    change_workspace,
    data_folder,
    workspace_problem,
)
from journey.ui.escape import markdown
from journey.ui.page_state import DECK
from journey.ui.present import template
from journey.ui.shared_exhibits import file, missing_signs, name_of_file, shared
from journey.ui.when_shown import when_shown

MENU = "exhibit_menu"  # how the keys of all menus begin
CURRENT = "current decks"
ADDED, REFUSED = "added to a deck", "not added to a deck"  # by the menu in which it is said
SEEN = "menus seen"  # of which version and exhibit each menu was opened


def heading(exhibit: Exhibit, sentence: str, part: str = "") -> None:
    """The finding with the menu at its right, and a sentence below it. `part` tells exhibits of one id apart."""
    with st.container(horizontal=True, gap="small", key=f"headed {exhibit.ref.id} {part}"):
        with st.container(gap=None):
            layout.section(markdown(exhibit.title), sentence)
        menu(exhibit.ref, part)


def beside(exhibit: Exhibit, part: str = "") -> None:
    """The menu in the corner of an exhibit whose finding stands elsewhere."""
    with st.container(key=f"corner {exhibit.ref.id} {part}"):
        menu(exhibit.ref, part)


@st.fragment
def menu(ref: Ref, part: str = "", before: Callable[[], None] | None = None) -> None:
    """`before` draws what else the screen has to choose for this exhibit."""
    key = key_of(ref.id, part)
    label = f"Menu of {DECLARED[ref.id].name}"
    with st.popover(markdown(label), key=key, type="tertiary"):
        if before:
            before()
        _content(ref, key)


def key_of(id: str, part: str = "") -> str:
    return f"{MENU} {id} {part}".strip()


def _content(ref: Ref, key: str) -> None:
    """Files are offered before it is known whether shared mode tells of the exhibit at all: that is asked for who looks."""
    version = st.session_state[VERSION]
    files, missing = st.empty(), st.empty()
    with files.container():
        _downloads(ref, key)
        if may(Ability.CHANGE):
            _adding(ref, key)
    st.caption("Link of this exhibit")
    show_address(ref.address(st.session_state[DATASET]), key)
    seen = st.session_state.setdefault(SEEN, {})
    when_shown(key, partial(seen.__setitem__, key, (version, ref)))
    if seen.get(key) != (version, ref):
        return
    made = shared(version, ref)
    if isinstance(made, Nothing):
        files.caption(markdown(words.not_in_files(DECLARED[ref.id].name, made.reason)))
    elif signs := missing_signs(version, ref):
        missing.caption(markdown(signs))


def _downloads(ref: Ref, key: str) -> None:
    version = st.session_state[VERSION]
    title = card(st.session_state[DATASET]).title
    st.caption("Download; counts of 1 to 4 customers are hidden")
    with st.container(horizontal=True, gap="small"):
        for form in forms_of(ref.id):
            st.download_button(
                form.label,
                partial(file, version, ref, title, form.ending),
                name_of_file(version, ref, form.ending),
                form.mime,
                key=f"{key} {form.ending}",
                on_click="ignore",
            )


def _adding(ref: Ref, key: str) -> None:
    """A deck to choose, or to begin by its name, and the button that adds the exhibit to it."""
    dataset = st.session_state[DATASET]
    names = _deck_names(dataset) or [words.FIRST_DECK]
    current = st.session_state.get(CURRENT, {}).get(dataset)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Deck, or the name of a new one",
            names,
            names.index(current) if current in names else 0,
            key=f"{key} deck {current}",
            accept_new_options=True,
        )
        st.button(
            "Add to deck", key=f"{key} add", on_click=_add, args=(ref, key, f"{key} deck {current}")
        )
    if added := st.session_state.get(ADDED, {}).pop(key, None):
        st.caption(markdown(words.added(*added)))
        st.page_link("pages/present.py", label="Open the deck")
    if problem := st.session_state.get(REFUSED, {}).pop(key, None):
        st.warning(markdown(problem))


def _deck_names(dataset: str) -> list[str]:
    """None where they cannot be read: a reader who adds to one is told why."""
    with suppress(WorkspaceError):
        return [deck.name for deck in workspace.decks(data_folder(), dataset)]
    return []


def _add(ref: Ref, key: str, widget: str) -> None:
    dataset, name = st.session_state[DATASET], words.deck_name(st.session_state[widget])
    if not name:
        return
    entry = kept.as_entry(Entry(ref))

    def add() -> None:
        count = workspace.add_to_deck(data_folder(), dataset, name, entry, template.default())
        st.session_state[ADDED] = {key: (name, count)}

    if change_workspace(add):
        st.session_state[CURRENT] = {**st.session_state.get(CURRENT, {}), dataset: name}
        page_state.put(DECK, name)  # where Present opens
    else:
        st.session_state[REFUSED] = {key: workspace_problem()}
