"""What is more common among some than among others: a dot and its interval a trait, with both shares in words."""

import pandas as pd
import plotly.graph_objects as go

from journey.charts.captions import caption, rows_axis
from journey.charts.style import interval_bars, styled
from journey.charts.text import literal
from journey.model.theme import Theme
from journey.model.vocabulary import outcome, the_lost
from journey.model.words import percent

ROW, HEAD, LENGTH_LIMIT = 74, 70, 44


def contrast_dots(
    rows: pd.DataFrame, theme: Theme, is_lost: bool, axis_end: float, is_of_drop_off: bool = False
) -> go.Figure:
    """Dots in the order given. `rows`: words, lost_share, kept_share (0..1), difference with low and high (-1..1).

    `is_lost`: these are more common among the lost, else among the others, and the difference is turned round. `axis_end`
    is given, so that two of these charts can be compared. `is_of_drop_off`: the difference is that of the shares that leave, with
    and without it, else that of the two shares printed.
    """
    sign, ends = (1, ("low", "high")) if is_lost else (-1, ("high", "low"))
    values, low, high = (sign * rows[name].to_numpy("float32") for name in ("difference", *ends))
    colour = theme.role(outcome("dropped_off").role if is_lost else "positive")
    figure = go.Figure(
        go.Scatter(
            x=100 * values,
            y=list(range(len(rows))),
            mode="markers",
            marker={"color": colour, "size": 11},
            cliponaxis=False,
            error_x=interval_bars(100 * (high - values), 100 * (values - low), colour, 2),
            hovertext=[f"<b>{literal(words)}</b>" for words in rows["words"]],
            hoverinfo="text",
            customdata=[[index] for index in range(len(rows))],
        )
    )
    form = "+{} points"
    if is_of_drop_off:
        form = f"with it {{}} points {'more' if is_lost else 'fewer'} {outcome('dropped_off').verb}"
    points = [
        f"{form.format(f'{100 * value:.0f}')} ({100 * lowest:.0f} to {100 * highest:.0f})"
        for value, lowest, highest in zip(values, low, high)
    ]
    for index, row in enumerate(rows.to_dict("records")):
        shares = f"{percent(row['lost_share'])} of {the_lost()}, {percent(row['kept_share'])} of the others: {points[index]}"
        caption(figure, index, [f"<b>{literal(row['words'], LENGTH_LIMIT)}</b>", shares], theme, 18)
    rows_axis(figure, len(rows))
    figure.update_yaxes(range=[len(rows) - 0.6, -0.75])
    figure.update_xaxes(
        title_text=f"{_difference(is_lost, is_of_drop_off)} in percentage points, 95 % interval",
        range=[0, 100 * axis_end],
        zeroline=True,
        zerolinewidth=2,
    )
    return styled(figure, theme, HEAD + ROW * len(rows))


def _difference(is_lost: bool, is_of_drop_off: bool) -> str:
    if not is_of_drop_off:
        return "difference"
    sides = "with it less without" if is_lost else "without it less with"
    return f"share that {outcome('dropped_off').clause}, {sides},"
