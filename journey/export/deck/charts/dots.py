"""Dots with their intervals as an XY chart: a row a group, the rows' names as labels at its left edge."""

from dataclasses import dataclass, field
from math import ceil, floor, log10

from journey.exhibit.chart import Dots, Series
from journey.export.deck.charts.parts import (
    SMALL,
    Chart,
    Place,
    Scale,
    layout,
    legend,
    number_words,
    scale,
    value_axis,
    whole,
)
from journey.export.deck.charts.points import marker, points, scatter, words
from journey.export.deck.charts.rows import AXIS, EDGE, LEGEND, Rows, rows_of, shown
from journey.export.deck.charts.sheet import Sheet
from journey.export.deck.charts.ticks import ticks
from journey.export.deck.markup import Run

X_AXIS, Y_AXIS = 121, 122
SYMBOLS = ("circle", "diamond", "square", "triangle")
APART, ABOVE = (
    0.24,
    26.0,
)  # of a row's height between series; the height in points from which words stand above dots


@dataclass
class _Drawing:
    """What is drawn so far: the sheet, the series in their order, and the numbers of those that the legend leaves out."""

    content: Dots
    place: Place
    rows: Rows
    measure: Scale
    sheet: Sheet
    series: list[str] = field(default_factory=list)
    unnamed: list[int] = field(default_factory=list)

    @property
    def end(self) -> int:
        """How many rows are drawn."""
        return len(self.rows.names)

    @property
    def number(self) -> int:
        """Of the series that comes next."""
        return len(self.series)

    @property
    def heights(self) -> list[float]:
        """The middle of each row on the axis that runs upwards."""
        return [self.end - index - 0.5 for index in range(self.end)]

    def add(self, series: str, is_named: bool = False) -> None:
        self.unnamed += [] if is_named else [self.number]
        self.series.append(series)


def dots(content: Dots, place: Place) -> Chart:
    """The chart; what is hidden has no dot, and its words say so."""
    end = shown(content)
    many = len(content.series) > 1
    told_above = SMALL * 1.5 * sum(1 for line in (content.reference, content.target) if line)
    rows = rows_of(
        content.rows[:end], place, many, True, len(content.series), told_above, AXIS - EDGE
    )
    measure, ends, step = _measure(content, end)
    drawing = _Drawing(content, place, rows, measure, Sheet(least=2))
    drawing.sheet.add("Row", rows.names)
    for place_of in range(len(content.series)):
        _dots_of(drawing, place_of)
    _names(drawing, ends[0])
    figures = 0.0 if many else _figures(drawing, ends[1])
    _line_through(drawing, "Reference", content.reference, "muted")
    _line_through(drawing, "Target", content.target, "positive")
    plot = _plot(drawing, place.width - rows.name_width - max(figures, 12.0), ends, step)
    keys = legend(place.palette, drawing.unnamed, LEGEND / rows.whole) if many else ""
    return whole(plot, drawing.sheet, rows.whole, place.palette, keys)


def _names(drawing: _Drawing, left_end: float) -> None:
    """The rows' names as labels of points at the left edge, with the words of each below where there is room."""
    content, place, rows = drawing.content, drawing.place, drawing.rows
    palette, labelled = place.palette, []
    for index, name in enumerate(rows.names):
        lines = place.letters.lines(name, rows.size, rows.name_width)
        bold = content.emphasised == index
        runs = [Run("\n".join(lines), rows.size, palette.fill("ink"), bold)]
        if content.row_words and rows.height >= 2.5 * rows.size and len(lines) == 1:
            below = place.letters.cut(content.row_words[index], SMALL - 1, rows.name_width)
            runs.append(Run(below, SMALL - 1, palette.fill("muted")))
        labelled.append((index, runs))
    left = drawing.sheet.add("Left edge", [left_end] * drawing.end, drawing.measure.format)
    at = drawing.sheet.add("Names", drawing.heights)
    drawing.add(points(drawing.number, left, at, told=words(labelled, "l")))


def _figures(drawing: _Drawing, right_end: float) -> float:
    """What the dots of a single series say, as labels of points at the right edge; the room that they need in points."""
    content, place, rows = drawing.content, drawing.place, drawing.rows
    said = [
        place.beside(_words(content, content.series[0], index), rows.size)
        for index in range(drawing.end)
    ]
    right = drawing.sheet.add("Right edge", [right_end] * drawing.end, drawing.measure.format)
    at = drawing.sheet.add("Words", drawing.heights)
    ink = place.palette.fill("ink")
    told = [(index, [Run(one, rows.size, ink)]) for index, one in enumerate(said) if one]
    drawing.add(points(drawing.number, right, at, told=words(told, "r")))
    return max((place.letters.width(one, rows.size) for one in said), default=0.0) + 10


