"""What a change would do to how many reach each stage: the difference, with its range."""

import pandas as pd
import plotly.graph_objects as go

from journey.charts.style import styled
from journey.charts.text import literal
from journey.model.theme import Theme
from journey.model.words import count, signed

ROW, HEAD = 46, 90


def what_if_dots(rows: pd.DataFrame, theme: Theme, unit: str) -> go.Figure:
    """A dot a stage. `rows`: stage, before, after, and their difference in journeys with _low and _high (None: no range)."""
    labels = [literal(stage, 30) for stage in rows["stage"]]
    values, low, high = (
        pd.to_numeric(rows[f"difference{end}"]).to_numpy("float64") for end in ("", "_low", "_high")
    )
    changes = [
        f"{count(round(before))} → {count(round(after))}"
        for before, after in zip(rows["before"], rows["after"])
    ]
    hover_texts = [
        f"<b>{label}</b><br>expected {change}<br>difference {signed(value)}"
        for label, change, value in zip(labels, changes, values)
    ]
    dots = go.Scatter(
        x=values,
        y=labels,
        mode="markers+text",
        text=[f"{signed(value)}  ({change})" for value, change in zip(values, changes)],
        textposition="top center",
        textfont={"color": theme.text},
        cliponaxis=False,
        marker={"color": theme.accent, "size": 10},
        hovertext=hover_texts,
        hoverinfo="text",
        error_x={
            "type": "data",
            "symmetric": False,
            "array": high - values,
            "arrayminus": values - low,
            "color": theme.accent,
            "width": 0,
        },
    )
    figure = go.Figure(dots)
    ends = [0, *values, *low[low == low], *high[high == high]]
    room = 0.12 * (max(ends) - min(ends)) or 1
    figure.update_xaxes(
        title_text=f"more or fewer {unit}s that reach the stage, 95 % range",
        tickformat="+,d",
        range=[min(ends) - room, max(ends) + room],
    )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.add_vline(0, line_color=theme.muted, line_width=1)
    return styled(figure, theme, HEAD + ROW * len(rows)).update_layout(margin_t=30)
