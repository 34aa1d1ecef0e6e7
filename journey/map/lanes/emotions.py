"""The emotion curve: how customers feel at each touchpoint, how sure that is, in words, and against what was expected."""

from journey.map.box import Box, overlaps
from journey.map.captions import emotion_sentence, interval, short_valence, two_digits
from journey.map.frame import Frame, Slot
from journey.map.lanes.parts import TINY, Lane, band, margin, smooth
from journey.map.lanes.river import marker
from journey.map.lettering import cut, text_width
from journey.map.model import LOW_BASE, Emotion, emotion_grade
from journey.map.scene import Shape, cell, circle, line, path, rect, text
from journey.model.cells import Cell
from journey.model.theme import COMPARED, ON_COLOUR, point_colour
from journey.model.words import count, signed

STRIP, SCALE, FOOT = 22.0, 168.0, 22.0
HEIGHT = STRIP + SCALE + FOOT
MIN_RADIUS, MAX_RADIUS = 11.5, 17.0


def lane(frame: Frame) -> Lane:
    sub = "mean feeling, 95 % band" + (
        "" if frame.journey_map.compared else "; dashed: expected; hollow: few"
    )
    shapes = [*margin("Emotion", sub, room=78), *_ground(frame)]
    if frame.journey_map.compared:
        return Lane("emotion", (*shapes, *_compared(frame)), HEIGHT)
    with_emotion = [
        (slot, slot.touchpoint.emotion)
        for slot in frame.slots
        if slot.touchpoint.emotion and slot.touchpoint.emotion.is_shown
    ]
    shapes += _curve(with_emotion)
    if not with_emotion:
        return Lane("emotion", (), 0)
    if frame.against_expected:
        shapes += _gaps(frame)
    largest = max((emotion.n for _, emotion in with_emotion), default=1)
    points = [
        (slot, emotion, valence_y(emotion.mean_valence), _radius(emotion.n, largest))
        for slot, emotion in with_emotion
    ]
    taken = [Box(slot.x - r, y - r, 2 * r, 2 * r) for slot, _, y, r in points] + _lines_in_the_way(
        frame, with_emotion
    )
    for slot, emotion, y, r in points:
        shapes.append(_point(frame, slot, emotion, y, r, taken))
    shapes += [
        _no_emotion(slot)
        for slot in frame.slots
        if (slot, slot.touchpoint.emotion) not in with_emotion
    ]
    return Lane("emotion", tuple(shapes), HEIGHT)


def valence_y(valence: float) -> float:
    """Where a valence of -1..1 lies in the lane."""
    return STRIP + SCALE * (1 - valence) / 2


def _radius(n: int, largest: int) -> float:
    return MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * (n / largest) ** 0.5


def _ground(frame: Frame) -> list[Shape]:
    """The panel, its scale, and what is expected in each stage."""
    right = frame.columns[-1].right if frame.columns else frame.width
    left = frame.columns[0].x if frame.columns else 0
    shapes = [rect(left, 0, right - left, HEIGHT, fill="surface", rx=8)]
    for valence, words in ((1, "+1 good"), (0, "0"), (-1, "−1 bad")):
        shapes += [
            line(
                left,
                valence_y(valence),
                right,
                valence_y(valence),
                stroke="line",
                stroke_dasharray="none" if valence else "3 4",
                stroke_width=1,
            ),
            text(left - 6, valence_y(valence) + 4, words, TINY, "muted", text_anchor="end"),
        ]
    for column in frame.columns:
        if column is not frame.columns[0]:
            shapes.append(
                line(column.x - 4, 0, column.x - 4, HEIGHT, stroke="background", stroke_width=3)
            )
        stage = column.stage
        if stage.expected is None or frame.journey_map.compared:
            continue
        y = valence_y(stage.expected)
        shapes += [
            line(
                column.x + 4,
                y,
                column.right - 4,
                y,
                stroke="muted",
                stroke_dasharray="5 4",
                stroke_width=1.4,
            ),
            text(
                column.x + 8,
                15,
                cut(f"expected: {stage.expected_emotion}", TINY, column.width - 12),
                TINY,
                "muted",
            ),
        ]
    return shapes


