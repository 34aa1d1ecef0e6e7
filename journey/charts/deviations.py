"""Deviations from an expected journey: how many, and how often they complete, each with its interval."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from journey.charts.style import interval_bars, styled
from journey.charts.text import literal
from journey.model.theme import Theme
from journey.model.words import count, percent

ROW, HEAD = 34, 90


def deviation_dots(rows: pd.DataFrame, theme: Theme) -> go.Figure:
    """Two panels over the same rows. `rows`: words, journeys, share and completion_rate (0..1 or None) with _low and _high."""
    labels = [literal(words, 40) for words in rows["words"]]
    figure = make_subplots(cols=2, shared_yaxes=True, horizontal_spacing=0.06)
    for column, name in ((1, "share"), (2, "completion_rate")):
        figure.add_trace(_dots(rows, name, labels, theme), 1, column)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(tickformat=".0%", rangemode="tozero", nticks=3, tickangle=0)
    styled(figure, theme, HEAD + ROW * len(rows))
    figure.update_xaxes(title_text="share", row=1, col=1)
    return figure.update_xaxes(title_text="complete", row=1, col=2)


def _dots(rows: pd.DataFrame, name: str, labels: list[str], theme: Theme) -> go.Scatter:
    values, low, high = (
        pd.to_numeric(rows[f"{name}{end}"]).to_numpy("float32") for end in ("", "_low", "_high")
    )
    words = [
        f"<b>{label}</b><br>{percent(value) if value == value else 'too few'} of "
        f"{count(int(n))} journeys"
        for label, value, n in zip(labels, values, rows[f"{name}_n"].fillna(0))
    ]
    colours = [theme.positive if kind == "conforms" else theme.accent for kind in rows["kind"]]
    return go.Scatter(
        x=values,
        y=labels,
        mode="markers",
        cliponaxis=False,
        marker={"color": colours, "size": 10},
        hovertext=words,
        hoverinfo="text",
        error_x=interval_bars(high - values, values - low, theme.muted, 1.5),
    )
