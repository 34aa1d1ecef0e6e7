"""The very journeys behind a figure: as a table that opens one, as a download, as a filter."""

import csv
import io

import streamlit as st

from journey.data.ask import MOST_LISTED
from journey.model.filters import Filters
from journey.model.words import count, plural
from journey.ui import asked, link
from journey.ui import show as beside
from journey.ui.data import answer
from journey.ui.escape import markdown

SHOWN = 100
RISKY = ("=", "+", "-", "@", "\t", "\r")


def customer_list(filters: Filters, key: str, name: str) -> None:
    """The journeys under these filters, which are narrowed to a figure already; `name` says in a word what they are."""
    found = answer("journeys", filters, top=SHOWN)
    total = found.totals["journeys"]
    if not total:
        st.info("No journey is behind this figure under these filters.")
        return
    of = f"the latest {SHOWN} of " if total > SHOWN else ""
    st.caption(
        markdown(
            f"{of}{plural(total, 'journey')} {name}. Choose a row to see that customer; the next and the one before are those "
            "of this list."
        )
    )
    frame = found.frame()
    shown = st.dataframe(
        frame, hide_index=True, width="stretch", key=f"{key} {filters}", on_select="rerun", selection_mode="single-row"
    )
    if shown.selection.rows:
        open_customer(filters, frame["customer_id"][shown.selection.rows[0]])
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Download all as CSV",
            lambda: as_csv(answer("journeys", filters, top=MOST_LISTED).rows),
            f"journeys-{name}.csv".replace(" ", "-"),
            "text/csv",
            on_click="ignore",
            key=f"{key} download",
        )
        if st.button("Filter to these", key=f"{key} filter", help=f"Look at these {count(total)} journeys alone, on every screen"):
            st.session_state[link.FILTERS] = filters
            st.rerun(scope="app")
    beside.twin(found, f"{name}: definitions", with_table=False)


def open_customer(filters: Filters, customer: str) -> None:
    """The customer on a screen of their own, within this list."""
    st.session_state[link.FILTERS] = filters
    asked.put("customer", customer)
    st.switch_page("pages/customer.py")


def as_csv(rows: list[dict]) -> bytes:
    """Rows as CSV for a spreadsheet: text that begins like a formula is marked as text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(
        {name: f"'{value}" if isinstance(value, str) and value.startswith(RISKY) else value for name, value in row.items()}
        for row in rows
    )
    return out.getvalue().encode("utf-8-sig")
