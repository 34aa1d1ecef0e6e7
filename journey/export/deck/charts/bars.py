"""Bars as a bar chart of PowerPoint: stacked where they are, else side by side."""

from journey.exhibit.chart import Bars, Series
from journey.export.deck.charts.parts import (
    KEY_LEAST,
    LABEL,
    SMALL,
    Chart,
    Place,
    Scale,
    label,
    labels,
    layout,
    legend,
    letters,
    number_words,
    scale,
    value_axis,
    whole,
)
from journey.export.deck.charts.rows import LEGEND, Rows, rows_of, shown
from journey.export.deck.charts.sheet import Column, Sheet
from journey.export.deck.markup import Run
from journey.model.theme import ink_on

NAMES_AXIS, VALUES_AXIS = 111, 112
LABEL_GAP, WITHIN = 8.0, 6.0
OWN_COLOURS = "(in its stage's colour)", "(stage's colour)"


def bars(content: Bars, place: Place) -> Chart:
    """The chart; a bar that is hidden is a gap, and its row says so."""
    end = shown(content)
    is_stacked = content.is_stacked and len(content.series) > 1
    per_row = 1 if is_stacked else len(content.series)
    rows = rows_of(
        [_row_name(content, index) for index in range(end)],
        place,
        has_legend=len(content.series) > 1,
        has_axis=bool(content.axis.title),
        per_row=per_row,
    )
    known = [
        abs(value) for one in content.series for value in one.values[:end] if value is not None
    ]
    measure = scale(content.axis, max(known, default=0.0))
    sheet = Sheet()
    names = sheet.add("Row", rows.names)
    plot_width = place.width - rows.name_width - LABEL_GAP
    limits = _limits(content, end, plot_width, is_stacked, rows, place)
    series = "".join(
        _series(content, number, end, sheet, names, measure, rows, place, limits, plot_width)
        for number in range(len(content.series))
    )
    grouping, overlap = ("stacked", 100) if is_stacked else ("clustered", -10)
    gap = 60 if per_row > 1 else 55
    share = rows.name_width / place.width
    plot = layout(
        share,
        rows.head / rows.whole,
        plot_width / place.width,
        rows.height * end / rows.whole,
    )
    plot += (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/><c:axId val="{NAMES_AXIS}"/>'
        f'<c:axId val="{VALUES_AXIS}"/></c:barChart>{_names_axis(rows, place)}'
    )
    ends = tuple(measure.of(limit) or 0.0 for limit in limits)
    plot += value_axis(
        VALUES_AXIS,
        NAMES_AXIS,
        "b",
        place.axis_title(measure.title, plot_width),
        measure.format,
        place.palette,
        (ends[0], ends[1]),
        is_bare=True,
        is_at_end=True,
        between="between",
    )
    keys = legend(place.palette, [], LEGEND / rows.whole) if len(content.series) > 1 else ""
    return whole(plot, sheet, rows.whole, place.palette, keys)


def _row_name(content: Bars, index: int) -> str:
    """The row's name, with the words beside it where no bar ends in them."""
    words = content.row_words[index] if content.row_words else ""
    is_hidden = all(one.values[index] is None for one in content.series)
    is_at_bar = len(content.series) == 1 and not content.series[0].words
    beside = words if words and (not is_at_bar or is_hidden) else ""
    if is_hidden and not beside:
        beside = "hidden"
    return f"{content.rows[index]} \u00b7 {beside}" if beside else content.rows[index]


def _key(content: Bars, number: int, place: Place) -> str:
    """The name of a series in the legend, which says where a row has a colour of its own and there is room for it."""
    names = [one.name for one in content.series]
    first = names[0]
    has_own = len(names) > 1 and content.row_colours
    told = [f"{first} {words}" for words in OWN_COLOURS] if has_own else []
    for one in (*told, first):
        shown = [one, *names[1:]]
        if sum(place.letters.width(name, LABEL) + KEY_LEAST for name in shown) <= place.width:
            return shown[number]
    return place.key(names[number], len(names))


def _words(content: Bars, one: Series, index: int) -> str:
    if one.words:
        return one.words[index]
    if len(content.series) == 1 and content.row_words:
        return content.row_words[index]
    return number_words(one.values[index] or 0.0, content.axis.unit)


def _limits(
    content: Bars, end: int, width: float, is_stacked: bool, rows: Rows, place: Place
) -> tuple[float, float]:
    """The ends of the axis, wide enough for the words after the longest bars."""
    if is_stacked:
        sums = [sum(one.values[index] or 0.0 for one in content.series) for index in range(end)]
        low, high = content.axis.ends or (0.0, max(sums, default=0.0))
        return low, max([high, *sums]) or 1.0
    low, high = content.axis.ends or (0.0, 0.0)
    low = min(low, 0.0)
    for one in content.series:
        for index in range(end):
            value = one.values[index]
            if value is None:
                continue
            words = place.beside(_words(content, one, index), rows.size)
            taken = (place.letters.width(words, rows.size) + LABEL_GAP) / width
            longer = value / max(0.3, 1 - taken)
            low, high = min(low, longer), max(high, longer)
    return low, high if high > low else low + 1.0


def _series(
    content: Bars,
    number: int,
    end: int,
    sheet: Sheet,
    names: Column,
    measure: Scale,
    rows: Rows,
    place: Place,
    limits: tuple[float, float],
    width: float,
) -> str:
    one, palette = content.series[number], place.palette
    has_own = number == 0 and bool(content.row_colours)
    is_stacked = content.is_stacked and len(content.series) > 1
    name = _key(content, number, place)
    column = sheet.add(name, [measure.of(value) for value in one.values[:end]], measure.format)
    for title, values in (("low", one.lows), ("high", one.highs)):
        if values:
            own = [measure.of(value) for value in values[:end]]
            sheet.add(f"{name}: {title}", own, measure.format)
    if one.ns:
        sheet.add(f"{name}: n", one.ns[:end], "#,##0")
    points, labelled = "", ""
    for index in range(end):
        value = one.values[index]
        if value is None:
            continue
        colour = one.colour
        if has_own:
            colour = content.row_colours[index]
            if is_stacked or colour != one.colour:
                points += (
                    f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
                    f"<c:spPr>{palette.fill(colour)}{palette.stroke('none', 0)}</c:spPr></c:dPt>"
                )
        words = _words(content, one, index)
        bold = content.emphasised == index
        if not is_stacked:
            words = place.beside(words, rows.size)
            labelled += label(index, [Run(words, rows.size, palette.fill("ink"), bold)], "outEnd")
            continue
        room = width * value / (limits[1] - limits[0]) - WITHIN
        size = next((s for s in (rows.size, SMALL) if place.letters.width(words, s) <= room), None)
        if value and size:
            ink = palette.fill(ink_on(palette.rgb(colour)))
            labelled += label(index, [Run(words, size, ink, bold)], "ctr")
    fill = palette.fill(one.colour)
    if has_own and is_stacked:  # its key is hollow, as no colour is that of all rows
        fill = palette.fill("none") + palette.stroke("muted", 1)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{column.name()}'
        f'<c:spPr>{fill}</c:spPr><c:invertIfNegative val="0"/>{points}{labels(labelled)}'
        f"<c:cat>{names.words()}</c:cat><c:val>{column.numbers()}</c:val></c:ser>"
    )


def _names_axis(rows: Rows, place: Place) -> str:
    """The rows' names, the first at the top."""
    return (
        f'<c:catAx><c:axId val="{NAMES_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{place.palette.stroke('line', 1)}</c:spPr>{letters(place.palette, rows.size)}"
        f'<c:crossAx val="{VALUES_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="40"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
