"""Drop-off by cohort: the week or month in which a journey began."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from journey.charts.cohort_cells import cohort_cells
from journey.data.generation import Generation
from journey.data.groups import first_open_period, fitting_period, period_starts
from journey.model.comparing import homogeneity
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.words import duration, percent, plural
from journey.ui import layout, page_state, tables
from journey.ui.data import answer, generation
from journey.ui.drop_off.clicks import clickable_chart
from journey.ui.drop_off.selection import has_next, list_journeys
from journey.ui.escape import markdown
from journey.ui.shell import theme

PERIODS = {"week": "by week", "month": "by month"}
COHORTS_LIMIT, SIGNIFICANT = 60, 0.05


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


def show(filters: Filters, rows: list[dict], stage: str) -> None:
    """`stage` '' where none is selected."""
    data = generation()
    kind = period(data)
    funnel = answer("funnel", filters, by=(kind,))
    open_from = first_open_period(data, kind)
    rows_by_stage = [
        row | {"cohort": row[kind], "is_open": is_open(row, row[kind], open_from)}
        for row in funnel.rows
        if has_next(row["stage"])
    ]
    cohorts = [
        name
        for name in dict.fromkeys(row["cohort"] for row in rows_by_stage)
        if any(row["cohort"] == name and row["reached"] for row in rows_by_stage)
    ]
    drawn_cohorts = set(cohorts[-COHORTS_LIMIT:])
    stage_rows = [row for row in rows_by_stage if row["stage"] == stage]
    layout.section(markdown(_headline(stage_rows, kind, stage)))
    page_state.segments("cohort", "Cohort", _possible_periods(data), _default_period(data))
    cells = pd.DataFrame([row for row in rows_by_stage if row["cohort"] in drawn_cohorts])
    if cells.empty:
        st.info("No journey began in a stage under these filters.")
        return
    order = list(dict.fromkeys(cells["stage"]))
    with st.container(key="cohorts_chart"):
        clickable_chart(
            cohort_cells(cells, theme(), stage, kind),
            f"cohorts {kind} {stage}",
            f"Share that left each stage by the {kind} in which the journey began.",
            lambda clicked: _list_journeys(rows, order[int(clicked[0])], str(clicked[1]), kind),
        )
    st.caption(markdown(_legend(cohorts, open_from, kind)))
    tables.details(funnel, "Cohorts: table and definitions")


def is_open(row: dict, cohort: str, open_from: date) -> bool:
    """Whether the rate is not final: a recent cohort, or enough under way to move it outside its interval."""
    if date.fromisoformat(cohort) >= open_from:
        return True
    rate = row["drop_off_rate"]
    return (
        rate is not None
        and (row["dropped_off"] + row["in_progress"]) / row["reached"] > row["drop_off_rate_high"]
    )


def _legend(cohorts: list[str], open_from: date, kind: str) -> str:
    """What empty and hatched cells are, and what is not drawn."""
    silence = duration(generation().definition.inactivity_seconds)
    hidden = (
        f" {plural(len(cohorts) - COHORTS_LIMIT, f'earlier {kind}')} in the table only."
        if len(cohorts) > COHORTS_LIMIT
        else ""
    )
    return (
        "Each cell is drop-off / reached for the journeys that started then; click it to list its journeys. Empty: fewer than 10 "
        f"customers, no rate. Hatched: not final, as from {open_from} on the {silence} of silence that count as leaving have "
        f"not passed for all journeys, or so many are under way that the rate may leave its interval.{hidden}"
    )


def _headline(stage_rows: list[dict], kind: str, stage: str) -> str:
    """The lowest and the highest final cohort, and whether more than chance lies between all of them."""
    rated = [row for row in stage_rows if row["drop_off_rate"] is not None and not row["is_open"]]
    if len(rated) < 2:
        return f"Drop-off by starting {kind}"
    low, high = (choose(rated, key=lambda row: row["drop_off_rate"]) for choose in (min, max))
    ends = [
        f"{percent(row['drop_off_rate'])} ({cohort_name(row['cohort'], kind)})"
        for row in (low, high)
    ]
    span = f"from {ends[0]} to {ends[1]}"
    if (
        homogeneity([row["dropped_off"] for row in rated], [row["reached"] for row in rated])
        <= SIGNIFICANT
    ):
        return f"Drop-off in {stage} differs by starting {kind}: {span}"
    return f"No significant difference between starting {kind}s in {stage}: {span}"


def _list_journeys(rows: list[dict], stage: str, cohort: str, kind: str) -> None:
    list_journeys(
        rows,
        stage,
        "dropped_off",
        f"left {stage}, started in {cohort_name(cohort, kind)}",
        begun=cohort,
    )


def cohort_name(cohort: str, kind: str) -> str:
    """'May 2025', 'the week of 5 May 2025': the cohort that begins on this day."""
    day = date.fromisoformat(cohort)
    return f"{day:%b %Y}" if kind == "month" else f"the week of {day.day} {day:%b %Y}"
