"""Whether a figure rises or falls over time, and where it changed: a slope and one change point, as sure as its customers are many.

Everything takes cells, one for each customer and period: `x` the number of the period, `n` the answers in it, `total` their sum,
`squares` the sum of their squares, `customers` the customer's code.
"""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from scipy.special import chdtrc

from journey.model.intervals import t_quantile


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
    groups = len(np.unique(cells.customers))
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
    sides = {int(at): cells.x >= at for at in np.unique(cells.x)[1:]}
    possible = {at: after for at, after in sides.items() if _has_both(cells, after, least)}
    if not possible:
        return None
    ratio = _binomial_ratio if is_share else _normal_ratio
    ratios = {at: ratio(cells, after) for at, after in possible.items()}
    at = max(ratios, key=lambda at: ratios[at])
    p = float(chdtrc(1, max(0.0, ratios[at]) / design_effect(cells)))
    after = possible[at]
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
        min(1.0, len(possible) * p),
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


def _has_both(cells: Cells, after: np.ndarray, least: int) -> bool:
    return all(len(np.unique(cells.customers[side])) >= least for side in (after, ~after))


def _binomial_ratio(cells: Cells, after: np.ndarray) -> float:
    sides = cells.of(after), cells.of(~after)
    return 2 * (sum(map(_log_likelihood, sides)) - _log_likelihood(cells))


def _log_likelihood(cells: Cells) -> float:
    """Of answers that are 0 or 1, at their own mean."""
    n, mean = float(cells.n.sum()), _mean(cells)
    return n * sum(part * log(part) for part in (mean, 1 - mean) if part > 0)


def _normal_ratio(cells: Cells, after: np.ndarray) -> float:
    """n log of the sums of squares around one mean and around two; 0 where nothing varies."""
    apart = _squares(cells.of(after)) + _squares(cells.of(~after))
    whole = _squares(cells)
    return float(cells.n.sum()) * log(whole / apart) if apart > 0 else 0.0


def _squares(cells: Cells) -> float:
    return float(cells.squares.sum()) - float(cells.n.sum()) * _mean(cells) ** 2


def _half(cells: Cells, after: np.ndarray) -> float:
    """Half of the interval of the difference of the two means: influences summed by customer, over both sides."""
    influence = np.zeros(len(cells.n))
    for side, sign in ((after, 1), (~after, -1)):
        own = cells.of(side)
        influence[side] = sign * (own.total - own.n * _mean(own)) / own.n.sum()
    groups = len(np.unique(cells.customers))
    return t_quantile(groups - 1) * sqrt(_clustered(influence, cells.customers))


def _clustered(influence: np.ndarray, customers: np.ndarray) -> float:
    """G / (G - 1) times the sum over customers of their summed influence squared."""
    groups = len(np.unique(customers))
    return groups / (groups - 1) * _clustered_sum(influence, customers)


def _clustered_sum(values: np.ndarray, customers: np.ndarray) -> float:
    _, codes = np.unique(customers, return_inverse=True)
    return float(np.square(np.bincount(codes, values)).sum())
