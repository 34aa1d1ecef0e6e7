"""Bars: a row a name, from zero to its value; the parts of a stack one after the other, other series below each other."""

from dataclasses import dataclass

from journey.exhibit.chart import Bars, Series
from journey.exhibit.drawing.marks import Key, band, legend, whisker
from journey.exhibit.drawing.names import LEADING, NOTE_SIZE, SIZE, beside, name_lines, names_width
from journey.exhibit.drawing.scale import Scale, level_axis, scale
from journey.map.lettering import text_width
from journey.map.scene import Scene, Shape, lines, rect, text
from journey.model.theme import LIGHT, ink_on

THICK, STACKED_THICK, THIN = 18.0, 24.0, 14.0
WORDS_WIDEST, GAP, PADDING = 0.3, 8.0, 14.0
LEGEND_COLOURS = 3


def bars_scene(bars: Bars, width: float) -> Scene:
    """The rows from top to bottom over one axis, with a legend where there is more than one series."""
    frame = _frame(bars, width)
    keys, top = legend(_keys(bars), width) if len(bars.series) > 1 else ([], 0.0)
    rows: list[Shape] = []
    y = top
    for index in range(len(bars.rows)):
        shapes, y = _row(bars, frame, index, y, width)
        rows += shapes
    axis, bottom = level_axis(bars.axis, frame.on, top, y, width)
    return Scene(width, bottom, (*keys, *axis, *rows))


@dataclass(frozen=True)
class _Frame:
    """How the drawing is divided: names to `names_end`, bars on the scale, `words_room` after a bar's end."""

    names_end: float
    words_room: float
    on: Scale


def _is_stack(bars: Bars) -> bool:
    return bars.is_stacked and len(bars.series) > 1


def _end_words(bars: Bars, series: Series, index: int) -> str:
    """What stands at the end of a bar: of a stack what is said of its row, else the words of the series, or those."""
    if series.words and not _is_stack(bars):
        return series.words[index]
    is_last = series is bars.series[-1]
    return bars.row_words[index] if bars.row_words and is_last else ""


def _notes(bars: Bars, index: int) -> str:
    """What stands below the name: the row's words where the bar's end has others."""
    is_free = bars.row_words and any(series.words for series in bars.series)
    return bars.row_words[index] if is_free and not _is_stack(bars) else ""


def _frame(bars: Bars, width: float) -> _Frame:
    rows = range(len(bars.rows))
    notes = [_notes(bars, index) for index in rows]
    names_end = names_width([*bars.rows, *notes], SIZE, width)
    room = min(
        WORDS_WIDEST * width,
        max(
            (
                text_width(_end_words(bars, series, index), NOTE_SIZE)
                for series in bars.series
                for index in rows
            ),
            default=0.0,
        )
        + GAP
        + 2,
    )
    ends = [
        value
        for series in bars.series
        for values in (series.values, series.lows, series.highs)
        for value in values
    ]
    if _is_stack(bars):
        ends = [sum(series.values[index] or 0.0 for series in bars.series) for index in rows]
    has_left = any(value is not None and value < 0 for value in ends)
    left = names_end + PADDING + (room if has_left else 0.0)
    on = scale(bars.axis, ends, left, width - room, from_zero=True, margin=0.0)
    return _Frame(names_end, room, on)


def _keys(bars: Bars) -> list[Key]:
    hues = tuple(dict.fromkeys(bars.row_colours))[:LEGEND_COLOURS]
    return [
        Key(series.name, hues if hues and index == 0 else (series.colour,))
        for index, series in enumerate(bars.series)
    ]


def _row(
    bars: Bars, frame: _Frame, index: int, y: float, width: float
) -> tuple[list[Shape], float]:
    """The shapes of a row that begins at y, and where the next one begins."""
    is_emphasised = index == bars.emphasised
    named = name_lines(bars.rows[index], SIZE, frame.names_end, is_emphasised)
    notes = _notes(bars, index)
    note_lines = name_lines(notes, NOTE_SIZE, frame.names_end) if notes else []
    words_lines = [
        name_lines(words, NOTE_SIZE, frame.words_room - GAP) if words else []
        for words in (_end_words(bars, series, index) for series in bars.series)
    ]
    lanes = 1 if _is_stack(bars) else len(bars.series)
    lane = max(
        THICK if lanes == 1 else THIN + 4,
        LEADING * max((len(part) for part in words_lines), default=0) + 2,
    )
    height = max(LEADING * (len(named) + len(note_lines)), lane * lanes, STACKED_THICK) + 12
    middle = y + height / 2
    shapes = [band(y, width, height)] if is_emphasised else []
    shapes += beside(middle, named, note_lines, frame.names_end, is_emphasised)
    if _is_stack(bars):
        shapes += _stack(bars, frame, index, middle, words_lines[-1])
    else:
        for number, series in enumerate(bars.series):
            at = middle + lane * (number - (lanes - 1) / 2)
            thickness = THICK if lanes == 1 else THIN
            colour = _colour(bars, number, index)
            shapes += _bar(series, frame.on, index, at, thickness, colour, words_lines[number])
    return shapes, y + height


def _colour(bars: Bars, number: int, index: int) -> str:
    is_own = bars.row_colours and number == 0
    return bars.row_colours[index] if is_own else bars.series[number].colour


def _bar(
    series: Series,
    on: Scale,
    index: int,
    y: float,
    thickness: float,
    colour: str,
    words: list[str],
) -> list[Shape]:
    """One bar from zero, its interval, and its words at its end; of an unknown value the words alone."""
    value = series.values[index]
    zero, shapes, right, left = on.at(0.0), [], on.at(0.0), on.at(0.0)
    if value is not None:
        end = on.at(value)
        left, right = min(zero, end), max(zero, end)
        shapes.append(rect(left, y - thickness / 2, right - left, thickness, fill=colour, rx=2))
        low = series.lows[index] if series.lows else None
        high = series.highs[index] if series.highs else None
        if low is not None and high is not None:
            shapes += whisker(on.at(low), on.at(high), y, "ink")
            left, right = min(left, on.at(low)), max(right, on.at(high))
    return shapes + _beside_bar(words, y, left, right, is_left=value is not None and value < 0)


def _beside_bar(
    words: list[str], y: float, left: float, right: float, is_left: bool
) -> list[Shape]:
    x, anchor = (left - GAP, {"text_anchor": "end"}) if is_left else (right + GAP, {})
    top = y - LEADING * len(words) / 2 + 13
    return lines(x, top, words, NOTE_SIZE, LEADING, **anchor)


def _stack(bars: Bars, frame: _Frame, index: int, y: float, words: list[str]) -> list[Shape]:
    """The parts from zero on, each with its words where it is wide enough for them; the row's words at the end."""
    shapes: list[Shape] = []
    total = 0.0
    for number, series in enumerate(bars.series):
        value = series.values[index]
        if not value:
            continue
        left, right = frame.on.at(total), frame.on.at(total + value)
        total += value
        colour = _colour(bars, number, index)
        drawn = max(right - left - 1, min(1.0, right - left))  # a fine gap tells parts apart
        shapes.append(rect(left, y - STACKED_THICK / 2, drawn, STACKED_THICK, fill=colour))
        inside = series.words[index] if series.words else ""
        if inside and text_width(inside, NOTE_SIZE) + 8 <= right - left:
            ink = ink_on(LIGHT.role(colour))
            shapes.append(
                text((left + right) / 2, y + 4.5, inside, NOTE_SIZE, ink, text_anchor="middle")
            )
    return shapes + _beside_bar(words, y, frame.on.at(0.0), frame.on.at(total), is_left=False)
