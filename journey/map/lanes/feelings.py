"""The emotion curve: how customers feel at each touchpoint, how sure that is, in words, and against what was expected."""

from journey.charts.theme import COMPARED, ON_COLOUR, point_colour
from journey.map.captions import feeling_sentence, interval, short_feeling, two_digits
from journey.map.frame import Frame, Slot
from journey.map.lanes.parts import TINY, Lane, band, margin, smooth
from journey.map.lanes.river import marker
from journey.map.lettering import cut, width
from journey.map.model import LOW_BASE, Emotion, feeling_grade
from journey.map.scene import Shape, cell, circle, line, path, rect, text
from journey.model.cells import Cell
from journey.model.words import count, signed

STRIP, SCALE, FOOT = 22.0, 168.0, 22.0
HEIGHT = STRIP + SCALE + FOOT
SMALLEST, LARGEST = 11.5, 17.0
Box = tuple[float, float, float, float]


def lane(frame: Frame) -> Lane:
    sub = "mean feeling, 95 % band" + (
        "" if frame.found.compared else "; dashed: expected; hollow: few"
    )
    shapes = [*margin("Emotion", sub, room=78), *_ground(frame)]
    if frame.found.compared:
        return Lane("emotion", (*shapes, *_compared(frame)), HEIGHT)
    felt = [
        (slot, slot.touchpoint.feeling)
        for slot in frame.slots
        if slot.touchpoint.feeling and slot.touchpoint.feeling.is_shown
    ]
    shapes += _curve(felt)
    if not felt:
        return Lane("emotion", (), 0)
    if frame.against_expected:
        shapes += _gaps(frame)
    largest = max((feeling.n for _, feeling in felt), default=1)
    points = [
        (slot, feeling, height(feeling.mean_valence), _radius(feeling.n, largest))
        for slot, feeling in felt
    ]
    taken = [(slot.x - r, y - r, 2 * r, 2 * r) for slot, _, y, r in points] + _lines_in_the_way(
        frame, felt
    )
    for slot, feeling, y, r in points:
        shapes.append(_point(frame, slot, feeling, y, r, taken))
    shapes += [_silent(slot) for slot in frame.slots if (slot, slot.touchpoint.feeling) not in felt]
    return Lane("emotion", tuple(shapes), HEIGHT)


def height(valence: float) -> float:
    """Where a valence of -1..1 lies in the lane."""
    return STRIP + SCALE * (1 - valence) / 2


def _radius(n: int, largest: int) -> float:
    return SMALLEST + (LARGEST - SMALLEST) * (n / largest) ** 0.5


def _ground(frame: Frame) -> list[Shape]:
    """The panel, its scale, and what is expected in each stage."""
    right = frame.columns[-1].right if frame.columns else frame.width
    left = frame.columns[0].x if frame.columns else 0
    shapes = [rect(left, 0, right - left, HEIGHT, fill="surface", rx=8)]
    for valence, words in ((1, "+1 good"), (0, "0"), (-1, "−1 bad")):
        shapes += [
            line(
                left,
                height(valence),
                right,
                height(valence),
                stroke="line",
                dash="none" if valence else "3 4",
                thick=1,
            ),
            text(left - 6, height(valence) + 4, words, TINY, "muted", anchor="end"),
        ]
    for column in frame.columns:
        if column is not frame.columns[0]:
            shapes.append(line(column.x - 4, 0, column.x - 4, HEIGHT, stroke="background", thick=3))
        stage = column.stage
        if stage.expected is None or frame.found.compared:
            continue
        y = height(stage.expected)
        shapes += [
            line(column.x + 4, y, column.right - 4, y, stroke="muted", dash="5 4", thick=1.4),
            text(
                column.x + 8,
                15,
                cut(f"expected: {stage.expected_emotion}", TINY, column.width - 12),
                TINY,
                "muted",
            ),
        ]
    return shapes


