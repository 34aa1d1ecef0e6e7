"""Transitions as a directed graph of touchpoints, and how few of its edges carry how much."""

import networkx as nx

Rows = list[dict]


def moves_graph(transitions: Rows) -> nx.DiGraph:
    """A node a touchpoint, an edge a transition with its moves, journeys, customers and times as attributes."""
    graph = nx.DiGraph()
    for row in transitions:
        graph.add_edge(
            row["source"],
            row["target"],
            **{name: row[name] for name in row if name not in ("source", "target")},
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
