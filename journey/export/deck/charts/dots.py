"""Dots with their intervals as an XY chart: a row a group, the rows' names as labels at its left edge."""

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


def dots(content: Dots, place: Place) -> Chart:
    """The chart; what is hidden has no dot, and its words say so."""
    end = shown(content)
    many = len(content.series) > 1
    told_above = SMALL * 1.5 if content.reference and not many else 0.0
    rows = rows_of(
        content.rows[:end], place, many, True, len(content.series), told_above, AXIS - EDGE
    )
    measure, ends, step = _measure(content, end)
    column_width = 0.0
    if not many:
        said = [
            place.beside(_words(content, content.series[0], index), rows.size)
            for index in range(end)
        ]
        column_width = max((place.letters.width(one, rows.size) for one in said), default=0.0) + 10
    sheet = Sheet(least=2)
    sheet.add("Row", rows.names)
    heights = [end - index - 0.5 for index in range(end)]
    drawn: list[str] = []
    helpers: list[int] = []
    for place_of, one in enumerate(content.series):
        offset = APART * ((len(content.series) - 1) / 2 - place_of)
        made = _series(content, one, place_of, len(drawn), end, offset, sheet, measure, rows, place)
        helpers += [len(drawn)] * (len(made) > 1)
        drawn += made
    series, number = "".join(drawn), len(drawn) - 1
    left = sheet.add("Left edge", [ends[0]] * end, measure.format)
    at = sheet.add("Names", heights)
    palette = place.palette
    labelled = []
    for index, name in enumerate(rows.names):
        lines = place.letters.lines(name, rows.size, rows.name_width)
        bold = content.emphasised == index
        runs = [Run("\n".join(lines), rows.size, palette.fill("ink"), bold)]
        if content.row_words and rows.height >= 2.5 * rows.size and len(lines) == 1:
            below = place.letters.cut(content.row_words[index], SMALL - 1, rows.name_width)
            runs.append(Run(below, SMALL - 1, palette.fill("muted")))
        labelled.append((index, runs))
    helpers.append(number + 1)
    series += points(number + 1, left, at, told=words(labelled, "l"))
    if not many:
        right = sheet.add("Right edge", [ends[1]] * end, measure.format)
        at = sheet.add("Words", heights)
        ink = palette.fill("ink")
        told = [(index, [Run(one, rows.size, ink)]) for index, one in enumerate(said) if one]
        series += points(number + 2, right, at, told=words(told, "r"))
        helpers.append(number + 2)
    if content.reference:
        value, name = content.reference
        name = place.beside(name, SMALL)
        x = sheet.add("Reference", [measure.of(value)] * 2, measure.format)
        y = sheet.add(name, [float(end), 0.0])
        run = [(0, [Run(name, SMALL, palette.fill("muted"))])]
        line = palette.stroke("muted", 1.25, "dash")
        series += points(helpers[-1] + 1, x, y, line, told=words(run, "t"))
        helpers.append(helpers[-1] + 1)
    width = place.width - rows.name_width - max(column_width, 12.0)
    plot = layout(
        rows.name_width / place.width,
        rows.head / rows.whole,
        width / place.width,
        rows.height * end / rows.whole,
    )
    plot += scatter(series, X_AXIS, Y_AXIS)
    plot += value_axis(
        X_AXIS,
        Y_AXIS,
        "b",
        place.axis_title(measure.title, width),
        measure.ticks(step),
        palette,
        ends,
        step=step,
    )
    plot += value_axis(
        Y_AXIS, X_AXIS, "l", "", "General", palette, (0.0, float(end)), is_deleted=True, step=1
    )
    keys = legend(palette, helpers, LEGEND / rows.whole) if many else ""
    return whole(plot, sheet, rows.whole, palette, keys)


def _measure(content: Dots, end: int) -> tuple[Scale, tuple[float, float], float]:
    """How values are told, where the axis ends, and its steps."""
    known = [
        value
        for one in content.series
        for values in (one.values, one.lows, one.highs)
        for value in values[:end]
        if value is not None
    ]
    if content.reference:
        known.append(content.reference[0])
    measure = scale(content.axis, max(map(abs, known), default=0.0))
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


def _series(
    content: Dots,
    one: Series,
    place_of: int,
    number: int,
    end: int,
    offset: float,
    sheet: Sheet,
    measure: Scale,
    rows: Rows,
    place: Place,
) -> list[str]:
    """The series of the dots, with that of their intervals before it where they have some."""
    palette, name = place.palette, place.key(one.name, len(content.series))
    values = [measure.of(value) for value in one.values[:end]]
    x = sheet.add(f"{name}: value" if name else "Value", values, measure.format)
    told = []
    if len(content.series) > 1 and rows.height / len(content.series) >= ABOVE:
        run = [
            Run(place.beside(_words(content, one, index), SMALL), SMALL, palette.fill("ink"))
            for index in range(end)
        ]
        told = [(index, [run[index]]) for index in range(end) if values[index] is not None]
    heights = [
        None if values[index] is None else end - index - 0.5 + offset for index in range(end)
    ]
    y = sheet.add(name, heights, "0.00")
    spans = ""
    if one.lows and one.highs:
        lows = [measure.of(value) for value in one.lows[:end]]
        highs = [measure.of(value) for value in one.highs[:end]]
        sheet.add(f"{name}: low", lows, measure.format)
        sheet.add(f"{name}: high", highs, measure.format)
        span = sheet.add(f"{name}: ends", _spans(lows, highs), measure.format)
        along = sheet.add(f"{name}: interval", _spans(heights, heights), "0.00")
        spans = points(number, span, along, palette.stroke(one.colour, 1.5))
    if one.ns:
        sheet.add(f"{name}: n", one.ns[:end], "#,##0")
    sign = marker(SYMBOLS[place_of % len(SYMBOLS)], 9, one.colour, palette)
    dots = points(number + bool(spans), x, y, marker=sign, told=words(told, "t"))
    return [spans, dots] if spans else [dots]


def _spans(ends: list[float | None], others: list[float | None]) -> list[float | None]:
    """Both ends of each interval with a gap after it, so that one line draws them all; none where an end is hidden."""
    spans: list[float | None] = []
    for end, other in zip(ends, others):
        spans += [None, None, None] if end is None or other is None else [end, other, None]
    return spans
