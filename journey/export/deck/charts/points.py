"""Series of an XY chart: points, lines, lines of reference and words at points."""

from collections.abc import Sequence

from journey.export.deck.charts.parts import label, labels
from journey.export.deck.charts.sheet import Column
from journey.export.deck.markup import Run
from journey.export.deck.palette import Palette
from journey.model.theme import ON_COLOUR


def points(
    number: int,
    x: Column,
    y: Column,
    line: str = "<a:ln><a:noFill/></a:ln>",
    marker: str = '<c:marker><c:symbol val="none"/></c:marker>',
    told: str = "",
) -> str:
    """A series of an XY chart; `told` are its labels."""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{y.name()}<c:spPr>{line}</c:spPr>{marker}'
        f"{labels(told)}<c:xVal>{x.numbers()}</c:xVal><c:yVal>{y.numbers()}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


def marker(symbol: str, size: int, colour: str, palette: Palette) -> str:
    """A filled sign with a thin light edge."""
    edge = palette.stroke(ON_COLOUR, 0.75)
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{palette.fill(colour)}{edge}</c:spPr></c:marker>"
    )


def words(runs: Sequence[tuple[int, list[Run]]], position: str) -> str:
    return "".join(label(index, shown, position) for index, shown in runs)


def scatter(series: str, x_axis: int, y_axis: int) -> str:
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        f'<c:axId val="{x_axis}"/><c:axId val="{y_axis}"/></c:scatterChart>'
    )
