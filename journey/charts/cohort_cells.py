"""How many of those who began in each week or month had not gone on from each stage at the same age, as a field of cells."""

from datetime import date
from typing import Any, TypedDict

import pandas as pd
import plotly.graph_objects as go

from journey.charts.captions import emphasised
from journey.charts.style import clickable, styled
from journey.charts.text import literal
from journey.model.theme import Theme, ink_on, mixed
from journey.model.vocabulary import noun, outcome
from journey.model.words import count, percent, plural

ROW, HEAD, CELL, LENGTH_LIMIT = 46, 96, 0.96, 18
NOT_FINAL, PALEST = "–", 0.1  # the lowest share's colour is still told from a pale cell
TICKS_LIMIT = {"week": 8, "month": 14}
LABELLED_COLUMNS_LIMIT = (
    20  # with more columns only colour, hovering and the table give the figures
)


class Cell(TypedDict):
    """A row of the frame, and the index of its stage."""

    row: int
    stage: str
    cohort: str
    ripe: int
    neither: int
    neither_rate: float
    neither_rate_low: float
    neither_rate_high: float
    young: int


def cohort_cells(rows: pd.DataFrame, theme: Theme, chosen: str, period: str, age: str) -> go.Figure:
    """A cell a stage and cohort. `rows`: stage, cohort (its first day), ripe, neither, neither_rate (0..1, None), its ends, young.

    A cohort of younger journeys alone is pale, with a dash. Cells of too few for a rate are empty. `age`: in words.
    """
    stages, cohorts = list(dict.fromkeys(rows["stage"])), list(dict.fromkeys(rows["cohort"]))
    cells: list[Cell] = [
        row | {"row": stages.index(row["stage"])} for row in rows.to_dict("records")
    ]
    rated = [cell for cell in cells if not pd.isna(cell["neither_rate"])]
    young = [cell for cell in cells if cell["young"] and not cell["ripe"]]
    unrated = [cell for cell in cells if pd.isna(cell["neither_rate"]) and cell not in young]
    figure = go.Figure(
        [
            trace
            for trace in (
                _cells(rated, theme, len(cohorts), period, age),
                _empty(unrated, theme, period, age),
                _pale(young, theme, len(cohorts), period, age),
            )
            if trace
        ]
    )
    names = [
        emphasised(literal(stage, LENGTH_LIMIT))
        if stage == chosen
        else literal(stage, LENGTH_LIMIT)
        for stage in stages
    ]
    figure.update_yaxes(
        tickvals=[index + 0.5 for index in range(len(stages))],
        ticktext=names,
        range=[len(stages), 0],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=cohorts,
        showgrid=False,
        tickangle=0,
        title_text=f"{period} in which the journey began",
        **_ticks(cohorts, period),
    )
    figure.update_layout(barmode="overlay", bargap=1 - CELL, coloraxis=_colours(rated, theme))
    return clickable(styled(figure, theme, HEAD + ROW * len(stages)))


def _cells(cells: list[Cell], theme: Theme, columns: int, period: str, age: str) -> go.Bar | None:
    if not cells:
        return None
    rates = [cell["neither_rate"] for cell in cells]
    low, high = _range(cells)
    ends = colour_ends(theme)
    inks = [ink_on(mixed(min(1.0, max(0.0, (rate - low) / (high - low))), *ends)) for rate in rates]
    return go.Bar(
        x=[cell["cohort"] for cell in cells],
        y=[CELL] * len(cells),
        base=[cell["row"] + (1 - CELL) / 2 for cell in cells],
        marker={
            "color": rates,
            "coloraxis": "coloraxis",
            "line": {"width": 0},
        },
        text=[percent(rate) if columns <= LABELLED_COLUMNS_LIMIT else "" for rate in rates],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"size": 13, "color": inks},
        hovertext=[_words(cell, period, age) for cell in cells],
        hoverinfo="text",
        customdata=_click_data(cells),
    )


