"""The exhibits of a deck in their order: what each finds, under which filters, its title and notes, and whether it is left out."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from journey.data import workspace
from journey.data.workspace import Deck, DeckEntry
from journey.exhibit.declared import DECLARED
from journey.exhibit.exhibit import Nothing
from journey.export import kept
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.presenters import present as words
from journey.ui import page_state
from journey.ui.data import DATASET, VERSION, change_workspace, data_folder
from journey.ui.escape import markdown
from journey.ui.focus import focus
from journey.ui.shared_exhibits import shared

UP, DOWN, REMOVE = "Up", "Down", "Remove"
OTHER_WAY = {UP: (DOWN,), DOWN: (UP,)}
FOCUS = "button of the deck to focus"
Change = Callable[[list[DeckEntry]], None]


def show(deck: Deck, filters: Filters, is_own: bool, can_edit: bool) -> list[str]:
    """Draw all of them, then what each finds; returns the names of those that no file will hold."""
    if can_edit and any(_filters(entry) not in (None, filters) for entry in deck.entries):
        st.button(
            "Use the present filters for all",
            key="present filters",
            help="Each exhibit keeps the filters that it was added with",
            on_click=_put_filters,
            args=(deck, filters),
        )
    places = [
        _entry(deck, index, entry, is_own, can_edit) for index, entry in enumerate(deck.entries)
    ]
    if wanted := st.session_state.pop(FOCUS, None):
        focus(wanted)
    left_out = []
    for entry, place in zip(deck.entries, places):
        ref = kept.reference(entry)
        if ref is None:
            place.caption(words.UNKNOWN)
            left_out.append(_name(entry))
            continue
        made = shared(st.session_state[VERSION], ref)
        if isinstance(made, Nothing):
            place.caption(markdown(words.left_out(made.reason)))
            left_out.append(_name(entry))
        else:
            titles = [f"**{markdown(entry.title or made.title)}**"]
            place.markdown("  \n".join([*titles, *([markdown(made.title)] * bool(entry.title))]))
    return left_out


def _entry(deck: Deck, index: int, entry: DeckEntry, is_own: bool, can_edit: bool):
    """One exhibit; returns the place for what it finds."""
    key = f"{deck.name} {page_state.state().round} {index}"
    filters = _filters(entry)
    with st.container(border=True, key=f"entry {index}"):
        left, right = st.columns([3, 2], gap="medium") if can_edit else (st.container(), None)
        with left, st.container(gap="xsmall"):
            told = [f"{index + 1}", _name(entry), filters.words() if filters and is_own else ""]
            st.caption(markdown(" · ".join(filter(None, told))))
            place = st.empty()
            if can_edit:
                _moves(deck, index, _name(entry))
        if right is not None:
            with right:
                _words(deck, index, entry, key)
    return place


def _moves(deck: Deck, index: int, name: str) -> None:
    """Buttons that a screen reader calls by their exhibit; its name is not seen on them."""
    last = len(deck.entries) - 1
    with st.container(horizontal=True, gap="small", key=f"moves {index}"):
        for label, to, change, is_possible in (
            (UP, index - 1, _swapped(index, index - 1), index > 0),
            (DOWN, index + 1, _swapped(index, index + 1), index < last),
            (REMOVE, min(index, last - 1), _without(index), True),
        ):
            st.button(
                f"{label} *{markdown(f'{index + 1}, {name}')}*",
                key=_key(label, index),
                type="tertiary",
                disabled=not is_possible,
                on_click=_move,
                args=(deck, change, label, to),
            )


def _key(label: str, index: int) -> str:
    """The button of a place in the deck, whatever stands there, so that it stays where it is drawn."""
    return f"move {label} {index}"


def _move(deck: Deck, change: Change, label: str, to: int) -> None:
    """Change the order, and let the keyboard go on at the place `to`: with the same button, or where that ends, the other way."""
    if _change(deck, change) and to >= 0:
        st.session_state[FOCUS] = [_key(each, to) for each in (label, *OTHER_WAY.get(label, ()))]


def _words(deck: Deck, index: int, entry: DeckEntry, key: str) -> None:
    """Its title and its notes, to edit; each is kept when the field is left."""
    st.text_input(
        "Title",
        entry.title,
        key=f"title {key}",
        max_chars=words.TITLE_LENGTH,
        placeholder="the finding, made anew with the data",
        on_change=_write,
        args=(deck, index, "title", f"title {key}"),
    )
    st.text_area(
        "Notes",
        entry.notes,
        key=f"notes {key}",
        height=80,
        max_chars=words.NOTES_LENGTH,
        placeholder="for whoever presents it",
        on_change=_write,
        args=(deck, index, "notes", f"notes {key}"),
    )


def _name(entry: DeckEntry) -> str:
    name = str(entry.ref.get("id", ""))
    return DECLARED[name].name if name in DECLARED else name


def _filters(entry: DeckEntry) -> Filters | None:
    ref = kept.reference(entry)
    return ref.filters if ref else None


def _swapped(one: int, other: int) -> Change:
    def change(entries: list[DeckEntry]) -> None:
        entries[one], entries[other] = entries[other], entries[one]

    return change


def _without(index: int) -> Change:
    return lambda entries: entries.__delitem__(index)


def _write(deck: Deck, index: int, field: str, widget: str) -> None:
    text = st.session_state[widget].strip()

    def change(entries: list[DeckEntry]) -> None:
        entries[index] = replace(entries[index], **{field: text})

    _change(deck, change, is_moved=False)


def _put_filters(deck: Deck, filters: Filters) -> None:
    _change(deck, lambda entries: entries.__setitem__(slice(None), _under(entries, filters)))


def _under(entries: list[DeckEntry], filters: Filters) -> list[DeckEntry]:
    return [kept.under(entry, filters) for entry in entries]


def _change(deck: Deck, change: Change, is_moved: bool = True) -> bool:
    """Change the deck as it is now, unless another window has changed which exhibits it holds."""
    db, dataset = data_folder(), st.session_state[DATASET]

    def write() -> None:
        found = [each for each in workspace.decks(db, dataset) if each.name == deck.name]
        if not found or [each.ref for each in found[0].entries] != [e.ref for e in deck.entries]:
            raise UserError("The deck was changed in another window: look again.")
        entries = list(found[0].entries)
        change(entries)
        workspace.save_deck(db, dataset, replace(found[0], entries=tuple(entries)))

    is_changed = change_workspace(write)
    if is_changed and is_moved:
        page_state.reset_widgets()
    return is_changed
