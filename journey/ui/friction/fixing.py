"""The day on which something was mended at the touchpoint that is open, so that its row shows before and after."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from journey.data import workspace
from journey.exhibit.friction.fixed import AT, BETWEEN
from journey.exhibit.friction.place import opened
from journey.model.access import Ability
from journey.model.author import written_by
from journey.model.cells import Cell
from journey.ui import access, page_state
from journey.ui.data import change_workspace, data_folder, fixes, generation, workspace_problem
from journey.ui.escape import markdown

WORDS_LIMIT = 120


def option() -> str:
    """What is marked, as the ledger's option `fixed` takes it."""
    return BETWEEN.join(f"{fix.cell}{AT}{fix.day}" for fix in fixes(generation().dataset))


def show() -> None:
    """Mark or unmark the open touchpoint, for whom may change what is kept."""
    cell = opened(page_state.get("open"))
    if cell is None or not access.may(Ability.CHANGE):
        return
    known = {fix.cell: fix for fix in fixes(generation().dataset)}
    fix = known.get(str(cell))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if fix is None:
            _mark(cell)
        else:
            mended = f": {fix.words}" if fix.words else ""
            st.markdown(markdown(f"{cell.touchpoint} was mended on {fix.day}{mended}."))
            st.button("Forget this day", on_click=_forget, args=(cell,))
    if problem := workspace_problem():
        st.warning(markdown(problem))


def _mark(cell: Cell) -> None:
    zone, observed = ZoneInfo(generation().definition.timezone), generation().observation
    last = datetime.fromtimestamp(observed.until_second, UTC).astimezone(zone).date()
    first = datetime.fromtimestamp(generation().span[0], UTC).astimezone(zone).date()
    with st.popover(f"Something was mended at {cell.touchpoint}"):
        st.caption(
            "From this day on the row compares journeys begun before with those begun since, each at the same age."
        )
        day = st.date_input(
            "On which day?", last, first, last, key=page_state.widget_key("fix day")
        )
        words = st.text_input(
            "What was mended?", max_chars=WORDS_LIMIT, key=page_state.widget_key("fix words")
        )
        if st.button("Mark this day", type="primary"):
            _keep(cell, day.isoformat(), words.strip())
            st.rerun(scope="fragment")


def _keep(cell: Cell, day: str, words: str) -> None:
    access.require(Ability.CHANGE)
    dataset = generation().dataset
    with written_by(access.author()):
        change_workspace(lambda: workspace.mark_fix(data_folder(), dataset, str(cell), day, words))


def _forget(cell: Cell) -> None:
    access.require(Ability.CHANGE)
    dataset = generation().dataset
    change_workspace(lambda: workspace.remove_fix(data_folder(), dataset, str(cell)))
