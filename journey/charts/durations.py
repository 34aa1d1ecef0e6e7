"""How long something takes, as bars over spans of time."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd
import plotly.graph_objects as go

from journey.charts.style import styled
from journey.model.theme import Theme
from journey.model.words import count, duration, percent

HEIGHT = 260
R = TypeVar("R", bound=Mapping[Any, Any])


def duration_bars(rows: pd.DataFrame, theme: Theme, unit: str) -> go.Figure:
    """A bar a span from the first to the last that is not empty. `rows`: from_seconds, to_seconds (None: open), converted."""
    shown = pd.DataFrame(filled(rows.to_dict("records")), columns=rows.columns)
    total = int(shown["converted"].sum())
    labels = [
        span_words(begin, end) for begin, end in zip(shown["from_seconds"], shown["to_seconds"])
    ]
    words = [
        f"{label}: {count(int(number))} {unit} ({percent(number / total)})"
        for label, number in zip(labels, shown["converted"])
    ]
    figure = go.Figure(
        go.Bar(
            x=labels,
            y=shown["converted"].to_numpy("float32"),
            marker={"color": theme.accent},
            hovertext=words,
            hoverinfo="text",
        )
    )
    figure.update_xaxes(title_text="time from the one to the other", type="category")
    figure.update_yaxes(title_text=unit, tickformat=",d")
    return styled(figure, theme, HEIGHT)


def filled(rows: Sequence[R]) -> list[R]:
    """The rows from the first to the last that is not empty, or may not be."""
    known = [index for index, row in enumerate(rows) if row["converted"] != 0]
    return list(rows[known[0] : known[-1] + 1]) if known else []


def span_words(begin: float, end: float | None) -> str:
    """'1 to 3 h'; the first 'under 1 min', the last 'over 365 days'."""
    if end is None or pd.isna(end):
        return f"over {_short(begin)}"
    if not begin:
        return f"under {_short(end)}"
    return f"{_short(begin)} to {_short(end)}"


def _short(seconds: float) -> str:
    for unit, size in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            number = seconds / size
            return f"{number:g} {unit if number != 1 or unit != 'days' else 'day'}"
    return duration(seconds)
