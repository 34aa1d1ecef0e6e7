"""Whether those who began in one week or month are lost more often than others."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from journey.charts.cohort_cells import cohort_cells
from journey.data.generation import Generation
from journey.data.groups import first_open_period, fitting_period, period_starts
from journey.model.comparing import homogeneity
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.words import count, duration, percent
from journey.ui import layout, page_state, tables
from journey.ui.data import answer, generation
from journey.ui.drop_off.chosen import has_next, list_those
from journey.ui.drop_off.clicks import clickable_chart
from journey.ui.escape import markdown
from journey.ui.shell import theme

PERIODS = {"week": "by week", "month": "by month"}
MOST, SURE = 60, 0.05


def period(data: Generation) -> str:
    """Week or month: the one asked for where it makes no more cohorts than can be told, else the fitting one."""
    return page_state.known_value("cohort", list(_possible(data)), _usual(data))


def _usual(data: Generation) -> str:
    return "week" if fitting_period(data) in ("day", "week") else "month"


def _possible(data: Generation) -> dict[str, str]:
    try:
        period_starts(data, "week")
    except UserError:
        return {"month": PERIODS["month"]}
    return PERIODS


def last_day(data: Generation, kind: str, start: date) -> date:
    """The last day of the cohort that begins on this day."""
    starts = period_starts(data, kind)
    later = [day for day in starts if day > start]
    return later[0] - timedelta(days=1) if later else date.max.replace(year=start.year + 1)


def show(filters: Filters, rows: list[dict], stage: str) -> None:
    """`stage` '' where none is looked at."""
    data = generation()
    kind = period(data)
    found = answer("funnel", filters, by=(kind,))
    open_from = first_open_period(data, kind)
    staged = [
        row | {"cohort": row[kind], "is_open": is_open(row, row[kind], open_from)}
        for row in found.rows
        if has_next(row["stage"])
    ]
    cohorts = [
        name
        for name in dict.fromkeys(row["cohort"] for row in staged)
        if any(row["cohort"] == name and row["reached"] for row in staged)
    ]
    shown = set(cohorts[-MOST:])
    own = [row for row in staged if row["stage"] == stage]
    layout.section(markdown(_finding(own, kind, stage)))
    page_state.segments("cohort", "Cohort", _possible(data), _usual(data))
    cells = pd.DataFrame([row for row in staged if row["cohort"] in shown])
    if cells.empty:
        st.info("No journey began in a stage under these filters.")
        return
    order = list(dict.fromkeys(cells["stage"]))
    with st.container(key="cohorts_chart"):
        clickable_chart(
            cohort_cells(cells, theme(), stage, kind),
            f"cohorts {kind} {stage}",
            f"Share dropped off in each stage by the {kind} in which the journey began.",
            lambda clicked: _list(rows, order[int(clicked[0])], str(clicked[1]), kind),
        )
    st.caption(markdown(_legend(cohorts, open_from, kind)))
    tables.details(found, "Cohorts: table and definitions")


def is_open(row: dict, cohort: str, open_from: date) -> bool:
    """Whether the rate is not final: too late a cohort, or enough under way to carry it beyond its own interval."""
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
        f" The {count(len(cohorts) - MOST)} {kind}s before are in the table."
        if len(cohorts) > MOST
        else ""
    )
    return (
        "Each cell is drop-off / reached, of the journeys begun then; click it to list its journeys. Empty: fewer than 10 "
        f"customers, no rate. Hatched: not final. From {open_from} on the {silence} of silence that count as leaving have not "
        "passed for all; before, so many are still under way that the rate may leave its "
        f"interval.{hidden}"
    )


def _finding(own: list[dict], kind: str, stage: str) -> str:
    """The lowest and the highest final cohort, and whether more than chance lies between all of them."""
    rated = [row for row in own if row["drop_off_rate"] is not None and not row["is_open"]]
    if len(rated) < 2:
        return f"Drop-off by {kind} of beginning"
    low, high = (choose(rated, key=lambda row: row["drop_off_rate"]) for choose in (min, max))
    ends = [
        f"{percent(row['drop_off_rate'])} ({named(row['cohort'], kind)})" for row in (low, high)
    ]
    told = f"from {ends[0]} to {ends[1]}"
    if (
        homogeneity([row["dropped_off"] for row in rated], [row["reached"] for row in rated])
        <= SURE
    ):
        return f"Drop-off in {stage} differs by {kind} of beginning: {told}"
    return f"No {kind} of beginning surely stands apart in {stage}: {told}"


def _list(rows: list[dict], stage: str, cohort: str, kind: str) -> None:
    list_those(
        rows,
        stage,
        "dropped_off",
        f"dropped off in {stage}, begun in {named(cohort, kind)}",
        begun=cohort,
    )


def named(cohort: str, kind: str) -> str:
    """'May 2025', 'the week of 5 May 2025': the cohort that begins on this day."""
    day = date.fromisoformat(cohort)
    return f"{day:%b %Y}" if kind == "month" else f"the week of {day.day} {day:%b %Y}"