def _line_through(
    drawing: _Drawing, column: str, told: tuple[float, str] | None, colour: str
) -> None:
    """A line through all rows, named above it; a target above the words of a reference."""
    if not told:
        return
    value, name = told
    name, palette = drawing.place.beside(name, SMALL), drawing.place.palette
    x = drawing.sheet.add(column, [drawing.measure.of(value)] * 2, drawing.measure.format)
    y = drawing.sheet.add(name, [float(drawing.end), 0.0])
    is_second = column == "Target" and drawing.content.reference is not None
    run = [(0, [Run(f"{name}\n " if is_second else name, SMALL, palette.fill("muted"))])]
    line = palette.stroke(colour, 1.25, "dash")
    drawing.add(points(drawing.number, x, y, line, told=words(run, "t")))


def _plot(drawing: _Drawing, width: float, ends: tuple[float, float], step: float) -> str:
    """The series between names and figures, so many points wide, on their axes."""
    place, rows, measure = drawing.place, drawing.rows, drawing.measure
    plot = layout(
        rows.name_width / place.width,
        rows.head / rows.whole,
        width / place.width,
        rows.height * drawing.end / rows.whole,
    )
    plot += scatter("".join(drawing.series), X_AXIS, Y_AXIS)
    title, code = place.axis_title(measure.title, width), measure.ticks(step)
    plot += value_axis(
        X_AXIS, Y_AXIS, "b", title, code, place.palette, ends, step=step, is_log=measure.is_log
    )
    upright = (0.0, float(drawing.end))
    return plot + value_axis(
        Y_AXIS, X_AXIS, "l", "", "General", place.palette, upright, is_deleted=True, step=1
    )


def _measure(content: Dots, end: int) -> tuple[Scale, tuple[float, float], float]:
    """How values are told, where the axis ends, and its steps."""
    known = [
        value
        for one in content.series
        for values in (one.values, one.lows, one.highs)
        for value in values[:end]
        if value is not None
    ]
    known += [line[0] for line in (content.reference, content.target) if line]
    measure = scale(content.axis, max(map(abs, known), default=0.0))
    if measure.is_log:
        low, high = (
            measure.of(end) or 1.0 for end in (min(known, default=1.0), max(known, default=1.0))
        )
        return (
            measure,
            (10.0 ** floor(log10(low)), 10.0 ** max(ceil(log10(high)), floor(log10(low)) + 1)),
            1.0,
        )
    low, high = content.axis.ends or (min([0.0, *known]), max(known, default=1.0))
    first, last, step = ticks(low / measure.size, high / measure.size)
    return measure, (first, last), step


def _words(content: Dots, one: Series, index: int) -> str:
    if one.words:
        return one.words[index]
    value, unit = one.values[index], content.axis.unit
    if value is None:
        return "hidden"
    words = number_words(value, unit)
    low, high = (ends[index] if ends else None for ends in (one.lows, one.highs))
    if low is None or high is None or len(content.series) > 1:
        return words
    return f"{words} ({number_words(low, unit)} to {number_words(high, unit)})"


def _dots_of(drawing: _Drawing, place_of: int) -> None:
    """The dots of one of the series, over the lines of their intervals where it has some."""
    content, place, end = drawing.content, drawing.place, drawing.end
    one, several, sheet = content.series[place_of], len(content.series), drawing.sheet
    measure, palette, name = drawing.measure, place.palette, place.key(one.name, several)
    values = [measure.of(value) for value in one.values[:end]]
    x = sheet.add(f"{name}: value" if name else "Value", values, measure.format)
    offset = APART * ((several - 1) / 2 - place_of)
    heights = [
        None if value is None else height + offset for value, height in zip(values, drawing.heights)
    ]
    y = sheet.add(name, heights, "0.00")
    if one.lows and one.highs:
        lows = [measure.of(value) for value in one.lows[:end]]
        highs = [measure.of(value) for value in one.highs[:end]]
        sheet.add(f"{name}: low", lows, measure.format)
        sheet.add(f"{name}: high", highs, measure.format)
        span = sheet.add(f"{name}: ends", _spans(lows, highs), measure.format)
        along = sheet.add(f"{name}: interval", _spans(heights, heights), "0.00")
        drawing.add(points(drawing.number, span, along, palette.stroke(one.colour, 1.5)))
    if one.ns:
        sheet.add(f"{name}: n", one.ns[:end], "#,##0")
    sign = marker(SYMBOLS[place_of % len(SYMBOLS)], 9, one.colour, palette)
    told = words(_told_above(drawing, one), "t")
    drawing.add(points(drawing.number, x, y, marker=sign, told=told), is_named=True)


def _told_above(drawing: _Drawing, one: Series) -> list[tuple[int, list[Run]]]:
    """What each dot of several series says above it, where its row is high enough."""
    content, place, several = drawing.content, drawing.place, len(drawing.content.series)
    if several == 1 or drawing.rows.height / several < ABOVE:
        return []
    ink = place.palette.fill("ink")
    return [
        (index, [Run(place.beside(_words(content, one, index), SMALL), SMALL, ink)])
        for index in range(drawing.end)
        if one.values[index] is not None
    ]


def _spans(ends: list[float | None], others: list[float | None]) -> list[float | None]:
    """Both ends of each interval with a gap after it, so that one line draws them all; none where an end is hidden."""
    spans: list[float | None] = []
    for end, other in zip(ends, others):
        spans += [None, None, None] if end is None or other is None else [end, other, None]
    return spans
