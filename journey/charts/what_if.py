"""What a change would do to how many reach each stage: before and after, with the range of both."""

import pandas as pd
import plotly.graph_objects as go

from journey.charts.text import literal
from journey.charts.theme import Theme, dressed
from journey.model.words import count, signed

ROW, HEAD = 46, 110


def what_if_dots(rows: pd.DataFrame, theme: Theme, unit: str) -> go.Figure:
    """Two dots a stage with their ranges. `rows`: stage, and before and after in journeys with _low and _high (None: no range)."""
    labels = [literal(stage, 30) for stage in rows["stage"]]
    figure = go.Figure(
        [
            _dots(rows, "before", "expected as it is", labels, theme.muted),
            _dots(rows, "after", "with the change", labels, theme.accent),
        ]
    )
    figure.update_layout(scattermode="group", legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"})
    figure.update_xaxes(title_text=f"{unit}s that reach the stage, expected by the model", tickformat=",d", rangemode="tozero")
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return dressed(figure, theme, HEAD + ROW * len(rows)).update_layout(showlegend=True, margin_t=40)


def _dots(rows: pd.DataFrame, name: str, words: str, labels: list[str], colour: str) -> go.Scatter:
    values, low, high = (pd.to_numeric(rows[f"{name}{end}"]).to_numpy("float32") for end in ("", "_low", "_high"))
    told = [
        f"<b>{label}</b><br>{words}: {count(round(float(value)))}<br>difference {signed(float(change))}"
        for label, value, change in zip(labels, values, rows["difference"])
    ]
    return go.Scatter(
        name=words,
        x=values,
        y=labels,
        mode="markers",
        marker={"color": colour, "size": 10},
        hovertext=told,
        hoverinfo="text",
        error_x={
            "type": "data",
            "symmetric": False,
            "array": high - values,
            "arrayminus": values - low,
            "color": colour,
            "width": 0,
        },
    )
