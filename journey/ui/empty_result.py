"""What is said where nothing matches the filters: which one to take away, with a button that does."""

import streamlit as st

from journey.model.filters import Filters
from journey.presenters.filters import best_removal, without
from journey.ui.data import answers, generation
from journey.ui.escape import markdown
from journey.ui.filter_bar import put


def show(filters: Filters) -> None:
    removal = best_removal(generation(), filters, _journeys)
    if removal is None:
        if filters != Filters():
            st.write("No single filter is the reason: taking one away brings nothing back.")
            st.button("Take all filters away", type="primary", on_click=put, args=(Filters(),))
        return
    st.write(markdown(removal.sentence))
    st.button(
        "Take this filter away",
        type="primary",
        on_click=put,
        args=(without(filters, removal.key),),
    )


def _journeys(narrowed: list[Filters]) -> list[int]:
    """How many journeys each of the filters keeps."""
    asked = answers([("summary", filters, {}) for filters in narrowed])
    return [answer.rows[0]["journeys"] for answer in asked]