def _curve(with_emotion: list[tuple[Slot, Emotion]]) -> list[Shape]:
    if len(with_emotion) < 2:
        return []
    upper = [(slot.x, valence_y(emotion.high)) for slot, emotion in with_emotion]
    lower = [(slot.x, valence_y(emotion.low)) for slot, emotion in with_emotion]
    return [
        path(band(upper, lower), fill="muted", fill_opacity=0.25),
        path(
            smooth([(slot.x, valence_y(emotion.mean_valence)) for slot, emotion in with_emotion]),
            fill="none",
            stroke="ink",
            stroke_width=2.2,
        ),
    ]


def _lines_in_the_way(frame: Frame, with_emotion: list[tuple[Slot, Emotion]]) -> list[Box]:
    """Thin boxes along the curve and the expected lines, so that no word is struck through."""
    boxes = [
        Box(column.x, valence_y(column.stage.expected) - 1, column.width, 2.0)
        for column in frame.columns
        if column.stage.expected is not None
    ]
    if frame.against_expected:
        boxes += [
            Box(slot.x - 2, min(valence_y(a), valence_y(b)), 4.0, abs(valence_y(a) - valence_y(b)))
            for slot, a, b in _distances(frame)
        ]
        boxes.append(Box(0.0, HEIGHT - 19, frame.width, 19.0))
    points = [(slot.x, valence_y(emotion.mean_valence)) for slot, emotion in with_emotion]
    for (x1, y1), (x2, y2) in zip(points, points[1:]):
        steps = 16
        ends = [
            (x1 + (x2 - x1) * index / steps, y1 + (y2 - y1) * _eased(index / steps))
            for index in range(steps + 1)
        ]
        boxes += [
            Box(a[0], min(a[1], b[1]), b[0] - a[0], abs(b[1] - a[1]) + 1)
            for a, b in zip(ends, ends[1:])
        ]
    return boxes


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


def _point(
    frame: Frame, slot: Slot, emotion: Emotion, y: float, r: float, taken: list[Box]
) -> Shape:
    """The point with its figure, its word where there is room, and whether it is the lowest or the highest."""
    touchpoint, is_low_base = slot.touchpoint, emotion_grade(emotion) == LOW_BASE
    colour = point_colour(emotion.mean_valence)
    shapes = (
        [
            line(
                slot.x,
                valence_y(emotion.high),
                slot.x,
                valence_y(emotion.low),
                stroke="ink",
                stroke_width=1.2,
            )
        ]
        if emotion.low is not None
        else []
    )
    shapes += [
        circle(
            slot.x,
            y,
            r,
            fill="background" if is_low_base else colour,
            stroke=colour if is_low_base else "background",
            stroke_width=2,
            **({"stroke_dasharray": "3 2"} if is_low_base else {}),
        ),
        text(
            slot.x,
            y + 3.6,
            short_valence(emotion),
            TINY,
            "ink" if is_low_base else ON_COLOUR,
            font_weight=600,
            text_anchor="middle",
        ),
    ]
    mark = (
        "LOWEST" if touchpoint is frame.lowest else "HIGHEST" if touchpoint is frame.highest else ""
    )
    words = [(mark, "negative" if mark == "LOWEST" else "positive", 600)] if mark else []
    words += [(emotion.label, "ink", 400)] if emotion.label else []
    words += [("few customers", "muted", 400)] if is_low_base else []
    for word, fill, weight in words:
        shapes += _word(slot, y, r, word, fill, weight, taken)
    sentence = emotion_sentence(touchpoint)
    return cell(
        str(Cell("valence", touchpoint.stage, touchpoint.name)),
        sentence,
        Box(slot.x - r - 3, y - r - 3, 2 * r + 6, 2 * r + 6),
        shapes,
        sentence,
    )


