"""Which touchpoints belong together: those between which journeys move to and fro."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import networkx as nx

if TYPE_CHECKING:
    from journey.graph.moves import Move

SEED = 7  # any; fixed, so that the same moves give the same groups


class Group(TypedDict):
    group: int
    touchpoints: tuple[str, ...]
    moves: int
    inside_share: float | None


@dataclass(frozen=True)
class Communities:
    """The groups, and how clearly they part.

    rows: {group: 1.. , touchpoints: tuple, busiest first, moves: out of them, inside_share: 0..1 or None without moves}.
    modularity: share of moves inside groups less the share expected by chance, -0.5..1; None without moves.
    """

    rows: list[Group]
    modularity: float | None


def communities(transitions: "Sequence[Move]") -> Communities:
    """Groups of touchpoints by the Louvain method (Blondel et al. 2008), on moves in both directions added up.

    Moves from a touchpoint onto itself are left out, since they tell nothing of belonging together, and so are hidden counts.
    inside_share = of the moves out of the group's touchpoints, the share that arrives in the group.
    """
    moved = {
        (row["source"], row["target"]): row["moves"]
        for row in transitions
        if row["moves"] and row["source"] != row["target"]
    }
    names = sorted({name for row in transitions for name in (row["source"], row["target"])})
    graph = _both_ways(moved, names)
    groups = nx.community.louvain_communities(graph, weight="moves", seed=SEED)
    parts = [{names[number] for number in part} for part in groups]
    return Communities(
        _numbered(moved, parts),
        nx.community.modularity(graph, groups, weight="moves") if moved else None,
    )


def _both_ways(moved: dict[tuple[str, str], int], names: list[str]) -> nx.Graph:
    """Nodes are numbers, because sets of texts come in another order in each process."""
    number = {name: at for at, name in enumerate(names)}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    for source, target in sorted(moved):
        before = graph.get_edge_data(number[source], number[target], {"moves": 0})["moves"]
        graph.add_edge(number[source], number[target], moves=before + moved[source, target])
    return graph


def _numbered(moved: dict[tuple[str, str], int], parts: list[set[str]]) -> list[Group]:
    """The rows of the groups, most moves first."""
    busy: Counter[str] = Counter()
    for (source, _), moves in moved.items():
        busy[source] += moves
    rows = [_row(moved, part, busy) for part in parts]
    rows.sort(key=lambda row: (-row["moves"], row["touchpoints"]))
    return [{**row, "group": at} for at, row in enumerate(rows, 1)]


def _row(moved: dict[tuple[str, str], int], part: set[str], busy: Counter[str]) -> Group:
    out = sum(busy[name] for name in part)
    inside = sum(
        moves for (source, target), moves in moved.items() if source in part and target in part
    )
    return {
        "group": 0,  # numbered once all are known
        "touchpoints": tuple(sorted(part, key=lambda name: (-busy[name], name))),
        "moves": out,
        "inside_share": inside / out if out else None,
    }
