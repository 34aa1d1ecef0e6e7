"""The list of the journeys that a figure counts: a table whose rows open a customer, a download, a filter."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from journey.data.views.options import LONGEST_LIST
from journey.data.views.rows import JOURNEYS
from journey.model.filters import Filters
from journey.model.words import count
from journey.presenters import journey_list as words
from journey.ui import link, page_state, tables
from journey.ui.data import answer, deferred_answer, generation
from journey.ui.escape import markdown

HEIGHT_LIMIT = 420


def journey_list(
    filters: Filters,
    key: str,
    name: str,
    file: str = "",
    extra_columns: Mapping[str, str] | None = None,
) -> None:
    """The journeys under these filters, already narrowed to a figure; `name` says which journeys they are.

    `file` names the download, else `name` does; `extra_columns` are appended to each of its rows.
    """
    journeys = answer(JOURNEYS, filters, top=words.ROWS_SHOWN)
    total = journeys.totals["journeys"]
    if not total:
        st.info("This figure counts no journeys under these filters.")
        return
    st.caption(markdown(words.caption(total, name)))
    chosen = table(journeys.frame(), f"{key} {filters}", HEIGHT_LIMIT)
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


def table(frame: pd.DataFrame, key: str, highest: int) -> str | None:
    """Draw rows of the view `journeys`; returns the customer whose row was chosen."""
    definition = generation().definition
    moment = st.column_config.DatetimeColumn(
        format="D MMM YYYY, HH:mm", timezone=definition.timezone
    )
    number = st.column_config.NumberColumn(format="localized")
    drawn = st.dataframe(
        words.readable(frame, definition.stage_names),
        hide_index=True,
        width="stretch",
        height=words.height(len(frame), highest),
        column_config={
            words.heading("stages"): st.column_config.ImageColumn(
                width="small", help=markdown(words.strip_words(definition.stage_names))
            ),
            **{words.heading(name): moment for name in words.MOMENTS},
            **{words.heading(name): number for name in words.NUMBERS},
        },
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        placeholder="–",
    )
    return frame["customer_id"][drawn.selection.rows[0]] if drawn.selection.rows else None


def _download(
    filters: Filters, key: str, file: str, total: int, extra_columns: Mapping[str, str]
) -> None:
    """All journeys as a file, made on download."""
    all_journeys = deferred_answer(JOURNEYS, filters, top=LONGEST_LIST)
    st.download_button(
        words.download_label(total),
        lambda: words.as_csv([{**row, **extra_columns} for row in all_journeys().rows]),
        words.file_name(file),
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
