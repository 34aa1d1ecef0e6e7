"""The emotion curve: mean valence by touchpoint within stage, with its 95 % band."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from journey.charts.text import literal
from journey.charts.theme import Theme, dressed, valence_colour
from journey.model.words import count, signed

HEIGHT, LABEL_LENGTH, LEFT_MARGIN = 390, 18, 96
SMALLEST, LARGEST = 9, 24


def emotion_curve(points: pd.DataFrame, theme: Theme) -> go.Figure:
    """A point a touchpoint in journey order.

    `points`: stage, touchpoint, mean_valence, low, high (all -1..1), n (events), emotion (most frequent label), base.
    """
    figure = go.Figure()
    places = np.arange(len(points), dtype="float32")
    _band(figure, places, points, theme)
    _stage_borders(figure, points, theme)
    figure.add_trace(go.Scatter(
        x=places, y=points["mean_valence"].to_numpy("float32"), mode="lines+markers",
        line={"color": theme.text, "width": 2, "shape": "spline", "smoothing": 0.6},
        marker={"size": _sizes(points["n"]), "color": [valence_colour(value, theme) for value in points["mean_valence"]],
                "line": {"color": theme.background, "width": 2}, "opacity": 1},
        hovertext=[_hover(row) for row in points.itertuples()], hoverinfo="text",
    ))
    _extremes(figure, places, points, theme)
    figure.update_xaxes(tickvals=places, ticktext=[literal(name, LABEL_LENGTH) for name in points["touchpoint"]], tickangle=-38,
                        showgrid=False, range=[-0.6, len(points) - 0.4], ticklabeloverflow="allow", zeroline=False)
    figure.update_yaxes(title_text="mean valence (−1 feels bad, +1 feels good)", range=[-1, 1], tickvals=[-1, -0.5, 0, 0.5, 1],
                        ticktext=["−1", "−0.5", "0", "+0.5", "+1"], zeroline=True, zerolinewidth=2)
    return dressed(figure, theme, HEIGHT).update_layout(margin={"t": 30, "l": LEFT_MARGIN})


def _band(figure: go.Figure, places: np.ndarray, points: pd.DataFrame, theme: Theme) -> None:
    both = np.concatenate([places, places[::-1]])
    edge = np.concatenate([points["high"].to_numpy("float32"), points["low"].to_numpy("float32")[::-1]])
    figure.add_trace(go.Scatter(x=both, y=edge, fill="toself", fillcolor=theme.muted, opacity=0.25, line={"width": 0},
                                hoverinfo="skip", mode="lines"))


def _stage_borders(figure: go.Figure, points: pd.DataFrame, theme: Theme) -> None:
    stages = points["stage"].tolist()
    starts = [place for place, stage in enumerate(stages) if place == 0 or stage != stages[place - 1]]
    for place in starts:
        if place:
            figure.add_vline(x=place - 0.5, line={"color": theme.line, "width": 1})
        figure.add_annotation(x=place - 0.5, y=1, yref="paper", text=f"<b>{literal(stages[place], LABEL_LENGTH)}</b>",
                              showarrow=False, xanchor="left", yanchor="bottom", font={"size": 12, "color": theme.muted})


def _sizes(n: pd.Series) -> np.ndarray:
    share = np.sqrt(n.to_numpy("float64") / max(1, n.max()))
    return (SMALLEST + (LARGEST - SMALLEST) * share).astype("float32")


def _extremes(figure: go.Figure, places: np.ndarray, points: pd.DataFrame, theme: Theme) -> None:
    """The lowest and the highest point with a full base are named."""
    full = points[points["base"] == "full"].reset_index()
    if len(full) < 2:
        return
    valences = full["mean_valence"]
    for row, word, side in ((full.loc[valences.idxmin()], "lowest", -1), (full.loc[valences.idxmax()], "highest", 1)):
        place = float(places[points.index.get_loc(row["index"])])
        figure.add_annotation(
            x=place, y=row["mean_valence"], showarrow=False, yshift=22 * side, xanchor=_anchor(place, len(points)),
            text=f"{word} {signed(row['mean_valence'], 2)}", font={"color": theme.text, "size": 13})


def _anchor(place: float, points: int) -> str:
    """Labels at the ends grow inwards."""
    return "left" if place < 1 else "right" if place > points - 3 else "center"


def _hover(row) -> str:
    base = "" if row.base == "full" else f"<br>{row.base}"
    return (f"<b>{literal(row.touchpoint)}</b> · {literal(row.stage)}<br>mean valence {signed(row.mean_valence, 2)}"
            f" (95 % {signed(row.low, 2)} to {signed(row.high, 2)})<br>n {count(row.n)} events"
            f"<br>most often: {literal(row.emotion)}{base}")
