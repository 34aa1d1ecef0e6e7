"""The map's card: title, owner, review day and note; what moved since the last review; the notes to remove."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from journey.data import workspace
from journey.data.workspace import MapCard
from journey.map.model import JourneyMap
from journey.map.review import figures, moved
from journey.model.errors import UserError
from journey.model.words import plural
from journey.ui.data import change_workspace, data_folder, generation, notes
from journey.ui.escape import markdown

NAMED_LIMIT = 4


def summary_line(card: MapCard, unfiltered_map: Callable[[], JourneyMap]) -> None:
    """One line over the map: title, owner, review, and what moved; `unfiltered_map` builds the map without filters."""
    parts = [card.title or generation().definition.title]
    parts += [f"owner {card.owner}"] if card.owner else []
    if card.review_day:
        parts.append(
            f"review {'was due' if card.review_day < date.today().isoformat() else 'due'} {card.review_day}"
        )
    if card.reviewed_at:
        parts.append(
            f"reviewed {card.reviewed_at[:10]}: {_changes_since_review(card, unfiltered_map)}"
        )
    if card.note:
        parts.append(card.note)
    if len(parts) > 1:
        st.caption(markdown(" · ".join(parts)))


def _changes_since_review(card: MapCard, unfiltered_map: Callable[[], JourneyMap]) -> str:
    """How the figures moved since the last review."""
    if card.reviewed_version == generation().number:
        return "no new data since"
    moved_figures = moved(card.figures, figures(unfiltered_map()))
    if not moved_figures:
        return "new data since; no figure moved beyond its interval"
    named = "; ".join(entry.words for entry in moved_figures[:NAMED_LIMIT])
    more = (
        f" and {len(moved_figures) - NAMED_LIMIT} more" if len(moved_figures) > NAMED_LIMIT else ""
    )
    return f"data moved since: {named}{more}"


def popover(card: MapCard, unfiltered_map: Callable[[], JourneyMap]) -> None:
    """Edit the card, mark the map as reviewed, remove notes."""
    with st.popover("Map details"):
        with st.form("map card", border=False):
            title = st.text_input(
                "Title", card.title, placeholder=generation().definition.title, max_chars=120
            )
            owner = st.text_input("Owner", card.owner, max_chars=120)
            day = st.date_input("Next review", _day(card.review_day), format="YYYY-MM-DD")
            note = st.text_area("Note", card.note, max_chars=500)
            if st.form_submit_button("Save"):
                review_day = day.isoformat() if day else ""
                changed = replace(
                    card,
                    title=title.strip(),
                    owner=owner.strip(),
                    review_day=review_day,
                    note=note.strip(),
                )
                change_workspace(
                    lambda: workspace.save_card(data_folder(), generation().dataset, changed)
                )
                st.rerun(scope="app")
        st.caption(
            "A review stores every figure of the unfiltered map. After the next load, the line above lists the figures that moved "
            "beyond their interval."
        )
        if st.button("Mark as reviewed now"):
            current_figures = figures(unfiltered_map())
            change_workspace(
                lambda: workspace.mark_reviewed(
                    data_folder(), generation().dataset, generation().number, current_figures
                )
            )
            st.rerun(scope="app")
        _notes()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError(
            f"The review day {text!r} in the workspace is not a date: delete it there."
        ) from None


def _notes() -> None:
    all_notes = notes(generation().dataset)
    if not all_notes:
        return
    st.caption(plural(len(all_notes), "note"))
    for note in reversed(all_notes):
        if st.button(
            markdown(f"✕ {note.words}"),
            key=f"note {note.note_no}",
            help="Remove this note",
            type="tertiary",
        ):
            change_workspace(
                lambda note=note: workspace.remove_note(
                    data_folder(), generation().dataset, note.note_no
                )
            )
            st.rerun(scope="app")
