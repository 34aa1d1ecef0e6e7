"""Moves onto the same touchpoint, to an earlier one, and in circles."""

from journey.graph.loops import backward, heaviest_cycles, self_loops, to_and_fro
from tests.graph.made import transitions

ORDER = {"a": 0, "b": 1, "c": 1, "d": 3}
MOVES = transitions(ab=9, ba=2, bc=5, cb=4, da=3, aa=1, dd=7, cc=None, dx=8, xa=8)


def pairs(rows):
    return [(row["source"] + row["target"], row["moves"]) for row in rows]


def told(rows):
    return [("".join(row["touchpoints"]), row["moves"]) for row in rows]


def test_self_loops():
    assert pairs(self_loops(MOVES)) == [("dd", 7), ("aa", 1)]


def test_backward():
    """b and c stand at the same place, x has none."""
    assert pairs(backward(MOVES, ORDER)) == [("da", 3), ("ba", 2)]


def test_to_and_fro_is_the_rarer_of_two_directions():
    """b and c stand at the same place; of those with equal moves it is the one that leads from the first name."""
    assert pairs(to_and_fro(MOVES, ORDER)) == [("cb", 4)]
    assert pairs(to_and_fro(transitions(bc=5, cb=5), ORDER)) == [("bc", 5)]
    assert pairs(to_and_fro(transitions(bc=5), ORDER)) == []


def test_cycles_are_sought_among_the_main_moves():
    """ab and bc are 90 of 100 moves, so the few moves back are left out."""
    assert heaviest_cycles(transitions(ab=50, bc=40, ca=10)) == []
    assert told(heaviest_cycles(transitions(ab=50, bc=40, ca=10), coverage=1)) == [("abc", 10)]


def test_the_heaviest_cycles_with_their_rarest_move():
    moves = transitions(ab=9, ba=2, bc=8, ca=5, cd=7, da=6)
    assert told(heaviest_cycles(moves, coverage=1)) == [("abcd", 6), ("abc", 5), ("ab", 2)]
    assert told(heaviest_cycles(moves, k=1, coverage=1)) == [("abcd", 6)]


def test_a_cycle_has_four_touchpoints_at_most_and_begins_with_the_earliest():
    moves = transitions(ab=1, bc=1, cd=1, de=1, ea=1)
    assert heaviest_cycles(moves, coverage=1) == []
    assert told(
        heaviest_cycles(transitions(ab=1, bc=1, ca=1), order={"b": 0, "a": 4}, coverage=1)
    ) == [("bca", 1)]


def test_nothing():
    assert self_loops([]) == backward([], ORDER) == heaviest_cycles([]) == []
