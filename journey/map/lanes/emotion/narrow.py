"""The emotion curve for a phone: it runs down beside the names of its touchpoints."""

from itertools import pairwise

from journey.map.block import Block
from journey.map.box import Box
from journey.map.captions import emotion_sentence, short_valence
from journey.map.grades import LOW_BASE
from journey.map.lanes.emotion.scale import LINK, SCORE_DASHES, has_course
from journey.map.lanes.groups import DASHES, marker
from journey.map.lanes.parts import SMALL, TINY, Lane, empty
from journey.map.lanes.touchpoints import ROW, named_row
from journey.map.lettering import cut, text_width
from journey.map.model import Emotion, Touchpoint, emotion_grade
from journey.map.scene import Attribute, Shape, cell, circle, gradient, line, path, rect, text
from journey.model.cells import Cell
from journey.model.theme import COMPARED, ON_COLOUR, point_colour
from journey.model.words import count

LEFT, RIGHT, RADIUS = 172.0, 348.0, 13.0


def narrow(block: Block) -> Lane:
    """A row a touchpoint: its name on the left, on the right its point on the curve."""
    touchpoints = block.choice.touchpoints
    if not touchpoints:
        return empty("emotion")
    height = ROW * len(touchpoints)
    shapes = [*_ground(block, height), *_curves(block)]
    for index, touchpoint in enumerate(touchpoints):
        shapes += named_row(block, touchpoint, index * ROW)
        shapes.append(_point(block, touchpoint, (index + 0.5) * ROW))
    return Lane("emotion", tuple(shapes), height + 24)


def _valence_x(valence: float) -> float:
    return LEFT + (RIGHT - LEFT) * (valence + 1) / 2


def _ground(block: Block, height: float) -> list[Shape]:
    """The panel, its scale, and what is expected in the stage."""
    y, expected = height + 12, block.stage.expected
    shown = [touchpoint.shown_emotion for touchpoint in block.choice.touchpoints]
    is_by_scores = any(emotion.is_by_scores for emotion in shown if emotion)
    named = [text(_valence_x(0), y, "by scores", TINY, "muted", text_anchor="middle")]
    shapes = [
        rect(LEFT - 12, 0, RIGHT - LEFT + 24, height + 16, fill="surface", rx=8),
        _upright(0, height, stroke="line", stroke_dasharray="3 4", stroke_width=1),
        text(_valence_x(-1) - 6, y, "−1 bad", TINY, "muted", text_anchor="start"),
        text(_valence_x(1) + 6, y, "+1 good", TINY, "muted", text_anchor="end"),
        *(named if is_by_scores else []),
    ]
    if expected is None:
        return shapes
    style = {"stroke": "muted", "stroke_dasharray": "5 4", "stroke_width": 1.3}
    return [*shapes, _upright(expected, height, **style)]


def _upright(valence: float, height: float, **style: Attribute) -> Shape:
    return line(_valence_x(valence), 2, _valence_x(valence), height, **style)


# The curve, or one a compared group


def _curves(block: Block) -> list[Shape]:
    touchpoints = block.choice.touchpoints
    is_course = has_course(block.journey_map.touchpoints)
    if not block.journey_map.compared and is_course:
        shown = [touchpoint.shown_emotion for touchpoint in touchpoints]
        is_by_scores = any(emotion.is_by_scores for emotion in shown if emotion)
        name = f"feeling-{block.stage.index + 1}"
        colours = ((0.0, "negative", 1.0), (0.5, "muted", 1.0), (1.0, "positive", 1.0))
        ends = (_valence_x(-0.6), 0, _valence_x(0.6), 0)
        dashes = SCORE_DASHES if is_by_scores else "none"
        return [gradient(name, ends, colours), *_curve(shown, f"url(#{name})", dashes)]
    shapes = []
    for index, value in enumerate(block.journey_map.compared):
        emotions = [dict(touchpoint.compared).get(value) for touchpoint in touchpoints]
        shapes += _curve(emotions, COMPARED[index], DASHES[index]) if is_course else []
    return shapes + [
        shape
        for row, touchpoint in enumerate(touchpoints)
        for shape in _markers(block, touchpoint, (row + 0.5) * ROW)
    ]


