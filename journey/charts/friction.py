"""Friction per touchpoint: journeys lost there, with the score beside."""

import pandas as pd
import plotly.graph_objects as go

from journey.charts.text import literal
from journey.charts.theme import Theme, dressed
from journey.model.words import count, percent

ROW_HEIGHT, LABEL_LENGTH, ROOM_FOR_WORDS = 34, 30, 1.9


def friction_bars(rows: pd.DataFrame, theme: Theme, unit: str) -> go.Figure:
    """A bar a touchpoint, longest first. `rows`: stage, touchpoint, journeys_lost, leaves (0..1), score, rank, passings."""
    rows = rows.iloc[::-1]
    labels = [f"{literal(row.touchpoint, LABEL_LENGTH)} · {literal(row.stage, LABEL_LENGTH)}" for row in rows.itertuples()]
    figure = go.Figure(go.Bar(
        x=rows["journeys_lost"].to_numpy("float32"), y=list(range(len(rows))), orientation="h", marker={"color": theme.negative},
        text=[_beside(row) for row in rows.itertuples()], textposition="outside", cliponaxis=False, textfont={"color": theme.text},
        hovertext=[_hover(row) for row in rows.itertuples()], hoverinfo="text",
    ))
    figure.update_xaxes(title_text=f"{unit}s lost here", rangemode="tozero", tickformat=",d", nticks=6,
                        range=[0, ROOM_FOR_WORDS * max(1, rows["journeys_lost"].max())])
    figure.update_yaxes(tickvals=list(range(len(rows))), ticktext=labels, showgrid=False, zeroline=False)
    return dressed(figure, theme, 90 + ROW_HEIGHT * len(rows))


def _beside(row) -> str:
    score = "" if pd.isna(row.score) else f" · score {row.score:.0f}"
    return f"{count(int(row.journeys_lost))}{score}"


def _hover(row) -> str:
    few = pd.isna(row.leaves)
    leaves = "too few journeys for a share" if few else f"{percent(row.leaves, row.passings)} of those who pass leave"
    return f"<b>{literal(row.touchpoint)}</b> · {literal(row.stage)}<br>{count(row.passings)} journeys pass<br>{leaves}"