def _empty(cells: list[Cell], theme: Theme, period: str, age: str) -> go.Bar | None:
    if not cells:
        return None
    return go.Bar(
        x=[cell["cohort"] for cell in cells],
        y=[CELL] * len(cells),
        base=[cell["row"] + (1 - CELL) / 2 for cell in cells],
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 1, "color": theme.line}},
        customdata=_click_data(cells),
        hovertext=[_words(cell, period, age) for cell in cells],
        hoverinfo="text",
    )


def _pale(cells: list[Cell], theme: Theme, columns: int, period: str, age: str) -> go.Bar | None:
    """Those whose share is not final yet, since none of them is old enough."""
    if not cells:
        return None
    is_labelled = columns <= LABELLED_COLUMNS_LIMIT
    return go.Bar(
        x=[cell["cohort"] for cell in cells],
        y=[CELL] * len(cells),
        base=[cell["row"] + (1 - CELL) / 2 for cell in cells],
        marker={"color": theme.surface, "line": {"width": 0}},
        text=[NOT_FINAL if is_labelled else ""] * len(cells),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"size": 12, "color": theme.muted},
        hovertext=[_words(cell, period, age) for cell in cells],
        hoverinfo="text",
    )


def _click_data(cells: list[Cell]) -> list[list[int | str]]:
    """Index of the stage and cohort of each cell, for clicks."""
    return [[cell["row"], cell["cohort"]] for cell in cells]


def _words(cell: Cell, period: str, age: str) -> str:
    head = f"<b>{literal(cell['stage'], LENGTH_LIMIT)}</b>, {period} of {cell['cohort']}"
    began = f"began less than {age} before the end"
    young = f"<br>{plural(int(cell['young']), 'journey')} {began}" if cell["young"] else ""
    if not cell["ripe"]:
        return f"{head}{young}: not final yet" if young else f"{head}<br>no journeys"
    counted = (
        f"{count(int(cell['neither']))} of {count(int(cell['ripe']))} had not gone on after {age}"
    )
    young += " and are not counted" * bool(young)
    if pd.isna(cell["neither_rate"]):
        return f"{head}<br>{counted}: fewer than 10 customers, no rate{young}"
    interval = (
        f"95 % interval {percent(cell['neither_rate_low'])} to {percent(cell['neither_rate_high'])}"
    )
    return f"{head}<br>{counted}: {percent(cell['neither_rate'])}<br>{interval}{young}"


def colour_ends(theme: Theme) -> tuple[str, str]:
    """The colours of the lowest and the highest share: of those that left, as far as leaving is known."""
    full = theme.role(outcome("dropped_off").role)
    return mixed(PALEST, theme.background, full), full


def _range(cells: list[Cell]) -> tuple[float, float]:
    """Lowest and highest rate."""
    rates = [cell["neither_rate"] for cell in cells] or [0.0]
    low, high = min(rates), max(rates)
    return (low, high) if high > low else (low, low + 0.01)


def _colours(cells: list[Cell], theme: Theme) -> dict[str, Any]:
    """The scale beside the cells."""
    low, high = _range(cells)
    return {
        "colorscale": list(enumerate(colour_ends(theme))),
        "cmin": low,
        "cmax": high,
        "showscale": bool(cells),
        "colorbar": {
            "tickformat": ".0%",
            "nticks": len({cell["row"] for cell in cells}) + 1,
            "thickness": 10,
            "outlinewidth": 0,
            "title": {"text": noun("neither"), "side": "top", "font": {"size": 12}},
        },
    }


def _ticks(cohorts: list[str], period: str) -> dict[str, Any]:
    """A name for every cohort where they are few, else for some; the year only where it begins."""
    step = -(-len(cohorts) // TICKS_LIMIT[period])
    shown = cohorts[::step]
    return {
        "tickvals": shown,
        "ticktext": [_tick(shown, index, period) for index in range(len(shown))],
    }


def _tick(shown: list[str], index: int, period: str) -> str:
    day = date.fromisoformat(shown[index])
    words = f"{day:%b}" if period == "month" else f"{day.day} {day:%b}"
    is_new = index == 0 or date.fromisoformat(shown[index - 1]).year != day.year
    return f"{words}<br>{day.year}" if is_new else words
