"""What became of the actions of a workshop, once newer data are loaded."""

from urllib.parse import parse_qs

import streamlit as st

from journey.data.workspace import Workshop
from journey.exhibit.around import Around, figures_around
from journey.model.filters import Filters, from_link
from journey.presenters import workshops as words
from journey.ui.data import Seen, data_folder, generation, seen
from journey.ui.escape import markdown
from journey.workshop.kept import read
from journey.workshop.measured import of_json
from journey.workshop.progress import progress
from journey.workshop.things import Action

KEPT = 16


def show(found: Workshop) -> None:
    """A line an action that names a figure; nothing while the data are those of the workshop that decided it."""
    began = of_json(found.measured).until
    actions = [
        action
        for action in read(data_folder(), found).all(Action).values()
        if action.metric and action.stage and (action.until or generation().number != found.version)
    ]
    if not actions:
        return
    st.subheader("What became of the actions", anchor=False)
    filters, _ = from_link(parse_qs(found.address))
    for action in actions:
        around = _around(seen(), filters, action.until or began)
        outcome = progress(action, around.before, around.since)
        st.markdown(f"**{markdown(action.title)}**")
        st.caption(markdown(words.outcome_line(action, outcome, around.means)))
    st.caption(
        "Journeys that were old enough to compare when the action was decided beside those that have become so since, each at "
        "the same age; answers and emotions by their own date. What moved may have other causes than the action."
    )


@st.cache_data(max_entries=KEPT, show_spinner="Comparing then and now")
def _around(shown: Seen, filters: Filters, until: int) -> Around:
    return figures_around(generation(), filters, until)
