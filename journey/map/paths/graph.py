"""What the journey graph shows: the busiest edges and their touchpoints, and how much is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.model.definition import UNASSIGNED

if TYPE_CHECKING:
    from typing_extensions import ReadOnly

    from journey.data.views.rows import TouchpointNodesRow, TransitionsRow, ValenceChangesRow

    class EdgeRow(TransitionsRow):
        """A row of `transitions` with its change of valence; None where too few gave one."""

        valence_change: ReadOnly[float | None]
        valence_change_low: ReadOnly[float | None]
        valence_change_high: ReadOnly[float | None]
        valence_change_n: ReadOnly[int | None]


EDGES_LIMIT, NODES_LIMIT, READABLE_EDGES, OPENED_EDGES_LIMIT = 90, 48, 34, 10


@dataclass(frozen=True)
class Node:
    """A touchpoint: its row of `touchpoint_nodes`, its stage's index from 0, its median first step, its mean valence if shown."""

    name: str
    stage: str
    stage_index: int
    order: float
    row: "TouchpointNodesRow"
    valence: float | None


@dataclass(frozen=True)
class Edge:
    """An edge: its row of the view `transitions` with its change of valence, and whether it leads back."""

    source: str
    target: str
    row: "EdgeRow"
    is_back: bool

    @property
    def is_loop(self) -> bool:
        return self.source == self.target


@dataclass(frozen=True)
class JourneyGraph:
    """What is drawn, and what is not: edges, moves and touchpoints in all."""

    stages: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    all_nodes: int
    all_edges: int
    all_moves: int
    unit: str

    @property
    def moves(self) -> int:
        return sum(edge.row["moves"] for edge in self.edges)

    @property
    def share(self) -> float:
        """Share of all moves that the drawn edges carry; 1 where there is no move at all."""
        return self.moves / self.all_moves if self.all_moves else 1.0

    def node(self, name: str) -> Node | None:
        return next((node for node in self.nodes if node.name == name), None)

    def edge(self, source: str, target: str) -> Edge | None:
        pair = (source, target)
        return next((edge for edge in self.edges if (edge.source, edge.target) == pair), None)


def journey_graph(
    nodes: "list[TouchpointNodesRow]",
    transitions: "list[TransitionsRow]",
    stages: tuple[str, ...],
    order: dict[tuple[str, str], float],
    unit: str,
    coverage: float,
    valences: dict[str, float],
    valence_changes: "Sequence[ValenceChangesRow]" = (),
    pinned: tuple[str, ...] = (),
    opened: tuple[str, ...] = (),
) -> JourneyGraph:
    """The fewest edges that carry `coverage` (0..1) of all moves, as far as they can be drawn.

    `pinned`: touchpoints that are always drawn, `opened`: those whose own busiest edges are drawn, too.
    """
    known = _nodes(nodes, stages, order, valences)
    changes = {(row["source"], row["target"]): row for row in valence_changes}
    edges = [
        _edge(row, known, changes)
        for row in sorted(
            transitions, key=lambda row: (-row["moves"], row["source"], row["target"])
        )
    ]
    total = sum(edge.row["moves"] for edge in edges)
    drawn = _with_every_stage(
        _busiest(edges, coverage * total, set(pinned) & set(known)), edges, known
    )
    drawn += [edge for edge in _opened_edges(edges, opened) if edge not in drawn]
    names = {name for edge in drawn for name in (edge.source, edge.target)} | (
        set(pinned) & set(known)
    )
    if not edges:
        names = {row["touchpoint"] for row in nodes[:NODES_LIMIT]}
    shown = tuple(node for name, node in known.items() if name in names)
    return JourneyGraph(
        _stages(shown, stages), shown, tuple(drawn), len(nodes), len(edges), total, unit
    )


