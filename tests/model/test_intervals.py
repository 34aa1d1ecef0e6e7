"""Intervals against published and hand-computed values, and their coverage by simulation."""

import math

import numpy as np
import pytest

from journey.model.intervals import (
    Clusters,
    independent_n,
    mean_interval,
    nps_interval,
    share_difference,
    share_interval,
    wilson,
)


def clusters(*customers: list[float]) -> Clusters:
    """Sums over customers, each a list of answers."""
    sums, sizes = [sum(answers) for answers in customers], [len(answers) for answers in customers]
    return Clusters(
        sum(sizes),
        len(customers),
        sum(sums),
        sum(n * n for n in sizes),
        sum(s * s for s in sums),
        sum(n * s for n, s in zip(sizes, sums)),
    )


def test_difference_of_two_shares_published():
    """56 of 70 less 48 of 80: 0.0524 to 0.3339 (Newcombe 1998, Statistics in Medicine 17:873, table II, method 10)."""
    low, high = share_difference(56 / 70, 70, 48 / 80, 80)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_wilson_published():
    """81 of 263: 0.2553 to 0.3662 (Newcombe 1998, table I, method 3)."""
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_wilson_of_none_and_all():
    """0 of 20: 0 to 0.1611 (Newcombe 1998); all: the mirror image."""
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)
    assert wilson(1, 20) == pytest.approx((0.8389, 1), abs=5e-5)


@pytest.mark.parametrize(
    ("share", "n"), [(0, 22), (1, 22), (0.5, 7.3), (0.001, 12_345), (0.999, 61)]
)
def test_an_interval_tells_how_many_independent_answers_it_rests_on(share, n):
    assert independent_n(share, *wilson(share, n)) == pytest.approx(n)


def test_golden_csat():
    """5:9, 4:4, 3:3, 2:2, 1:1: n 19, top two 13/19, mean 75/19."""
    answers = [5] * 9 + [4] * 4 + [3] * 3 + [2] * 2 + [1]
    good = clusters(*([float(answer >= 4)] for answer in answers))
    assert good.mean == pytest.approx(13 / 19) and clusters(
        *([answer] for answer in answers)
    ).mean == pytest.approx(75 / 19)
    assert share_interval(good) == wilson(13 / 19, 19)


def test_golden_nps():
    """8,465 promoters, 3,953 passives, 1,194 detractors: 53.4161."""
    net = Clusters(13_612, 13_612, 8_465 - 1_194, 13_612, 8_465 + 1_194, 8_465 - 1_194)
    assert 100 * net.mean == pytest.approx(53.4161, abs=5e-5)


@pytest.mark.parametrize(("n", "half"), [(10, 42.1), (30, 26.6), (100, 15.1), (400, 7.6)])
def test_nps_half_width(n, half):
    """(.5 / .3 / .2): p' = (.5n + .75) / (n + 3) and so on, by hand for n = 10: 5.75/13, 2.75/13, s' .2308, half .4209."""
    p, d = round(0.5 * n), round(0.2 * n)
    low, high = nps_interval(p, d, clusters(*([[1.0]] * p + [[-1.0]] * d + [[0.0]] * (n - p - d))))
    assert (high - low) / 2 == pytest.approx(half, abs=0.06)


def test_mean_interval_is_students_with_one_answer_each():
    """1, 2, 3, 4: mean 2.5, s^2 5/3, t(3) 3.1824: 2.5 +- 3.1824 * sqrt(5/12) = 2.5 +- 2.0542."""
    assert mean_interval(clusters([1], [2], [3], [4]), -10, 10) == pytest.approx(
        (0.4458, 4.5542), abs=5e-4
    )


def test_copies_of_an_answer_add_nothing():
    """Four identical answers a customer are worth one: never narrower than one answer each."""
    once = clusters(*([[1.0]] * 14 + [[0.0]] * 6))
    four = clusters(*([[1.0] * 4] * 14 + [[0.0] * 4] * 6))
    low, high = share_interval(four)
    assert high - low >= share_interval(once)[1] - share_interval(once)[0] - 0.01


def test_one_customer_has_no_interval():
    assert share_interval(clusters([1.0, 0.0, 1.0])) == (None, None)


@pytest.mark.parametrize("p", [0.5, 0.85])
def test_coverage_where_customers_answer_four_times(p):
    """40 customers, four answers each, ICC .6: plain Wilson covers about .75, the cluster-robust one about .95."""
    chance, robust, plain, draws = np.random.default_rng(7), 0, 0, 1500
    for _ in range(draws):
        same = chance.random((40, 1)) < math.sqrt(0.6)
        answers = np.where(
            np.where(same, True, False) & (chance.random((40, 4)) < math.sqrt(0.6)),
            chance.random((40, 1)) < p,
            chance.random((40, 4)) < p,
        ).astype(float)
        found = clusters(*answers.tolist())
        low, high = share_interval(found)
        robust += low <= p <= high
        low, high = wilson(found.mean, found.answers)
        plain += low <= p <= high
    assert robust / draws > 0.92
    assert plain / draws < robust / draws - 0.03