def _curve(felt: list[tuple[Slot, Emotion]]) -> list[Shape]:
    if len(felt) < 2:
        return []
    upper = [(slot.x, height(feeling.high)) for slot, feeling in felt]
    lower = [(slot.x, height(feeling.low)) for slot, feeling in felt]
    return [
        path(band(upper, lower), fill="muted", see=0.25),
        path(
            smooth([(slot.x, height(feeling.mean_valence)) for slot, feeling in felt]),
            fill="none",
            stroke="ink",
            thick=2.2,
        ),
    ]


def _lines_in_the_way(frame: Frame, felt: list[tuple[Slot, Emotion]]) -> list[Box]:
    """Thin boxes along the curve and the expected lines, so that no word is struck through."""
    boxes = [
        (column.x, height(column.stage.expected) - 1, column.width, 2.0)
        for column in frame.columns
        if column.stage.expected is not None
    ]
    if frame.against_expected:
        boxes += [
            (slot.x - 2, min(height(a), height(b)), 4.0, abs(height(a) - height(b)))
            for slot, a, b in _distances(frame)
        ]
        boxes.append((0.0, HEIGHT - 19, frame.width, 19.0))
    points = [(slot.x, height(feeling.mean_valence)) for slot, feeling in felt]
    for (x1, y1), (x2, y2) in zip(points, points[1:]):
        steps = 16
        ends = [
            (x1 + (x2 - x1) * place / steps, y1 + (y2 - y1) * _eased(place / steps))
            for place in range(steps + 1)
        ]
        boxes += [
            (a[0], min(a[1], b[1]), b[0] - a[0], abs(b[1] - a[1]) + 1)
            for a, b in zip(ends, ends[1:])
        ]
    return boxes


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


def _point(
    frame: Frame, slot: Slot, feeling: Emotion, y: float, r: float, taken: list[Box]
) -> Shape:
    """The point with its figure, its word where there is room, and whether it is the lowest or the highest."""
    touchpoint, is_low_base = slot.touchpoint, feeling_grade(feeling) == LOW_BASE
    colour = point_colour(feeling.mean_valence)
    shapes = (
        [line(slot.x, height(feeling.high), slot.x, height(feeling.low), stroke="ink", thick=1.2)]
        if feeling.low is not None
        else []
    )
    shapes += [
        circle(
            slot.x,
            y,
            r,
            fill="background" if is_low_base else colour,
            stroke=colour if is_low_base else "background",
            thick=2,
            **({"dash": "3 2"} if is_low_base else {}),
        ),
        text(
            slot.x,
            y + 3.6,
            short_feeling(feeling),
            TINY,
            "ink" if is_low_base else ON_COLOUR,
            weight=600,
            anchor="middle",
        ),
    ]
    mark = (
        "LOWEST" if touchpoint is frame.lowest else "HIGHEST" if touchpoint is frame.highest else ""
    )
    words = [(mark, "negative" if mark == "LOWEST" else "positive", 600)] if mark else []
    words += [(feeling.emotion, "ink", 400)] if feeling.emotion else []
    words += [("few customers", "muted", 400)] if is_low_base else []
    for said, fill, weight in words:
        shapes += _word(slot, y, r, said, fill, weight, taken)
    sentence = feeling_sentence(touchpoint)
    return cell(
        str(Cell("valence", touchpoint.stage, touchpoint.name)),
        sentence,
        (slot.x - r - 3, y - r - 3, 2 * r + 6, 2 * r + 6),
        shapes,
        sentence,
    )


