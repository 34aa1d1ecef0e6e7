"""Transitions as a directed graph of touchpoints, and how few of its edges carry how much."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from typing_extensions import ReadOnly, TypedDict

    class Move(TypedDict):
        """What a row of transitions tells of a move: between which touchpoints, and how often; None where that is hidden."""

        source: ReadOnly[str]
        target: ReadOnly[str]
        moves: ReadOnly[int | None]

    class TimedMove(Move):
        """With the journeys that made it, how long it took, and who left after it."""

        journeys: ReadOnly[int | None]
        median_seconds: ReadOnly[float | None]
        waited_seconds: ReadOnly[float | None]
        lost_after: ReadOnly[int | None]


def moves_graph(transitions: "Iterable[Move]") -> nx.DiGraph:
    """A node a touchpoint, an edge a transition with its moves, journeys, customers and times as attributes."""
    graph = nx.DiGraph()
    for row in transitions:
        graph.add_edge(
            row["source"],
            row["target"],
            **{name: value for name, value in row.items() if name not in ("source", "target")},
        )
    return graph


def busiest(graph: nx.DiGraph, coverage: float) -> nx.DiGraph:
    """The fewest edges that carry at least this share (0..1) of all moves."""
    edges = sorted(graph.edges(data="moves"), key=lambda edge: (-edge[2], edge[0], edge[1]))
    wanted, carried, kept = coverage * sum(moves for _, _, moves in edges), 0, []
    for source, target, moves in edges:
        if carried >= wanted:
            break
        carried += moves
        kept.append((source, target))
    return graph.edge_subgraph(kept)


def came_back(graph: nx.DiGraph) -> int:
    """Moves from a touchpoint to itself."""
    return sum(moves for source, target, moves in graph.edges(data="moves") if source == target)
