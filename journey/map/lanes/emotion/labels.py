"""The words at the points of the emotion curve: number and name together, where they cover nothing."""

from journey.map.box import Box, overlaps
from journey.map.frame import Frame, Slot
from journey.map.lanes.emotion.expected import FOOT_LINE, distances
from journey.map.lanes.emotion.scale import HEIGHT, STRIP, WithEmotion, mean_points, valence_y
from journey.map.lanes.parts import SMALL
from journey.map.lettering import cut, text_width
from journey.map.scene import Shape, text

STEPS = 16  # pieces of the curve between two points
MIN_ROOM, BEYOND = 54.0, 16.0
LEADING, ASCENT = 14.0, 10.5


def room_at(slot: Slot) -> float:
    """How wide a line may be: a little wider than its slot, as neighbours seldom have words at one height."""
    return max(slot.width + BEYOND, MIN_ROOM)


Line = tuple[str, str, bool]  # words, colour, whether bold


def block(
    slot: Slot, y: float, r: float, written: list[Line], taken: list[Box], edge: float
) -> list[Shape]:
    """The lines at their point, the first one nearest: all together below or above it, at the first place that is free.

    Where there is none for all of them, for fewer; for the first one also further away. `edge`: where the drawing ends.
    """
    while written:
        far = (0.0, LEADING) if len(written) > 1 else (0.0, LEADING, 2 * LEADING)
        for away in far:
            for is_below in (y > valence_y(0.2), y <= valence_y(0.2)):
                boxes = _boxes(slot, y, r + away, written, is_below, edge)
                if all(_is_free(box, taken) for _, box in boxes):
                    taken.extend(box for _, box in boxes)
                    return [_text(box, shown, line) for (shown, box), line in zip(boxes, written)]
        written = written[:-1]
    return []


def _boxes(
    slot: Slot, y: float, reach: float, written: list[Line], is_below: bool, edge: float
) -> list[tuple[str, Box]]:
    """Each line as far as it fits, with its box."""
    placed = []
    for index, (words, _, is_bold) in enumerate(written):
        shown = cut(words, SMALL, room_at(slot), is_bold)
        width = text_width(shown, SMALL, is_bold)
        baseline = y + reach + 13 + index * LEADING if is_below else y - reach - 5 - index * LEADING
        placed.append(
            (
                shown,
                Box(min(slot.x, edge - width / 2) - width / 2, baseline - ASCENT, width, LEADING),
            )
        )
    return placed


def _text(box: Box, shown: str, line: Line) -> Shape:
    bold = {"font_weight": 600} if line[2] else {}
    x = box.x + box.width / 2
    return text(x, box.y + ASCENT, shown, SMALL, line[1], text_anchor="middle", **bold)


def _is_free(box: Box, taken: list[Box]) -> bool:
    return (
        box.y >= STRIP and box.bottom <= HEIGHT and not any(overlaps(box, other) for other in taken)
    )


def lines_in_the_way(frame: Frame, with_emotion: WithEmotion) -> list[Box]:
    """Thin boxes along the curve and the expected lines, so that no word is struck through."""
    boxes = [
        Box(column.x, valence_y(column.stage.expected) - 1, column.width, 2.0)
        for column in frame.columns
        if column.stage.expected is not None
    ]
    if frame.against_expected:
        boxes += [_upright(slot, *map(valence_y, ends)) for slot, *ends in distances(frame)]
        boxes.append(Box(0.0, HEIGHT - FOOT_LINE, frame.width, FOOT_LINE))
    points = mean_points(with_emotion)
    return boxes + [box for ends in zip(points, points[1:]) for box in _along(*ends)]


def _upright(slot: Slot, y1: float, y2: float) -> Box:
    return Box(slot.x - 2, min(y1, y2), 4.0, abs(y1 - y2))


def _along(start: tuple[float, float], end: tuple[float, float]) -> list[Box]:
    """Boxes over the curve from one point to the next."""
    (x1, y1), (x2, y2) = start, end
    points = [
        (x1 + (x2 - x1) * index / STEPS, y1 + (y2 - y1) * _eased(index / STEPS))
        for index in range(STEPS + 1)
    ]
    return [
        Box(a[0], min(a[1], b[1]), b[0] - a[0], abs(b[1] - a[1]) + 1)
        for a, b in zip(points, points[1:])
    ]


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)
