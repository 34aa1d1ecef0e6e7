"""The journey graph as a drawing: stages as bands, touchpoints as cards, edges as lines between them."""

from journey.map.box import Box
from journey.map.lettering import cut, cut_middle, text_width
from journey.map.paths.frame import Frame, frame
from journey.map.paths.graph import JourneyGraph, Node
from journey.map.paths.lines import Looks, lines
from journey.map.scene import Scene, Shape, cell, group, rect, text
from journey.model.definition import UNASSIGNED
from journey.model.path_filters import path_filter
from journey.model.theme import ON_COLOUR, point_colour, stage_hue
from journey.model.vocabulary import outcome, words_in_force
from journey.model.words import capital, count, percent, plural, signed

NAME, SMALL = 12.5, 11.0
PHONE = 360.0
BAR = 5.0
HEADER = 24.0


def graph_scene(graph: JourneyGraph, width: float, looks: Looks, is_narrow: bool = False) -> Scene:
    """The whole drawing, for a desk of this width or for a phone."""
    layout = frame(graph, PHONE if is_narrow else width, is_narrow)
    size = layout.size
    bands = [shape for stage in graph.stages for shape in _band(layout, stage, graph)]
    cards = [
        group(
            [_card(layout, node, looks) for node in _in_order(layout, stage)], region=capital(stage)
        )
        for stage in graph.stages
    ]
    moves = group(lines(layout, looks), region="Moves")
    return Scene(size[0], size[1], (*bands, moves, *cards))


def _in_order(layout: Frame, stage: str) -> list[Node]:
    return sorted(
        (node for node in layout.graph.nodes if node.stage == stage),
        key=lambda node: layout.positions[node.name],
    )


def _band(layout: Frame, stage: str, graph: JourneyGraph) -> list[Shape]:
    """The ground of a stage and its name."""
    begin, end = layout.band(stage)
    width, height = layout.size
    stage_index = next(node.stage_index for node in graph.nodes if node.stage == stage)
    hue = stage_hue(-1 if stage == UNASSIGNED else stage_index)
    if layout.geometry.is_vertical:
        return [
            rect(2, begin, width - 4, end - begin - 4, rx=10, fill="surface"),
            rect(2, begin, 4, end - begin - 4, rx=2, fill=hue),
            text(12, begin + 16, capital(stage), 12.5, "ink", font_weight=600),
        ]
    room = end - begin - 8
    return [
        rect(begin + 2, 4, room + 4, height - 8, rx=10, fill="surface"),
        rect(begin + 2, 4, room + 4, HEADER, rx=6, fill=hue),
        text(
            begin + 14,
            4 + HEADER - 7.5,
            cut(capital(stage), 13, room - 16, True),
            13,
            ON_COLOUR,
            font_weight=600,
        ),
    ]


def _card(layout: Frame, node: Node, looks: Looks) -> Shape:
    """A touchpoint: its name, journeys, mean valence, and how many ended there, or what is noted on it."""
    box = layout.box(node.name)
    corner = _note(node, looks) if looks.notes else _lost(node)
    corner_room = text_width(corner, SMALL, True) + 8 if corner else 0
    children = [
        *_ground(box, node, looks.opened == node.name),
        *_words(box, node, box.width - 18 - corner_room),
        *(
            [_corner(box, corner, "accent" if looks.notes else outcome("dropped_off").role)]
            if corner
            else []
        ),
    ]
    return cell(
        path_filter("later", node.name), node_sentence(node, layout.graph.unit), box, children
    )


def _note(node: Node, looks: Looks) -> str:
    return dict(looks.notes).get(node.name, "")


def _lost(node: Node) -> str:
    lost = node.row["dropped_off"]
    return f"{words_in_force().loss_sign}{count(lost)}" if lost else ""


def _ground(box: Box, node: Node, is_open: bool) -> list[Shape]:
    """The card itself, and at its left the colour of the mean valence."""
    stroke, stroke_width = ("accent", 2) if is_open else ("line", 1)
    colour = "muted" if node.valence is None else point_colour(node.valence)
    return [
        rect(*box, rx=6, fill="background", stroke=stroke, stroke_width=stroke_width),
        rect(box.x, box.y, BAR, box.height, rx=2.5, fill=colour),
    ]


def _words(box: Box, node: Node, room: float) -> list[Shape]:
    name = cut_middle(node.name, NAME, box.width - 20, True)
    valence_words = "" if node.valence is None else f" · {signed(node.valence, 1)}"
    counted = cut(f"{count(node.row['journeys'])}{valence_words}", SMALL, room)
    return [
        text(box.x + 12, box.y + 17.5, name, NAME, "ink", font_weight=600),
        text(box.x + 12, box.y + 34.5, counted, SMALL, "muted"),
    ]


def _corner(box: Box, words: str, colour: str) -> Shape:
    right, y = box.x + box.width - 8, box.y + 34.5
    return text(right, y, words, SMALL, colour, text_anchor="end", font_weight=600)


def node_sentence(node: Node, unit: str) -> str:
    row = node.row
    share = "" if row["leaving_rate"] is None else f" ({percent(row['leaving_rate'])})"
    ended = f"{count(row['dropped_off'])} {outcome('dropped_off').clause_of(row['dropped_off'])}, last seen here{share}"
    valence_words = "" if node.valence is None else f"; mean feeling {signed(node.valence, 2)}"
    return (
        f"{node.name} ({node.stage}): {plural(row['journeys'], 'journey')} pass{'es' if row['journeys'] == 1 else ''}, "
        f"{count(row['begun'])} begin, {ended}{valence_words}."
    )