def _nodes(
    nodes: "list[TouchpointNodesRow]",
    stages: tuple[str, ...],
    order: dict[tuple[str, str], float],
    valences: dict[str, float],
) -> dict[str, Node]:
    stage_indices = {name: index for index, name in enumerate((*stages, UNASSIGNED))}
    return {
        row["touchpoint"]: Node(
            row["touchpoint"],
            row["stage"],
            stage_indices[row["stage"]],
            order.get((row["stage"], row["touchpoint"]), 0.0),
            row,
            valences.get(row["touchpoint"]),
        )
        for row in nodes
    }


def _edge(
    row: "TransitionsRow",
    known: dict[str, Node],
    changes: "dict[tuple[str, str], ValenceChangesRow]",
) -> Edge:
    """An edge leads back where its target stands before its source: in an earlier stage, or earlier within the stage."""
    source, target = known[row["source"]], known[row["target"]]
    is_back = (target.stage_index, target.order) < (
        source.stage_index,
        source.order,
    ) or source is target
    change = changes.get((source.name, target.name))
    return Edge(source.name, target.name, edge_row(row, change), is_back)


def edge_row(row: "TransitionsRow", change: "ValenceChangesRow | None" = None) -> "EdgeRow":
    return {
        **row,
        "valence_change": change["valence_change"] if change else None,
        "valence_change_low": change["valence_change_low"] if change else None,
        "valence_change_high": change["valence_change_high"] if change else None,
        "valence_change_n": change["valence_change_n"] if change else None,
    }


def _busiest(edges: list[Edge], wanted: float, pinned: set[str]) -> list[Edge]:
    """Edges by their moves until the wanted number is carried, or no more can be drawn."""
    drawn: list[Edge] = []
    carried, names = 0, set(pinned)
    for edge in edges:
        if carried >= wanted or len(drawn) >= EDGES_LIMIT:
            break
        names |= {edge.source, edge.target}
        if len(names) > NODES_LIMIT:
            break
        drawn.append(edge)
        carried += edge.row["moves"]
    return drawn


def _opened_edges(edges: list[Edge], opened: tuple[str, ...]) -> list[Edge]:
    """The busiest edges of an open touchpoint, or the open edge itself."""
    if len(opened) == 2:
        return [edge for edge in edges if (edge.source, edge.target) == opened]
    return [edge for edge in edges if {edge.source, edge.target} & set(opened)][:OPENED_EDGES_LIMIT]


def _with_every_stage(drawn: list[Edge], edges: list[Edge], known: dict[str, Node]) -> list[Edge]:
    """The edges with, for each stage that would not be seen, the busiest edge into it from elsewhere."""
    seen = {known[name].stage for edge in drawn for name in (edge.source, edge.target)}
    first: dict[str, Edge] = {}
    for edge in edges:
        stage = known[edge.target].stage
        if (
            stage not in {*seen, UNASSIGNED}
            and known[edge.source].stage != stage
            and not edge.is_back
        ):
            first.setdefault(stage, edge)
    return drawn + [edge for edge in first.values() if edge not in drawn]


def default_coverage(transitions: "list[TransitionsRow]") -> int:
    """Percent of all moves that are drawn at first: 80, or less where that takes more lines than can be read."""
    moves = sorted((row["moves"] for row in transitions), reverse=True)
    carried = sum(moves[:READABLE_EDGES]) / (sum(moves) or 1)
    return 80 if not moves or carried >= 0.8 else max(5, int(20 * carried) * 5)


def max_coverage(transitions: "list[TransitionsRow]") -> int:
    """Percent of all moves, in steps of 5, that can be drawn with EDGES_LIMIT lines; 100 where all can."""
    moves = sorted((row["moves"] for row in transitions), reverse=True)
    return (
        100
        if len(moves) <= EDGES_LIMIT
        else max(10, int(20 * sum(moves[:EDGES_LIMIT]) / sum(moves)) * 5)
    )


def _stages(nodes: tuple[Node, ...], stages: tuple[str, ...]) -> tuple[str, ...]:
    """The stages that have a column: those with a touchpoint drawn, in journey order, those in no stage last."""
    there = {node.stage for node in nodes}
    return tuple(name for name in (*stages, UNASSIGNED) if name in there)
