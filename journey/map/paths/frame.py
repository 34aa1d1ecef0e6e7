"""Where the touchpoints of the journey graph stand on a desk or on a phone, and how a line runs from one to another."""

from dataclasses import dataclass
from functools import cached_property

from journey.graph.layout import place
from journey.map.paths.graph import Edge, JourneyGraph

HEAD, EDGE_PAD = 40.0, 8.0
FEWEST_IN_LAYER, MOST_LAYERS, MOST_IN_LAYER = 3, 6, 16
SPREAD = 13.0  # how far from the middle of a card's side lines may end


@dataclass(frozen=True)
class Form:
    """Lengths in CSS pixels along the way (from layer to layer) and across it; `is_turned`: the way runs down, as on a phone."""

    card_along: float
    card_across: float
    pitch_along: float
    pitch_across: float
    is_turned: bool


@dataclass(frozen=True)
class Frame:
    """The graph with the place of every card; points are (along, across) and become x, y where they are drawn."""

    graph: JourneyGraph
    places: dict[str, tuple[int, int]]
    form: Form
    start: float

    @cached_property
    def layers(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for name, (layer, _) in sorted(self.places.items(), key=lambda pair: pair[1]):
            found.setdefault(layer, []).append(name)
        return found

    @cached_property
    def most(self) -> int:
        return max((len(names) for names in self.layers.values()), default=1)

    def middle(self, name: str) -> tuple[float, float]:
        """The middle of a card; every layer stands in the middle of the drawing's breadth."""
        layer, slot = self.places[name]
        across = (self.most - len(self.layers[layer])) / 2 + slot + 0.5
        return (
            self.start + (layer + 0.5) * self.form.pitch_along,
            (0 if self.form.is_turned else HEAD) + across * self.form.pitch_across,
        )

    def box(self, name: str) -> tuple[float, float, float, float]:
        """x, y, width and height of a card."""
        along, across = self.middle(name)
        x, y = self.point(along - self.form.card_along / 2, across - self.form.card_across / 2)
        size = (self.form.card_along, self.form.card_across)
        return (x, y, *(size[::-1] if self.form.is_turned else size))

    def point(self, along: float, across: float) -> tuple[float, float]:
        return (across, along) if self.form.is_turned else (along, across)

    def band(self, stage: str) -> tuple[float, float]:
        """From where to where along the way a stage's layers lie."""
        layers = [self.places[node.name][0] for node in self.graph.nodes if node.stage == stage]
        return self.start + min(layers) * self.form.pitch_along, self.start + (
            max(layers) + 1
        ) * self.form.pitch_along

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the drawing."""
        along = self.start + len(self.layers) * self.form.pitch_along + EDGE_PAD
        across = self.most * self.form.pitch_across + (
            0 if self.form.is_turned else HEAD + EDGE_PAD
        )
        return self.point(along, across)

    @cached_property
    def shifts(self) -> dict[tuple[str, str, str], float]:
        """How far from the middle of a card's side each line ends: lines of one side lie in the order of where they lead."""
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
        found = {}
        for ends in sides.values():
            step = min(7.0, 2 * SPREAD / max(1, len(ends) - 1))
            for number, (_, source, target, end) in enumerate(sorted(ends)):
                found[source, target, end] = (number - (len(ends) - 1) / 2) * step
        return found

    def side(self, edge: Edge, end: str) -> str:
        """At which side of its card a line begins or ends: 'before' and 'after' along the way, 'across' on the way's own side."""
        source, target = self.places[edge.source], self.places[edge.target]
        if source[0] == target[0]:
            is_next = abs(source[1] - target[1]) == 1 and not edge.is_back
            if is_next:
                return "down" if (end == "out") == (target[1] > source[1]) else "up"
            return "before" if edge.is_back else "after"
        is_on = target[0] > source[0]
        return "after" if (end == "out") == is_on else "before"


def frame(graph: JourneyGraph, width: float, is_turned: bool = False) -> Frame:
    """The graph laid out for a drawing of this width: two cards beside each other on a phone, up to six layers on a desk."""
    if is_turned:
        most, form = 2, Form(42.0, 158.0, 104.0, width / 2, True)
    else:
        most = _most_in_layer(graph)
        layers = max(1, _layers(graph, most))
        pitch = max(158.0, (width - 2 * EDGE_PAD) / layers)
        form = Form(min(152.0, max(118.0, 0.66 * pitch)), 44.0, pitch, 84.0, False)
    edges = [
        (edge.source, edge.target, float(edge.row["moves"]))
        for edge in graph.edges
        if not edge.is_loop
    ]
    nodes = [
        (node.name, node.place, node.order, float(node.row["journeys"])) for node in graph.nodes
    ]
    return Frame(graph, place(nodes, edges, most), form, EDGE_PAD)


def _layers(graph: JourneyGraph, most: int) -> int:
    sizes = [sum(node.stage == stage for node in graph.nodes) for stage in graph.stages]
    return sum(-(-size // most) for size in sizes)


def _most_in_layer(graph: JourneyGraph) -> int:
    """The fewest cards a layer with which all stages fit side by side."""
    return next(
        (
            most
            for most in range(FEWEST_IN_LAYER, MOST_IN_LAYER)
            if _layers(graph, most) <= MOST_LAYERS
        ),
        MOST_IN_LAYER,
    )
