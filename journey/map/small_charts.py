"""The evidence's two small drawings: a figure over time, and a figure by group, each value with its interval."""

from dataclasses import dataclass

from journey.map.lettering import cut
from journey.map.scene import Scene, Shape, circle, group, line, path, rect, text
from journey.model.words import count

WIDTH, PLOT = 340.0, 92.0
ROW, NAMES_WIDTH, SCALE_RIGHT, FIGURES_RIGHT = 22.0, 96.0, 226.0, 284.0
NAME_SIZE, FIGURE_SIZE, NOTE_SIZE = 13, 13, 12
TOO_FEW = "too few to say"


@dataclass(frozen=True)
class Value:
    """A figure of one period or group; None where too few customers gave it, or where it is too young.

    `figure` is the value alone in words, `words` all that is known of it. `young`: journeys of it too young to compare;
    `is_known`: not of those with a blank value; `role`: of its colour.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    words: str
    is_thin: bool = False
    young: int = 0
    figure: str = ""
    is_known: bool = True
    role: str = "accent"


def over_time(values: list[Value], scale: tuple[float, float], ends: tuple[str, str]) -> Scene:
    """A line with band over the periods; `scale` is what the axis spans, `ends` its lowest and highest in words.

    A period without a figure whose journeys are too young is pale.
    """
    step = (WIDTH - 50) / max(1, len(values) - 1)
    placed = [(44 + index * step, value) for index, value in enumerate(values)]
    shapes = [line(40, y, WIDTH, y, stroke="line", stroke_width=1) for y in (6.0, PLOT)]
    shapes += [
        text(36, 10, ends[1], NOTE_SIZE, "muted", text_anchor="end"),
        text(36, PLOT + 4, ends[0], NOTE_SIZE, "muted", text_anchor="end"),
    ]
    shapes += [_pale(x, step, value) for x, value in placed if value.young and value.value is None]
    runs = _runs(placed)
    for run in runs:
        whole = [
            (x, value.low, value.high)
            for x, value, _ in run
            if value.low is not None and value.high is not None
        ]
        if len(whole) > 1:
            edge = [f"{x:.1f},{_y(high, scale):.1f}" for x, _, high in whole]
            edge += [f"{x:.1f},{_y(low, scale):.1f}" for x, low, _ in reversed(whole)]
            shapes.append(path("M" + "L".join(edge) + "Z", fill="accent", fill_opacity=0.18))
        if len(run) > 1:
            shapes.append(
                path(
                    "M" + "L".join(f"{x:.1f},{_y(known, scale):.1f}" for x, _, known in run),
                    fill="none",
                    stroke="accent",
                    stroke_width=2,
                )
            )
    r = 3.2 if len(values) <= 26 else 2.0
    shapes += [_dot(x, _y(known, scale), value, r) for run in runs for x, value, known in run]
    if placed:
        shapes += [
            text(44, PLOT + 18, placed[0][1].name, NOTE_SIZE, "muted"),
            text(WIDTH, PLOT + 18, placed[-1][1].name, NOTE_SIZE, "muted", text_anchor="end"),
        ]
    return Scene(WIDTH + 6, PLOT + 24, tuple(shapes))


def _runs(placed: list[tuple[float, Value]]) -> list[list[tuple[float, Value, float]]]:
    """Neighbouring periods that have a value, with it: the line does not run over a gap."""
    runs: list[list[tuple[float, Value, float]]] = [[]]
    for x, value in placed:
        if value.value is None:
            runs.append([])
        else:
            runs[-1].append((x, value, value.value))
    return [run for run in runs if run]


def _y(value: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return PLOT - (PLOT - 6) * (value - low) / ((high - low) or 1)


def _pale(x: float, step: float, value: Value) -> Shape:
    left = x - 0.4 * min(step, 24.0)
    width = min(x + 0.4 * min(step, 24.0), WIDTH) - left  # the last one ends with the axis
    box = rect(left, 6, width, PLOT - 6, fill="line", fill_opacity=0.5)
    return group([box], tip=f"{value.name}: {value.words}")


def _dot(x: float, y: float, value: Value, r: float) -> Shape:
    filled = (
        {"fill": "background", "stroke": "accent", "stroke_width": 1.6}
        if value.is_thin
        else {"fill": "accent"}
    )
    return Shape("g", {"tip": f"{value.name}: {value.words}"}, "", (circle(x, y, r, **filled),))


def by_group(
    values: list[Value], scale: tuple[float, float], ends: tuple[str, str], shows_n: bool = True
) -> Scene:
    """A row a group: its name, its interval and value on one scale, the value, and its n; the scale's ends below."""
    axis = Axis(NAMES_WIDTH + 8, SCALE_RIGHT, *scale)
    shapes = [
        shape
        for index, value in enumerate(values)
        for shape in _row(value, axis, index * ROW + 13, shows_n)
    ]
    y = len(values) * ROW + 12
    below = [
        text(axis.left, y, ends[0], NOTE_SIZE, "muted"),
        text(axis.right, y, ends[1], NOTE_SIZE, "muted", text_anchor="end"),
    ]
    return Scene(WIDTH, y + 4, (*shapes, *below))


def _row(value: Value, axis: "Axis", y: float, shows_n: bool) -> list[Shape]:
    name = text(0, y + 4.5, cut(value.name, NAME_SIZE, NAMES_WIDTH), NAME_SIZE)
    shapes = [group([name], tip=f"{value.name}: {value.words}")]
    if shows_n:
        n = f"n {count(value.n or value.young)}"
        shapes.append(text(WIDTH, y + 4.5, n, NOTE_SIZE, "muted", text_anchor="end"))
    if value.value is None:
        return [*shapes, text(axis.left, y + 4.5, value.figure, NOTE_SIZE, "muted")]
    fill = "ink" if value.role == "accent" else value.role
    right = FIGURES_RIGHT if shows_n else WIDTH
    return [
        *shapes,
        line(axis.left, y, axis.right, y, stroke="line", stroke_width=3, stroke_linecap="round"),
        *_on_scale(value, value.value, axis, y),
        text(right, y + 4.5, value.figure, FIGURE_SIZE, fill, font_weight=600, text_anchor="end"),
    ]


@dataclass(frozen=True)
class Axis:
    """From where to where a scale is drawn, and what it spans."""

    left: float
    right: float
    lowest: float
    highest: float

    def x(self, value: float) -> float:
        share = (value - self.lowest) / ((self.highest - self.lowest) or 1)
        return self.left + (self.right - self.left) * share


def _on_scale(value: Value, known: float, axis: Axis, y: float) -> list[Shape]:
    """The interval as a bar, the value as a dot on it."""
    style = {"stroke": value.role, "stroke_width": 8, "stroke_opacity": 0.4}
    bar = []
    if value.low is not None and value.high is not None:
        bar = [line(axis.x(value.low), y, axis.x(value.high), y, **style, stroke_linecap="round")]
    dot = circle(axis.x(known), y, 4.4, fill=value.role, stroke="background", stroke_width=1.6)
    return [*bar, group([dot], tip=f"{value.name}: {value.words}")]
