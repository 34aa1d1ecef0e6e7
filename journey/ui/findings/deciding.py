"""What can be done with a finding: open it on the map, compare, watch, note for the workshop, dismiss with a reason."""

from dataclasses import replace

import streamlit as st

from journey.data import workspace
from journey.data.workspace import DISMISSED, WATCHED
from journey.map.answers import COMPARED_LIMIT, Comparison
from journey.model.access import Ability
from journey.model.author import written_by
from journey.model.filters import Filters
from journey.model.finding import ATTRIBUTE, BOTH, FindingName, cell_of, filters_of
from journey.presenters import findings as words
from journey.ui import access, link
from journey.ui.data import change_workspace, data_folder, generation
from journey.ui.escape import markdown

REASON_LIMIT = 200


def badges(card: words.Card) -> None:
    with st.container(horizontal=True, gap="small"):
        if card.row["news"] == "good":
            st.badge("good news", color="green")
        if card.is_new:
            st.badge("new since the version before", color="blue")
        if card.is_watched:
            st.badge("watched", color="violet")
        if card.state and card.state.state == DISMISSED:
            st.badge("dismissed, and has grown since", color="orange")


def buttons(filters: Filters, card: words.Card) -> None:
    """Those that the key allows."""
    rank = card.row["rank"]
    with st.container(horizontal=True, gap="small"):
        if st.button("Open on the map", key=f"open finding {rank}"):
            _open(filters, card, is_compared=False)
        if card.row["family"] in (ATTRIBUTE, BOTH) and st.button(
            "Compare", key=f"compare finding {rank}"
        ):
            _open(filters, card, is_compared=True)
        if not access.may(Ability.CHANGE):
            return
        if card.is_watched:
            st.button(
                "Stop watching",
                key=f"unwatch finding {rank}",
                on_click=_undecide,
                args=(card.name,),
            )
        else:
            st.button("Watch", key=f"watch finding {rank}", on_click=_decide, args=(card, WATCHED))
        st.button("Note for the workshop", key=f"note finding {rank}", on_click=_note, args=(card,))
        with st.popover("Dismiss", key=f"dismiss finding {rank}"):
            st.caption("It comes back when it grows beyond what it tells now.")
            key = f"reason finding {rank}"
            st.text_input("Why?", max_chars=REASON_LIMIT, key=key)
            st.button(
                "Dismiss",
                key=f"dismissed finding {rank}",
                type="primary",
                on_click=_dismiss,
                args=(card, key),
            )


def dismissed(card: words.Card) -> None:
    """Its title, why it was dismissed and by whom, and a button that brings it back."""
    state = card.state
    if state is None:
        return
    by = f" by {state.author}" if state.author else ""
    st.markdown(markdown(f"{card.row['title']}."))
    st.caption(
        markdown(
            f"Dismissed on {state.made_at[:10]}{by}{': ' if state.reason else '.'}{state.reason}"
        )
    )
    if access.may(Ability.CHANGE):
        st.button(
            "Bring back", key=f"bring back {card.name}", on_click=_undecide, args=(card.name,)
        )


def _open(filters: Filters, card: words.Card, is_compared: bool) -> None:
    """The map under the finding's filters with its cell open, or with its group over the others."""
    view = st.session_state[link.VIEW].opened(cell_of(card.row))
    narrowed = filters_of(card.row, filters)
    if is_compared:
        key = card.row["attribute"] or ""
        view = replace(view, comparison=Comparison(key, _compared(card)))
        narrowed = narrowed.with_values(key, filters.values(key))
    st.session_state[link.VIEW], st.session_state[link.FILTERS] = view, narrowed
    st.switch_page("app.py")


def _compared(card: words.Card) -> tuple[str, ...]:
    """The group, and so many others as the map lays over each other."""
    values = list(generation().attribute_values(card.row["attribute"] or "").values())
    others = [value for value in values if value != card.row["value"]]
    return (card.row["value"] or "", *others[: COMPARED_LIMIT - 1])


def _decide(card: words.Card, state: str, reason: str = "") -> None:
    access.require(Ability.CHANGE)
    dataset, excess = generation().dataset, card.row["excess"]
    with written_by(access.author()):
        change_workspace(
            lambda: workspace.decide(data_folder(), dataset, card.name, state, excess, reason)
        )


def _dismiss(card: words.Card, key: str) -> None:
    _decide(card, DISMISSED, str(st.session_state.get(key, ""))[:REASON_LIMIT].strip())


def _undecide(name: FindingName) -> None:
    access.require(Ability.CHANGE)
    dataset = generation().dataset
    change_workspace(lambda: workspace.undecide(data_folder(), dataset, name))


def _note(card: words.Card) -> None:
    """Its sentence as a note on its cell, which a workshop of these data begins with."""
    access.require(Ability.CHANGE)
    dataset, cell = generation().dataset, cell_of(card.row)
    note = [(str(cell), f"{card.row['sentence']}.")]
    with written_by(access.author()):
        if change_workspace(lambda: workspace.add_notes(data_folder(), dataset, note)):
            st.toast(
                "Noted: it stands in the evidence of the map, and on the board of a new workshop."
            )
