"""Where the touchpoints of the journey graph stand on a desk or on a phone, and how a line runs from one to another."""

from dataclasses import dataclass
from functools import cached_property

from journey.graph.layout import place
from journey.map.box import Box
from journey.map.paths.graph import Edge, JourneyGraph

HEAD, EDGE_PAD = 40.0, 8.0
MIN_IN_LAYER, LAYERS_LIMIT, IN_LAYER_LIMIT = 3, 6, 16
PORT_SPREAD = 13.0  # how far from the middle of a card's side lines may end


@dataclass(frozen=True)
class Geometry:
    """Lengths in CSS pixels; main axis: from layer to layer. `is_vertical`: layers run down, as on a phone."""

    card_main_size: float
    card_cross_size: float
    layer_pitch: float
    slot_pitch: float
    is_vertical: bool


@dataclass(frozen=True)
class Frame:
    """The graph with the layer and slot of every card; points are (main, cross) and become x, y where they are drawn."""

    graph: JourneyGraph
    positions: dict[str, tuple[int, int]]
    geometry: Geometry
    start: float

    @cached_property
    def layers(self) -> dict[int, list[str]]:
        layers: dict[int, list[str]] = {}
        for name, (layer, _) in sorted(self.positions.items(), key=lambda pair: pair[1]):
            layers.setdefault(layer, []).append(name)
        return layers

    @cached_property
    def max_slots(self) -> int:
        return max((len(names) for names in self.layers.values()), default=1)

    def middle(self, name: str) -> tuple[float, float]:
        """The middle of a card; every layer is centred on the cross axis."""
        layer, slot = self.positions[name]
        cross = (self.max_slots - len(self.layers[layer])) / 2 + slot + 0.5
        return (
            self.start + (layer + 0.5) * self.geometry.layer_pitch,
            (0 if self.geometry.is_vertical else HEAD) + cross * self.geometry.slot_pitch,
        )

    def box(self, name: str) -> Box:
        """Where a card stands."""
        main, cross = self.middle(name)
        x, y = self.point(
            main - self.geometry.card_main_size / 2, cross - self.geometry.card_cross_size / 2
        )
        size = (self.geometry.card_main_size, self.geometry.card_cross_size)
        return Box(x, y, *(size[::-1] if self.geometry.is_vertical else size))

    def point(self, main: float, cross: float) -> tuple[float, float]:
        return (cross, main) if self.geometry.is_vertical else (main, cross)

    def band(self, stage: str) -> tuple[float, float]:
        """From where to where on the main axis a stage's layers lie."""
        layers = [self.positions[node.name][0] for node in self.graph.nodes if node.stage == stage]
        return self.start + min(layers) * self.geometry.layer_pitch, self.start + (
            max(layers) + 1
        ) * self.geometry.layer_pitch

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the drawing."""
        main = self.start + len(self.layers) * self.geometry.layer_pitch + EDGE_PAD
        cross = self.max_slots * self.geometry.slot_pitch + (
            0 if self.geometry.is_vertical else HEAD + EDGE_PAD
        )
        return self.point(main, cross)

    @cached_property
    def port_offsets(self) -> dict[tuple[str, str, str], float]:
        """Offset of each port from the middle of its card's side: lines of one side lie in the order of where they lead."""
        sides: dict[tuple[str, str], list[tuple[float, str, str, str]]] = {}
        for edge in self.graph.edges:
            for here, there, end in (
                (edge.source, edge.target, "out"),
                (edge.target, edge.source, "in"),
            ):
                if not edge.is_loop:
                    sides.setdefault((here, self.side(edge, end)), []).append(
                        (self.middle(there)[1], edge.source, edge.target, end)
                    )
        offsets = {}
        for ends in sides.values():
            step = min(7.0, 2 * PORT_SPREAD / max(1, len(ends) - 1))
            for number, (_, source, target, end) in enumerate(sorted(ends)):
                offsets[source, target, end] = (number - (len(ends) - 1) / 2) * step
        return offsets

    def side(self, edge: Edge, end: str) -> str:
        """Side of the card where a line begins or ends: 'before' or 'after' (main axis), 'up' or 'down' (cross axis)."""
        source, target = self.positions[edge.source], self.positions[edge.target]
        if source[0] == target[0]:
            is_next = abs(source[1] - target[1]) == 1 and not edge.is_back
            if is_next:
                return "down" if (end == "out") == (target[1] > source[1]) else "up"
            return "before" if edge.is_back else "after"
        is_on = target[0] > source[0]
        return "after" if (end == "out") == is_on else "before"


def frame(graph: JourneyGraph, width: float, is_vertical: bool = False) -> Frame:
    """The graph laid out for a drawing of this width: two cards beside each other on a phone, up to six layers on a desk."""
    if is_vertical:
        max_in_layer, geometry = 2, Geometry(42.0, 158.0, 104.0, width / 2, True)
    else:
        max_in_layer = _cards_per_layer(graph)
        layers = max(1, _layers(graph, max_in_layer))
        pitch = max(158.0, (width - 2 * EDGE_PAD) / layers)
        geometry = Geometry(min(152.0, max(118.0, 0.66 * pitch)), 44.0, pitch, 84.0, False)
    edges = [
        (edge.source, edge.target, float(edge.row["moves"]))
        for edge in graph.edges
        if not edge.is_loop
    ]
    nodes = [
        (node.name, node.stage_index, node.order, float(node.row["journeys"]))
        for node in graph.nodes
    ]
    return Frame(graph, place(nodes, edges, max_in_layer), geometry, EDGE_PAD)


def _layers(graph: JourneyGraph, max_in_layer: int) -> int:
    sizes = [sum(node.stage == stage for node in graph.nodes) for stage in graph.stages]
    return sum(-(-size // max_in_layer) for size in sizes)


def _cards_per_layer(graph: JourneyGraph) -> int:
    """The fewest cards a layer with which all stages fit side by side."""
    return next(
        (
            max_in_layer
            for max_in_layer in range(MIN_IN_LAYER, IN_LAYER_LIMIT)
            if _layers(graph, max_in_layer) <= LAYERS_LIMIT
        ),
        IN_LAYER_LIMIT,
    )
