"""How long going on to a later stage takes, as the share gone on by then: Kaplan-Meier curves."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from journey.charts.apart import apart
from journey.charts.style import styled
from journey.charts.text import literal
from journey.model.theme import Theme, translucent
from journey.model.words import duration, percent

HEIGHT, LENGTH_LIMIT = 380, 15
NAME_MARGIN, LETTER = 28, 7.4  # pixels beside the names, and of a letter of the emphasised one
UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))
MIN_LABEL_DISTANCE, MIN_TOP = (
    0.07,
    0.58,
)  # of the axis: between two names; the axis always shows one half


def time_to_advance_curves(
    rows: pd.DataFrame, chosen: str, theme: Theme, stages: Sequence[str], median: float | None
) -> go.Figure:
    """A step curve a stage in its hue, the chosen one thick and with its band. `rows`: stage, seconds, share, low, high (0..1).

    `stages`: all of the definition, whose places give the hues; low and high are None at the ends.
    """
    unit, size = time_unit(float(rows["seconds"].max()))
    figure = go.Figure()
    for stage in sorted(dict.fromkeys(rows["stage"]), key=lambda name: name == chosen):
        stage_rows, hue = rows[rows["stage"] == stage], theme.hue(stages.index(stage))
        for trace in _band(stage_rows, size, hue) if stage == chosen else []:
            figure.add_trace(trace)
        figure.add_trace(
            _curve(
                stage_rows,
                size,
                hue,
                4 if stage == chosen else 1.5,
                unit,
            )
        )
    top = min(1.0, max(MIN_TOP, 1.15 * float(rows["high"].fillna(rows["share"]).max())))
    names_width = _names(figure, rows, chosen, top, theme, stages)
    _half(figure, None if median is None else median / size, duration(median), theme)
    figure.update_yaxes(title_text="share that has gone on", tickformat=".0%", range=[0, top])
    figure.update_xaxes(
        title_text=f"{unit} since the first event in the stage", rangemode="tozero", tickformat=","
    )
    return styled(figure, theme, HEIGHT).update_layout(margin_r=names_width)


def time_unit(seconds: float) -> tuple[str, int]:
    """The unit to tell times up to this long in, with its length in seconds."""
    return next(((unit, size) for unit, size in UNITS if seconds >= 2 * size), UNITS[-1])


def _curve(rows: pd.DataFrame, size: int, colour: str, width: float, unit: str) -> go.Scatter:
    name = literal(rows["stage"].iloc[0], LENGTH_LIMIT)
    hover_texts = [
        f"<b>{name}</b><br>{percent(share)} have gone on after {seconds / size:.1f} {unit}{_interval(low, high)}"
        for seconds, share, low, high in zip(
            rows["seconds"], rows["share"], rows["low"], rows["high"]
        )
    ]
    return go.Scatter(
        x=(rows["seconds"] / size).to_numpy("float32"),
        y=rows["share"].to_numpy("float32"),
        mode="lines",
        line={"color": colour, "width": width, "shape": "hv"},
        hovertext=hover_texts,
        hoverinfo="text",
    )


def _interval(low: float | None, high: float | None) -> str:
    return "" if pd.isna(low) else f"<br>95 % interval {percent(low)} to {percent(high)}"


def _band(rows: pd.DataFrame, size: int, hue: str) -> list[go.Scatter]:
    x = (rows["seconds"] / size).to_numpy("float32")
    ends = [
        rows[name].astype("float64").fillna(rows["share"]).to_numpy("float32")
        for name in ("high", "low")
    ]
    line = {"width": 0, "shape": "hv"}
    upper = go.Scatter(x=x, y=ends[0], mode="lines", line=line, hoverinfo="skip")
    return [
        upper,
        go.Scatter(
            x=x,
            y=ends[1],
            line=line,
            mode="lines",
            fill="tonexty",
            fillcolor=translucent(hue, 0.2),
            hoverinfo="skip",
        ),
    ]


def _names(
    figure: go.Figure,
    rows: pd.DataFrame,
    chosen: str,
    top: float,
    theme: Theme,
    stages: Sequence[str],
) -> float:
    """Each curve's hue, name and last share beside its end, apart where ends lie close; returns the width that they need."""
    ends = rows.groupby("stage", sort=False, observed=True).last().sort_values("share")
    heights = apart([float(share) for share in ends["share"]], MIN_LABEL_DISTANCE * top, top)
    texts = [
        f"{literal(stage, LENGTH_LIMIT)} {percent(share)}" for stage, share in ends["share"].items()
    ]
    for stage, text, height in zip(ends.index, texts, heights):
        is_chosen = stage == chosen
        mark = f'<span style="color:{theme.hue(stages.index(stage))}">■</span>'
        figure.add_annotation(
            text=f"{mark} <b>{text}</b>" if is_chosen else f"{mark} {text}",
            xref="paper",
            x=1,
            xanchor="left",
            xshift=4,
            y=height,
            yref="y",
            showarrow=False,
            align="left",
            font={"size": 13, "color": theme.text if is_chosen else theme.muted},
        )
    return NAME_MARGIN + LETTER * max(map(len, texts))


def _half(figure: go.Figure, median: float | None, words: str, theme: Theme) -> None:
    """Where half have gone on: a line at one half, and down from it where the curve gets there."""
    figure.add_hline(y=0.5, line={"color": theme.muted, "width": 1, "dash": "dot"})
    if median is not None:
        figure.add_shape(
            type="line",
            x0=median,
            x1=median,
            y0=0,
            y1=0.5,
            line={"color": theme.text, "width": 1.5, "dash": "dot"},
        )
        figure.add_annotation(
            x=median,
            y=0,
            yshift=14,
            xanchor="left",
            xshift=5,
            text=f"half: {words}",
            showarrow=False,
            bgcolor=theme.background,
            font={"size": 13, "color": theme.text},
        )