def _word(
    slot: Slot, y: float, r: float, words: str, fill: str, weight: int, taken: list[Box]
) -> list[Shape]:
    """The word below or above its point, at the first place where it covers nothing; left out where there is none."""
    shown = cut(words, TINY, max(slot.width - 2, 54), weight == 600)
    wide = width(shown, TINY, weight == 600)
    below, above = [y + r + 12, y + r + 25], [y - r - 5, y - r - 18]
    for baseline in (
        (*below[:1], *above[:1], *below[1:], *above[1:])
        if y > height(0.2)
        else (*above[:1], *below[:1], *above[1:], *below[1:])
    ):
        box = (slot.x - wide / 2, baseline - 9, wide, 12.0)
        if (
            box[1] >= STRIP
            and box[1] + box[3] <= HEIGHT
            and not any(_overlap(box, other) for other in taken)
        ):
            taken.append(box)
            bold = {"weight": 600} if weight == 600 else {}
            return [text(slot.x, baseline, shown, TINY, fill, anchor="middle", **bold)]
    return []


def _overlap(one: Box, other: Box) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _silent(slot: Slot) -> Shape:
    """A touchpoint at which no emotion may be told."""
    touchpoint, y = slot.touchpoint, height(0)
    sentence = feeling_sentence(touchpoint)
    return cell(
        str(Cell("valence", touchpoint.stage, touchpoint.name)),
        sentence,
        (slot.x - 10, y - 10, 20, 20),
        [circle(slot.x, y, 4, fill="surface", stroke="muted", thick=1.2, dash="2 2")],
        sentence,
    )


def _gaps(frame: Frame) -> list[Shape]:
    """From what was expected to what was measured, with the difference in words."""
    shapes = []
    for slot, expected, felt in _distances(frame):
        colour = "negative" if felt < expected else "positive"
        shapes += [
            line(slot.x, height(expected), slot.x, height(felt), stroke=colour, thick=4),
            text(
                slot.x,
                HEIGHT - 7,
                signed(felt - expected, 1),
                TINY,
                colour,
                weight=600,
                anchor="middle",
            ),
        ]
    return shapes


def _distances(frame: Frame) -> list[tuple[Slot, float, float]]:
    """Of each touchpoint that has both: what was expected and what was felt."""
    return [
        (slot, column.stage.expected, slot.touchpoint.feeling.mean_valence)
        for column in frame.columns
        for slot in column.slots
        if column.stage.expected is not None
        and slot.touchpoint.feeling
        and slot.touchpoint.feeling.is_shown
    ]


def _compared(frame: Frame) -> list[Shape]:
    """A curve with band for each compared group."""
    shapes = []
    for place, value in enumerate(frame.found.compared):
        felt = [
            (slot, feeling)
            for slot in frame.slots
            for name, feeling in slot.touchpoint.compared
            if name == value and feeling.is_shown
        ]
        if len(felt) > 1:
            shapes += [
                path(
                    band(
                        [(slot.x, height(feeling.high)) for slot, feeling in felt],
                        [(slot.x, height(feeling.low)) for slot, feeling in felt],
                    ),
                    fill=COMPARED[place],
                    see=0.14,
                ),
                path(
                    smooth([(slot.x, height(feeling.mean_valence)) for slot, feeling in felt]),
                    fill="none",
                    stroke=COMPARED[place],
                    thick=2,
                    dash=("none", "7 4", "2 3")[place],
                ),
            ]
    for slot in frame.slots:
        inside = [
            shape
            for place, value in enumerate(frame.found.compared)
            for name, feeling in slot.touchpoint.compared
            if name == value and feeling.is_shown
            for shape in marker(
                place,
                slot.x + 7 * (place - 1),
                height(feeling.mean_valence),
                5.5,
                feeling_grade(feeling) != LOW_BASE,
            )
        ]
        sentence = f"{slot.touchpoint.name}: " + "; ".join(
            f"{name} {two_digits(feeling.mean_valence)} ({interval(feeling.low, feeling.high, two_digits)}, n {count(feeling.n)})"
            for name, feeling in slot.touchpoint.compared
            if feeling.is_shown
        )
        if inside:
            shapes.append(
                cell(
                    str(Cell("valence", slot.touchpoint.stage, slot.touchpoint.name)),
                    sentence,
                    (slot.x - 15, STRIP, 30, SCALE),
                    inside,
                    sentence,
                )
            )
    return shapes
