"""The graph of moves: a -> b 6, b -> a 3, a -> a 1."""

import pytest

from journey.graph.moves import busiest, came_back, moves_graph

MOVES = [
    {"source": "a", "target": "b", "moves": 6, "journeys": 4},
    {"source": "b", "target": "a", "moves": 3, "journeys": 3},
    {"source": "a", "target": "a", "moves": 1, "journeys": 1},
]


def test_edges_carry_their_numbers():
    assert moves_graph(MOVES).edges["a", "b"] == {"moves": 6, "journeys": 4}


@pytest.mark.parametrize(("coverage", "edges"), [(0.6, 1), (0.61, 2), (0.9, 2), (0.91, 3), (1, 3)])
def test_busiest(coverage, edges):
    assert busiest(moves_graph(MOVES), coverage).number_of_edges() == edges


def test_came_back():
    assert came_back(moves_graph(MOVES)) == 1
    assert moves_graph([]).number_of_nodes() == 0 and came_back(moves_graph([])) == 0


def test_of_equal_edges_the_first_by_name_is_kept():
    moves = [{"source": source, "target": target, "moves": 5} for source, target in ("by", "az")]
    assert list(busiest(moves_graph(moves), 0.5).edges) == [("a", "z")]