def _markers(block: Block, touchpoint: Touchpoint, y: float) -> list[Shape]:
    """The signs of the compared groups at a touchpoint, hollow where few customers gave the value."""
    groups = dict(touchpoint.compared)
    return [
        shape
        for index, value in enumerate(block.journey_map.compared)
        for emotion in [groups.get(value)]
        if emotion and emotion.is_shown
        for shape in marker(
            index, _valence_x(emotion.valence), y, 5, emotion_grade(emotion) != LOW_BASE
        )
    ]


def _curve(emotions: list[Emotion | None], colour: str, dash: str) -> list[Shape]:
    """From row to row through the emotions that are shown; dotted past a row that has none."""
    points = [
        (row, _valence_x(emotion.valence), ROW * (row + 0.5))
        for row, emotion in enumerate(emotions)
        if emotion and emotion.is_shown
    ]
    shapes = []
    for (row, x1, y1), (next_row, x2, y2) in pairwise(points):
        middle = (y1 + y2) / 2
        style = {"stroke_width": 3, "stroke_dasharray": dash} if next_row == row + 1 else LINK
        d = f"M{x1:.1f},{y1:.1f}C{x1:.1f},{middle:.1f} {x2:.1f},{middle:.1f} {x2:.1f},{y2:.1f}"
        shapes.append(path(d, fill="none", stroke=colour, **style))
    return shapes


# The points


def _point(block: Block, touchpoint: Touchpoint, y: float) -> Shape:
    emotion = touchpoint.shown_emotion
    if block.journey_map.compared:
        shapes = []
    elif emotion is None:
        shapes = _too_few(y) if touchpoint.emotion and touchpoint.emotion.n else []
    else:
        shapes = [*_dot(emotion, y), *_words(emotion, y, _mark(block, touchpoint))]
    kind = touchpoint.emotion.kind if touchpoint.emotion else "valence"
    name = str(Cell(kind, touchpoint.stage, touchpoint.name))
    hit = Box(LEFT - 10, y - ROW / 2 + 2, RIGHT - LEFT + 20, ROW - 4)
    return cell(name, emotion_sentence(touchpoint), hit, shapes)


def _mark(block: Block, touchpoint: Touchpoint) -> str:
    if touchpoint is block.lowest:
        return "lowest"
    return "highest" if touchpoint is block.highest else ""


def _too_few(y: float) -> list[Shape]:
    return [text(RIGHT + 8, y + 4, "too few", TINY, "muted", text_anchor="end")]


def _dot(emotion: Emotion, y: float) -> list[Shape]:
    """The point with its value, over its interval; hollow where few customers gave it."""
    x, colour = _valence_x(emotion.valence), point_colour(emotion.valence)
    is_low = emotion_grade(emotion) == LOW_BASE
    fill, stroke = ("background", colour) if is_low else (colour, "background")
    ink, bold = ("ink" if is_low else ON_COLOUR), {"font_weight": 600, "text_anchor": "middle"}
    return [
        *_interval(emotion, y),
        circle(x, y, RADIUS, fill=fill, stroke=stroke, stroke_width=2),
        text(x, y + 4, short_valence(emotion), SMALL, ink, **bold),
    ]


def _interval(emotion: Emotion, y: float) -> list[Shape]:
    if emotion.low is None:
        return []
    low, high = map(_valence_x, emotion.ends)
    return [line(low, y, high, y, stroke="ink", stroke_width=1.4)]


def _words(emotion: Emotion, y: float, mark: str) -> list[Shape]:
    """The emotion's name beside its point, on the side that has more room."""
    few = f"few, n {count(emotion.n)}" if emotion_grade(emotion) == LOW_BASE else ""
    words = " ".join(part for part in (mark, emotion.label, few) if part)
    if not words:
        return []
    x = _valence_x(emotion.valence)
    is_right = x < (LEFT + RIGHT) / 2
    room = (RIGHT + 8 - x - 20) if is_right else (x - 20 - LEFT + 8)
    shown = cut(words, SMALL, room, bool(mark))
    width = text_width(shown, SMALL, bool(mark))
    style: dict[str, Attribute] = {"text_anchor": "start" if is_right else "end"}
    style |= {"font_weight": 600} if mark else {}
    return [
        rect(x + 16 if is_right else x - 20 - width, y - 8, width + 4, 16, fill="surface"),
        text(x + (18 if is_right else -18), y + 4, shown, SMALL, **style),
    ]
