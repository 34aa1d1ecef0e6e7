"""a and b, c and d belong together: nine moves in each pair, two between the pairs."""

import pytest

from journey.graph.communities import communities
from tests.graph.made import transitions

MOVES = transitions(ab=4, ba=5, cd=9, bc=2, dd=70, ad=None)


def test_groups():
    """Of 11 moves out of a and b, 9 stay; modularity 2 x (9/20 - (20/40)^2)."""
    found = communities(MOVES)
    assert found.rows == [
        {"group": 1, "touchpoints": ("b", "a"), "moves": 11, "inside_share": pytest.approx(9 / 11)},
        {"group": 2, "touchpoints": ("c", "d"), "moves": 9, "inside_share": 1},
    ]
    assert found.modularity == pytest.approx(0.4)


def test_the_order_of_the_rows_does_not_matter():
    assert communities(MOVES[::-1]) == communities(MOVES)


def test_no_moves_between_touchpoints():
    assert communities([]).rows == [] and communities([]).modularity is None
    alone = communities(transitions(aa=3))
    assert (
        alone.rows == [{"group": 1, "touchpoints": ("a",), "moves": 0, "inside_share": None}]
        and alone.modularity is None
    )
