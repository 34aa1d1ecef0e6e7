"""Curves over one pair of axes, each with its name, its mark and its last value at its end."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from journey.charts.apart import apart
from journey.exhibit.chart import Axis, Curve, Curves
from journey.exhibit.drawing.marks import Above, above, mark
from journey.exhibit.drawing.names import name_lines
from journey.exhibit.drawing.scale import (
    LEADING,
    TICK_SIZE,
    TITLE_SIZE,
    Scale,
    all_of,
    level_axis,
    scale,
    titled,
)
from journey.map.box import Box, overlaps
from journey.map.lettering import cut_middle, text_width, wrapped
from journey.map.scene import Scene, Shape, line, lines, path, rect, text, text_box
from journey.model.words import count, duration, percent, signed

SHARE_OF_WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 0.36, 260.0, 440.0
NAMES_WIDEST, NAME_GAP = 0.26, 30.0
UPRIGHT_TICKS = 6
THICK, THIN = 2.8, 1.6
BAND, PALE_BAND = 0.16, 0.07  # opacity
Y_TITLE = 10.0  # below the title of the upright axis

Point = tuple[float, float]


def curves_scene(curves: Curves, width: float) -> Scene:
    """The curves with their bands, upright lines with their words above, names at the right."""
    known = [(number, curve) for number, curve in enumerate(curves.curves) if _points(curve)]
    names_room = min(
        NAMES_WIDEST * width,
        max(
            (text_width(_named(curve, curves.y_axis), TICK_SIZE, True) for _, curve in known),
            default=0.0,
        )
        + NAME_GAP,
    )
    names = [_name_lines(curve, curves.y_axis, names_room - NAME_GAP) for _, curve in known]
    distance = LEADING * max((len(name) for name in names), default=1) + 3
    height = max(
        min(MOST_HEIGHT, max(LEAST_HEIGHT, SHARE_OF_WIDTH * width)), distance * (len(known) + 0.5)
    )
    title = wrapped(titled(curves.y_axis, scale(curves.y_axis, [0.0], 1, 0)), TITLE_SIZE, width, 2)
    y_scale = _upright(curves, height)
    ticks = y_scale.ticks(UPRIGHT_TICKS)
    left = max((text_width(words, TICK_SIZE) for _, words in ticks), default=0.0) + 10
    x_scale = _level(curves, left, width - names_room)
    marks = [(x_scale.at(value), words) for value, words in curves.marks]
    placed = above(marks, x_scale.start, x_scale.end, TICK_SIZE)
    top = (
        LEADING * len(title) + Y_TITLE + LEADING * max((one.level + 1 for one in placed), default=0)
    )
    bottom = top + height
    y_scale = _upright(curves, height, top)
    shapes = lines(0, 12.5, title, TITLE_SIZE, LEADING, "muted")
    shapes += _grid(y_scale, left, width - names_room)
    axis, end = level_axis(curves.x_axis, x_scale, bottom - 4, bottom, width)
    shapes += axis
    shapes += _target(curves, x_scale, y_scale)
    shapes += _marks(placed, top, bottom)
    for _, curve in sorted(known, key=lambda numbered: not numbered[1].is_muted):
        shapes += _curve(curve, x_scale, y_scale)
    shapes += _target_words(curves, x_scale, y_scale)
    shapes += _ends(known, names, x_scale, y_scale, distance, width - names_room)
    return Scene(width, end, tuple(shapes))


def _points(curve: Curve) -> list[Point]:
    return [(x, y) for x, y in zip(curve.x, curve.y) if y is not None]


def _named(curve: Curve, axis: Axis) -> str:
    """The curve's name with its last value."""
    return f"{curve.name} {_figure(_points(curve)[-1][1], axis)}" if curve.name else ""


