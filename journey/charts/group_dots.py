"""The share of each group that drops off in a stage: a dot and its interval a group."""

from typing import TypedDict

import pandas as pd
import plotly.graph_objects as go

from journey.charts.style import clickable, interval_bars, styled
from journey.charts.text import literal
from journey.model.theme import Theme
from journey.model.vocabulary import outcome
from journey.model.words import count, percent

ROW, HEAD, LENGTH_LIMIT, LOW_BASE = 34, 96, 24, "low base"


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
    names = [
        literal(name, LENGTH_LIMIT) if name is not None and name == name else "(no value)"
        for name in rows["group"]
    ]
    figure = go.Figure(_dots(rows, names, theme, unit))
    if whole is not None:
        figure.add_vline(
            x=whole,
            line={"color": theme.muted, "width": 1, "dash": "dot"},
            annotation_text=f"all: {percent(whole)}",
            annotation_position="top",
            annotation_font={"size": 13, "color": theme.muted},
        )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[f"{name} · n {count(int(n))}" for name, n in zip(names, rows["reached"])],
        range=[len(rows) - 0.4, -0.8],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(
        title_text=f"share of {unit}s that {outcome('dropped_off').clause}, 95 % interval",
        tickformat=".0%",
    )
    return clickable(styled(figure, theme, HEAD + ROW * len(rows)).update_layout(margin_t=28))


def _dots(rows: pd.DataFrame, names: list[str], theme: Theme, unit: str) -> go.Scatter:
    values, low, high = (
        rows[f"drop_off_rate{end}"].to_numpy("float32") for end in ("", "_low", "_high")
    )
    fills = [theme.background if base == LOW_BASE else theme.accent for base in rows["base"]]
    return go.Scatter(
        x=values,
        y=list(range(len(rows))),
        mode="markers+text",
        text=[f"  {percent(value)}" for value in values],
        textposition="top center",
        textfont={"size": 12},
        cliponaxis=False,
        marker={"color": fills, "size": 11, "line": {"width": 2, "color": theme.accent}},
        error_x=interval_bars(high - values, values - low, theme.muted, 1.5),
        hovertext=[_words(name, row, unit) for name, row in zip(names, rows.to_dict("records"))],
        hoverinfo="text",
        customdata=[[position] for position in range(len(rows))],
    )


def _words(name: str, row: GroupRow, unit: str) -> str:
    caution = "<br>few customers: read with care" if row["base"] == LOW_BASE else ""
    clause = outcome("dropped_off").clause
    return (
        f"<b>{name}</b><br>{count(int(row['dropped_off']))} of {count(int(row['reached']))} {unit}s {clause}: "
        f"{percent(row['drop_off_rate'])}<br>95 % interval {percent(row['drop_off_rate_low'])} to "
        f"{percent(row['drop_off_rate_high'])}{caution}"
    )
