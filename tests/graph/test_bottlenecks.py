"""Of the pairs of other touchpoints, those whose most likely way leads through one."""

import pytest

from journey.graph.bottlenecks import bottlenecks
from tests.graph.made import nodes, transitions


def through(moves, of=None, **options):
    return {
        row["touchpoint"]: pytest.approx(row["betweenness"])
        for row in bottlenecks(moves, nodes(moves) if of is None else of, **options)
    }


def test_a_line():
    """Of (a, c) and (c, a), one leads through b."""
    assert through(transitions(ab=1, bc=1)) == {"b": 1 / 2, "a": 0, "c": 0}


def test_two_equal_ways_share_their_pair():
    """Of six pairs of others, a to d leads half through b."""
    diamond = transitions(ab=1, ac=1, bd=1, cd=1)
    assert through(diamond) == {"b": 1 / 12, "c": 1 / 12, "a": 0, "d": 0}
    assert through(diamond, sources_limit=1) == {
        "b": 1 / 4,
        "c": 1 / 4,
        "a": 0,
        "d": 0,
    }  # from a alone: to c, to d


def test_the_more_likely_way_wins_though_it_is_longer():
    """To c: straight 1 of 10, through b 9 of 10."""
    assert through(transitions(ac=1, ab=9, bc=9)) == {"b": 1 / 2, "a": 0, "c": 0}


def test_rows():
    moves = transitions(ab=2, bc=1)
    assert bottlenecks(moves, nodes(moves, b=1))[0] == {
        "touchpoint": "b",
        "betweenness": 0.5,
        "median_seconds": 60,
        "p90_seconds": 90,
        "waited_seconds": 70,
        "moves": 1,
    }


def test_few_touchpoints():
    assert through([]) == {}
    assert through([], of=nodes([], a=3)) == {"a": 0}
    assert through(transitions(ab=1, aa=2)) == {"a": 0, "b": 0}