def _word(
    slot: Slot, y: float, r: float, words: str, fill: str, weight: int, taken: list[Box]
) -> list[Shape]:
    """The word below or above its point, at the first position where it covers nothing; left out where there is none."""
    shown = cut(words, TINY, max(slot.width - 2, 54), weight == 600)
    word_width = text_width(shown, TINY, weight == 600)
    below, above = [y + r + 12, y + r + 25], [y - r - 5, y - r - 18]
    for baseline in (
        (*below[:1], *above[:1], *below[1:], *above[1:])
        if y > valence_y(0.2)
        else (*above[:1], *below[:1], *above[1:], *below[1:])
    ):
        box = Box(slot.x - word_width / 2, baseline - 9, word_width, 12.0)
        if (
            box.y >= STRIP
            and box.bottom <= HEIGHT
            and not any(overlaps(box, other) for other in taken)
        ):
            taken.append(box)
            bold = {"font_weight": 600} if weight == 600 else {}
            return [text(slot.x, baseline, shown, TINY, fill, text_anchor="middle", **bold)]
    return []


def _no_emotion(slot: Slot) -> Shape:
    """A touchpoint whose emotion may not be shown."""
    touchpoint, y = slot.touchpoint, valence_y(0)
    sentence = emotion_sentence(touchpoint)
    return cell(
        str(Cell("valence", touchpoint.stage, touchpoint.name)),
        sentence,
        Box(slot.x - 10, y - 10, 20, 20),
        [
            circle(
                slot.x,
                y,
                4,
                fill="surface",
                stroke="muted",
                stroke_width=1.2,
                stroke_dasharray="2 2",
            )
        ],
        sentence,
    )


def _gaps(frame: Frame) -> list[Shape]:
    """From what was expected to what was measured, with the difference in words."""
    shapes = []
    for slot, expected, measured in _distances(frame):
        colour = "negative" if measured < expected else "positive"
        shapes += [
            line(
                slot.x,
                valence_y(expected),
                slot.x,
                valence_y(measured),
                stroke=colour,
                stroke_width=4,
            ),
            text(
                slot.x,
                HEIGHT - 7,
                signed(measured - expected, 1),
                TINY,
                colour,
                font_weight=600,
                text_anchor="middle",
            ),
        ]
    return shapes


def _distances(frame: Frame) -> list[tuple[Slot, float, float]]:
    """Expected and mean valence of each touchpoint that has both."""
    return [
        (slot, column.stage.expected, slot.touchpoint.emotion.mean_valence)
        for column in frame.columns
        for slot in column.slots
        if column.stage.expected is not None
        and slot.touchpoint.emotion
        and slot.touchpoint.emotion.is_shown
    ]


def _compared(frame: Frame) -> list[Shape]:
    """A curve with band for each compared group."""
    shapes = []
    for index, value in enumerate(frame.journey_map.compared):
        with_emotion = [
            (slot, emotion)
            for slot in frame.slots
            for name, emotion in slot.touchpoint.compared
            if name == value and emotion.is_shown
        ]
        if len(with_emotion) > 1:
            shapes += [
                path(
                    band(
                        [(slot.x, valence_y(emotion.high)) for slot, emotion in with_emotion],
                        [(slot.x, valence_y(emotion.low)) for slot, emotion in with_emotion],
                    ),
                    fill=COMPARED[index],
                    fill_opacity=0.14,
                ),
                path(
                    smooth(
                        [
                            (slot.x, valence_y(emotion.mean_valence))
                            for slot, emotion in with_emotion
                        ]
                    ),
                    fill="none",
                    stroke=COMPARED[index],
                    stroke_width=2,
                    stroke_dasharray=("none", "7 4", "2 3")[index],
                ),
            ]
    for slot in frame.slots:
        inside = [
            shape
            for index, value in enumerate(frame.journey_map.compared)
            for name, emotion in slot.touchpoint.compared
            if name == value and emotion.is_shown
            for shape in marker(
                index,
                slot.x + 7 * (index - 1),
                valence_y(emotion.mean_valence),
                5.5,
                emotion_grade(emotion) != LOW_BASE,
            )
        ]
        sentence = f"{slot.touchpoint.name}: " + "; ".join(
            f"{name} {two_digits(emotion.mean_valence)} ({interval(emotion.low, emotion.high, two_digits)}, n {count(emotion.n)})"
            for name, emotion in slot.touchpoint.compared
            if emotion.is_shown
        )
        if inside:
            shapes.append(
                cell(
                    str(Cell("valence", slot.touchpoint.stage, slot.touchpoint.name)),
                    sentence,
                    Box(slot.x - 15, STRIP, 30, SCALE),
                    inside,
                    sentence,
                )
            )
    return shapes
