"""The journey graph as a drawing: stages as bands, touchpoints as cards, moves as lines between them."""

from journey.charts.theme import ON_COLOUR, point_colour, stage_hue
from journey.map.captions import capital
from journey.map.lettering import cut, cut_middle, width
from journey.map.paths.frame import Frame, frame
from journey.map.paths.graph import JourneyGraph, Node
from journey.map.paths.lines import Looks, lines
from journey.map.scene import Scene, Shape, cell, group, rect, text
from journey.model.definition import UNASSIGNED
from journey.model.path_filters import path_filter
from journey.model.words import count, percent, plural, signed

NAME, SMALL = 12.5, 11.0
PHONE = 360.0
BAR = 5.0
HEADER = 24.0


def graph_scene(graph: JourneyGraph, wide: float, looks: Looks, is_narrow: bool = False) -> Scene:
    """The whole drawing, for a desk of this width or for a phone."""
    laid = frame(graph, PHONE if is_narrow else wide, is_narrow)
    size = laid.size
    bands = [
        shape for place, stage in enumerate(graph.stages) for shape in _band(laid, stage, graph)
    ]
    cards = [
        group([_card(laid, node, looks) for node in _in_order(laid, stage)], region=capital(stage))
        for stage in graph.stages
    ]
    moves = group(lines(laid, looks), region="Moves")
    return Scene(size[0], size[1], (*bands, moves, *cards))


def _in_order(laid: Frame, stage: str) -> list[Node]:
    return sorted(
        (node for node in laid.graph.nodes if node.stage == stage),
        key=lambda node: laid.places[node.name],
    )


def _band(laid: Frame, stage: str, graph: JourneyGraph) -> list[Shape]:
    """The ground of a stage and its name."""
    begin, end = laid.band(stage)
    width_of, height_of = laid.size
    place = next(node.place for node in graph.nodes if node.stage == stage)
    hue = stage_hue(-1 if stage == UNASSIGNED else place)
    if laid.form.is_turned:
        return [
            rect(2, begin, width_of - 4, end - begin - 4, rx=10, fill="surface"),
            rect(2, begin, 4, end - begin - 4, rx=2, fill=hue),
            text(12, begin + 16, capital(stage), 12.5, "ink", weight=600),
        ]
    room = end - begin - 8
    return [
        rect(begin + 2, 4, room + 4, height_of - 8, rx=10, fill="surface"),
        rect(begin + 2, 4, room + 4, HEADER, rx=6, fill=hue),
        text(
            begin + 14,
            4 + HEADER - 7.5,
            cut(capital(stage), 13, room - 16, True),
            13,
            ON_COLOUR,
            weight=600,
        ),
    ]


def _card(laid: Frame, node: Node, looks: Looks) -> Shape:
    """A touchpoint: its name, who passes, how it feels, how many are lost there."""
    x, y, wide, high = laid.box(node.name)
    row = node.row
    colour = "muted" if node.valence is None else point_colour(node.valence)
    feeling = "" if node.valence is None else f" · {signed(node.valence, 1)}"
    notes = dict(looks.notes)
    lost = f"−{count(row['dropped_off'])}" if row["dropped_off"] else ""
    lost = notes.get(node.name, "") if notes else lost
    room = wide - 18 - (width(lost, SMALL, True) + 8 if lost else 0)
    children = [
        rect(
            x,
            y,
            wide,
            high,
            rx=6,
            fill="background",
            stroke="accent" if looks.opened == node.name else "line",
            thick=2 if looks.opened == node.name else 1,
        ),
        rect(x, y, BAR, high, rx=2.5, fill=colour),
        text(
            x + 12, y + 17.5, cut_middle(node.name, NAME, wide - 20, True), NAME, "ink", weight=600
        ),
        text(
            x + 12, y + 34.5, cut(f"{count(row['journeys'])}{feeling}", SMALL, room), SMALL, "muted"
        ),
    ]
    if lost:
        children.append(
            text(
                x + wide - 8,
                y + 34.5,
                lost,
                SMALL,
                "accent" if notes else "negative",
                anchor="end",
                weight=600,
            )
        )
    return cell(
        path_filter("later", node.name),
        node_sentence(node, laid.graph.unit),
        (x, y, wide, high),
        children,
    )


def node_sentence(node: Node, unit: str) -> str:
    row = node.row
    share = "" if row["leaving_rate"] is None else f" ({percent(row['leaving_rate'])})"
    feeling = "" if node.valence is None else f"; mean feeling {signed(node.valence, 2)}"
    return (
        f"{node.name} ({node.stage}): {plural(row['journeys'], 'journey')} pass{'es' if row['journeys'] == 1 else ''}, "
        f"{count(row['begun'])} begin, {count(row['dropped_off'])} leave here{share}{feeling}."
    )
