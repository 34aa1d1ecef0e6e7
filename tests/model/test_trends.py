"""Slopes and change points by hand, and how often they are false where nothing changes."""

import math

import numpy as np
import pytest
from scipy.stats import chi2

from journey.model.trends import Cells, at_equal_places, change_point, design_effect, slope


def cells(answers: list[tuple[int, str, float]]) -> Cells:
    """One answer a cell: period, customer, what it counts."""
    x, names, y = (np.array(column) for column in zip(*answers, strict=True))
    _, customers = np.unique(names, return_inverse=True)
    y = y.astype(float)
    return Cells(x.astype(float), np.ones(len(y)), y, y**2, customers)


def test_the_slope_is_that_of_weighted_least_squares():
    """Means 0, .5, 1 in weeks 0 to 2 of 2, 4, 2 answers: a line through all, .5 a week; residuals of week 1 are -.5 and .5.

    x centred is -1, 0, 1, so that none of them has influence: the interval has no width.
    """
    answers = [(0, "a", 0), (0, "b", 0), (1, "c", 0), (1, "d", 1), (1, "e", 0), (1, "f", 1)]
    found = slope(cells([*answers, (2, "g", 1), (2, "h", 1)]))
    assert (found.slope, found.low, found.high) == (0.5, 0.5, 0.5)


def test_its_interval_sums_a_customers_answers():
    """Weeks 0 and 2 with means .5 and .5: slope 0, residuals +-.5, x centred +-1, spread 8. Single customers: influences .5 / 8
    each, K / (K - 1) = 8/7 times 8 x (1/16)^2, t of 7. With each customer's two alike it is twice the sum of 4 x (2/16)^2.
    """
    single = [(x, f"{x}{n}", n % 2) for x in (0, 2) for n in range(4)]
    half = 2.364624 * math.sqrt(8 / 7 * 8 / 16**2)
    assert slope(cells(single)).high == pytest.approx(half)
    twice = [(x, f"{x}{n % 2}", n % 2) for x in (0, 2) for n in range(4)]
    half = 3.182446 * math.sqrt(4 / 3 * 4 * (2 / 16) ** 2)
    assert slope(cells(twice)).high == pytest.approx(half)


def test_one_period_or_customer_has_no_slope():
    assert slope(cells([(0, "a", 1), (0, "b", 0)])) is None
    assert slope(cells([(0, "a", 1), (1, "a", 0)])) is None


CHANGED = [(x, f"{x}-{n}", n < (8 if x < 3 else 2)) for x in range(6) for n in range(10)]


def test_the_change_is_where_the_likelihood_ratio_is_largest():
    """Ten a week, 8 good in the first three weeks, 2 in the next: G of 24 of 30 against 6 of 30.

    Log-likelihoods 30 (.8 ln .8 + .2 ln .2) twice against 60 ln .5. Weeks 1 to 5 can begin a change.
    """
    found = change_point(cells(CHANGED), is_share=True, least=10)
    ratio = 2 * (60 * (0.8 * math.log(0.8) + 0.2 * math.log(0.2)) - 60 * math.log(0.5))
    assert (found.at, found.before, found.after) == (3, 0.8, 0.2)
    assert found.p == pytest.approx(5 * chi2.sf(ratio, 1))
    # Influences (1 - .8) / 30 and the like: the sum of squares is 2 x .16 / 30; 60 customers.
    half = 2.000995 * math.sqrt(60 / 59 * 2 * 0.16 / 30)
    assert (found.low, found.high) == pytest.approx((-0.6 - half, -0.6 + half))


def test_of_other_figures_it_is_the_normals():
    """Squares around one mean 60 x .25, around two 60 x .16."""
    found = change_point(cells(CHANGED), is_share=False, least=10)
    assert found.p == pytest.approx(5 * chi2.sf(60 * math.log(0.25 / 0.16), 1))


def test_both_sides_need_their_customers():
    assert change_point(cells(CHANGED), True, least=31) is None
    assert change_point(cells(CHANGED), True, least=30).at == 3


def test_customers_who_say_the_same_again_are_no_more_answers():
    """Each twice and alike: the design effect is 2, and halves the ratio that twice the answers double."""
    twice = cells(CHANGED * 2)
    assert design_effect(twice) == pytest.approx(2)
    once = change_point(cells(CHANGED), True, 10)
    assert change_point(twice, True, 10).p == pytest.approx(once.p)


def test_a_changing_mix_of_places_is_no_change():
    """Place 0 at 1 and place 1 at 0 always, but in week 1 there is more of place 1."""
    rows = [(0, 0)] * 30 + [(0, 1)] * 10 + [(1, 0)] * 10 + [(1, 1)] * 30
    own = cells([(x, str(n), 1 - place) for n, (x, place) in enumerate(rows)])
    assert slope(own).slope == pytest.approx(-0.5)
    level = at_equal_places(own, np.array([place for _, place in rows]))
    assert slope(level).slope == pytest.approx(0)
    assert level.total.sum() == pytest.approx(own.total.sum())
    assert float(level.squares.sum()) == pytest.approx(80 * 0.25)


@pytest.mark.parametrize("again", [1, 4])
def test_where_nothing_changes_nothing_is_found(again):
    """Of 800 draws (seed 22) of 60 customers over 30 weeks, each customer at a level of its own: the slope's interval holds 0 in
    93 to 97 % (2,000 draws of other sizes: 94.2 to 95.0), a change is found in at most 5 %."""
    draw = np.random.default_rng(22)
    holds = finds = 0
    for _ in range(800):
        level = draw.beta(1.2, 0.8, 60)
        customers = np.repeat(np.arange(60), again)
        y = (draw.random(len(customers)) < level[customers]).astype(float)
        x = draw.integers(0, 30, len(customers)).astype(float)
        own = Cells(x, np.ones(len(y)), y, y**2, customers)
        line, change = slope(own), change_point(own, True, 20)
        holds += line.low <= 0 <= line.high
        finds += change is not None and change.p < 0.05
    assert 0.925 * 800 <= holds <= 0.975 * 800
    assert finds <= 0.05 * 800
