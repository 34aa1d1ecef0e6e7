"""The report of a load: its rows, the doctor's findings, the refused rows, the values left out."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from journey.ingest.report import LoadReport, RowFault
from journey.model.words import count
from journey.presenters import load_report as words
from journey.presenters.load_report import headline  # noqa: F401  for the form
from journey.ui import data
from journey.ui.escape import markdown


def show(report: LoadReport, key: str) -> None:
    """The row account, the doctor's findings, the refused rows and the values left out with their files."""
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
    _left_out(report, key)
    with st.expander("Column mapping", key=f"columns {key}"):
        st.dataframe(pd.DataFrame(words.mapping_rows(report)), hide_index=True)
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
    _faults(words.refused_title(report), report.refused, report.refused_rows)
    path = _file(report.refused_file)
    if path:
        st.download_button(
            "Download the refused rows, to repair and load again",
            path.read_bytes,
            words.file_name(report, words.REFUSED),
            "text/csv",
            on_click="ignore",
            key=f"refused {key}",
        )


def _left_out(report: LoadReport, key: str) -> None:
    if not report.left_out:
        return
    _faults(words.left_out_title(report), report.left_out, report.left_out_values)
    path = _file(report.left_out_file)
    if path:
        st.download_button(
            "Download the values left out",
            lambda: words.left_out_csv(path),
            words.file_name(report, words.VALUES_LEFT_OUT),
            "text/csv",
            on_click="ignore",
            key=f"left out {key}",
            help="Each with its line; text that a spreadsheet would take for a formula is marked as text",
        )


def _faults(title: str, total: int, faults: Sequence[RowFault]) -> None:
    """How many there are, and the first of them as a table."""
    st.markdown(title)
    st.dataframe(pd.DataFrame(words.fault_rows(faults)), hide_index=True, width="stretch")
    if note := words.first_of_them(total, len(faults)):
        st.caption(note)


def _file(path: str | None) -> Path | None:
    return words.kept_file(path, data.data_folder(), st.session_state[data.DATASET])
