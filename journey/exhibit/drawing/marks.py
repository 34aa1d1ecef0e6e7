"""Marks that tell series apart by shape as well as by colour, and the legend that names them."""

from collections.abc import Sequence
from dataclasses import dataclass

from journey.exhibit.drawing.names import name_lines
from journey.map.lettering import cut_middle, text_width
from journey.map.scene import Shape, circle, line, lines, path, rect

SIZE, LEADING, SWATCH, GAP = 13, 17, 14.0, 24.0
BEYOND = 8.0
# Outlines in units of the radius, of one area to the eye; without points it is a circle.
OUTLINES: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)),
    ((0.0, -1.2), (1.2, 0.95), (-1.2, 0.95)),
    ((0.0, 1.2), (1.2, -0.95), (-1.2, -0.95)),
)


def mark(number: int, x: float, y: float, r: float, colour: str, is_hollow: bool = False) -> Shape:
    """The mark of the series with this number, about (x, y)."""
    look = (
        {"fill": "background", "stroke": colour, "stroke_width": 2}
        if is_hollow
        else {"fill": colour, "stroke": "background", "stroke_width": 1.2}
    )
    points = OUTLINES[number % len(OUTLINES)]
    if not points:
        return circle(x, y, r, **look)
    edge = "L".join(f"{x + r * across:.1f},{y + r * down:.1f}" for across, down in points)
    return path(f"M{edge}Z", **look)


@dataclass(frozen=True)
class Key:
    """An entry of a legend: its words, and its colours side by side or, where it has a number, its mark."""

    words: str
    colours: tuple[str, ...]
    number: int | None = None
    is_hollow: bool = False


def legend(keys: Sequence[Key], width: float) -> tuple[list[Shape], float]:
    """The keys from left to right in as many lines as they need, and how tall that is; nothing where no key has words."""
    shapes: list[Shape] = []
    x, y, tall = 0.0, 0.0, 0
    for key in keys:
        if not key.words:
            continue
        room = width - SWATCH - 8
        words = name_lines(key.words, SIZE, room)
        needed = SWATCH + 8 + max(text_width(part, SIZE) for part in words)
        if x and x + needed > width:
            x, y, tall = 0.0, y + LEADING * tall + 4, 0
        tall = max(tall, len(words))
        shapes += [
            *_swatch(key, x, y + 8),
            *lines(x + SWATCH + 8, y + 12.5, words, SIZE, LEADING),
        ]
        x += needed + GAP
    return shapes, y + LEADING * tall + 12 if shapes else 0.0


def _swatch(key: Key, x: float, y: float) -> list[Shape]:
    if key.number is not None:
        return [mark(key.number, x + SWATCH / 2, y, 5.5, key.colours[0], key.is_hollow)]
    part = SWATCH / len(key.colours)
    return [
        rect(x + part * index, y - 6, part, 12, fill=colour)
        for index, colour in enumerate(key.colours)
    ]


@dataclass(frozen=True)
class Above:
    """Words over an upright line at `x`: their middle, and on which line of words above the plot they stand, 0 the lowest."""

    x: float
    words: str
    middle: float
    level: int


def above(
    marks: Sequence[tuple[float, str]], left: float, right: float, size: float
) -> list[Above]:
    """The words of upright lines, given by their x, between two edges and apart from each other."""
    placed: list[Above] = []
    ends: list[float] = []  # of the words on each line so far
    for x, words in sorted(marks):
        shown = cut_middle(words, size, right - left)
        half = text_width(shown, size) / 2
        middle = min(max(x, left + half), right - half)
        level = next((level for level, end in enumerate(ends) if end <= middle - half), len(ends))
        ends[level : level + 1] = [middle + half + 12]
        placed.append(Above(x, shown, middle, level))
    return placed


def band(y: float, width: float, height: float) -> Shape:
    """What lifts a row out of the others, a little wider than the drawing."""
    return rect(-BEYOND, y, width + 2 * BEYOND, height, fill="ink", fill_opacity=0.05)


def whisker(low: float, high: float, y: float, colour: str, cap: float = 4.0) -> list[Shape]:
    """An interval as a thin line with a cap at either end."""
    look = {"stroke": colour, "stroke_width": 1.5}
    return [
        line(low, y, high, y, **look),
        *(line(x, y - cap, x, y + cap, **look) for x in (low, high)),
    ]
