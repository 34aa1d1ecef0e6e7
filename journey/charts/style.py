"""The house style of a plotly figure: quiet grid, no frame, marks that can be clicked."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from journey.model.theme import FONT, Theme


def styled(figure: go.Figure, theme: Theme, height: int) -> go.Figure:
    """The figure in the house style: no frame, quiet grid, readable from across a room."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        hovermode="closest",
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": theme.text, "size": 14, "family": FONT},
        hoverlabel={"bgcolor": theme.surface, "font": {"color": theme.text}, "align": "left"},
    )
    figure.update_xaxes(
        gridcolor=theme.line,
        zerolinecolor=theme.line,
        linecolor=theme.line,
        automargin=True,
        title_font_size=13,
    )
    figure.update_yaxes(
        gridcolor=theme.line,
        zerolinecolor=theme.line,
        linecolor=theme.line,
        automargin=True,
        title_font_size=13,
    )
    return figure


def interval_bars(
    above: np.ndarray, below: np.ndarray, colour: str, thickness: float
) -> dict[str, Any]:
    """Plotly's error bars: the intervals of dots, so far above and below them, without caps."""
    return {
        "type": "data",
        "symmetric": False,
        "array": above,
        "arrayminus": below,
        "color": colour,
        "thickness": thickness,
        "width": 0,
    }


def clickable(figure: go.Figure) -> go.Figure:
    """The figure with marks that are clicked for what they count: a click neither dims the others nor hides a part."""
    figure.update_traces(selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}})
    return figure.update_layout(
        dragmode=False, legend={"itemclick": False, "itemdoubleclick": False}
    )
