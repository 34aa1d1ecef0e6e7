"""What became of the actions of a workshop, once newer data are loaded."""

from functools import partial

import streamlit as st

from journey.exhibit.around import Around, figures_around
from journey.exhibit.workshop.actions import outcome
from journey.exhibit.workshop.kept import Held
from journey.model.filters import Filters
from journey.ui.data import Seen, generation, seen
from journey.ui.escape import markdown
from journey.workshop.things import Action

KEPT = 16


def show(found: Held) -> None:
    """A line an action that names a figure; nothing while the data are those of the workshop that decided it."""
    told = [
        (action.title, line)
        for action in found.board.all(Action).values()
        if (line := outcome(found, action, generation().number, partial(_around, seen())))
    ]
    if not told:
        return
    st.subheader("What became of the actions", anchor=False)
    for title, line in told:
        st.markdown(f"**{markdown(title)}**")
        st.caption(markdown(line))
    st.caption(
        "Journeys that were old enough to compare when the action was decided, beside those begun since that are old enough by "
        "now, each at the same age; answers and emotions by their own date. What moved may have other causes than the action."
    )


@st.cache_data(max_entries=KEPT, show_spinner="Comparing then and now")
def _around(shown: Seen, filters: Filters, until: int) -> Around:
    return figures_around(generation(), filters, until)
