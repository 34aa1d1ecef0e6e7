"""Time to advance from the stage, and how many ever do."""

import streamlit as st

from journey.charts.time_to_advance import time_to_advance_curves
from journey.model.filters import Filters
from journey.model.words import count, duration, percent, plural
from journey.ui import layout, tables
from journey.ui.data import answer
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit


def show(filters: Filters, stage: str) -> None:
    time_to_advance = answer("time_to_advance", filters)
    totals = time_to_advance.totals.get(stage)
    if totals is None:
        layout.section(
            "How long going on takes",
            f"No time to the next stage for {stage}: all its journeys had been in a later stage before.",
        )
        return
    if totals["share_at_end"] is None:
        layout.section(
            "How long going on takes",
            f"{plural(totals['journeys'], 'journey')} of fewer than 10 customers: too few for a curve. Widen the filters.",
        )
        return
    rows = time_to_advance.frame()
    rows = rows[rows["share"].notna()]
    curve = rows[rows["stage"] == stage]
    layout.section(markdown(headline(stage, totals, curve)), _basis(totals))
    layout.chart(
        time_to_advance_curves(rows, stage, theme(), totals["median_seconds"]),
        f"going on {stage}",
        f"Kaplan-Meier curve of the share that has gone on from {stage} over time, other stages in grey.",
    )
    if totals["advanced"] == 0:
        st.caption("Nobody has gone on yet.")
    tables.details(time_to_advance, "Going on: table and definitions")


def headline(stage: str, totals: dict, curve) -> str:
    """When half have gone on, else how many ever do."""
    if totals["median_seconds"] is not None:
        return f"Half have gone on from {stage} within {duration(totals['median_seconds'])}{_median_interval(curve)}"
    last = curve.iloc[-1]
    low, high = last["low"], last["high"]
    interval = (
        f" ({100 * low:.0f} to {100 * high:.0f})"
        if low == low and high == high and low is not None
        else ""
    )
    return f"Fewer than half ever go on from {stage}: {percent(last['share'])}{interval} after {duration(float(last['seconds']))}"


def _median_interval(curve) -> str:
    """The interval of the median: where the ends of the curve's own interval pass one half (Brookmeyer and Crowley 1982)."""
    high, low = curve[curve["high"] >= 0.5], curve[curve["low"] >= 0.5]
    if high.empty or low.empty:
        return ""
    return f" (95 % interval {duration(float(high['seconds'].iloc[0]))} to {duration(float(low['seconds'].iloc[0]))})"


def _basis(totals: dict) -> str:
    return (
        f"Kaplan-Meier, from the first event in the stage: {count(totals['advanced'])} of {plural(totals['journeys'], unit())} "
        "have gone on to a later stage; the others are censored at the end of the data, so recent journeys do not count as "
        "lost. Medians, not means."
    )
