"""The list of the journeys that a figure counts: a table whose rows open a customer, a download, a filter."""

import csv
import io
import re

import pandas as pd
import streamlit as st

from journey.data.ask import VIEWS
from journey.data.views.options import LONGEST_LIST
from journey.model.filters import Filters
from journey.model.vocabulary import ENDS, outcome
from journey.model.words import count, plural
from journey.ui import link, page_state, tables
from journey.ui.data import answer, deferred_answer, generation
from journey.ui.escape import markdown

ROWS_SHOWN = 100
HEIGHT_LIMIT, HEADER_HEIGHT, ROW_HEIGHT = 420, 38, 35
TIME_COLUMNS = ("first_at", "last_at")
LIST_HEADINGS = VIEWS["journeys"].headings
UNFIT_FOR_FILE_NAME = re.compile(r"[^\w.]+")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def journey_list(
    filters: Filters,
    key: str,
    name: str,
    file: str = "",
    extra_columns: dict[str, str] | None = None,
) -> None:
    """The journeys under these filters, already narrowed to a figure; `name` says which journeys they are.

    `file` names the download, else `name` does; `extra_columns` are appended to each of its rows.
    """
    journeys = answer("journeys", filters, top=ROWS_SHOWN)
    total = journeys.totals["journeys"]
    if not total:
        st.info("This figure counts no journeys under these filters.")
        return
    latest = f"The latest {ROWS_SHOWN} of " if total > ROWS_SHOWN else ""
    st.caption(
        markdown(
            f"{latest}{plural(total, 'journey')} {name}. Select a row to open that customer; Previous and "
            "Next follow this list."
        )
    )
    chosen = _table(journeys.frame(), f"{key} {filters}")
    if chosen:
        open_customer(filters, chosen)
    with st.container(horizontal=True, gap="small"):
        _download(filters, key, file or f"journeys-{name}", total, extra_columns or {})
        if st.button(
            "Filter to these",
            key=f"{key} filter",
            help=f"Show only these {count(total)} journeys on every screen",
        ):
            apply_filters(filters)
            st.rerun(scope="app")
    tables.details(journeys, "The list: definitions", with_table=False)


def _table(frame: pd.DataFrame, key: str) -> str | None:
    """Draw the rows; returns the customer whose row was chosen."""
    times = {
        name: pd.to_datetime(frame[name])
        for name in TIME_COLUMNS
        if name in frame and not generation().is_timeless
    }
    table = st.dataframe(
        readable(frame).assign(**times).dropna(axis=1, how="all"),
        hide_index=True,
        width="stretch",
        height=min(HEIGHT_LIMIT, HEADER_HEIGHT + ROW_HEIGHT * len(frame)),
        column_config=LIST_HEADINGS
        | {
            name: st.column_config.DatetimeColumn(
                LIST_HEADINGS[name],
                format="D MMM YYYY, HH:mm",
                timezone=generation().definition.timezone,
            )
            for name in times
        },
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    return frame["customer_id"][table.selection.rows[0]] if table.selection.rows else None


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of the view `journeys` with their outcomes in words."""
    words = {name: outcome(name).noun for name in ENDS}
    return frame.assign(outcome=frame["outcome"].map(words))


def _download(
    filters: Filters, key: str, file: str, total: int, extra_columns: dict[str, str]
) -> None:
    """All journeys as a file, made on download."""
    all_journeys = deferred_answer("journeys", filters, top=LONGEST_LIST)
    st.download_button(
        "Download all as CSV"
        if total <= LONGEST_LIST
        else f"Download the latest {count(LONGEST_LIST)} as CSV",
        lambda: as_csv([row | extra_columns for row in all_journeys().rows]),
        f"{UNFIT_FOR_FILE_NAME.sub('-', file).strip('-')}.csv",
        "text/csv",
        on_click="ignore",
        key=f"{key} download",
        help="One row per journey; text that a spreadsheet would take for a formula is marked as text",
    )


def open_customer(filters: Filters, customer: str) -> None:
    """Go to the customer on the Customer screen, within this list."""
    apply_filters(filters)
    page_state.put("customer", customer)
    st.switch_page("pages/customer.py")


def apply_filters(filters: Filters) -> None:
    """Apply these filters on every screen and reset the filter bar to them."""
    st.session_state["filter_round"] = st.session_state.get("filter_round", 0) + 1
    st.session_state[link.FILTERS] = filters


def as_csv(rows: list[dict]) -> bytes:
    """Rows as CSV for a spreadsheet: text that begins like a formula is marked as text."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(
        {
            name: f"'{value}"
            if isinstance(value, str) and value.startswith(FORMULA_STARTS)
            else value
            for name, value in row.items()
        }
        for row in rows
    )
    return buffer.getvalue().encode("utf-8-sig")
