"""Time to advance in words: when half have gone on, or how many ever do."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from journey.model.words import count, duration, percent, plural


def headline(stage: str, totals: Mapping[str, Any], curve: pd.DataFrame) -> str:
    """When half have gone on, else how many ever do."""
    if not totals["advanced"]:
        return f"Nobody has gone on from {stage} yet"
    if totals["median_seconds"] is not None:
        return f"Half have gone on from {stage} within {duration(totals['median_seconds'])}{_median_interval(curve)}"
    last = curve.iloc[-1]
    low, high = last["low"], last["high"]
    interval = (
        f" ({100 * low:.0f} to {100 * high:.0f})"
        if low == low and high == high and low is not None
        else ""
    )
    after = duration(float(last["seconds"]))
    return f"Fewer than half have gone on from {stage} as far as is seen: {percent(last['share'])}{interval} after {after}"


def _median_interval(curve: pd.DataFrame) -> str:
    """The interval of the median: where the ends of the curve's own interval pass one half (Brookmeyer and Crowley 1982)."""
    high, low = curve[curve["high"] >= 0.5], curve[curve["low"] >= 0.5]
    if high.empty or low.empty:
        return ""
    return f" (95 % interval {duration(float(high['seconds'].iloc[0]))} to {duration(float(low['seconds'].iloc[0]))})"


def basis(totals: Mapping[str, Any], unit: str) -> str:
    """The method and what it counts."""
    return (
        f"Kaplan-Meier, from the first event in the stage: {count(totals['advanced'])} of {plural(totals['journeys'], unit)} "
        "have gone on to a later stage; the others are censored at the end of the data, so recent journeys do not lower "
        "the share. Medians, not means."
    )
