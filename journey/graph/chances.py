"""How likely each touchpoint follows directly on each other one: the first-order model as a graph."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from journey.data.views.rows import TouchpointNodesTold
    from journey.graph.moves import Move

FINEST = 1e9  # distances are whole numbers of this fineness, so that equally likely ways tie exactly, in any order of adding


def chances_graph(
    transitions: "Sequence[Move]", nodes: "Sequence[TouchpointNodesTold]"
) -> nx.DiGraph:
    """An edge a transition with its `chance` p (0..1] and its `distance`, -log p in billionths (and 1 a step, so never 0).

    p(A -> B) = moves from A to B / all that happens after A (moves out of A and journeys that ended there).
    Transitions whose moves are hidden or 0 are left out; edges stand in the order of their names, whatever that of the rows.
    """
    known = sorted(
        (row["source"], row["target"], row["moves"]) for row in transitions if row["moves"]
    )
    happens = _happens(known, nodes)
    graph = nx.DiGraph()
    graph.add_nodes_from(
        sorted(
            {row["touchpoint"] for row in nodes}
            | happens.keys()
            | {target for _, target, _ in known}
        )
    )
    for source, target, moves in known:
        chance = moves / happens[source]
        graph.add_edge(
            source, target, moves=moves, chance=chance, distance=round(-FINEST * log(chance)) + 1
        )
    return graph


def _happens(
    known: list[tuple[str, str, int]], nodes: "Sequence[TouchpointNodesTold]"
) -> dict[str, int]:
    """How much happens after each touchpoint; where its ends are hidden, the moves out that are known."""
    moves_out: Counter[str] = Counter()
    happens: Counter[str] = Counter()
    for source, _, moves in known:
        moves_out[source] += moves
    for row in nodes:
        happens[row["touchpoint"]] += (row["moves"] or 0) + (row["ended"] or 0)
    return moves_out | happens