def _name_lines(curve: Curve, axis: Axis, room: float) -> list[str]:
    """In two lines where that goes; the figure in one of its own rather than cut."""
    if not curve.name:
        return []
    is_bold, figure = not curve.is_muted, _figure(_points(curve)[-1][1], axis)
    shown = name_lines(_named(curve, axis), TICK_SIZE, room, is_bold)
    if shown[-1].endswith(figure) and "…" not in shown[-1]:
        return shown
    return [*name_lines(curve.name, TICK_SIZE, room, is_bold), figure]


def _figure(value: float, axis: Axis) -> str:
    match axis.unit:
        case "share":
            return percent(value)
        case "seconds":
            return duration(value)
        case "count":
            return count(round(value))
        case "points":
            return signed(value)
        case "valence":
            return signed(value, 2)
        case _:
            return f"{value:,.1f}".replace("-", "−")


def _upright(curves: Curves, height: float, top: float = 0.0) -> Scale:
    values = all_of(
        [values for curve in curves.curves for values in (curve.y, curve.low, curve.high)]
    )
    values += [curves.target[0]] if curves.target else []
    is_from_zero = curves.y_axis.unit in ("share", "count", "seconds") and not curves.y_axis.ends
    return scale(curves.y_axis, values, top + height, top, is_from_zero)


def _level(curves: Curves, left: float, right: float) -> Scale:
    values = [x for curve in curves.curves for x in curve.x] + [x for x, _ in curves.marks]
    from_zero = curves.x_axis.unit in ("count", "seconds")
    return scale(curves.x_axis, values, left, right, from_zero, margin=0.0)


def _target(curves: Curves, x_scale: Scale, y_scale: Scale) -> list[Shape]:
    """The level line that the curves should reach, or have come from."""
    if not curves.target:
        return []
    y = y_scale.at(curves.target[0])
    look = {"stroke": "positive", "stroke_width": 1.5, "stroke_dasharray": "7 4"}
    return [line(x_scale.start, y, x_scale.end, y, **look)]


def _target_words(curves: Curves, x_scale: Scale, y_scale: Scale) -> list[Shape]:
    """Above or below the level line, at its start or end: where the fewest points of curves lie, on a ground that hides these."""
    if not curves.target:
        return []
    y = y_scale.at(curves.target[0])
    shown = cut_middle(curves.target[1], TICK_SIZE, x_scale.end - x_scale.start)
    points = [
        Box(x_scale.at(x), y_scale.at(height), 0, 0)
        for curve in curves.curves
        for x, height in _along(_points(curve))
    ]
    places = [
        text(x, baseline, shown, TICK_SIZE, "muted", text_anchor=anchor)
        for baseline in (y - 5, y + 14)
        for x, anchor in ((x_scale.start + 4, "start"), (x_scale.end - 4, "end"))
        if y_scale.end + TICK_SIZE < baseline < y_scale.start
    ]
    if not places:
        return [text(x_scale.start + 4, y - 5, shown, TICK_SIZE, "muted")]

    def hidden(words: Shape) -> int:
        box = text_box(words).grown(3)
        return sum(overlaps(box, point) for point in points)

    best = min(places, key=hidden)
    ground = [rect(*text_box(best).grown(1), fill="background")] if hidden(best) else []
    return [*ground, best]


def _along(points: list[Point]) -> Iterator[Point]:
    """The points and, of each stretch between two, those at its quarters."""
    yield from points[:1]
    for (x, y), (on_x, on_y) in pairwise(points):
        for part in (0.25, 0.5, 0.75, 1.0):
            yield x + part * (on_x - x), y + part * (on_y - y)


def _marks(placed: Sequence[Above], top: float, bottom: float) -> list[Shape]:
    """The upright lines, and over all of them their words on a ground that hides what runs behind."""
    upright, words = [], []
    for one in placed:
        y = top - 6 - LEADING * one.level
        look = {"stroke": "ink", "stroke_width": 1.2, "stroke_dasharray": "2 3"}
        upright.append(line(one.x, y + 4, one.x, bottom, **look))
        written = text(one.middle, y, one.words, TICK_SIZE, "muted", text_anchor="middle")
        ground = text_box(written).grown(1)
        words += [rect(*ground, fill="background"), written]
    return upright + words


