"""After a, of ten: 6 go to b, 2 to c, 2 end. After b, of six: 3 go to c. After c, of five: 1 goes back to a."""

import pytest

from journey.graph.likely import k_likely
from tests.graph.made import nodes, transitions

MOVES = transitions(ab=6, ac=2, bc=3, ca=1)
NODES = nodes(MOVES, a=2, b=3, c=4)


def likely(source, target, k=5, moves=MOVES, of=NODES):
    return [
        ("".join(row["path"]), pytest.approx(row["likelihood"]))
        for row in k_likely(moves, of, source, target, k)
    ]


def test_the_most_likely_way_first():
    assert likely("a", "c") == [("abc", 0.3), ("ac", 0.2)]
    assert likely("a", "c", k=1) == [("abc", 0.3)]


def test_ways_back():
    assert likely("a", "a") == [("abca", 0.06), ("aca", 0.04)]


def test_a_move_onto_itself_is_a_way_back_and_lessens_the_others():
    moves = transitions(aa=5, ab=5)
    assert likely("a", "a", moves=moves, of=nodes(moves)) == [("aa", 0.5)]
    assert likely("a", "b", moves=moves, of=nodes(moves)) == [("ab", 0.5)]


def test_no_way():
    assert likely("c", "d") == likely("d", "a") == likely("a", "b", moves=[], of=[]) == []
    assert likely("b", "a", moves=transitions(ab=1)) == []


def test_equally_likely_ways_stand_by_name_whatever_the_order_of_the_rows():
    moves = transitions(ab=1, ac=1, ae=1, bd=3, cd=3, ed=3)
    expected = [("abd", 1 / 3), ("acd", 1 / 3)]
    assert (
        likely("a", "d", 2, moves, nodes(moves))
        == likely("a", "d", 2, moves[::-1], nodes(moves)[::-1])
        == expected
    )


def test_hidden_counts_are_left_out():
    moves = transitions(ab=5, ac=None)
    assert likely(
        "a", "b", moves=moves, of=[{"touchpoint": "a", "moves": None, "ended": None}]
    ) == [("ab", 1)]
    assert likely("a", "c", moves=moves, of=nodes(moves)) == []
