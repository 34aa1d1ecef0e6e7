"""The edges of the journey graph as lines: their routes, widths and colours, and what is written on them."""

from dataclasses import dataclass
from typing import Literal, get_args

from journey.map.box import Box, overlaps
from journey.map.lettering import text_width
from journey.map.paths.frame import Frame
from journey.map.paths.graph import Edge
from journey.map.paths.routing import Points, curve, edge_routes, point_at
from journey.map.scene import Shape, line_cell, path, rect, text
from journey.model.path_filters import path_filter
from journey.model.theme import between, point_colour
from journey.model.vocabulary import noun, outcome
from journey.model.words import count, duration, percent, plural, signed

Width = Literal["journeys", "customers", "moves"]
WIDTHS: dict[Width, str] = {name: noun(name) for name in get_args(Width)}
THINNEST, THICKEST, HIT = 1.4, 13.0, 12.0
LABEL, LABELS, ARROW = 11.0, 24, 6.0
BACK_DASH = "5 4"
BACK_SIGN = "↩ "
BESIDE = (0.0, -14.0, -28.0)  # how far beside its line a label of two may stand
PLACES = (0.5, 0.38, 0.62, 0.27, 0.73, 0.82)


def colour_choices() -> dict[str, str]:
    """What the lines can be coloured by, in words."""
    return {
        "plain": "plain",
        "time": "time between",
        "feeling": noun("valence_change"),
        "lost": noun("lost_after"),
    }


@dataclass(frozen=True)
class Looks:
    """Which measure is the width, which the colour; the touchpoint whose lines stand out; edges that are marked; notes on
    touchpoints in place of the number lost."""

    width: Width = "journeys"
    colour: str = "plain"
    opened: str = ""
    marked: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def lines(frame: Frame, looks: Looks) -> list[Shape]:
    """Every edge: the thin ones above the thick ones, then their labels where there is room."""
    edges = sorted(frame.graph.edges, key=lambda edge: -edge.row[looks.width])
    max_value = max((edge.row[looks.width] for edge in edges), default=1) or 1
    scale = Scale.of(frame, looks)
    routes_by_edge = edge_routes(frame)
    shapes = [
        _line(frame, edge, routes_by_edge[edge.source, edge.target], looks, scale, max_value)
        for edge in edges
    ]
    return shapes + _labels(frame, edges, routes_by_edge, looks)


def _line(
    frame: Frame, edge: Edge, points: Points, looks: Looks, scale: "Scale", max_value: float
) -> Shape:
    stroke_width = THINNEST + (THICKEST - THINNEST) * edge.row[looks.width] / max_value
    d = curve(frame, points)
    is_marked = (edge.source, edge.target) in looks.marked
    is_near = looks.opened in ("", edge.source, edge.target) and (not looks.marked or is_marked)
    colour = "accent" if is_marked else scale.colour(edge)
    more = {"stroke_dasharray": BACK_DASH} if edge.is_back else {}
    shown = path(
        d,
        fill="none",
        stroke=colour,
        stroke_width=round(min(stroke_width, 4.0) if edge.is_back else stroke_width, 1),
        stroke_opacity=0.62 if is_near else 0.12,
        **more,
    )
    hit = path(
        d,
        fill="none",
        stroke="background",
        stroke_width=max(HIT, round(stroke_width, 1)),
        stroke_opacity=0,
    )
    arrow = path(_arrow(frame, points), fill=colour, fill_opacity=0.9 if is_near else 0.15)
    return line_cell(
        path_filter("contains", edge.source, edge.target),
        sentence(edge, frame.graph.unit),
        (shown, hit, arrow),
    )


def _arrow(frame: Frame, points: Points) -> str:
    """A small triangle that points into the card."""
    (xb, yb), (x, y) = frame.point(*points[-2]), frame.point(*points[-1])
    length = max(1e-6, ((x - xb) ** 2 + (y - yb) ** 2) ** 0.5)
    dx, dy = (x - xb) / length * ARROW, (y - yb) / length * ARROW
    corners = [(x, y), (x - dx - dy / 2, y - dy + dx / 2), (x - dx + dy / 2, y - dy - dx / 2)]
    return "M" + "L".join(f"{cx:.1f},{cy:.1f}" for cx, cy in corners) + "Z"


@dataclass(frozen=True)
class Scale:
    """The colours of lines by a measure, spread over the edges drawn."""

    measure: str
    positions: dict[tuple[str, str], float]

    @classmethod
    def of(cls, frame: Frame, looks: Looks) -> "Scale":
        values = {
            (edge.source, edge.target): measured(edge, looks.colour) for edge in frame.graph.edges
        }
        known = {pair: value for pair, value in values.items() if value is not None}
        if looks.colour == "time":  # by rank: times run over seconds and months
            ranks = sorted(set(known.values()))
            known = {
                pair: ranks.index(value) / max(1, len(ranks) - 1) for pair, value in known.items()
            }
        return cls(looks.colour, known)

    def colour(self, edge: Edge) -> str:
        value = self.positions.get((edge.source, edge.target))
        if self.measure == "plain" or value is None:
            return "negative" if edge.is_back and self.measure == "plain" else "muted"
        if self.measure == "feeling":
            return point_colour(value)
        return between(
            min(1.0, value * (1 if self.measure == "time" else 2)),
            "warm" if self.measure == "time" else outcome("dropped_off").role,
        )


