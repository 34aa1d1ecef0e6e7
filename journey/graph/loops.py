"""Where journeys turn back: moves onto the same touchpoint, moves to an earlier one, circles of several."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypedDict, TypeVar

import networkx as nx

from journey.graph.moves import busiest, moves_graph

if TYPE_CHECKING:
    from journey.graph.moves import Move

M = TypeVar("M", bound="Move")

COVERAGE = 0.8  # circles are sought among the fewest moves that carry this share of all


class Circle(TypedDict):
    touchpoints: tuple[str, ...]
    moves: int


def self_loops(transitions: Sequence[M]) -> list[M]:
    """The transitions from a touchpoint to itself, most moves first; hidden counts are left out."""
    return _heaviest_first(row for row in transitions if row["source"] == row["target"])


def backward(transitions: Sequence[M], order: dict[str, float]) -> list[M]:
    """The transitions whose target stands before their source in the order (median first step), most moves first.

    A touchpoint that is not in the order is neither before nor behind another.
    """
    placed = (row for row in transitions if row["source"] in order and row["target"] in order)
    return _heaviest_first(row for row in placed if order[row["target"]] < order[row["source"]])


def to_and_fro(transitions: Sequence[M], order: dict[str, float]) -> list[M]:
    """Of two touchpoints that stand equally early in the order, with moves both ways, the rarer direction; most moves first."""
    moves = {(row["source"], row["target"]): row["moves"] or 0 for row in transitions}
    equal = (
        row
        for row in transitions
        if row["source"] != row["target"]
        and row["source"] in order
        and order[row["source"]] == order.get(row["target"])
    )
    return _heaviest_first(
        row
        for row in equal
        if (row["moves"] or 0, row["source"])
        < (moves.get((row["target"], row["source"]), 0), row["target"])
    )


def heaviest_cycles(
    transitions: "Sequence[Move]",
    k: int = 5,
    order: dict[str, float] | None = None,
    coverage: float = COVERAGE,
) -> list[Circle]:
    """Up to k rows {touchpoints: tuple, moves}: simple cycles of two to four touchpoints, heaviest first.

    `moves` is the count of the cycle's rarest move: whole rounds were gone at most so often, perhaps less. Sought
    among the fewest moves between different touchpoints that carry `coverage` (0..1) of all. A cycle is told from its
    earliest touchpoint in the order, else from the first by name.
    """
    rows: list[Circle] = [
        {"touchpoints": _turned(touchpoints, order or {}), "moves": moves}
        for touchpoints, moves in islice(_closing(_main_moves(transitions, coverage)), k)
    ]
    return sorted(
        rows, key=lambda row: (-row["moves"], len(row["touchpoints"]), row["touchpoints"])
    )


def _closing(graph: nx.DiGraph) -> Iterator[tuple[list[str], int]]:
    """Cycles with their rarest move, heaviest first: moves are laid one by one, and each closes cycles of heavier ones."""
    laid = nx.DiGraph()
    laid.add_nodes_from(graph)
    for source, target, moves in sorted(
        graph.edges(data="moves"), key=lambda edge: (-edge[2], edge[0], edge[1])
    ):
        for path in _short_paths(laid, target, source):
            yield path, moves
        laid.add_edge(source, target)


def _short_paths(graph: nx.DiGraph, start: str, end: str) -> Iterator[list[str]]:
    """The paths of one to three moves that pass no touchpoint twice, in a graph without moves onto themselves."""
    last = graph.pred[end]
    if start in last:
        yield [start, end]
    for second in graph[start]:
        if second != end:
            if second in last:
                yield [start, second, end]
            yield from (
                [start, second, third, end]
                for third in graph[second]
                if third in last and third != start
            )


def _main_moves(transitions: "Sequence[Move]", coverage: float) -> nx.DiGraph:
    return busiest(
        moves_graph(
            [row for row in transitions if row["moves"] and row["source"] != row["target"]]
        ),
        coverage,
    )


def _turned(touchpoints: list[str], order: dict[str, float]) -> tuple[str, ...]:
    first = min(
        range(len(touchpoints)),
        key=lambda at: (order.get(touchpoints[at], float("inf")), touchpoints[at]),
    )
    return (*touchpoints[first:], *touchpoints[:first])


def _heaviest_first(rows: Iterable[M]) -> list[M]:
    return sorted(
        (row for row in rows if row["moves"]),
        key=lambda row: (-(row["moves"] or 0), row["source"], row["target"]),
    )
