"""What to fix first: the loss ledger with the evidence of each row, and what follows at the touchpoint that is open."""

import streamlit as st

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.friction.place import opened
from journey.map.evidence.panel_data import CellPanel
from journey.model.filters import Filters
from journey.ui import empty_result, exhibits, tables
from journey.ui.data import VERSION
from journey.ui.drawing import follow_click, show_drawing
from journey.ui.friction import charts
from journey.ui.journey_map import panel_of
from journey.ui.shell import theme

AT_THE_PLACE = ("friction.parts", "friction.follows")


def show(filters: Filters, ledger: Exhibit | Nothing) -> None:
    follow_click()
    if isinstance(ledger, Nothing):
        empty_result.show(filters)
        return
    scene = ledger.on_screen(theme())
    with exhibits.shown(
        ledger,
        "Click a row for its evidence.",
        "Loss ledger: table and definitions",
        is_headed=False,
    ):
        st.caption(ledger.subtitle)
        show_drawing(
            "friction_ledger",
            filters,
            scene,
            ledger.alt,
            (st.session_state[VERSION], ledger.ref),
            lambda word: _panel(filters, word),
            is_known=lambda word: opened(word) is not None,
        )
    tables.details(ledger.answers[1], "Friction by its parts: table and definitions")
    charts.show(filters, AT_THE_PLACE)


def _panel(filters: Filters, word: str) -> CellPanel | None:
    cell = opened(word)
    return panel_of(filters, cell) if cell else None
