"""Dots with their intervals: a row a group, in it a line for each series that is known, its words beyond the interval."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journey.exhibit.chart import Dots, Series
from journey.exhibit.drawing.marks import Key, above, band, legend, mark, whisker
from journey.exhibit.drawing.names import (
    LEADING,
    NOTE_SIZE,
    SIZE,
    beside,
    name_lines,
    names_width,
    note_lines,
)
from journey.exhibit.drawing.scale import Scale, all_of, level_axis, scale
from journey.map.lettering import text_width
from journey.map.scene import Scene, Shape, line, lines, rect, text, text_box
from journey.model.small_numbers import LOW_BASE_BELOW

LANE, RADIUS, GAP, PADDING = 22.0, 5.5, 10.0, 16.0
WORDS_WIDEST, NOTES_WIDEST, LEAST_PLOT = 0.22, 0.2, 0.3  # of the drawing
REFERENCE: dict[str, str | float] = {
    "stroke": "ink",
    "stroke_width": 1.2,
    "stroke_dasharray": "2 3",
}
TARGET: dict[str, str | float] = {
    "stroke": "positive",
    "stroke_width": 1.5,
    "stroke_dasharray": "7 4",
}
FEW = f"n under {LOW_BASE_BELOW}: read with care"

_Upright = tuple[float, dict[str, str | float], str, float, int]


def dots_scene(dots: Dots, width: float) -> Scene:
    """The rows from top to bottom over one axis; reference and target through all of them, their words above."""
    frame = _frame(dots, width)
    has_lanes = any(len(_lanes(dots, index)) > 1 for index in range(len(dots.rows)))
    shapes, top = legend(_keys(dots), width)
    upright = _upright(dots, frame.on, width)
    top += max(((LEADING + 4) * (level + 1) for *_, level in upright), default=0.0)
    rows: list[Shape] = []
    y = top
    for index in range(len(dots.rows)):
        if has_lanes and index:
            rows.append(line(0, y, width, y, stroke="line", stroke_width=1))
        row_shapes, y = _row(dots, frame, index, y, width)
        rows += row_shapes
    axis, bottom = level_axis(dots.axis, frame.on, top, y, width)
    return Scene(width, bottom, (*shapes, *axis, *_lines(upright, top, y), *rows))


def _keys(dots: Dots) -> list[Key]:
    """The series where there are several, and what a hollow mark means where there is one."""
    keys = [Key(series.name, (series.colour,), index) for index, series in enumerate(dots.series)]
    few = next(
        (
            Key(FEW, (series.colour,), number, is_hollow=True)
            for number, series in enumerate(dots.series)
            if any(_is_few(series, index) for index in range(len(dots.rows)))
        ),
        None,
    )
    return (keys if len(keys) > 1 else []) + ([few] if few else [])


def _lanes(dots: Dots, index: int) -> list[int]:
    """The numbers of the series that say something in this row, each of which has a line of its own."""
    return [
        number
        for number, series in enumerate(dots.series)
        if series.values[index] is not None or (series.words and series.words[index])
    ]


def _is_few(series: Series, index: int) -> bool:
    """Whether a dot rests on so few that it is read with care."""
    n = series.ns[index] if series.ns else None
    return series.values[index] is not None and n is not None and n < LOW_BASE_BELOW


@dataclass(frozen=True)
class _Frame:
    """Names to `names_end`, dots on the scale, words around it, none longer than `words_room`, notes in the last `notes_room`.

    Words of what is below `pivot` stand on its left, so that the line there does not run through them.
    """

    names_end: float
    words_room: float
    notes_room: float
    on: Scale
    pivot: float
    lines_at: tuple[float, ...]


@dataclass(frozen=True)
class _Words:
    """How much room words need beside an interval, from where to where it goes (0..1), and on which side they stand."""

    room: float
    low: float
    high: float
    is_left: bool


def _frame(dots: Dots, width: float) -> _Frame:
    names_end = names_width(dots.rows, SIZE, width)
    words_room = _room(
        [words for series in dots.series for words in series.words], WORDS_WIDEST * width
    )
    notes_room = _room(dots.row_words, NOTES_WIDEST * width)
    values = all_of(
        [values for series in dots.series for values in (series.values, series.lows, series.highs)]
    )
    lines_at = tuple(told[0] for told in (dots.reference, dots.target) if told)
    values += lines_at
    pivot = dots.reference[0] if dots.reference else 0.0
    left, right = names_end + PADDING, width - notes_room - RADIUS
    whole = scale(dots.axis, values, 0.0, 1.0)
    placed = [
        _words(series, index, whole, pivot, words_room)
        for series in dots.series
        if series.words
        for index in range(len(dots.rows))
    ]
    for length in range(int(right - left), int(LEAST_PLOT * width), -4):
        before, after = _around(placed, length)
        if before + length + after <= right - left:
            on = replace(whole, start=left + before, end=right - after)
            return _Frame(names_end, words_room, notes_room, on, pivot, lines_at)
    on = replace(whole, start=left, end=right - words_room)  # all words on the right
    return _Frame(names_end, words_room, notes_room, on, whole.low, lines_at)


def _words(series: Series, index: int, whole: Scale, pivot: float, longest: float) -> _Words:
    """The words of a dot; those of an unknown value stand at the scale's start."""
    value, words = series.values[index], series.words[index]
    room = min(longest, text_width(words, NOTE_SIZE) + GAP + 2) + RADIUS if words else 0.0
    if value is None:
        return _Words(room, 0.0, 0.0, False)
    low, high = _ends(series, index) or (value, value)
    return _Words(room, whole.at(low), whole.at(high), value < pivot)


