"""Drop-off by cohort: the week or month in which a journey began."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from journey.data.generation import Generation
from journey.data.groups import period_starts
from journey.data.views.ripe import ripe_age
from journey.exhibit.exhibit import Nothing
from journey.model.filters import Filters
from journey.presenters.drop_off import cohorts as words
from journey.presenters.drop_off.counted import NEITHER
from journey.ui import exhibits, page_state
from journey.ui.data import generation
from journey.ui.drop_off.clicks import clickable_chart, hint
from journey.ui.drop_off.selection import list_journeys
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow

TABLE = "Cohorts: table and definitions"


def period(data: Generation) -> str:
    """Week or month: the one in the address if it does not make too many cohorts, else the fitting one."""
    return page_state.known_value(
        "cohort", list(words.possible_periods(data)), words.default_period(data)
    )


def last_day(data: Generation, kind: str, start: date) -> date:
    """The last day of the cohort that begins on this day."""
    starts = period_starts(data, kind)
    later_starts = [day for day in starts if day > start]
    return (
        later_starts[0] - timedelta(days=1)
        if later_starts
        else date.max.replace(year=start.year + 1)
    )


def show(filters: Filters, rows: "Sequence[FunnelRow]", stage: str) -> None:
    data = generation()
    heading = st.container()
    if words.leaving_stages(data):
        page_state.segments(
            "cohort", "Cohort", words.possible_periods(data), words.default_period(data)
        )
    kind, age = period(data), ripe_age(data)
    exhibit = exhibits.made("drop_off.cohorts", filters)
    if isinstance(exhibit, Nothing):
        exhibits.nothing(exhibit, TABLE, heading)
        return
    order = exhibits.rows(exhibit)
    with (
        exhibits.shown(exhibit, hint("Click a cell to list its journeys."), TABLE, heading),
        st.container(key="cohorts_chart"),
    ):
        clickable_chart(
            exhibit.on_screen(theme()),
            f"cohorts {kind} {stage}",
            exhibit.alt,
            lambda clicked: _list_journeys(
                rows, order[int(clicked[0])], str(clicked[1]), kind, age
            ),
        )


def _list_journeys(
    rows: "Sequence[FunnelRow]", stage: str, cohort: str, kind: str, age: str
) -> None:
    not_yet = words.not_yet_of(generation(), stage)
    list_journeys(
        rows,
        stage,
        NEITHER,
        f"{not_yet} from {stage}, started in {words.cohort_name(cohort, kind)}",
        begun=cohort,
    )
