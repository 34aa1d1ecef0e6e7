"""One satisfaction metric by touchpoint or by group: a dot and its interval a row."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from journey.charts.dots import Dot, dots
from journey.model.theme import Theme
from journey.model.vocabulary import METRICS
from journey.model.words import count, plural

if TYPE_CHECKING:
    from journey.data.ask import AnyRow

NAME_LENGTH = 26  # on a phone the dots need half of the width


def score_dots(
    rows: "Sequence[AnyRow]",
    by: str,
    theme: Theme,
    form: Callable[[float], str],
    whole: float | None,
    target: tuple[float, str] | None = None,
) -> go.Figure:
    """Dots in the order given. `rows`: of the view `satisfaction`, of one metric and definition, `by` the column of their names.

    `form` writes a figure; `whole` is the figure of all together, drawn as a line, and so is the target with its words.
    """
    metric, definition = rows[0]["metric"], rows[0]["definition"] or ""
    drawn = [
        Dot(
            row[by],
            row["value"],
            row["low"],
            row["high"],
            row["n"],
            row["base"],
            f"{METRICS[metric].noun} {form(row['value'])}, 95 % interval {form(row['low'])} to {form(row['high'])}<br>"
            f"{plural(row['n'], 'answer')} of {count(row['customers'])} customers",
        )
        for row in rows
    ]
    title = f"{METRICS[metric].noun}, 95 % interval"
    return dots(
        drawn, theme, title, form, _ticks(metric, definition), whole, NAME_LENGTH, target=target
    )


def _ticks(metric: str, definition: str) -> str:
    return "" if metric == "nps" or definition.startswith("mean") else ".0%"
