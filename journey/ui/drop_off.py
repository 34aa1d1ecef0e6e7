"""The parts of the Drop-off screen."""

import streamlit as st

from journey.charts.funnel import funnel_bars
from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.model.words import count, percent
from journey.ui import show as beside
from journey.ui.data import answer
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit


def show_title(filters: Filters) -> None:
    """The stage that loses most, in words."""
    staged = [row for row in answer("funnel", filters).rows if row["stage"] != UNASSIGNED and row["base"] == "full"]
    sure = [row for row in staged if row["dropped_off"] and row["drop_off_rate"] is not None]
    worst = max(sure, key=lambda row: row["dropped_off"], default=None)
    st.title(markdown(_sentence(worst) if worst else "No stage loses enough to tell"), anchor=False)


def _sentence(worst: dict) -> str:
    lost, share = count(worst["dropped_off"]), percent(worst["drop_off_rate"])
    return f"{lost} {unit()}s are lost in {worst['stage']}: {share} of those who reach it"


def funnel(filters: Filters) -> None:
    found = answer("funnel", filters)
    beside.section("Stages by furthest stage reached", "Reached = advanced + completed + in progress + dropped off, in every row.")
    beside.chart(funnel_bars(found.frame(), theme(), unit()), "funnel", "What became of those who reached each stage.")
    beside.twin(found)


def exits(filters: Filters) -> None:
    found = answer("exits", filters)
    beside.section("Exit touchpoints", "Where the last event of lost journeys was; the rows of a stage sum to its drop-off.")
    if not found.rows:
        st.info("No journey was lost under these filters.")
        return
    beside.table(found.frame())
    beside.twin(found, "Definitions", with_table=False)
