"""Which touchpoints the most likely paths lead through, with how long it takes until the next event."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import networkx as nx

from journey.graph.chances import chances_graph

if TYPE_CHECKING:
    from journey.data.views.rows import TouchpointNodesTold
    from journey.graph.moves import Move
    from journey.graph.rows import BottlenecksTold

SOURCES_LIMIT = 150  # more start touchpoints than this cost more than a second


def bottlenecks(
    transitions: "Sequence[Move]",
    nodes: "Sequence[TouchpointNodesTold]",
    sources_limit: int = SOURCES_LIMIT,
) -> "list[BottlenecksTold]":
    """Rows {touchpoint, betweenness, median_seconds, p90_seconds, waited_seconds, moves}, highest betweenness first.

    Betweenness (Freeman 1977, Brandes 2001): of all ordered pairs of other touchpoints, the share (0..1) whose most
    likely path (least sum of -log p over its moves) leads through this one; equally likely paths share their pair; pairs
    that no path joins count as not through it. With more than `sources_limit` touchpoints only the pairs that begin at
    the busiest are looked at. The times are the given ones: seconds from the touchpoint to the next step.
    """
    graph = chances_graph(transitions, nodes)
    busiest = sorted(nodes, key=lambda row: (-(row["moves"] or 0), row["touchpoint"]))
    through = _through(
        graph, list(dict.fromkeys(row["touchpoint"] for row in busiest))[:sources_limit]
    )
    rows: list[BottlenecksTold] = [
        {
            "touchpoint": row["touchpoint"],
            "betweenness": through[row["touchpoint"]],
            "median_seconds": row["median_seconds"],
            "p90_seconds": row["p90_seconds"],
            "waited_seconds": row["waited_seconds"],
            "moves": row["moves"],
        }
        for row in busiest
    ]
    return sorted(rows, key=lambda row: -through[row["touchpoint"]])


def _through(graph: nx.DiGraph, sources: list[str]) -> dict[str, float]:
    """Share of the pairs (source, any other) whose most likely path leads through each touchpoint, 0 where there are no pairs."""
    between = nx.betweenness_centrality_subset(graph, sources, list(graph), weight="distance")
    begun, others = set(sources), max(len(graph) - 2, 0)
    pairs = {touchpoint: (len(begun) - (touchpoint in begun)) * others for touchpoint in graph}
    return {
        touchpoint: between[touchpoint] / pairs[touchpoint] if pairs[touchpoint] else 0.0
        for touchpoint in graph
    }
