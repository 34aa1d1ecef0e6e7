"""The map's card: title, owner, review day and note; what moved since the last review; the notes to remove."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from journey.data import workspace
from journey.data.views.ripe import ripe_age
from journey.data.views.rows import RIPE, RIPE_LEAVES
from journey.data.workspace import MapCard
from journey.map.model import JourneyMap
from journey.map.review import Figures, figures, figures_at_age
from journey.model.author import by
from journey.model.filters import Filters
from journey.model.words import plural
from journey.presenters.map_card import (
    Reviewed,
    changed_by,
    edited,
    periods,
    review_day,
    summary_line,
)
from journey.ui.data import Options, answers, change_workspace, data_folder, generation, notes
from journey.ui.escape import markdown


def show(card: MapCard, unfiltered_map: Callable[[], JourneyMap]) -> None:
    """One line over the map: title, owner, review, and what moved; `unfiltered_map` builds the map without filters."""
    data = generation()
    reviewed = Reviewed(unfiltered_map, _at_age)
    line = summary_line(card, data.definition.title, data.number, date.today(), reviewed)
    if line:
        st.caption(markdown(line))


def _at_age(until: int) -> tuple[Figures, Figures]:
    """Of journeys at the same age the figures of those that the review could compare, and of those begun later."""
    compared = periods(generation(), until)
    if compared is None:
        return {}, {}
    views: list[tuple[str, Filters, Options]] = [
        (view, filters, {}) for filters in compared for view in (RIPE, RIPE_LEAVES)
    ]
    ripe, leaves, later_ripe, later_leaves = (answer.rows for answer in answers(views))
    return figures_at_age(ripe, leaves), figures_at_age(later_ripe, later_leaves)


@st.dialog("Map details")
def dialog(card: MapCard, unfiltered_map: Callable[[], JourneyMap]) -> None:
    """Edit the card, mark the map as reviewed, remove notes."""
    with st.form("map card", border=False):
        title = st.text_input(
            "Title", card.title, placeholder=generation().definition.title, max_chars=120
        )
        owner = st.text_input("Owner", card.owner, max_chars=120)
        day = st.date_input("Next review", review_day(card), format="YYYY-MM-DD")
        note = st.text_area("Note", card.note, max_chars=500)
        if st.form_submit_button("Save"):
            changed = edited(card, title, owner, day, note)
            change_workspace(
                lambda: workspace.save_card(data_folder(), generation().dataset, changed)
            )
            st.rerun(scope="app")
    for line in changed_by(card):
        st.caption(markdown(line))
    st.caption(
        "A review stores the answers and emotions of the unfiltered map. After the next load, the line above lists those that "
        f"moved beyond their interval, and where journeys begun since differ from those before, each {ripe_age(generation())} "
        "after it began."
    )
    if st.button("Mark as reviewed now"):
        current_figures = figures(unfiltered_map())
        change_workspace(
            lambda: workspace.mark_reviewed(
                data_folder(),
                generation().dataset,
                generation().number,
                current_figures,
                generation().observation.until_second,
            )
        )
        st.rerun(scope="app")
    _notes()


def _notes() -> None:
    all_notes = notes(generation().dataset)
    if not all_notes:
        return
    st.caption(plural(len(all_notes), "note"))
    for note in reversed(all_notes):
        if st.button(
            markdown(f"✕ {note.words}{by(note.author)}"),
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
