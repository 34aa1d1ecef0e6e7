"""The emotion curves of compared groups, each with its band, its colour, its dashes and its signs."""

from journey.map.box import Box
from journey.map.captions import interval, two_digits
from journey.map.frame import Frame, Slot
from journey.map.grades import LOW_BASE
from journey.map.lanes.emotion.scale import (
    SCALE,
    STRIP,
    WithEmotion,
    has_course,
    interval_edges,
    links,
    mean_points,
    runs,
    valence_y,
)
from journey.map.lanes.groups import DASHES, marker
from journey.map.lanes.parts import band, smooth
from journey.map.model import Emotion, emotion_grade
from journey.map.scene import Shape, cell, path
from journey.model.cells import Cell
from journey.model.theme import COMPARED
from journey.model.words import count


def compared(frame: Frame) -> list[Shape]:
    """A curve with band for each compared group, then the groups' signs at each touchpoint."""
    values = frame.journey_map.compared
    curves = [
        shape
        for index, value in enumerate(values if has_course(frame.journey_map.touchpoints) else ())
        for shape in _curve(index, _of_group(frame, value))
    ]
    cells = [_cell(slot, shapes) for slot in frame.slots if (shapes := _markers(slot, values))]
    return [*curves, *cells]


def _of_group(frame: Frame, value: str) -> list[WithEmotion]:
    return runs([(slot, dict(slot.touchpoint.compared).get(value)) for slot in frame.slots])


def _shown(slot: Slot) -> list[tuple[str, Emotion]]:
    """The groups whose emotion at the touchpoint may be shown."""
    return [(name, emotion) for name, emotion in slot.touchpoint.compared if emotion.is_shown]


def _curve(index: int, stretches: list[WithEmotion]) -> list[Shape]:
    colour = COMPARED[index]
    style = {"stroke": colour, "stroke_width": 2, "stroke_dasharray": DASHES[index]}
    shapes = links(stretches, colour)
    for stretch in stretches:
        if len(stretch) > 1:
            shapes += [
                path(band(*interval_edges(stretch)), fill=colour, fill_opacity=0.14),
                path(smooth(mean_points(stretch)), fill="none", **style),
            ]
    return shapes


def _markers(slot: Slot, values: tuple[str, ...]) -> list[Shape]:
    """The signs of the groups beside each other, hollow where few customers gave the value."""
    groups = dict(_shown(slot))
    return [
        shape
        for index, value in enumerate(values)
        if value in groups
        for shape in _marker(index, slot.x + 7 * (index - 1), groups[value])
    ]


def _marker(index: int, x: float, emotion: Emotion) -> list[Shape]:
    is_full = emotion_grade(emotion) != LOW_BASE
    return marker(index, x, valence_y(emotion.valence), 5.5, is_full)


def _cell(slot: Slot, shapes: list[Shape]) -> Shape:
    touchpoint = slot.touchpoint
    words = "; ".join(_words(name, emotion) for name, emotion in _shown(slot))
    sentence = f"{touchpoint.name}: {words}"
    box = Box(slot.x - 15, STRIP, 30, SCALE)
    kind = touchpoint.emotion.kind if touchpoint.emotion else "valence"
    name = str(Cell(kind, touchpoint.stage, touchpoint.name))
    return cell(name, sentence, box, shapes, sentence)


def _words(name: str, emotion: Emotion) -> str:
    span = interval(emotion.low, emotion.high, two_digits)
    return f"{name} {two_digits(emotion.valence)} ({span}, n {count(emotion.n)})"
