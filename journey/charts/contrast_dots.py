"""What is more common among some than among others: a dot and its interval a trait, with both shares in words."""

import pandas as pd
import plotly.graph_objects as go

from journey.charts.captions import caption, rows_axis
from journey.charts.style import styled
from journey.charts.text import literal
from journey.model.theme import Theme
from journey.model.words import percent

ROW, HEAD, LENGTH_LIMIT = 74, 70, 44


def contrast_dots(rows: pd.DataFrame, theme: Theme, is_lost: bool, axis_end: float) -> go.Figure:
    """Dots in the order given. `rows`: words, lost_share, kept_share (0..1), difference with low and high (-1..1).

    `is_lost`: these are more common among the lost, else among the others, and the difference is turned round. `axis_end`
    is given, so that two of these charts can be compared.
    """
    sign = 1 if is_lost else -1
    middle = sign * rows["difference"].to_numpy("float32")
    low, high = (
        sign * rows[name].to_numpy("float32")
        for name in (("low", "high") if is_lost else ("high", "low"))
    )
    colour = theme.negative if is_lost else theme.positive
    figure = go.Figure(
        go.Scatter(
            x=100 * middle,
            y=list(range(len(rows))),
            mode="markers",
            marker={"color": colour, "size": 11},
            cliponaxis=False,
            error_x={
                "type": "data",
                "symmetric": False,
                "array": 100 * (high - middle),
                "arrayminus": 100 * (middle - low),
                "color": colour,
                "thickness": 2,
                "width": 0,
            },
            hovertext=[f"<b>{literal(words)}</b>" for words in rows["words"]],
            hoverinfo="text",
            customdata=[[index] for index in range(len(rows))],
        )
    )
    for index, (row, value, value_low, value_high) in enumerate(
        zip(rows.to_dict("records"), middle, low, high)
    ):
        points = f"+{100 * value:.0f} points ({100 * value_low:.0f} to {100 * value_high:.0f})"
        shares = f"{percent(row['lost_share'])} of the lost, {percent(row['kept_share'])} of the others: {points}"
        caption(figure, index, [f"<b>{literal(row['words'], LENGTH_LIMIT)}</b>", shares], theme, 18)
    rows_axis(figure, len(rows))
    figure.update_yaxes(range=[len(rows) - 0.6, -0.75])
    figure.update_xaxes(
        title_text="difference in percentage points, 95 % interval",
        range=[0, 100 * axis_end],
        zeroline=True,
        zerolinewidth=2,
    )
    return styled(figure, theme, HEAD + ROW * len(rows))
