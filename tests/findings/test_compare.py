"""How sure a difference is, beside values worked out elsewhere."""

import numpy as np
import pytest
from scipy.stats import fisher_exact

from journey.findings.compare import Sides, design_effect, interval, p_of, z_of


def sides(s1, n1, s0, n0) -> Sides:
    return Sides(*(np.array([float(value)]) for value in (n1, s1, s1, n0, s0, s0)))


def test_newcombe_s_example():
    """56 of 70 against 48 of 80, Newcombe (1998), method 10: .0524 to .3339."""
    low, high = interval(sides(56, 70, 48, 80), True, 1.0)
    assert (low[0], high[0]) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize(
    ("s1", "n1", "s0", "n0"), [(30, 40, 20, 60), (2, 40, 30, 90), (40, 40, 10, 50)]
)
def test_fisher_is_twice_the_smaller_tail(s1, n1, s0, n0):
    table = [[s1, n1 - s1], [s0, n0 - s0]]
    tail = min(fisher_exact(table, side).pvalue for side in ("less", "greater"))
    of = sides(s1, n1, s0, n0)
    assert p_of(of, z_of(of, True, 1.0), True, 1.0)[0] == pytest.approx(min(1.0, 2 * tail))


def test_customers_who_come_again_make_it_less_sure():
    """Four answers each, all alike: the effect is four, z is halved."""
    y = np.array([0.0, 1.0] * 20).repeat(4)
    customers = np.arange(40).repeat(4)
    assert design_effect(y, customers) == pytest.approx(4.0)
    assert design_effect(y, np.arange(160)) == 1.0
    of = sides(30, 40, 20, 60)
    assert z_of(of, True, 4.0)[0] == pytest.approx(z_of(of, True, 1.0)[0] / 2)


def test_scores_have_the_difference_over_its_pooled_error():
    """-1, 0, 1 fifty times beside 0, 1, 2: means 0 and 1, the variance of all 300 is .9167 x 300 / 299."""
    one, other = np.tile([-1.0, 0.0, 1.0], 50), np.tile([0.0, 1.0, 2.0], 50)
    of = Sides(
        *(
            np.array([v])
            for side in (one, other)
            for v in (float(len(side)), side.sum(), (side**2).sum())
        )
    )
    assert z_of(of, False, 1.0)[0] == pytest.approx(
        -1 / np.sqrt(0.916667 * 300 / 299 * 2 / 150), abs=1e-4
    )
