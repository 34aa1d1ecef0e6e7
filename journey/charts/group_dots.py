"""The share of each group that drops off in a stage: a dot and its interval a group."""

from typing import TypedDict, cast

import pandas as pd
import plotly.graph_objects as go

from journey.charts.dots import Dot, dots
from journey.model.theme import Theme
from journey.model.vocabulary import outcome
from journey.model.words import count, percent


class GroupRow(TypedDict):
    """A row of the frame."""

    group: str | None
    reached: int
    dropped_off: int
    drop_off_rate: float
    drop_off_rate_low: float
    drop_off_rate_high: float
    base: str


def group_dots(rows: pd.DataFrame, theme: Theme, unit: str, whole: float | None) -> go.Figure:
    """Dots in the order given. `rows`: group (None: no value), reached, dropped_off, drop_off_rate (0..1) with its ends, base.

    `whole` is the rate of all together, drawn as a line; hollow dots rest on few customers.
    """
    title = f"share of {unit}s that {outcome('dropped_off').clause}, 95 % interval"
    drawn = [_dot(cast(GroupRow, row), unit) for row in rows.to_dict("records")]
    return dots(drawn, theme, title, percent, ".0%", whole, role=outcome("dropped_off").role)


def _dot(row: GroupRow, unit: str) -> Dot:
    value, low, high = row["drop_off_rate"], row["drop_off_rate_low"], row["drop_off_rate_high"]
    words = (
        f"{count(int(row['dropped_off']))} of {count(int(row['reached']))} {unit}s {outcome('dropped_off').clause}: "
        f"{percent(value)}<br>95 % interval {percent(low)} to {percent(high)}"
    )
    return Dot(row["group"], value, low, high, int(row["reached"]), row["base"], words)
