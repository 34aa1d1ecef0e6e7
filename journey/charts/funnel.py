"""What became of those who reached each stage, as one bar a stage."""

import pandas as pd
import plotly.graph_objects as go

from journey.charts.text import literal
from journey.charts.theme import NEUTRAL, Theme, dressed
from journey.model.words import count, percent

ROW_HEIGHT = 56
OUTCOMES = (("advanced", "advanced"), ("completed", "completed"), ("in_progress", "in progress"), ("dropped_off", "dropped off"))


def funnel_bars(rows: pd.DataFrame, theme: Theme, unit: str) -> go.Figure:
    """A stacked bar a stage. `rows`: stage, reached and the four outcomes in journeys, drop_off_rate (0..1 or None)."""
    colours = {"advanced": theme.accent, "completed": theme.positive, "in_progress": NEUTRAL, "dropped_off": theme.negative}
    labels = [literal(stage, 24) for stage in rows["stage"]]
    figure = go.Figure([_bar(rows, name, word, labels, colours[name]) for name, word in OUTCOMES])
    figure.update_layout(barmode="stack", legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"})
    figure.update_xaxes(title_text=f"{unit}s that reached the stage", tickformat=",d")
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return dressed(figure, theme, 120 + ROW_HEIGHT * len(rows)).update_layout(showlegend=True, margin_t=40)


def _bar(rows: pd.DataFrame, name: str, word: str, labels: list[str], colour: str) -> go.Bar:
    share = [value / reached if reached else 0 for value, reached in zip(rows[name], rows["reached"])]
    return go.Bar(
        name=word, y=labels, x=rows[name].to_numpy("float32"), orientation="h", marker={"color": colour},
        hovertext=[f"<b>{label}</b><br>{count(int(value))} {word} ({percent(part)} of {count(int(reached))})"
                   for label, value, part, reached in zip(labels, rows[name], share, rows["reached"])], hoverinfo="text",
    )
