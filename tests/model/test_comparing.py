"""Whether two shares differ: worked out by hand."""

from math import erfc, sqrt

import pytest

from journey.model.comparing import adjusted, homogeneity, two_proportions

# 40 of 60 and 30 of 90: pooled 7/15, variance 56/225 x (1/60 + 1/90) = 56/8100, z squared 1/9 / that = 225/14.
P = erfc(sqrt(225 / 28))


def test_two_shares():
    assert two_proportions(40, 60, 30, 90) == pytest.approx(P, rel=1e-6)
    assert two_proportions(30, 90, 40, 60) == pytest.approx(P, rel=1e-6)


def test_two_groups_are_two_shares():
    """Chi-square of one degree of freedom is z squared."""
    assert homogeneity([40, 30], [60, 90]) == pytest.approx(P, rel=1e-6)


@pytest.mark.parametrize("hits", [[5, 7], [0, 0]])
def test_all_or_none_differ_in_nothing(hits):
    assert homogeneity(hits, [5, 7]) == 1 and two_proportions(hits[0], 5, hits[1], 7) == 1


def test_one_group_and_none_have_nothing_to_compare():
    assert homogeneity([3], [9]) == homogeneity([], []) == 1


def test_many_comparisons():
    """Four: .005 x 4/1, .01 x 4/2, .03 x 4/3 (no more than the next), .04 x 4/4."""
    assert adjusted([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.02, 0.04, 0.04, 0.02])
