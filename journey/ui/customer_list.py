"""The very journeys behind a figure: as a table that opens one, as a download, as a filter."""

import csv
import io
import re

import pandas as pd
import streamlit as st

from journey.data.ask import MOST_LISTED
from journey.model.filters import Filters
from journey.model.words import count, plural
from journey.ui import link, page_state, tables
from journey.ui.data import answer, generation, later
from journey.ui.escape import markdown

SHOWN = 100
HIGHEST, HEAD, ROW = 420, 38, 35
MOMENTS = ("first_at", "last_at")
UNFIT = re.compile(r"[^\w.]+")  # in a file's name
RISKY = ("=", "+", "-", "@", "\t", "\r")


def customer_list(
    filters: Filters, key: str, name: str, file: str = "", more: dict[str, str] | None = None
) -> None:
    """The journeys under these filters, which are narrowed to a figure already; `name` says in a word what they are.

    `file` names the download, else `name` does; `more` are columns that stand at the end of each of its rows.
    """
    found = answer("journeys", filters, top=SHOWN)
    total = found.totals["journeys"]
    if not total:
        st.info("No journey is behind this figure under these filters.")
        return
    of = f"The latest {SHOWN} of " if total > SHOWN else ""
    st.caption(
        markdown(
            f"{of}{plural(total, 'journey')} {name}. Choose a row to see that customer; the next and the one before are those "
            "of this list."
        )
    )
    chosen = _table(found.frame(), f"{key} {filters}")
    if chosen:
        open_customer(filters, chosen)
    with st.container(horizontal=True, gap="small"):
        _download(filters, key, file or f"journeys-{name}", total, more or {})
        if st.button(
            "Filter to these",
            key=f"{key} filter",
            help=f"Look at these {count(total)} journeys alone, on every screen",
        ):
            look_at(filters)
            st.rerun(scope="app")
    tables.details(found, "The list: definitions", with_table=False)


def _table(frame: pd.DataFrame, key: str) -> str | None:
    """The rows, times as dates; the customer whose row was chosen."""
    moments = {
        name: pd.to_datetime(frame[name])
        for name in MOMENTS
        if name in frame and not generation().is_timeless
    }
    shown = st.dataframe(
        frame.assign(**moments).dropna(axis=1, how="all"),
        hide_index=True,
        width="stretch",
        height=min(HIGHEST, HEAD + ROW * len(frame)),
        column_config={
            name: st.column_config.DatetimeColumn(
                format="D MMM YYYY, HH:mm", timezone=generation().definition.timezone
            )
            for name in moments
        },
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    return frame["customer_id"][shown.selection.rows[0]] if shown.selection.rows else None


def _download(filters: Filters, key: str, file: str, total: int, more: dict[str, str]) -> None:
    """All of them as a file, made when it is asked for."""
    whole = later("journeys", filters, top=MOST_LISTED)
    st.download_button(
        "Download all as CSV"
        if total <= MOST_LISTED
        else f"Download the latest {count(MOST_LISTED)} as CSV",
        lambda: as_csv([row | more for row in whole().rows]),
        f"{UNFIT.sub('-', file).strip('-')}.csv",
        "text/csv",
        on_click="ignore",
        key=f"{key} download",
        help="One row a journey; text that a spreadsheet would take for a formula is marked as text",
    )


def open_customer(filters: Filters, customer: str) -> None:
    """The customer on a screen of their own, within this list."""
    look_at(filters)
    page_state.put("customer", customer)
    st.switch_page("pages/customer.py")


def look_at(filters: Filters) -> None:
    """These filters everywhere; the filter bar begins anew from them."""
    st.session_state["filter_round"] = st.session_state.get("filter_round", 0) + 1
    st.session_state[link.FILTERS] = filters


def as_csv(rows: list[dict]) -> bytes:
    """Rows as CSV for a spreadsheet: text that begins like a formula is marked as text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(
        {
            name: f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value
            for name, value in row.items()
        }
        for row in rows
    )
    return out.getvalue().encode("utf-8-sig")
