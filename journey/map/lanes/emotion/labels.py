"""The words at the points of the emotion curve: each where it covers nothing."""

from journey.map.box import Box, overlaps
from journey.map.frame import Frame, Slot
from journey.map.lanes.emotion.expected import FOOT_LINE, distances
from journey.map.lanes.emotion.scale import HEIGHT, STRIP, WithEmotion, mean_points, valence_y
from journey.map.lanes.parts import SMALL
from journey.map.lettering import cut, text_width
from journey.map.scene import Shape, text

STEPS = 16  # pieces of the curve between two points
MIN_ROOM = 54.0


def word(
    slot: Slot, y: float, r: float, words: str, fill: str, is_bold: bool, taken: list[Box]
) -> list[Shape]:
    """The word below or above its point, at the first free position; left out where there is none."""
    shown = cut(words, SMALL, max(slot.width - 2, MIN_ROOM), is_bold)
    width = text_width(shown, SMALL, is_bold)
    for baseline in _baselines(y, r):
        box = Box(slot.x - width / 2, baseline - 10.5, width, 14.0)
        if _is_free(box, taken):
            taken.append(box)
            bold = {"font_weight": 600} if is_bold else {}
            return [text(slot.x, baseline, shown, SMALL, fill, text_anchor="middle", **bold)]
    return []


def _baselines(y: float, r: float) -> tuple[float, ...]:
    """From near to far: below a low point first, above a high one."""
    below = (y + r + 13, y + r + 27, y + r + 41)
    above = (y - r - 5, y - r - 19, y - r - 33)
    first, second = (below, above) if y > valence_y(0.2) else (above, below)
    return tuple(baseline for pair in zip(first, second) for baseline in pair)


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
