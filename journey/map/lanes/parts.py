"""What lanes share: the piece that a lane returns, its title in the margin, smooth curves."""

from dataclasses import dataclass

from journey.map.frame import Slot
from journey.map.lettering import wrapped
from journey.map.scene import Shape, lines, rect, text

TITLE, VALUE, SMALL, TINY = 15, 14, 13, 12  # of lanes, of figures, of labels and words, of notes
MARGIN_ROOM = 118.0
LIT_ABOVE = 8.0  # so that the ground runs on from lane to lane


@dataclass(frozen=True)
class Lane:
    """A lane drawn with its top at y = 0."""

    name: str
    shapes: tuple[Shape, ...]
    height: float


def empty(name: str) -> Lane:
    """A lane with nothing to draw."""
    return Lane(name, (), 0.0)


def lit(slot: Slot | None, height: float) -> list[Shape]:
    """The ground of the slot that the headline names, from the lane before to the end of this one."""
    if slot is None:
        return []
    left = slot.x - slot.width / 2
    return [rect(left, -LIT_ABOVE, slot.width, height + LIT_ABOVE, fill="tint")]


def margin(title: str, below: str, y: float = 15, room: float = MARGIN_ROOM) -> list[Shape]:
    """The lane's title and what it counts, in the left margin."""
    return [
        text(0, y, title, TITLE, font_weight=600),
        *lines(0, y + 18, wrapped(below, TINY, room, 6), TINY, 15, "muted"),
    ]


def smooth(points: list[tuple[float, float]]) -> str:
    """A path through the points that never leaves the range of two neighbours (monotone cubic, Fritsch and Carlson 1980)."""
    if len(points) < 2:
        return ""
    slopes = _tangents(points)
    parts = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for (x1, y1), (x2, y2), left, right in zip(points, points[1:], slopes, slopes[1:]):
        third = (x2 - x1) / 3
        parts.append(
            f"C{x1 + third:.1f},{y1 + left * third:.1f} {x2 - third:.1f},{y2 - right * third:.1f} {x2:.1f},{y2:.1f}"
        )
    return "".join(parts)


def _tangents(points: list[tuple[float, float]]) -> list[float]:
    rises = [(y2 - y1) / ((x2 - x1) or 1) for (x1, y1), (x2, y2) in zip(points, points[1:])]
    inner = [
        0.0 if before * after <= 0 else 2 / (1 / before + 1 / after)
        for before, after in zip(rises, rises[1:])
    ]
    return [rises[0], *inner, rises[-1]]


def band(upper: list[tuple[float, float]], lower: list[tuple[float, float]]) -> str:
    """The closed area between two smooth curves over the same x."""
    if len(upper) < 2:
        return ""
    return f"{smooth(upper)}L{lower[-1][0]:.1f},{lower[-1][1]:.1f}{_backwards(lower)}Z"


def _backwards(points: list[tuple[float, float]]) -> str:
    """The smooth curve from its last point to its first, without the first move: drawn over -x, turned back."""
    curves = smooth([(-x, y) for x, y in reversed(points)]).split("C")[1:]
    pairs = [[pair.split(",") for pair in curve.split(" ")] for curve in curves]
    return "".join("C" + " ".join(f"{-float(x):.1f},{y}" for x, y in curve) for curve in pairs)