def _grid(on: Scale, left: float, right: float) -> list[Shape]:
    shapes = []
    for value, words in on.ticks(UPRIGHT_TICKS):
        y = on.at(value)
        role = "muted" if value == 0 else "line"
        shapes.append(line(left, y, right, y, stroke=role, stroke_width=1))
        shapes.append(text(left - 8, y + 4.5, words, TICK_SIZE, "muted", text_anchor="end"))
    return shapes


def _curve(curve: Curve, x_scale: Scale, y_scale: Scale) -> list[Shape]:
    """The band and the line, both broken where a value is unknown."""
    shapes = []
    for part in _runs(curve, [curve.low, curve.high]):
        upper = [(x_scale.at(x), y_scale.at(high)) for x, _, high in part]
        lower = [(x_scale.at(x), y_scale.at(low)) for x, low, _ in part]
        edge = _stepped(upper) + _stepped(lower)[::-1] if curve.is_step else upper + lower[::-1]
        if len(part) > 1:
            shapes.append(
                path(
                    _joined(edge) + "Z",
                    fill=curve.colour,
                    fill_opacity=PALE_BAND if curve.is_muted else BAND,
                )
            )
    for run in _runs(curve, [curve.y]):
        points = [(x_scale.at(x), y_scale.at(y)) for x, y in run]
        shapes.append(
            path(
                _joined(_stepped(points) if curve.is_step else points),
                fill="none",
                stroke=curve.colour,
                stroke_width=THIN if curve.is_muted else THICK,
                stroke_linejoin="round",
            )
        )
    return shapes


def _runs(curve: Curve, columns: Sequence[Sequence[float | None]]) -> list[list[tuple[float, ...]]]:
    """Neighbouring points of which all these columns are known."""
    runs: list[list[tuple[float, ...]]] = [[]]
    for x, *values in zip(curve.x, *columns):
        known = tuple(value for value in values if value is not None)
        if len(known) == len(columns):
            runs[-1].append((x, *known))
        else:
            runs.append([])
    return [run for run in runs if run]


def _stepped(points: list[Point]) -> list[Point]:
    """Each height kept until the next point."""
    corners = [(after[0], before[1]) for before, after in zip(points, points[1:])]
    return [points[0], *(point for pair in zip(corners, points[1:]) for point in pair)]


def _joined(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _ends(
    known: list[tuple[int, Curve]],
    names: list[list[str]],
    x_scale: Scale,
    y_scale: Scale,
    distance: float,
    right: float,
) -> list[Shape]:
    """The mark of each curve at its last point and, beside the plot, its mark, name and last value, apart from the others."""
    shapes: list[Shape] = []
    by_height = sorted(
        range(len(known)), key=lambda index: y_scale.at(_points(known[index][1])[-1][1])
    )
    wanted = [y_scale.at(_points(known[index][1])[-1][1]) for index in by_height]
    places = apart(wanted, distance, y_scale.start)
    for index, wanted_y, y in zip(by_height, wanted, places):
        (number, curve), name = known[index], names[index]
        x = x_scale.at(_points(curve)[-1][0])
        shapes.append(mark(number, x, wanted_y, 4.5, curve.colour))
        if not name or not curve.name:
            continue
        shapes.append(
            line(
                *(x + 7, wanted_y, right + 10, y),
                stroke=curve.colour,
                stroke_width=1,
                stroke_opacity=0.7,
                stroke_dasharray="1 3",
            )
        )
        shapes.append(mark(number, right + 17, y, 5, curve.colour))
        weight = {} if curve.is_muted else {"font_weight": 600}
        top = y - LEADING * len(name) / 2 + 12.5
        fill = "muted" if curve.is_muted else "ink"
        shapes += lines(right + NAME_GAP, top, name, TICK_SIZE, LEADING, fill, **weight)
    return shapes