def measured(edge: Edge, measure: str) -> float | None:
    """The measure of an edge: seconds, change of valence, or the share of its journeys that ended right after it."""
    if measure == "time":
        return edge.row["median_seconds"]
    if measure == "feeling":
        return edge.row["valence_change"]
    lost: int | None = edge.row["lost_after"]  # not told in shared mode
    if measure == "lost" and lost is not None and edge.row["median_seconds"] is not None:
        return lost / edge.row["journeys"]
    return None


def written(edge: Edge, looks: Looks) -> str:
    """What stands on a line: the measure of its colour, else that of its width."""
    words = _measure(edge, looks)
    return f"{BACK_SIGN}{words}" if edge.is_back else words


def _measure(edge: Edge, looks: Looks) -> str:
    value = measured(edge, looks.colour)
    forms = {"time": duration, "feeling": lambda change: signed(change, 2), "lost": percent}
    return (
        forms[looks.colour](value)
        if looks.colour in forms and value is not None
        else count(edge.row[looks.width])
    )


def _written_both(frame: Frame, edge: Edge, other: Edge, looks: Looks) -> str:
    """What stands between two neighbours of a layer whose lines run side by side, there and back."""
    signs = ("→", "←") if frame.geometry.is_vertical else ("↓", "↑")
    there, back = signs if frame.side(edge, "out") == "down" else signs[::-1]
    return f"{there} {_measure(edge, looks)}  {back} {_measure(other, looks)}"


def _is_upright(frame: Frame, edge: Edge) -> bool:
    return not edge.is_loop and frame.side(edge, "out") in ("up", "down")


def _labels(
    frame: Frame, edges: list[Edge], routes_by_edge: dict[tuple[str, str], Points], looks: Looks
) -> list[Shape]:
    """The labels of the busiest lines, each at the first free position of its line; two neighbours' lines share one."""
    taken = [frame.box(node.name).grown(2) for node in frame.graph.nodes]
    shapes: list[Shape] = []
    near = [edge for edge in edges if looks.opened in ("", edge.source, edge.target)]
    upright = {(edge.source, edge.target): edge for edge in near if _is_upright(frame, edge)}
    labelled: set[tuple[str, str]] = set()
    for edge in near[:LABELS]:
        other = (
            upright.get((edge.target, edge.source))
            if (edge.source, edge.target) in upright
            else None
        )
        if (edge.source, edge.target) in labelled:
            continue
        tries = [(_written_both(frame, edge, other, looks), BESIDE)] if other else []
        for words, offsets in [*tries, (written(edge, looks), (0.0,))]:
            box = _free(
                frame,
                routes_by_edge[edge.source, edge.target],
                text_width(words, LABEL, True) + 6,
                offsets,
                taken,
            )
            if box:
                taken.append(box)
                if other and offsets is BESIDE:
                    labelled.add((other.source, other.target))
                shapes += [
                    rect(*box, rx=4, fill="background", fill_opacity=0.82),
                    _label(box.x + box.width / 2, box.y + 8.0, words, edge),
                ]
                break
    return shapes


def _free(
    frame: Frame, points: Points, label_width: float, offsets: tuple[float, ...], taken: list[Box]
) -> Box | None:
    """The first position on the line, or beside it by one of the offsets, where a label of this width meets nothing."""
    for offset in offsets:
        for t in PLACES:
            x, y = frame.point(*point_at(points, t))
            box = Box(x + offset - label_width / 2, y - 8.0, label_width, 15.0)
            if box.x > 0 and not any(overlaps(box, other) for other in taken):
                return box
    return None


def _label(x: float, y: float, words: str, edge: Edge) -> Shape:
    return text(
        x,
        y + 3.6,
        words,
        LABEL,
        "negative" if edge.is_back else "ink",
        text_anchor="middle",
        font_weight=600,
    )


def sentence(edge: Edge, unit: str) -> str:
    """An edge in words, for hovering and screen readers."""
    row = edge.row
    times = (
        ""
        if row["median_seconds"] is None
        else (
            f"; half within {duration(row['median_seconds'])}, nine in ten within {duration(row['p90_seconds'])}"
        )
    )
    change = (
        "" if row["valence_change"] is None else f"; feeling {signed(row['valence_change'], 2)}"
    )
    lost = f"; {count(row['lost_after'])} {noun('lost_after')}" if row["lost_after"] else ""
    back = "again " if edge.is_loop else "back to " if edge.is_back else ""
    return (
        f"{edge.source} → {back}{edge.target}: {plural(row['journeys'], 'journey')}, {plural(row['moves'], 'move')}, "
        f"{plural(row['customers'], 'customer')}{times}{change}{lost}."
    )
