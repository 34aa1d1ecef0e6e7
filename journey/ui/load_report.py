"""The report of a load: its rows, and the doctor's findings."""

from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from journey.data import store
from journey.ingest.report import LoadReport, read_report
from journey.model.words import count, percent, plural
from journey.ui import data
from journey.ui.escape import markdown

PARTS = (("loaded", "loaded"), ("refused", "refused"), ("duplicates", "duplicates"))
REFUSED = "refused"  # the prefix of files of refused rows
LEVELS = (("look", "Look at this"), ("assumed", "Assumed"), ("fine", "Fine"))


def headline(reports: list[LoadReport]) -> str:
    """The headline: whether every row was loaded, and if not, what became of the rest."""
    read, loaded = (
        sum(report.rows_read for report in reports),
        sum(report.loaded for report in reports),
    )
    refused, duplicates = (
        sum(report.refused for report in reports),
        sum(report.duplicates for report in reports),
    )
    rest = [f"{count(refused)} refused"] if refused else []
    rest += [plural(duplicates, "duplicate")] if duplicates else []
    if reports and all(report.unchanged for report in reports):
        return "Nothing changed: this was loaded before in the same way"
    if not rest:
        return f"All {plural(read, 'row')} were loaded"
    return (
        f"Every row is accounted for: {count(loaded)} of {count(read)} loaded, {' and '.join(rest)}"
    )


def stored(loads: list[dict]) -> list[LoadReport]:
    """The reports that a generation keeps of its loads."""
    return [read_report(load) for load in loads]


def title(report: LoadReport) -> str:
    """A load in one line."""
    return markdown(
        f"{report.file}: {count(report.loaded)} of {plural(report.rows_read, 'row')} loaded"
    )


def show(report: LoadReport, key: str) -> None:
    """The row account, the doctor's findings, and the refused rows with their file."""
    if report.unchanged:
        st.info(markdown(f"{report.file} was loaded before in the same way: nothing changed."))
    st.html(_account(report))
    st.caption(markdown(_what_came(report)))
    columns = st.columns(len(LEVELS))
    for column, (level, title) in zip(columns, LEVELS, strict=True):
        with column:
            sentences = [finding.sentence for finding in report.findings if finding.level == level]
            sentences += report.assumed if level == "assumed" else []
            st.markdown(f"**{title}**")
            st.html(
                "<ul class='findings'>"
                + "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
                + "</ul>"
                if sentences
                else "<p class='findings'>nothing</p>"
            )
    _refused(report, key)
    with st.expander("Column mapping", key=f"columns {key}"):
        st.dataframe(
            pd.DataFrame(
                [{"Field": name, "Column": column} for name, column in report.mapping.items()]
            ),
            hide_index=True,
        )
        st.text(
            f"{plural(len(report.attributes), 'attribute')}: {', '.join(report.attributes) or 'none'}"
        )
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


def _account(report: LoadReport) -> str:
    """Rows read = loaded + refused + duplicates, as a bar and in words."""
    total = max(report.rows_read, 1)
    bars = "".join(
        f'<i class="{name}" style="flex-grow:{getattr(report, name) / total:.6f}"></i>'
        for name, _ in PARTS
        if getattr(report, name)
    )
    numbers = {name: getattr(report, name) for name, _ in PARTS}
    words = " + ".join(
        f'<span class="{name}">{count(numbers[name])} {word if numbers[name] != 1 else word.removesuffix("s")}</span>'
        for name, word in PARTS
    )
    return f'<div class="account"><div class="bar">{bars}</div><p>{count(report.rows_read)} rows read = {words}</p></div>'


def _what_came(report: LoadReport) -> str:
    when = (
        "without times"
        if report.timeless
        else f"from {(report.first_at or '')[:10]} to {(report.last_at or '')[:10]}"
    )
    more = [
        f"{count(number)} {word}"
        for number, word in (
            (report.identical, "identical to another row"),
            (report.conflicts, "conflicts"),
            (report.ties, "equal times"),
        )
        if number
    ]
    return f"{plural(report.events, 'event')} {when}, version {report.version}" + (
        f"; {', '.join(more)}" if more else ""
    )


def _refused(report: LoadReport, key: str) -> None:
    if not report.refused:
        return
    st.markdown(
        f"**{plural(report.refused, 'row')} refused** ({percent(report.refused / report.rows_read, report.rows_read)})"
    )
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Line": row.line,
                    "Column": row.column or row.field,
                    "Value": row.value,
                    "Reason": f"{row.field} {row.reason}",
                }
                for row in report.refused_rows
            ]
        ),
        hide_index=True,
        width="stretch",
    )
    if report.refused > len(report.refused_rows):
        st.caption(f"The first {len(report.refused_rows)} of them; all are in the file.")
    path = _refused_file(report)
    if path:
        st.download_button(
            "Download the refused rows, to repair and load again",
            path.read_bytes,
            f"{REFUSED} {Path(report.file).name.split('.')[0]}.csv",
            "text/csv",
            on_click="ignore",
            key=f"refused {key}",
        )


def _refused_file(report: LoadReport) -> Path | None:
    """The file of the refused rows, also where the data folder was moved since; None where it was erased."""
    if not report.refused_file:
        return None
    path = Path(report.refused_file)
    in_dataset_folder = (
        store.dataset_folder(data.data_folder(), st.session_state[data.DATASET]) / path.name
    )
    return next((candidate for candidate in (path, in_dataset_folder) if candidate.exists()), None)
