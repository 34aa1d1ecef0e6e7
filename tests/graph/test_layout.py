"""Layers from left to right, few crossings."""

import random

import pytest

from journey.graph.layout import crossings, place


def nodes(*layers):
    """Each word a stage, each letter a node, in this plain order."""
    return [
        (name, stage, slot, 1)
        for stage, names in enumerate(layers)
        for slot, name in enumerate(names)
    ]


def plain(*layers):
    return {
        name: (layer, slot) for layer, names in enumerate(layers) for slot, name in enumerate(names)
    }


def edges(*pairs):
    return [(pair[0], pair[1], 1) for pair in pairs]


def test_layers_are_stages_cut_evenly_by_order():
    found = place([*nodes("a", "", "edcbf"), ("g", 7, 0, 1)], [], in_layer_limit=2)
    assert found == {
        "a": (0, 0),
        "e": (1, 0),
        "d": (1, 1),
        "c": (2, 0),
        "b": (2, 1),
        "f": (3, 0),
        "g": (4, 0),
    }


def test_equal_order_goes_by_weight_then_name():
    assert place([("b", 0, 0, 1), ("a", 0, 0, 1), ("c", 0, 0, 5)], [], 9) == {
        "c": (0, 0),
        "a": (0, 1),
        "b": (0, 2),
    }


def test_crossings_by_hand():
    """Lines of 2 and 3 that cross: 6. With one end in common, or side by side, none."""
    two = plain("ab", "cd")
    assert crossings(two, [("a", "d", 2), ("b", "c", 3)]) == 6
    assert crossings(two, [("d", "a", 2), ("b", "c", 3)]) == 6  # a move back is a line as well
    assert crossings(two, edges("ac", "ad", "bd", "ab", "aa", "a?")) == 0


def test_long_lines_are_straight():
    """a to f runs from the top to the bottom, and crosses both short lines."""
    three = plain("ab", "cd", "ef")
    assert crossings(three, edges("af", "bc")) == 1
    assert crossings(three, edges("af", "bc", "de")) == 2
    assert crossings(three, edges("ae", "bd", "df")) == 0


def test_a_graph_that_can_be_drawn_without_crossings_is():
    layers, lines = ("abc", "def", "ghi"), edges("ad", "bf", "ce", "dh", "ei", "fg")
    assert crossings(plain(*layers), lines) > 0
    assert crossings(place(nodes(*layers), lines, 9), lines) == 0


@pytest.mark.parametrize("seed", range(20))
def test_never_more_crossings_than_in_the_plain_order_and_always_the_same(seed):
    dice = random.Random(seed)
    layers = ["abcdefg", "hijklm", "nopqrs", "tuvwxyz"]
    lines = [(*dice.sample("".join(layers), 2), dice.randint(1, 9)) for _ in range(40)]
    found = place(nodes(*layers), lines, 9)
    assert crossings(found, lines) < crossings(plain(*layers), lines)
    assert sorted(found.values()) == sorted(plain(*layers).values())
    some_order, other_order = nodes(*layers), list(lines)
    dice.shuffle(some_order)
    dice.shuffle(other_order)
    assert place(some_order, other_order, 9) == found


def test_nothing_and_one():
    assert place([], [], 3) == {} and crossings({}, []) == 0
    assert place(nodes("a"), edges("aa", "ab"), 3) == {"a": (0, 0)}