def _ends(series: Series, index: int) -> tuple[float, float] | None:
    """The interval of a dot; None where it has none."""
    low = series.lows[index] if series.lows else None
    high = series.highs[index] if series.highs else None
    return None if low is None or high is None else (low, high)


def _around(placed: Sequence[_Words], length: float) -> tuple[float, float]:
    """How much room words need before and after a scale of this length."""
    before = max((each.room - each.low * length for each in placed if each.is_left), default=0.0)
    after = max(
        (each.room - (1 - each.high) * length for each in placed if not each.is_left), default=0.0
    )
    return max(0.0, before), max(0.0, after)


def _room(words: tuple[str, ...] | list[str], widest: float) -> float:
    needed = max((text_width(part, NOTE_SIZE) for part in words), default=0.0)
    return min(widest, needed + GAP + 2) if needed else 0.0


def _row(
    dots: Dots, frame: _Frame, index: int, y: float, width: float
) -> tuple[list[Shape], float]:
    """The shapes of a row that begins at y, and where the next one begins."""
    is_emphasised = index == dots.emphasised
    named = name_lines(dots.rows[index], SIZE, frame.names_end, is_emphasised)
    note = dots.row_words[index] if dots.row_words else ""
    notes = note_lines(note, NOTE_SIZE, frame.notes_room - GAP) if note else []
    lanes = {number: _said(dots.series[number], index, frame) for number in _lanes(dots, index)}
    lane_height = max(LANE, LEADING * max(map(len, lanes.values()), default=0) + 4)
    height = max(LEADING * max(len(named), len(notes)), lane_height * len(lanes)) + 12
    middle = y + height / 2
    shapes = [band(y, width, height)] if is_emphasised else []
    shapes += beside(middle, named, [], frame.names_end, is_emphasised)
    top = middle - LEADING * len(notes) / 2 + 12.5
    shapes += lines(width, top, notes, NOTE_SIZE, LEADING, "muted", text_anchor="end")
    for lane, (number, said) in enumerate(lanes.items()):
        at = middle + lane_height * (lane - (len(lanes) - 1) / 2)
        shapes += _dot(dots.series[number], number, frame, index, at, said)
    return shapes, y + height


def _said(series: Series, index: int, frame: _Frame) -> list[str]:
    """The words of a dot, in two lines where they are long."""
    words = series.words[index] if series.words else ""
    return name_lines(words, NOTE_SIZE, frame.words_room - GAP) if words else []


def _dot(
    series: Series, number: int, frame: _Frame, index: int, y: float, said: list[str]
) -> list[Shape]:
    """The interval, the mark on it, and the words beyond both; of an unknown value the words at the scale's start."""
    value = series.values[index]
    first = y - LEADING * len(said) / 2 + 13
    if value is None:
        return lines(frame.on.start + GAP, first, said, NOTE_SIZE, LEADING, "muted")
    x = left = right = frame.on.at(value)
    shapes: list[Shape] = []
    if ends := _ends(series, index):
        left, right = map(frame.on.at, ends)
        shapes += whisker(left, right, y, series.colour)
    shapes.append(mark(number, x, y, RADIUS, series.colour, _is_few(series, index)))
    before, after = min(left, x - RADIUS) - GAP + 2, max(right, x + RADIUS) + GAP - 2
    x, anchor = (before, "end") if value < frame.pivot else (after, "start")
    for written in lines(x, first, said, NOTE_SIZE, LEADING, text_anchor=anchor):
        shapes += [*_ground(written, frame), written]
    return shapes


def _ground(written: Shape, frame: _Frame) -> list[Shape]:
    """What hides reference, target and the line at zero behind words that they would run through."""
    box = text_box(written).grown(1)
    lines_at = [
        frame.on.at(value)
        for value in (0.0, *frame.lines_at)
        if frame.on.low <= value <= frame.on.high
    ]
    is_crossed = any(box.x < x < box.right for x in lines_at)
    return [rect(*box, fill="background")] if is_crossed else []


def _upright(dots: Dots, on: Scale, width: float) -> list[_Upright]:
    """Reference and target: where each stands, how it looks, its words, and on which line of words, -1 where it has none."""
    told = [
        (on.at(line_at[0]), line_at[1], look)
        for line_at, look in ((dots.reference, REFERENCE), (dots.target, TARGET))
        if line_at
    ]
    placed = iter(above([(x, words) for x, words, _ in told if words], 0, width, NOTE_SIZE))
    return [
        (x, look, one.words, one.middle, one.level)
        if words and (one := next(placed))
        else (x, look, "", x, -1)
        for x, words, look in sorted(told, key=lambda each: each[:2])
    ]


def _lines(upright: Sequence[_Upright], top: float, bottom: float) -> list[Shape]:
    shapes: list[Shape] = []
    for x, look, words, middle, level in upright:
        y = top - 7 - (LEADING + 4) * max(0, level)
        shapes.append(line(x, y + 5, x, bottom, **look))
        if words:
            shapes.append(text(middle, y, words, NOTE_SIZE, "muted", text_anchor="middle"))
    return shapes
