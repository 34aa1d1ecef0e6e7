"""The evidence's two small drawings: a figure over time, and a figure by group, each value with its interval."""

from dataclasses import dataclass

from journey.map.lanes.parts import SMALL, TINY
from journey.map.lettering import cut, text_width
from journey.map.scene import Scene, Shape, circle, line, path, text

WIDTH, PLOT, ROW, NAMES_WIDTH = 340.0, 92.0, 21.0, 96.0


@dataclass(frozen=True)
class Value:
    """A figure of one period or group; None where too few customers gave it. `is_open`: too recent to be final."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    words: str
    is_thin: bool = False
    is_open: bool = False


def over_time(values: list[Value], scale: tuple[float, float], ends: tuple[str, str]) -> Scene:
    """A line with band over the periods; `scale` is what the axis spans, `ends` its lowest and highest in words."""
    step = (WIDTH - 50) / max(1, len(values) - 1)
    placed = [(44 + index * step, value) for index, value in enumerate(values)]
    known = [(x, value) for x, value in placed if value.value is not None]
    shapes = [line(40, y, WIDTH, y, stroke="line", stroke_width=1) for y in (6.0, PLOT)]
    shapes += [
        text(36, 10, ends[1], TINY, "muted", text_anchor="end"),
        text(36, PLOT + 4, ends[0], TINY, "muted", text_anchor="end"),
    ]
    for run in _runs(placed):
        whole = [(x, value) for x, value in run if value.low is not None]
        if len(whole) > 1:
            edge = [f"{x:.1f},{_y(value.high, scale):.1f}" for x, value in whole]
            edge += [f"{x:.1f},{_y(value.low, scale):.1f}" for x, value in reversed(whole)]
            shapes.append(path("M" + "L".join(edge) + "Z", fill="accent", fill_opacity=0.18))
        if len(run) > 1:
            shapes.append(
                path(
                    "M" + "L".join(f"{x:.1f},{_y(value.value, scale):.1f}" for x, value in run),
                    fill="none",
                    stroke="accent",
                    stroke_width=2,
                )
            )
    r = 3.2 if len(values) <= 26 else 2.0
    shapes += [_dot(x, _y(value.value, scale), value, r) for x, value in known]
    if placed:
        shapes += [
            text(44, PLOT + 18, placed[0][1].name, TINY, "muted"),
            text(WIDTH, PLOT + 18, placed[-1][1].name, TINY, "muted", text_anchor="end"),
        ]
    return Scene(WIDTH + 6, PLOT + 24, tuple(shapes))


def _runs(placed: list[tuple[float, Value]]) -> list[list[tuple[float, Value]]]:
    """Neighbouring periods that have a value: the line does not run over a gap."""
    runs: list[list] = [[]]
    for x, value in placed:
        runs[-1].append((x, value)) if value.value is not None else runs.append([])
    return [run for run in runs if run]


def _y(value: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return PLOT - (PLOT - 6) * (value - low) / ((high - low) or 1)


def _dot(x: float, y: float, value: Value, r: float) -> Shape:
    filled = (
        {"fill": "background", "stroke": "accent", "stroke_width": 1.6}
        if value.is_thin or value.is_open
        else {"fill": "accent"}
    )
    return Shape("g", {"tip": f"{value.name}: {value.words}"}, "", (circle(x, y, r, **filled),))


def by_group(values: list[Value], scale: tuple[float, float]) -> Scene:
    """A row a group: its name, its interval and value on one scale, both in words."""
    room = max((text_width(value.words, TINY) for value in values), default=0)
    left, right = NAMES_WIDTH + 8, WIDTH - room - 10
    shapes: list[Shape] = []
    for index, value in enumerate(values):
        y = index * ROW + 13
        shapes += [
            text(0, y + 4, cut(value.name, SMALL, NAMES_WIDTH), SMALL),
            text(WIDTH, y + 4, value.words, TINY, "muted", text_anchor="end"),
            line(left, y, right, y, stroke="line", stroke_width=1),
        ]
        if value.value is None:
            continue
        low, high = scale
        xs = [
            left + (right - left) * (edge - low) / ((high - low) or 1) if edge is not None else None
            for edge in (value.low, value.value, value.high)
        ]
        shapes += (
            [
                line(
                    xs[0],
                    y,
                    xs[2],
                    y,
                    stroke="accent",
                    stroke_width=4,
                    fill_opacity=1,
                    stroke_linecap="round",
                )
            ]
            if xs[0] is not None
            else []
        )
        shapes.append(
            Shape(
                "g",
                {"tip": f"{value.name}: {value.words}"},
                "",
                (
                    circle(
                        xs[1],
                        y,
                        4.4,
                        fill="background" if value.is_thin else "accent",
                        stroke="accent" if value.is_thin else "background",
                        stroke_width=1.6,
                    ),
                ),
            )
        )
    return Scene(WIDTH, max(1, len(values)) * ROW + 4, tuple(shapes))
