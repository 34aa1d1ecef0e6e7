"""The emotion curve against what was expected: a line from one to the other, and the difference."""

from journey.map.box import Box, overlaps
from journey.map.frame import Column, Frame, Slot
from journey.map.lanes.emotion.scale import HEIGHT, valence_y
from journey.map.lanes.parts import TINY
from journey.map.lettering import cut, text_width, wrapped
from journey.map.scene import Shape, line, lines, text
from journey.model.words import signed

LEADING = 13.0
FOOT_LINE = 19.0  # room of the differences


def expected_line(column: Column) -> list[Shape]:
    """What is expected in a stage, as a dashed line; nothing where the data have no touchpoint."""
    if column.stage.expected is None or not column.stage.touchpoints:
        return []
    y = valence_y(column.stage.expected)
    style = {"stroke": "muted", "stroke_dasharray": "5 4", "stroke_width": 1.4}
    return [line(column.x + 4, y, column.right - 4, y, **style)]


def expected_word(column: Column, taken: list[Box]) -> list[Shape]:
    """What is expected, at an end of its line, above or below, where it covers nothing; in narrow columns on two lines."""
    if column.stage.expected is None or not column.stage.touchpoints:
        return []
    emotion, room = column.stage.expected_emotion, column.width - 12
    y = valence_y(column.stage.expected)
    for told in (wrapped(f"expected: {emotion}", TINY, room, 2), [cut(emotion, TINY, room)]):
        placed = _placed(column, told, y, taken)
        if placed:
            return placed
    return []


def _placed(column: Column, told: list[str], y: float, taken: list[Box]) -> list[Shape]:
    """The lines of the words above or below the line at y, at the end of it where they cover nothing."""
    width, more = max(text_width(words, TINY) for words in told), LEADING * (len(told) - 1)
    for baseline in (y - 5 - more, y + 14):
        for x, anchor in ((column.right - 3, "end"), (column.x + 3, "start")):
            left = x - width if anchor == "end" else x
            box = Box(left, baseline - 10, width, 13.0 + more)
            if (
                box.y >= 0
                and box.bottom <= HEIGHT
                and not any(overlaps(box, other) for other in taken)
            ):
                taken.append(box)
                return lines(x, baseline, told, TINY, LEADING, "muted", text_anchor=anchor)
    return []


def differences(frame: Frame) -> list[Shape]:
    """From what was expected to what was measured, with the difference in words."""
    return [shape for distance in distances(frame) for shape in _difference(*distance)]


def _difference(slot: Slot, expected: float, measured: float) -> list[Shape]:
    colour, x = "negative" if measured < expected else "positive", slot.x
    words, bold = signed(measured - expected, 1), {"font_weight": 600, "text_anchor": "middle"}
    return [
        line(x, valence_y(expected), x, valence_y(measured), stroke=colour, stroke_width=4),
        text(x, HEIGHT - 6, words, TINY, colour, **bold),
    ]


def distances(frame: Frame) -> list[tuple[Slot, float, float]]:
    """Expected and mean valence of each touchpoint that has both."""
    return [
        (slot, column.stage.expected, emotion.valence)
        for column in frame.columns
        if column.stage.expected is not None
        for slot in column.slots
        for emotion in [slot.touchpoint.shown_emotion]
        if emotion
    ]
