"""The emotion curve over all stages: a point a touchpoint, its band, its words."""

from journey.map.box import Box
from journey.map.captions import emotion_sentence, short_valence
from journey.map.frame import Frame, Slot
from journey.map.grades import LOW_BASE
from journey.map.lanes.emotion.compared import compared
from journey.map.lanes.emotion.expected import differences, expected_line, expected_word
from journey.map.lanes.emotion.labels import Line, block, lines_in_the_way, room_at
from journey.map.lanes.emotion.scale import (
    FOOT,
    HEIGHT,
    WithEmotion,
    by_scores,
    dashes_of,
    has_course,
    interval_edges,
    links,
    mean_points,
    runs,
    valence_y,
)
from journey.map.lanes.parts import SMALL, TINY, Lane, band, empty, margin, smooth
from journey.map.lettering import text_width
from journey.map.model import Emotion, emotion_grade
from journey.map.scene import Shape, cell, circle, gradient, line, path, rect, text
from journey.model.cells import Cell
from journey.model.metrics import POSITIVE_VALENCE
from journey.model.theme import ON_COLOUR, point_colour

FEW = "few customers"
SMALL_RADIUS = 6.0  # of a point that has its number beside
LARGE, PRESENTED = (
    (16.0, SMALL),
    (21.0, 18),
)  # radius of one that holds it, and the number's size; the same in Present
FEELING, WASH = (
    "feeling",
    "feeling-wash",
)  # the curve's colours along the scale, and those down to zero


def wide(frame: Frame) -> Lane:
    is_compared = bool(frame.journey_map.compared)
    scored = by_scores(frame)
    below = f"mean{scored}, −1 to +1, 95 % band"
    shapes = [*margin("Emotion", below, room=86), *_ground(frame)]
    if is_compared:
        return Lane("emotion", (*shapes, *compared(frame)), HEIGHT)
    with_emotion = [
        (slot, emotion) for slot in frame.slots if (emotion := slot.touchpoint.shown_emotion)
    ]
    if not with_emotion:
        return empty("emotion")
    shapes += [*_curve(frame), *(differences(frame) if frame.against_expected else [])]
    shapes += [*_points(frame, with_emotion), *_untold(frame)]
    return Lane("emotion", tuple(shapes), HEIGHT)


def _ground(frame: Frame) -> list[Shape]:
    """The panel, its scale, and what is expected in each stage."""
    right = frame.columns[-1].right if frame.columns else frame.width
    left = frame.columns[0].x if frame.columns else 0
    shapes = [rect(left, 0, right - left, HEIGHT, fill="surface", rx=8)]
    if worst := frame.worst_slot:
        x = worst.x - worst.width / 2
        shapes.append(rect(x, 0, worst.width, HEIGHT, fill="tint"))
    zero = valence_y(0)
    shapes.append(
        line(left, zero, right, zero, stroke="line", stroke_dasharray="3 4", stroke_width=1)
    )
    for valence, words, role in (
        (1, "good", "positive"),
        (0, "0", "muted"),
        (-1, "bad", "negative"),
    ):
        y = valence_y(valence) + 4
        shapes.append(text(left - 8, y, words, SMALL, role, text_anchor="end"))
    for column in frame.columns:
        if column is not frame.columns[0]:
            x, style = column.x - frame.gap / 2, {"stroke": "background", "stroke_width": 3}
            shapes.append(line(x, 0, x, HEIGHT, **style))
        shapes += [] if frame.journey_map.compared else expected_line(column)
    return shapes


def _curve(frame: Frame) -> list[Shape]:
    """The curve through the means over its band of intervals; nothing where there is no order to draw one through."""
    if not has_course(frame.journey_map.touchpoints):
        return []
    stretches = runs([(slot, slot.touchpoint.shown_emotion) for slot in frame.slots])
    shapes = [*_colours(), *links(stretches, "muted")]
    for stretch in stretches:
        if len(stretch) > 1:
            points, zero = mean_points(stretch), valence_y(0)
            d = smooth(points)
            wash = f"{d}L{points[-1][0]:.1f},{zero:.1f}L{points[0][0]:.1f},{zero:.1f}Z"
            stroke = {"stroke": f"url(#{FEELING})", "stroke_width": 3.5}
            shapes += [
                path(wash, fill=f"url(#{WASH})"),
                path(band(*interval_edges(stretch)), fill="muted", fill_opacity=0.22),
                path(d, fill="none", **stroke, **dashes_of(stretch)),
            ]
    return shapes


def _colours() -> list[Shape]:
    """Teal above zero, vermilion below, grey between; the same in a wash that is strongest far from zero."""
    full, ends = (0, valence_y(0.6), 0, valence_y(-0.6)), (0, valence_y(1), 0, valence_y(-1))
    return [
        gradient(
            FEELING, full, ((0.0, "positive", 1.0), (0.5, "muted", 1.0), (1.0, "negative", 1.0))
        ),
        gradient(
            WASH,
            ends,
            (
                (0.0, "positive", 0.34),
                (0.5, "positive", 0.05),
                (0.5, "negative", 0.05),
                (1.0, "negative", 0.4),
            ),
        ),
    ]


# The points


