"""The most likely ways from one touchpoint to another."""

from itertools import islice
from math import prod

import networkx as nx

from journey.graph.chances import Rows, chances_graph

ARRIVED = (
    object()
)  # stands for the target as the end of a way, so that a way may lead back to where it began


def k_likely(transitions: Rows, nodes: Rows, source: str, target: str, k: int = 5) -> Rows:
    """Up to k rows {way: tuple of touchpoints from source to target, likelihood: 0..1}, most likely first.

    The likelihood is the product of the chances of the way's moves in the first-order model: that what happens next at
    the source is exactly this way. No touchpoint stands twice on a way; with source = target the ways lead back to it.
    Empty where no way leads there. The k shortest simple paths on -log p (Yen 1971); equally likely ways by steps, by name.
    """
    graph = _one_way(chances_graph(transitions, nodes), target)
    if source not in graph or ARRIVED not in graph or not nx.has_path(graph, source, ARRIVED):
        return []
    ways = list(islice(nx.shortest_simple_paths(graph, source, ARRIVED, "distance"), k))
    ways.sort(key=lambda way: (nx.path_weight(graph, way, "distance"), len(way), way[:-1]))
    return [{"way": (*way[:-1], target), "likelihood": _likelihood(graph, way)} for way in ways]


def _one_way(graph: nx.DiGraph, target: str) -> nx.DiGraph:
    """The graph with all moves onto the target led to ARRIVED instead."""
    led = nx.DiGraph()
    for source, end, numbers in graph.edges(data=True):
        led.add_edge(source, ARRIVED if end == target else end, **numbers)
    return led


def _likelihood(graph: nx.DiGraph, way: list) -> float:
    return prod(graph.edges[move]["chance"] for move in nx.utils.pairwise(way))
