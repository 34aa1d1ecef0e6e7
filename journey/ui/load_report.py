"""The report of a load: its rows, and the doctor's findings."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from journey.ingest.report import LoadReport
from journey.model.words import count
from journey.presenters import load_report as words
from journey.presenters.load_report import headline  # noqa: F401  for the form
from journey.ui import data
from journey.ui.escape import markdown


def show(report: LoadReport, key: str) -> None:
    """The row account, the doctor's findings, and the refused rows with their file."""
    if report.unchanged:
        st.info(markdown(f"{report.file} was loaded before in the same way: nothing changed."))
    st.html(_account(report))
    st.caption(markdown(words.events_sentence(report)))
    columns = st.columns(len(words.LEVELS))
    for column, (level, title) in zip(columns, words.LEVELS, strict=True):
        with column:
            st.markdown(f"**{title}**")
            st.html(_list(words.findings(report, level)))
    _refused(report, key)
    with st.expander("Column mapping", key=f"columns {key}"):
        st.dataframe(
            pd.DataFrame(report.mapping.items(), columns=["Field", "Column"]), hide_index=True
        )
        st.text(words.attributes(report))
        if report.recipe:
            st.download_button(
                "Save this mapping",
                report.recipe,
                f"{Path(report.file).stem}.toml",
                "application/toml",
                on_click="ignore",
                key=f"mapping {key}",
                help="Use it under Layout for the next file",
            )


def _list(sentences: list[str]) -> str:
    if not sentences:
        return "<p class='findings'>nothing</p>"
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<ul class='findings'>{items}</ul>"


def _account(report: LoadReport) -> str:
    """Rows read = loaded + refused + duplicates, as a bar and in words."""
    parts = words.account(report)
    bars = "".join(
        f'<i class="{name}" style="flex-grow:{share:.6f}"></i>' for name, share, _ in parts if share
    )
    total = " + ".join(f'<span class="{name}">{numbered}</span>' for name, _, numbered in parts)
    return f'<div class="account"><div class="bar">{bars}</div><p>{count(report.rows_read)} rows read = {total}</p></div>'


def _refused(report: LoadReport, key: str) -> None:
    if not report.refused:
        return
    st.markdown(words.refused_title(report))
    st.dataframe(pd.DataFrame(words.refused_rows(report)), hide_index=True, width="stretch")
    if report.refused > len(report.refused_rows):
        st.caption(f"The first {len(report.refused_rows)} of them; all are in the file.")
    path = words.refused_file(report, data.data_folder(), st.session_state[data.DATASET])
    if path:
        st.download_button(
            "Download the refused rows, to repair and load again",
            path.read_bytes,
            words.refused_file_name(report),
            "text/csv",
            on_click="ignore",
            key=f"refused {key}",
        )
