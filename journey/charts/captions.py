"""Words above each row of a chart, so that rows may be long where screens are narrow."""

import plotly.graph_objects as go

from journey.model.theme import Theme

LINE = 18  # pixels from one line of words to the next


def caption(figure: go.Figure, row: float, lines: list[str], theme: Theme, above: int) -> None:
    """Lines of text at the left of a row, the last `above` pixels over its middle; all but the first are muted."""
    for number, line_text in enumerate(lines):
        figure.add_annotation(
            text=line_text,
            xref="paper",
            x=0,
            xanchor="left",
            yref="y",
            y=row,
            yanchor="middle",
            showarrow=False,
            align="left",
            yshift=above + LINE * (len(lines) - 1 - number),
            font={"color": theme.muted if number else theme.text, "size": 13 if number else 14},
        )


def emphasised(name: str) -> str:
    """The name of the selected row, emphasised; it must be escaped already."""
    return f"<b><u>{name}</u></b>"


def rows_axis(figure: go.Figure, rows: int) -> None:
    """An axis without ticks or grid, its rows at 0, 1, 2... from the top."""
    figure.update_xaxes(showgrid=False)
    figure.update_yaxes(
        range=[rows - 0.45, -0.75],
        showticklabels=False,
        showgrid=False,
        zeroline=False,
        title_text="",
    )
