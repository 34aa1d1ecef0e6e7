"""Two sides compared at equal values of attributes: by hand, and how often the interval holds the truth."""

import math

import numpy as np
import pytest

from journey.model.stratified import Compared, compared, most_different, standardised_difference

ONE, OTHER = [1, 1, 0, 0, 0, 0], [1, 1, 1, 1, 0, 0]


def sides(with_it: list, without: list) -> tuple[np.ndarray, np.ndarray]:
    """Codes of both sides one after another, and on which side each is."""
    is_with = [True] * len(with_it) + [False] * len(without)
    return np.array([*with_it, *without]), np.array(is_with)


@pytest.mark.parametrize(
    ("with_it", "without", "expected"),
    [
        ([1, 0], [1, 0, 0, 0], 0.25 / math.sqrt((0.25 + 0.1875) / 2)),
        ([0, 0, 1, 2], [0, 0, 2, 2], 0.25 / math.sqrt((0.1875 + 0) / 2)),
        ([1, 0, 1, 0], [0, 1], 0.0),
        ([1, 1], [0, 0, 0], math.inf),
        ([1, 1], [1, 1, 1], 0.0),
        ([], [1, 0], 0.0),
        ([1, 0], [], 0.0),
    ],
)
def test_the_largest_standardised_difference_of_any_value(with_it, without, expected):
    """Shares .5 and .25; of three values the second, .25 and 0; alike; wholly apart; all the same; an empty side."""
    codes, is_with = sides(with_it, without)
    assert standardised_difference(codes.astype(int), is_with) == pytest.approx(expected)


def test_at_most_two_attributes_the_most_different_first_and_of_equal_ones_the_first():
    slight, is_with = sides(ONE, [1, 0, 0, 0, 0, 0])
    apart, _ = sides([1] * 6, [0] * 6)
    clear, _ = sides(ONE, OTHER)
    alike, _ = sides(ONE, ONE)
    assert most_different({"slight": slight, "apart": apart, "clear": clear}, is_with) == (
        "apart",
        "clear",
    )
    assert most_different({"b": clear, "a": clear, "c": clear}, is_with) == ("b", "a")
    assert most_different({"alike": alike, "slight": slight}, is_with) == ("slight",)
    assert most_different({"alike": alike}, is_with) == ()


def found(entries: list[tuple[str, bool, float, int]]) -> Compared | None:
    """Of (customer, side, outcome, stratum)."""
    names = sorted({customer for customer, *_ in entries})
    return compared(
        np.array([y for _, _, y, _ in entries], dtype=float),
        np.array([is_with for _, is_with, *_ in entries]),
        np.array([names.index(customer) for customer, *_ in entries]),
        np.array([stratum for *_, stratum in entries]),
    )


FIVE = [
    ("a", True, 1, 0),
    ("b", True, 0, 0),
    ("c", False, 0, 0),
    ("d", False, 0, 0),
    ("e", False, 1, 0),
]


def test_the_difference_of_customers_who_come_once():
    """1/2 - 1/3; influences +-1/4 of the two, -1/9, -1/9 and 2/9 of the three: squares sum to 1/8 + 6/81; three degrees of freedom."""
    told = found(FIVE)
    half = 3.182446 * math.sqrt((1 / 8 + 6 / 81) * 5 / 3)
    assert (told.difference, told.n) == (pytest.approx(1 / 6), 5)
    assert (told.low, told.high) == (pytest.approx(1 / 6 - half), pytest.approx(1 / 6 + half))


def test_a_customer_who_comes_again_counts_once_in_the_variance():
    """1/2 - 1/2; a has 1/4 on one side and -1/8 on the other: 1/64, b 1/16, c, d and e 1/64 each; eight 64ths.

    Five customers, six journeys, a mean and a slope: 5/4 times 5/4, four degrees of freedom.
    """
    told = found([*FIVE, ("a", False, 1, 0)])
    half = 2.776445 * math.sqrt(1 / 8 * 5 / 4 * 5 / 4)
    assert (told.difference, told.low, told.high) == pytest.approx((0, -half, half))


def test_strata_of_fewer_than_five_customers_and_of_one_side_are_left_out():
    """Four customers who are all different, one of them twice; five on one side alone: neither changes anything."""
    four = [("p", True, 1, 1), ("q", True, 1, 1), ("r", False, 0, 1), ("s", False, 0, 1)]
    alone = [(name, True, 1, 2) for name in "vwxyz"]
    told = found(FIVE)
    assert found([*FIVE, *four, ("s", False, 0, 1), *alone]) == told
    assert found([*four, *alone]) is None


def test_strata_are_pooled_by_the_product_of_their_sides():
    """1/6 with weight 2 x 3 / 5, and 1 with weight 4 x 4 / 8: (.2 + 2) / 3.2 = .6875.

    What is left beside the strata's means and that slope, times the side: of the first stratum .1125, -.4875, .05, .05, -.35, of
    the second .078125 eight times. Squares sum to .426640625; 13 journeys, two means and a slope: ten degrees of freedom.
    """
    eight = [(f"x{n}", n < 4, float(n < 4), 7) for n in range(8)]
    told = found([*FIVE, *eight])
    half = 2.228139 * math.sqrt(0.426640625 / 3.2**2 * 13 / 10)
    assert (told.difference, told.n) == (pytest.approx(2.2 / 3.2), 13)
    assert told.high - told.difference == pytest.approx(half)


def test_without_strata_all_are_one_and_nobody_is_nothing():
    y, is_with, customers = np.array([1.0, 0.0, 0.0, 0.0, 1.0]), np.arange(5) < 2, np.arange(5)
    assert compared(y, is_with, customers) == found(FIVE)
    nothing = np.array([], dtype=int)
    assert compared(nothing.astype(float), nothing.astype(bool), nothing) is None


DRAWS, SEED, EFFECT = 2_000, 20_250_731, -0.1
BASES, EXPOSED = np.array([0.7, 0.5, 0.4, 0.2]), np.array([0.75, 0.5, 0.4, 0.25])


@pytest.mark.parametrize(
    ("journeys", "strata", "visits"),
    [(240, 4, 1), (240, 4, 3), (200, 30, 1), (240, 40, 2)],
)
def test_the_interval_of_the_adjusted_difference_holds_the_truth(journeys, strata, visits):
    """In strata where those to whom it happens are worse off from the start: 2,000 draws, seed 20250731.

    It lowers every share by .1. Whoever comes again has a readiness of +-.15 in all visits, and mostly the same side.
    """
    chance = np.random.default_rng(SEED)
    held = compared_draws = 0
    people = journeys // visits
    for _ in range(DRAWS):
        stratum = np.repeat(chance.integers(0, strata, people), visits)
        customers = np.repeat(np.arange(people), visits)
        own = np.repeat(chance.random(people), visits)
        draw = np.where(chance.random(journeys) < 0.5, own, chance.random(journeys))
        is_with = draw < EXPOSED[stratum % 4]
        readiness = np.repeat(chance.choice([-0.15, 0.15], people), visits) if visits > 1 else 0
        share = BASES[stratum % 4] + EFFECT * is_with + readiness
        told = compared((chance.random(journeys) < share) * 1.0, is_with, customers, stratum)
        compared_draws += told is not None
        held += told is not None and told.low <= EFFECT <= told.high
    assert compared_draws > DRAWS * 0.99
    assert held / compared_draws >= 0.93, held
