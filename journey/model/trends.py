"""Whether a figure rises or falls over time, and where it changed: a slope and one change point, as sure as its customers are many.

Everything takes cells, one for each customer and period: `x` the number of the period, `n` the answers in it, `total` their sum,
`squares` the sum of their squares, `customers` the customer's code.
"""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from scipy.special import chdtrc

from journey.model.intervals import t_quantile
from journey.model.persons import close, distinct

EXACT = 1e-12  # of a sum of squares: less is what is lost in adding up


@dataclass(frozen=True)
class Cells:
    """Arrays of one length."""

    x: np.ndarray
    n: np.ndarray
    total: np.ndarray
    squares: np.ndarray
    customers: np.ndarray

    def of(self, is_kept: np.ndarray) -> "Cells":
        return Cells(*(column[is_kept] for column in (self.x, self.n, self.total, self.squares, self.customers)))  # fmt: skip


@dataclass(frozen=True)
class Slope:
    """By how much the figure changes a period, with the ends of its 95 % interval."""

    slope: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class ChangePoint:
    """The first period after the change, both means, their difference with its 95 % interval, and p of there being one."""

    at: int
    before: float
    after: float
    difference: float
    low: float
    high: float
    p: float


def at_equal_places(cells: Cells, places: np.ndarray) -> Cells:
    """Each answer less the mean of its place, plus that of all, so that a changing mix of places is no change of the figure
    (METRICS.md, findings). `places`: a code from 0 on for each cell."""
    n = np.bincount(places, cells.n)
    shift = (np.bincount(places, cells.total) / n)[places] - cells.total.sum() / cells.n.sum()
    squares = cells.squares - 2 * shift * cells.total + cells.n * shift**2
    return Cells(cells.x, cells.n, cells.total - cells.n * shift, squares, cells.customers)


def slope(cells: Cells) -> Slope | None:
    """Weighted least squares of the periods' means on their number, weights their answers; None of one period or customer.

    The interval is cluster-robust by customer (Liang and Zeger 1986): G / (G - 1) times the sum over customers of their summed
    influence squared, and t with G - 1.
    """
    groups = distinct(cells.customers)
    n = cells.n.sum()
    centred = cells.x - (cells.n @ cells.x) / n
    spread = float(cells.n @ centred**2)
    if groups < 2 or spread <= 0:
        return None
    found = float(centred @ cells.total) / spread
    level = cells.total.sum() / n
    residual = cells.total - cells.n * (level + found * centred)
    half = t_quantile(groups - 1) * sqrt(_clustered(centred * residual, cells.customers)) / spread
    return Slope(found, found - half, found + half)


def change_point(cells: Cells, is_share: bool, least: int) -> ChangePoint | None:
    """The largest likelihood ratio of two means against one over all periods in which a change can begin, each side with `least`
    customers; None where there is none.

    Of shares it is the binomial's, of other figures the normal's with one variance, divided by the design effect of customers who
    answer more than once; p = min(1, positions x p of chi-square with one degree). The difference is of the two means, its
    interval cluster-robust by customer.
    """
    periods, period = np.unique(cells.x, return_inverse=True)
    enough = _enough(period, cells.customers, len(periods), least)
    sums = [np.bincount(period, column) for column in (cells.n, cells.total, cells.squares)]
    whole = _Sums(*(float(column.sum()) for column in sums))
    ratio = _binomial_ratio if is_share else _normal_ratio
    ratios = {
        place: ratio(_Sums(*(float(column[:place].sum()) for column in sums)), whole)
        for place in range(1, len(periods))
        if enough[place]
    }
    if not ratios:
        return None
    place = max(ratios, key=lambda place: ratios[place])
    at, after = int(periods[place]), period >= place
    p = float(chdtrc(1, max(0.0, ratios[place]) / design_effect(cells)))
    before_mean, after_mean = _mean(cells.of(~after)), _mean(cells.of(after))
    difference = after_mean - before_mean
    half = _half(cells, after)
    return ChangePoint(
        at,
        before_mean,
        after_mean,
        difference,
        difference - half,
        difference + half,
        min(1.0, len(ratios) * p),
    )


def design_effect(cells: Cells) -> float:
    """How many times less sure the mean is because customers answer more than once: at least 1 (METRICS.md, findings).

    The sum over customers of their summed residuals squared, over the sum of squared residuals of the answers.
    """
    mean = _mean(cells)
    own = _clustered_sum((cells.total - cells.n * mean), cells.customers)
    single = float((cells.squares - 2 * mean * cells.total + mean * mean * cells.n).sum())
    return max(1.0, own / single) if single > 0 else 1.0


def _mean(cells: Cells) -> float:
    return float(cells.total.sum() / cells.n.sum())


@dataclass(frozen=True)
class _Sums:
    """Answers, their sum and the sum of their squares."""

    n: float
    total: float
    squares: float

    def without(self, part: "_Sums") -> "_Sums":
        return _Sums(self.n - part.n, self.total - part.total, self.squares - part.squares)

    @property
    def log_likelihood(self) -> float:
        """Of answers that are 0 or 1, at their own mean."""
        mean = min(1.0, max(0.0, self.total / self.n))
        return self.n * sum(part * log(part) for part in (mean, 1 - mean) if part > 0)

    @property
    def spread(self) -> float:
        """The sum of squares around the mean."""
        return self.squares - self.total**2 / self.n


def _enough(period: np.ndarray, customers: np.ndarray, periods: int, least: int) -> np.ndarray:
    """Whether a change can begin at each period: so many customers answered before it, and from it on."""
    _, codes = np.unique(customers, return_inverse=True)
    first, last = np.full(codes.max() + 1, periods), np.full(codes.max() + 1, -1)
    np.minimum.at(first, codes, period)
    np.maximum.at(last, codes, period)
    before = np.concatenate([[0], np.cumsum(np.bincount(first, minlength=periods))[:periods]])
    after = len(last) - np.concatenate(
        [[0], np.cumsum(np.bincount(last, minlength=periods))[:periods]]
    )
    return np.asarray((before >= least) & (after >= least))


def _binomial_ratio(before: _Sums, whole: _Sums) -> float:
    parts = before.log_likelihood + whole.without(before).log_likelihood
    return 2 * (parts - whole.log_likelihood)


def _normal_ratio(before: _Sums, whole: _Sums) -> float:
    """n log of the sums of squares around one mean and around two; 0 where nothing varies but in the last digits."""
    apart, least = before.spread + whole.without(before).spread, EXACT * whole.squares
    return whole.n * log(whole.spread / apart) if min(apart, whole.spread) > least else 0.0


def _half(cells: Cells, after: np.ndarray) -> float:
    """Half of the interval of the difference of the two means: influences summed by customer, over both sides."""
    influence = np.zeros(len(cells.n))
    for side, sign in ((after, 1), (~after, -1)):
        own = cells.of(side)
        influence[side] = sign * (own.total - own.n * _mean(own)) / own.n.sum()
    groups = distinct(cells.customers)
    return t_quantile(groups - 1) * sqrt(_clustered(influence, cells.customers))


def _clustered(influence: np.ndarray, customers: np.ndarray) -> float:
    """G / (G - 1) times the sum over customers of their summed influence squared."""
    groups = distinct(customers)
    return groups / (groups - 1) * _clustered_sum(influence, customers)


def _clustered_sum(values: np.ndarray, customers: np.ndarray) -> float:
    return float(np.square(np.bincount(close(customers), values)).sum())
