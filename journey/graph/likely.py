"""The most likely paths from one touchpoint to another."""

from collections.abc import Sequence
from itertools import islice
from math import prod
from typing import TYPE_CHECKING, TypedDict

import networkx as nx

from journey.graph.chances import chances_graph

if TYPE_CHECKING:
    from journey.data.views.rows import TouchpointNodesTold
    from journey.graph.moves import Move

ARRIVED = (
    object()
)  # stands for the target as the end of a path, so that a path may lead back to where it began


class Likely(TypedDict):
    path: tuple[str, ...]
    likelihood: float


def k_likely(
    transitions: "Sequence[Move]",
    nodes: "Sequence[TouchpointNodesTold]",
    source: str,
    target: str,
    k: int = 5,
) -> list[Likely]:
    """Up to k rows {path: tuple of touchpoints from source to target, likelihood: 0..1}, most likely first.

    The likelihood is the product of the chances of the path's moves in the first-order model: that what happens next at
    the source is exactly this path. No touchpoint stands twice on a path; with source = target the paths lead back to it.
    Empty where no path leads there. The k shortest simple paths on -log p (Yen 1971); equally likely paths by steps, by name.
    """
    graph = _arriving(chances_graph(transitions, nodes), target)
    if source not in graph or ARRIVED not in graph or not nx.has_path(graph, source, ARRIVED):
        return []
    paths = list(islice(nx.shortest_simple_paths(graph, source, ARRIVED, "distance"), k))
    paths.sort(key=lambda path: (nx.path_weight(graph, path, "distance"), len(path), path[:-1]))
    return [
        {"path": (*path[:-1], target), "likelihood": _likelihood(graph, path)} for path in paths
    ]


def _arriving(graph: nx.DiGraph, target: str) -> nx.DiGraph:
    """The graph with all moves onto the target led to ARRIVED instead."""
    led = nx.DiGraph()
    for source, end, numbers in graph.edges(data=True):
        led.add_edge(source, ARRIVED if end == target else end, **numbers)
    return led


def _likelihood(graph: nx.DiGraph, path: list[str]) -> float:
    return prod(graph.edges[move]["chance"] for move in nx.utils.pairwise(path))