def _points(frame: Frame, with_emotion: WithEmotion) -> list[Shape]:
    """All points with their words, none of which covers a point or a line."""
    large, _ = _large(frame)
    radii = [
        large if _tells(frame, slot) or emotion_grade(emotion) == LOW_BASE else SMALL_RADIUS
        for slot, emotion in with_emotion
    ]
    taken = [
        Box(slot.x - r, valence_y(emotion.valence) - r, 2 * r, 2 * r)
        for (slot, emotion), r in zip(with_emotion, radii)
    ]
    taken += lines_in_the_way(frame, with_emotion)
    expected = [shape for column in frame.columns for shape in expected_word(column, taken)]
    whiskers = [_whisker(slot, emotion) for slot, emotion in _without_band(frame)]
    taken += [box for box, _ in whiskers]
    labels = [None, *(emotion.label for _, emotion in with_emotion)]
    points = [
        _point(frame, slot, emotion, r, taken, emotion.label != before)
        for (slot, emotion), r, before in zip(with_emotion, radii, labels)
    ]
    return [*expected, *(drawn for _, drawn in whiskers), *points]


def _without_band(frame: Frame) -> WithEmotion:
    """The points of an interval that no band shows."""
    stretches = runs([(slot, slot.touchpoint.shown_emotion) for slot in frame.slots])
    has_band = has_course(frame.journey_map.touchpoints)
    alone = (stretch for stretch in stretches if len(stretch) == 1 or not has_band)
    return [
        (slot, emotion) for stretch in alone for slot, emotion in stretch if emotion.low is not None
    ]


def _whisker(slot: Slot, emotion: Emotion) -> tuple[Box, Shape]:
    low, high = map(valence_y, emotion.ends)
    drawn = line(slot.x, high, slot.x, low, stroke="ink", stroke_width=1.2)
    return Box(slot.x - 1, high, 2.0, low - high), drawn


def _large(frame: Frame) -> tuple[float, float]:
    """Radius and size of the number of the points that tell most."""
    return PRESENTED if frame.is_presented else LARGE


def _tells(frame: Frame, slot: Slot) -> bool:
    return any(slot.touchpoint is touchpoint for touchpoint in frame.telling)


def _point(
    frame: Frame, slot: Slot, emotion: Emotion, r: float, taken: list[Box], is_new: bool
) -> Shape:
    """The point with its figure, its word where it is another than before and there is room, and whether it is the lowest or the
    highest."""
    y = valence_y(emotion.valence)
    number = [(short_valence(emotion), _role(emotion), True)] if r == SMALL_RADIUS else []
    written = [*number, *_words(frame, slot, emotion, is_new)]
    shapes = [
        *_dot(slot, emotion, r, _large(frame)[1]),
        *block(slot, y, r, written, taken, frame.width),
    ]
    return _cell(slot, r + 3, y, shapes)


def _role(emotion: Emotion) -> str:
    """The colour of a number beside its point: grey where it is neither good nor bad."""
    if abs(emotion.valence) < POSITIVE_VALENCE:
        return "muted"
    return "positive" if emotion.valence > 0 else "negative"


def _dot(slot: Slot, emotion: Emotion, r: float, size: float) -> list[Shape]:
    """The point with its value; hollow where few customers gave it."""
    y, colour = valence_y(emotion.valence), point_colour(emotion.valence)
    is_low_base = emotion_grade(emotion) == LOW_BASE
    fill, stroke = ("background", colour) if is_low_base else (colour, "background")
    ink, dashes = ("ink", {"stroke_dasharray": "3 2"}) if is_low_base else (ON_COLOUR, {})
    bold = {"font_weight": 600, "text_anchor": "middle"}
    dot = circle(slot.x, y, r, fill=fill, stroke=stroke, stroke_width=2, **dashes)
    number = text(slot.x, y + 0.35 * size, short_valence(emotion), size, ink, **bold)
    return [dot] if r == SMALL_RADIUS else [dot, number]


def _mark(frame: Frame, slot: Slot) -> str:
    if slot.touchpoint is frame.lowest:
        return "lowest"
    return "highest" if slot.touchpoint is frame.highest else ""


def _words(frame: Frame, slot: Slot, emotion: Emotion, is_new: bool) -> list[Line]:
    """What is written at a point: words, colour, whether bold."""
    words: list[Line] = []
    mark = _mark(frame, slot)
    label = emotion.label if emotion.label and (is_new or mark) else ""
    together = f"{mark}: {label}" if mark and label else ""
    if together and text_width(together, SMALL, True) <= room_at(slot):
        words.append((together, _role(emotion), True))
    else:
        words += [(mark, _role(emotion), True)] if mark else []
        words += [(label, "ink", False)] if label else []
    if emotion_grade(emotion) == LOW_BASE:
        fits = text_width(FEW, SMALL) <= room_at(slot)
        words.append((FEW if fits else "few", "muted", False))
    return words


def _has_too_few(slot: Slot) -> bool:
    """Whether something is known of how customers feel there, of too few of them."""
    emotion = slot.touchpoint.emotion
    return bool(emotion and emotion.n and not emotion.is_shown)


def _untold(frame: Frame) -> list[Shape]:
    """Words below the scale, where they say nothing of good or bad: of too few, or hidden as it would tell of few."""
    words, y = "hidden" if frame.journey_map.is_shared else "too few", HEIGHT - FOOT / 2
    return [
        _cell(slot, 10, y, [text(slot.x, y + 4, words, TINY, "muted", text_anchor="middle")])
        for slot in filter(_has_too_few, frame.slots)
    ]


def _cell(slot: Slot, reach: float, y: float, shapes: list[Shape]) -> Shape:
    touchpoint, sentence = slot.touchpoint, emotion_sentence(slot.touchpoint)
    emotion = touchpoint.emotion
    name = str(Cell(emotion.kind if emotion else "valence", touchpoint.stage, touchpoint.name))
    hit = Box(slot.x - reach, y - reach, 2 * reach, 2 * reach)
    return cell(name, sentence, hit, shapes, sentence)
