"""What became of those who reached each stage, as one bar a stage."""

import pandas as pd
import plotly.graph_objects as go

from journey.charts.captions import caption, emphasised, rows_axis
from journey.charts.style import clickable, styled
from journey.charts.text import literal
from journey.data.ask import AnyRow
from journey.model.theme import LIGHT, NEUTRAL, Theme
from journey.model.vocabulary import (
    NEUTRAL_ROLE,
    SHARES_IN_ORDER,
    SHARES_OF_REACHED,
    Outcome,
    outcome,
)
from journey.model.words import count, percent

ROW, HEAD, BAR, LENGTH_LIMIT = 68, 100, 0.42, 28


def funnel_bars(rows: pd.DataFrame, theme: Theme, unit: str, chosen: str = "") -> go.Figure:
    """A stacked bar a stage. `rows`: stage, reached and the outcomes in journeys, drop_off_rate (0..1 or None) with _low, _high."""
    words = [_furthest_words(row) for row in rows.to_dict("records")]
    return _bars(
        rows,
        list(rows["stage"]),
        words,
        SHARES_OF_REACHED,
        theme,
        f"{unit}s that reached the stage",
        chosen,
    )


def ordered_bars(rows: pd.DataFrame, theme: Theme, unit: str, chosen: str = "") -> go.Figure:
    """A stacked bar an element of the list. `rows`: name, reached, outcomes in journeys, conversion_rate (0..1 or None)."""
    words = [_ordered_words(row) for row in rows.to_dict("records")]
    return _bars(
        rows,
        list(rows["name"]),
        words,
        SHARES_IN_ORDER,
        theme,
        f"{unit}s that came to the stage in order and in time",
        chosen,
    )


def _furthest_words(row: AnyRow) -> str:
    return f"{count(int(row['reached']))} {outcome('reached').noun}{_rate(row, 'drop_off_rate', outcome('dropped_off').verb)}"


def _ordered_words(row: AnyRow) -> str:
    return f"{count(int(row['reached']))} in order{_rate(row, 'conversion_rate', outcome('advanced').verb)}"


def _rate(row: AnyRow, name: str, verb: str) -> str:
    """', 30 % leave (28 to 31)'; nothing where there is no rate."""
    if pd.isna(row.get(name)):
        return ""
    low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
    span = ""
    if low is not None and high is not None and not pd.isna(low):
        span = f" ({100 * low:.0f} to {100 * high:.0f})"
    return f", {percent(row[name])} {verb}{span}"


def _bars(
    rows: pd.DataFrame,
    names: list[str],
    words: list[str],
    outcomes: tuple[str, ...],
    theme: Theme,
    title: str,
    chosen: str,
) -> go.Figure:
    drawn = [outcome(name) for name in outcomes if name != "ended_well" or rows[name].any()]
    figure = go.Figure([_bar(rows, names, shown, theme) for shown in drawn])
    for index, (name, caption_text) in enumerate(zip(names, words)):
        shown = literal(name, LENGTH_LIMIT)
        caption(
            figure,
            index,
            [
                f"{emphasised(shown, theme) if name == chosen else f'<b>{shown}</b>'}  {caption_text}"
            ],
            theme,
            26,
        )
    figure.update_layout(
        barmode="stack",
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        uniformtext={"minsize": 12, "mode": "hide"},
    )
    figure.update_xaxes(title_text=title, tickformat=",d")
    rows_axis(figure, len(rows))
    styled(figure, theme, HEAD + ROW * len(rows)).update_layout(showlegend=True, margin_t=40)
    return clickable(figure)


def _bar(rows: pd.DataFrame, names: list[str], shown: Outcome, theme: Theme) -> go.Bar:
    name, word = shown.id, shown.noun
    role = "" if shown.role == NEUTRAL_ROLE else shown.role
    values = rows[name].to_numpy("float32")
    hover_texts = [
        f"<b>{literal(stage, LENGTH_LIMIT)}</b><br>{count(int(value))} {word} ({percent(value / reached if reached else 0)} of "
        f"{count(int(reached))})"
        for stage, value, reached in zip(names, values, rows["reached"])
    ]
    return go.Bar(
        name=word,
        y=list(range(len(rows))),
        x=values,
        width=BAR,
        orientation="h",
        marker={"color": theme.role(role) if role else NEUTRAL},
        text=[count(int(value)) if value else "" for value in values],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"color": theme.background if role else LIGHT.text},
        customdata=[[index, name] for index in range(len(rows))],
        hovertext=hover_texts,
        hoverinfo="text",
    )
