"""Figures with their intervals, a row each: a dot, hollow where it rests on few customers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from journey.charts.style import clickable, interval_bars, styled
from journey.charts.text import literal
from journey.model.filters import NO_VALUE
from journey.model.theme import Theme
from journey.model.words import count

ROW, HEAD, LENGTH_LIMIT, LOW_BASE = 34, 96, 24, "low base"
CAUTION = "<br>few customers: read with care"


@dataclass(frozen=True)
class Dot:
    """A row: its name (None: no value), the figure with the ends of its interval, n, base, and what shows on hovering."""

    name: str | None
    value: float
    low: float
    high: float
    n: int
    base: str
    words: str

    @property
    def is_low(self) -> bool:
        return self.base == LOW_BASE


def shown_name(name: str | None, length: int = LENGTH_LIMIT) -> str:
    return literal(name, length) if name is not None and name == name else NO_VALUE


def dots(
    rows: Sequence[Dot],
    theme: Theme,
    title: str,
    form: Callable[[float], str],
    tickformat: str = "",
    whole: float | None = None,
    length: int = LENGTH_LIMIT,
    role: str = "accent",
    target: tuple[float, str] | None = None,
) -> go.Figure:
    """The rows in the order given, from top to bottom; `whole`, the figure of all together, is a line, and so is the target."""
    figure = go.Figure(_markers(rows, theme, form, length, theme.role(role)))
    if whole is not None:
        figure.add_vline(
            x=whole,
            line={"color": theme.muted, "width": 1, "dash": "dot"},
            annotation_text=f"all: {form(whole)}",
            annotation_position="top",
            annotation_font={"size": 13, "color": theme.muted},
        )
    if target is not None:
        figure.add_vline(
            x=target[0],
            line={"color": theme.role("positive"), "width": 1.5, "dash": "dash"},
            annotation_text=target[1],
            annotation_position="bottom",
            annotation_font={"size": 13, "color": theme.muted},
        )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[f"{shown_name(row.name, length)} · n {count(row.n)}" for row in rows],
        range=[len(rows) - 0.4, -0.8],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(title_text=title, tickformat=tickformat)
    return clickable(styled(figure, theme, HEAD + ROW * len(rows)).update_layout(margin_t=28))


def _markers(
    rows: Sequence[Dot], theme: Theme, form: Callable[[float], str], length: int, colour: str
) -> go.Scatter:
    return go.Scatter(
        x=[row.value for row in rows],
        y=list(range(len(rows))),
        mode="markers+text",
        text=[f"  {form(row.value)}" for row in rows],
        textposition="top center",
        textfont={"size": 12},
        cliponaxis=False,
        marker={
            "color": [theme.background if row.is_low else colour for row in rows],
            "size": 11,
            "line": {"width": 2, "color": colour},
        },
        error_x=interval_bars(
            np.array([row.high - row.value for row in rows]),
            np.array([row.value - row.low for row in rows]),
            theme.muted,
            1.5,
        ),
        hovertext=[
            f"<b>{shown_name(row.name, length)}</b><br>{row.words}{CAUTION if row.is_low else ''}"
            for row in rows
        ],
        hoverinfo="text",
        customdata=[[position] for position in range(len(rows))],
    )
