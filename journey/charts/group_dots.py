"""How many of each group are lost in a stage: a dot and its interval a group."""

import pandas as pd
import plotly.graph_objects as go

from journey.charts.style import clickable, styled
from journey.charts.text import literal
from journey.model.theme import Theme
from journey.model.words import count, percent

ROW, HEAD, LENGTH_LIMIT, LOW_BASE = 34, 96, 24, "low base"


def group_dots(rows: pd.DataFrame, theme: Theme, unit: str, whole: float | None) -> go.Figure:
    """Dots in the order given. `rows`: group (None: no value), reached, dropped_off, drop_off_rate (0..1) with its ends, base.

    `whole` is the rate of all together, drawn as a line; hollow dots rest on few customers.
    """
    values, low, high = (
        rows[f"drop_off_rate{end}"].to_numpy("float32") for end in ("", "_low", "_high")
    )
    names = [
        literal(name, LENGTH_LIMIT) if name is not None and name == name else "(no value)"
        for name in rows["group"]
    ]
    labels = [f"{name} · n {count(int(n))}" for name, n in zip(names, rows["reached"])]
    positions = list(range(len(rows)))
    figure = go.Figure(
        go.Scatter(
            x=values,
            y=positions,
            mode="markers+text",
            text=[f"  {percent(value)}" for value in values],
            textposition="top center",
            textfont={"size": 12},
            cliponaxis=False,
            marker={
                "color": [
                    theme.background if base == LOW_BASE else theme.accent for base in rows["base"]
                ],
                "size": 11,
                "line": {"width": 2, "color": theme.accent},
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": high - values,
                "arrayminus": values - low,
                "color": theme.muted,
                "thickness": 1.5,
                "width": 0,
            },
            hovertext=[
                _words(name, row, unit) for name, row in zip(names, rows.to_dict("records"))
            ],
            hoverinfo="text",
            customdata=[[position] for position in positions],
        )
    )
    if whole is not None:
        figure.add_vline(
            x=whole,
            line={"color": theme.muted, "width": 1, "dash": "dot"},
            annotation_text=f"all: {percent(whole)}",
            annotation_position="top",
            annotation_font={"size": 13, "color": theme.muted},
        )
    figure.update_yaxes(
        tickvals=positions,
        ticktext=labels,
        range=[len(rows) - 0.4, -0.8],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(title_text=f"share of {unit}s that left, 95 % interval", tickformat=".0%")
    return clickable(styled(figure, theme, HEAD + ROW * len(rows)).update_layout(margin_t=28))


def _words(name: str, row: dict, unit: str) -> str:
    caution = "<br>few customers: read with care" if row["base"] == LOW_BASE else ""
    return (
        f"<b>{name}</b><br>{count(int(row['dropped_off']))} of {count(int(row['reached']))} {unit}s left: "
        f"{percent(row['drop_off_rate'])}<br>95 % interval {percent(row['drop_off_rate_low'])} to "
        f"{percent(row['drop_off_rate_high'])}{caution}"
    )
