"""Where the journeys that dropped off were last seen, as bars whose sum is the drop-off."""

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from journey.charts.captions import caption, rows_axis
from journey.charts.style import clickable, styled
from journey.charts.text import literal
from journey.model.theme import NEUTRAL, Theme
from journey.model.vocabulary import outcome
from journey.model.words import count, percent, plural

if TYPE_CHECKING:
    from journey.data.views.rows import ExitsRow

ROW, HEAD, BARS_LIMIT, LENGTH_LIMIT = 42, 70, 12, 26


def exit_bars(rows: pd.DataFrame, theme: Theme, unit: str) -> go.Figure:
    """A bar a touchpoint, the rest one grey bar. `rows`: drop_stage, touchpoint, touchpoint_stage, journeys; the largest first."""
    shown, rest = (
        (rows, rows.iloc[:0])
        if len(rows) <= BARS_LIMIT + 1
        else (rows.iloc[:BARS_LIMIT], rows.iloc[BARS_LIMIT:])
    )
    names = [_name(row) for row in shown.to_dict("records")] + [
        f"{plural(len(rest), 'other touchpoint')}"
    ] * bool(len(rest))
    values = [int(value) for value in shown["journeys"]] + [int(rest["journeys"].sum())] * bool(
        len(rest)
    )
    total = sum(values)
    figure = go.Figure(
        go.Bar(
            x=values,
            y=list(range(len(values))),
            orientation="h",
            width=0.36,
            marker={
                "color": [theme.role(outcome("dropped_off").role)] * len(shown)
                + [NEUTRAL] * bool(len(rest))
            },
            hovertext=[
                f"<b>{name}</b><br>{count(value)} of {count(total)} {unit}s ({percent(value / total)})"
                for name, value in zip(names, values)
            ],
            hoverinfo="text",
            customdata=[[index if index < len(shown) else -1] for index in range(len(values))],
        )
    )
    for index, (name, value) in enumerate(zip(names, values)):
        caption(
            figure, index, [f"<b>{name}</b>  {count(value)} · {percent(value / total)}"], theme, 17
        )
    rows_axis(figure, len(values))
    figure.update_xaxes(title_text=f"{unit}s whose last event was there", tickformat=",d")
    return clickable(styled(figure, theme, HEAD + ROW * len(values)))


def _name(row: "ExitsRow") -> str:
    """The touchpoint, with its stage where that is another than the one they dropped off in."""
    name = literal(row["touchpoint"], LENGTH_LIMIT)
    return (
        name
        if row["touchpoint_stage"] == row["drop_stage"]
        else f"{name} ({literal(row['touchpoint_stage'], 14)})"
    )
