"""The loss ledger on the screen: a click on a row opens the evidence of its touchpoint."""

import streamlit as st

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.place import opened
from journey.map.evidence.panel_data import CellPanel
from journey.model.filters import Filters
from journey.ui import exhibit_list, exhibits, tables
from journey.ui.data import VERSION
from journey.ui.drawing import follow_click, show_drawing
from journey.ui.escape import markdown
from journey.ui.friction import fixing
from journey.ui.journey_map import panel_of
from journey.ui.shell import theme


def show(filters: Filters, ledger: Exhibit | Nothing) -> None:
    follow_click()
    if isinstance(ledger, Nothing):
        exhibit_list.say_nothing(ledger)
        return
    scene = ledger.on_screen(theme())
    with exhibits.shown(ledger, table="Loss ledger: table and definitions", is_headed=False):
        st.caption(markdown(f"{ledger.subtitle} Click a row for its evidence."))
        show_drawing(
            "friction_ledger",
            filters,
            scene,
            ledger.alt,
            (st.session_state[VERSION], ledger.ref),
            lambda word: _panel(filters, word),
            is_known=lambda word: opened(word) is not None,
        )
    fixing.show()
    tables.details(ledger.answers[1], "Friction by its parts: all touchpoints")


def _panel(filters: Filters, word: str) -> CellPanel | None:
    """The map's, without what only the map can do."""
    cell = opened(word)
    panel = panel_of(filters, cell) if cell else None
    return {**panel, "ends": []} if panel else None
