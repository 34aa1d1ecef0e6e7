"""Drop-off by cohort: the week or month in which a journey began."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from journey.charts.cohort_cells import cohort_cells
from journey.data.generation import Generation
from journey.data.groups import fitting_period, period_starts
from journey.data.views.ripe import ripe_age
from journey.data.views.rows import RIPE
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.presenters.drop_off import cohorts as words
from journey.presenters.drop_off.counted import NEITHER
from journey.ui import layout, page_state, tables
from journey.ui.data import answer, generation
from journey.ui.drop_off.clicks import clickable_chart
from journey.ui.drop_off.selection import has_next_observed, list_journeys
from journey.ui.escape import markdown
from journey.ui.shell import theme

if TYPE_CHECKING:
    from journey.data.views.rows import FunnelRow

PERIODS = {"week": "by week", "month": "by month"}


def period(data: Generation) -> str:
    """Week or month: the one in the address if it does not make too many cohorts, else the fitting one."""
    return page_state.known_value("cohort", list(_possible_periods(data)), _default_period(data))


def _default_period(data: Generation) -> str:
    return "week" if fitting_period(data) in ("day", "week") else "month"


def _possible_periods(data: Generation) -> dict[str, str]:
    try:
        period_starts(data, "week")
    except UserError:
        return {"month": PERIODS["month"]}
    return PERIODS


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
    """`stage` '' where none is selected."""
    data = generation()
    kind, age = period(data), ripe_age(data)
    ripe = answer(RIPE, filters, by=(kind,))
    leaving_stages = tuple(name for name in data.definition.stage_names[:-1] if _not_yet(name))
    rows_by_stage = words.by_cohort(ripe.rows, kind, leaving_stages)
    cohorts = words.started(rows_by_stage)
    drawn_cohorts = set(cohorts[-words.COHORTS_LIMIT :])
    stage_rows = [row for row in rows_by_stage if row["stage"] == stage]
    if not leaving_stages:
        layout.section(
            f"Cohorts by starting {kind}", "No later stage and no good end is in these data."
        )
        return
    shown = stage if stage in leaving_stages else leaving_stages[0]
    layout.section(markdown(words.headline(stage_rows, kind, shown, age, _not_yet(shown))))
    page_state.segments("cohort", "Cohort", _possible_periods(data), _default_period(data))
    drawn = [row for row in rows_by_stage if row["cohort"] in drawn_cohorts]
    cells = pd.DataFrame(drawn)
    too_young = words.too_young(rows_by_stage, age)
    if cells.empty or not cells["ripe"].any():
        st.info(too_young or "No journey began in a stage under these filters.")
        return
    order = list(dict.fromkeys(cells["stage"]))
    with st.container(key="cohorts_chart"):
        clickable_chart(
            cohort_cells(cells, theme(), stage, kind, age),
            f"cohorts {kind} {stage}",
            f"Share that {_not_yet(shown)} from each stage after {age}, by the {kind} in which the journey began.",
            lambda clicked: _list_journeys(rows, order[int(clicked[0])], str(clicked[1]), kind),
        )
    hidden = len(cohorts) - words.COHORTS_LIMIT
    legend = words.legend(drawn, hidden, kind, age, _not_yet(shown))
    st.caption(markdown(" ".join(filter(None, (too_young, legend)))))
    tables.details(ripe, "Cohorts: table and definitions")


def _not_yet(stage: str) -> str:
    """What journeys in the stage may not have done by the age at which they are compared."""
    good = generation().definition.ends.good
    return words.not_yet(has_next_observed(stage), bool(good))


def _list_journeys(rows: "Sequence[FunnelRow]", stage: str, cohort: str, kind: str) -> None:
    list_journeys(
        rows,
        stage,
        NEITHER,
        f"{_not_yet(stage)} from {stage}, started in {words.cohort_name(cohort, kind)}",
        begun=cohort,
    )
