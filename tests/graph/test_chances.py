"""How much happens after a touchpoint: the moves out of it and the journeys that end there."""

from journey.graph.chances import _happens


def test_ends_that_are_none_add_nothing_and_hidden_ones_leave_the_moves_that_are_known():
    nodes = [
        {"touchpoint": "a", "moves": 4, "ended": 0},
        {"touchpoint": "b", "moves": 3, "ended": 2},
        {"touchpoint": "c", "moves": None, "ended": None},
    ]
    assert _happens([("a", "b", 2), ("c", "a", 7)], nodes) == {"a": 4, "b": 5, "c": 7}
