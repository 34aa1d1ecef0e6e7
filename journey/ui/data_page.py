"""The parts of the Data screen: the account of every load, and the journey definition in force."""

import pandas as pd
import streamlit as st

from journey.model.words import count
from journey.ui.data import generation
from journey.ui.show import section

ACCOUNT = ("file", "rows_read", "loaded", "refused", "duplicates", "identical", "conflicts", "ties", "first_at", "last_at")


def loads() -> None:
    """One row a load: rows read = loaded + refused + duplicates; below, what was assumed and refused."""
    section("Loads", "Rows read = loaded + refused + duplicates, each counted on its own.")
    reports = generation().loads
    st.dataframe(pd.DataFrame(reports)[list(ACCOUNT)], hide_index=True, width="stretch")
    for report in reports:
        for sentence in report["assumed"]:
            st.text(f"Assumed for {report['file']}: {sentence}")
        for row in report["refused_rows"]:
            st.text(f"Refused from {report['file']}, line {row['line']}: {row['field']} {row['value'][:60]!r} {row['reason']}")
        if report["refused"] > len(report["refused_rows"]):
            st.text(f"... and {count(report['refused'] - len(report['refused_rows']))} more, all in {report['refused_file']}")


def definition() -> None:
    """The journey definition as TOML, and how to change it."""
    section("Journey definition", "What the events mean: stages, channels, valences, scales, windows, weights.")
    st.code(f"python -m journey definition --dataset {generation().dataset} > journey.toml\n"
            f"python -m journey definition --dataset {generation().dataset} --set journey.toml", language="bash")
    with st.expander("The definition in force"):
        st.code(generation().definition.toml, language="toml")
