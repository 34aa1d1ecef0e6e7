"""Curves as an XY chart with lines: steps as doubled points, intervals as thin lines, marks as upright lines with words."""

import math

from journey.exhibit.chart import Curve, Curves
from journey.export.deck.charts.parts import (
    LABEL,
    SMALL,
    Chart,
    Place,
    Scale,
    layout,
    legend,
    scale,
    value_axis,
    whole,
)
from journey.export.deck.charts.points import points, scatter, words
from journey.export.deck.charts.sheet import Sheet
from journey.export.deck.charts.ticks import ticks
from journey.export.deck.markup import Run

X_AXIS, Y_AXIS = 131, 132
LEFT, HEAD, FOOT, RIGHT = 62.0, 30.0, 48.0, 20.0
KEYS = 4  # beside each other above the plot
Line = tuple[list[float], list[float | None]]


def curves(content: Curves, place: Place) -> Chart:
    """The chart; a line is broken where its value is hidden."""
    all_x = [x for one in content.curves for x in one.x] + [x for x, _ in content.marks]
    all_y = [
        value
        for one in content.curves
        for values in (one.y, one.low, one.high)
        for value in values
        if value is not None
    ]
    all_y += [content.target[0]] if content.target else []
    across, up = (
        scale(content.x_axis, max(all_x, default=0.0)),
        scale(content.y_axis, max(map(abs, all_y), default=0.0)),
    )
    x_zero = [] if content.x_axis.unit == "day" and all_x else [0.0]
    x_ends = content.x_axis.ends or (min([*x_zero, *all_x]), max(all_x, default=1.0))
    y_ends = content.y_axis.ends or (min([0.0, *all_y]), max(all_y, default=1.0))
    x_first, x_last, x_step = ticks(*(across.of(end) or 0.0 for end in x_ends))
    y_first, y_last, y_step = ticks(y_ends[0] / up.size, y_ends[1] / up.size)
    sheet, palette = Sheet(least=2), place.palette
    series, helpers, number = "", [], 0
    for one in content.curves:
        width = 1.5 if one.is_muted else 2.5
        key = place.key(one.name, min(KEYS, len(content.curves)))
        for name, values, thickness in (
            (key, one.y, width),
            (f"{key}: low", one.low, 0.75),
            (f"{key}: high", one.high, 0.75),
        ):
            if not values:
                continue
            shown_x, shown_y = _line(one, values)
            x = sheet.add(f"{name}: {across.title}", [across.of(v) for v in shown_x], across.format)
            y = sheet.add(name, [up.of(v) for v in shown_y], up.format)
            faint = 0.55 if thickness < 1 or one.is_muted else 1.0
            dash = "sysDash" if thickness < 1 else ""
            series += points(number, x, y, palette.stroke(one.colour, thickness, dash, faint))
            if thickness < 1:
                helpers.append(number)
            number += 1
    if content.target:
        value, name = up.of(content.target[0]) or 0.0, place.beside(content.target[1], SMALL)
        x = sheet.add(f"{name}: {across.title}", [x_first, x_last], across.format)
        y = sheet.add(name, [value, value], up.format)
        told = words([(0, [Run(name, SMALL, palette.fill("muted"))])], "r")
        series += points(number, x, y, palette.stroke("positive", 1.25, "dash"), told=told)
        helpers.append(number)
        number += 1
    for x_value, name in content.marks:
        series += _mark(
            number, x_value, place.beside(name, SMALL), (y_first, y_last), sheet, across, place
        )
        helpers.append(number)
        number += 1
    head = HEAD if len(content.curves) > 1 or content.marks else 10.0
    head += (math.ceil(len(content.curves) / KEYS) - 1) * LABEL * 1.5
    if len(content.curves) > 1 and content.marks:
        head += SMALL * 1.5
    width, height = place.width, place.height
    plot = layout(
        LEFT / width, head / height, (width - LEFT - RIGHT) / width, (height - head - FOOT) / height
    )
    plot += scatter(series, X_AXIS, Y_AXIS)
    below = place.axis_title(across.title, width - LEFT - RIGHT)
    beside = place.axis_title(up.title, height - head - FOOT)
    x_axis = value_axis(
        X_AXIS, Y_AXIS, "b", below, across.ticks(x_step), palette, (x_first, x_last), step=x_step
    )
    plot += x_axis
    plot += value_axis(
        Y_AXIS, X_AXIS, "l", beside, up.ticks(y_step), palette, (y_first, y_last), step=y_step
    )
    keys = legend(palette, helpers, head / height) if len(content.curves) > 1 else ""
    return whole(plot, sheet, height, palette, keys)


def _line(curve: Curve, values: tuple[float | None, ...]) -> Line:
    """The points of a line; of a step each value once more where the next begins."""
    if not curve.is_step:
        return list(curve.x), list(values)
    x, y = [], []
    for index, value in enumerate(values):
        x.append(curve.x[index])
        y.append(value)
        if index + 1 < len(values):
            x.append(curve.x[index + 1])
            y.append(value)
    return x, y


def _mark(
    number: int,
    at: float,
    name: str,
    ends: tuple[float, float],
    sheet: Sheet,
    across: Scale,
    place: Place,
) -> str:
    x = sheet.add(f"{name}: {across.title}", [across.of(at)] * 2, across.format)
    y = sheet.add(name, [ends[1], ends[0]])
    palette = place.palette
    told = words([(0, [Run(name, SMALL, palette.fill("muted"))])], "t")
    return points(number, x, y, palette.stroke("muted", 1.25, "dash"), told=told)
