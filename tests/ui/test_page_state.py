"""Values of a page in its address: within the bounds that the views declare."""

import pytest
from streamlit.testing.v1 import AppTest

from journey.model.filters import Filters
from journey.ui import link
from tests.ui.test_pages import open_page


def page(text: str) -> None:
    import streamlit as st

    from journey.ui import page_state

    page_state.read({"depth": [text]})
    st.text(page_state.number("depth", "Steps", 6, 0, 99))
    for notice in page_state.notices():
        st.text(notice)


@pytest.mark.parametrize(
    ("text", "steps", "is_left_out"), [("50", "50", False), ("51", "6", True), ("0", "6", True)]
)
def test_a_number_lies_within_what_its_option_declares(text, steps, is_left_out):
    app = AppTest.from_function(page, args=(text,)).run()
    slider = app.slider[0]
    assert (slider.min, slider.max) == (1, 50)
    value, *notices = [element.value for element in app.text]
    assert value == steps and bool(notices) == is_left_out


def test_a_click_wins_over_the_address_that_a_slow_browser_still_sends(monkeypatch, sample_db):
    """However late it comes: the address of before is none that the reader typed."""
    monkeypatch.setattr(link, "LATE_SECONDS", 0.0)
    app = open_page(monkeypatch, sample_db, dataset="sample")
    clicked = Filters.of(where={"cohort": ["passes/purchase/Basket"]})
    app.session_state[link.FILTERS] = clicked
    app.query_params["cell"] = "reached/purchase"
    app.run()
    assert app.session_state[link.FILTERS] == clicked
    assert app.query_params["where.cohort"] == "passes/purchase/Basket"
