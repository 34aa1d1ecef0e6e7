"""Impact against effort drawn for files: numbered points in four corners, and beside them what each number is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from journey.map.lettering import wrapped
from journey.map.scene import Scene, Shape, circle, line, rect, text
from journey.model.words import count
from journey.workshop.weighing import EFFORTS, MIDDLE, Corner

TEXT, SMALL, LEADING = 13.0, 11.0, 17.0
PLOT_HEIGHT, LEFT, FOOT, RADIUS = 430.0, 46.0, 44.0, 11.0
CORNERS = {
    Corner.QUICK_WIN: "Quick wins",
    Corner.BIG_BET: "Big bets",
    Corner.FILL_IN: "Fill-ins",
    Corner.NOT_NOW: "Not now",
}
Place = Callable[[float], float]


@dataclass(frozen=True)
class Placed:
    """What was weighed: journeys with their interval, None where it was argued, and the effort from 1 to 5."""

    words: str
    corner: Corner
    impact: float
    low: float | None
    high: float | None
    effort: float

    @property
    def is_argued(self) -> bool:
        return self.low is None


def matrix_scene(placed: Sequence[Placed], large: float, lost: str, width: float) -> Scene:
    """Impact upwards by its root, effort to the right, the corners by name; beside it what each number is.

    From `large` on an impact is large; `lost` is what is counted, as 'journeys that left'.
    """
    wide = round(width * 0.56)
    most = max([large, *(each.high or each.impact for each in placed)], default=1.0)
    base = PLOT_HEIGHT - FOOT

    def x_of(effort: float) -> float:
        return LEFT + (effort - 0.5) / max(EFFORTS) * (wide - LEFT)

    def y_of(impact: float) -> float:
        return base - 34 - sqrt(impact / most) * (base - 90)

    middle, level = x_of(MIDDLE - 0.25), y_of(large)
    shapes = _corners(middle, level, wide, base)
    shapes += [
        line(LEFT, y_of(value), wide, y_of(value), stroke="line") for value in {0, round(most)}
    ]
    shapes += [
        text(LEFT - 6, y_of(value) + 4, count(value), SMALL, "muted", text_anchor="end")
        for value in sorted({0, round(large), round(most)})
    ]
    shapes += [
        text(x_of(effort), base + 16, name, SMALL, "muted", text_anchor="middle")
        for effort, name in EFFORTS.items()
    ]
    shapes.append(text(0, 11, f"↑ {lost} there", SMALL, "muted"))
    shapes.append(
        text(wide, base + 34, "effort, as the room judges it →", SMALL, "muted", text_anchor="end")
    )
    for number, (each, x) in enumerate(zip(placed, _apart(placed, x_of, y_of)), 1):
        shapes += _point(number, each, x, y_of)
    beside, height = _names(placed, wide + 24, width)
    return Scene(width, max(PLOT_HEIGHT, height), tuple(shapes + beside))


def _corners(middle: float, level: float, wide: float, base: float) -> list[Shape]:
    top = 20.0
    places = (
        (Corner.QUICK_WIN, LEFT, top, middle, level),
        (Corner.BIG_BET, middle, top, wide, level),
        (Corner.FILL_IN, LEFT, level, middle, base),
        (Corner.NOT_NOW, middle, level, wide, base),
    )
    shapes = []
    for corner, left, above, right, below in places:
        is_first, is_left = corner is Corner.QUICK_WIN, left == LEFT
        ground = {"fill": "positive", "fill_opacity": 0.12} if is_first else {"fill": "surface"}
        shapes.append(rect(left + 1, above + 1, right - left - 2, below - above - 2, **ground))
        anchor = {} if is_left else {"text_anchor": "end"}
        y = above + 18 if above == top else below - 8
        x = left + 9 if is_left else right - 9
        shapes.append(text(x, y, CORNERS[corner], TEXT, font_weight=600, **anchor))
    return shapes


def _apart(placed: Sequence[Placed], x_of: Place, y_of: Place) -> list[float]:
    """Where each point stands across: beside another where they would lie on each other."""
    taken: list[tuple[float, float]] = []
    for each in placed:
        x, y = x_of(each.effort), y_of(each.impact)
        steps = [0.0, *(sign * step * (2 * RADIUS + 3) for step in (1, 2, 3) for sign in (1, -1))]
        free = (by for by in steps if all(abs(x + by - left) + abs(y - top) > 2 * RADIUS for left, top in taken))  # fmt: skip
        taken.append((x + next(free, 0.0), y))
    return [x for x, _ in taken]


def _point(number: int, each: Placed, x: float, y_of: Place) -> Iterable[Shape]:
    y = y_of(each.impact)
    if each.low is not None and each.high is not None:
        yield line(x, y_of(each.low), x, y_of(each.high), stroke="accent", stroke_width=2)
    dashed = {"fill": "background", "stroke": "accent", "stroke_width": 1.5, "stroke_dasharray": "4 3"}  # fmt: skip
    yield circle(x, y, RADIUS, **(dashed if each.is_argued else {"fill": "accent"}))
    colour = "ink" if each.is_argued else "background"
    yield text(x, y + 4, str(number), SMALL, colour, text_anchor="middle", font_weight=600)


def _names(placed: Sequence[Placed], left: float, right: float) -> tuple[list[Shape], float]:
    """Corner by corner what each number stands for, and how far down that goes."""
    shapes: list[Shape] = []
    y, corner = 18.0, None
    for number, each in enumerate(placed, 1):
        if each.corner is not corner:
            y += 8 * bool(corner)
            shapes.append(text(left, y, CORNERS[each.corner], TEXT, font_weight=600))
            y, corner = y + 20, each.corner
        shapes.append(text(left, y, str(number), TEXT, "muted"))
        for words in wrapped(f"{each.words} ({_impact(each)})", TEXT, right - left - 24, 3):
            shapes.append(text(left + 24, y, words, TEXT))
            y += LEADING
        y += 3
    return shapes, y


def _impact(each: Placed) -> str:
    if each.low is None or each.high is None:
        return f"{count(round(each.impact))}, argued"
    return f"{count(round(each.impact))}, {count(round(each.low))} to {count(round(each.high))}"
