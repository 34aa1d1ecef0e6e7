"""How sure a figure is: 95 % intervals for shares, means and NPS, robust where customers answer more than once."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import NormalDist

from scipy.special import stdtrit

Z = 1.96
CONFIDENCE_TAIL = 0.975
ROUNDING = 1e-12  # what is left of sums that cancel is less than this share of them

Interval = tuple[float | None, float | None]
UNKNOWN: Interval = (None, None)


@dataclass(frozen=True)
class Clusters:
    """Sums over customers c with n_c answers summing to S_c: what a cluster-robust variance needs.

    answers = sum n_c; total = sum S_c; customers = their number; sizes2 = sum n_c^2;
    totals2 = sum S_c^2; cross = sum n_c S_c.
    """

    answers: int
    customers: int
    total: float
    sizes2: float
    totals2: float
    cross: float

    @property
    def mean(self) -> float:
        return self.total / self.answers

    @property
    def variance(self) -> float:
        """Variance of the mean: K/(K-1) * sum (S_c - n_c m)^2 / n^2 (Liang and Zeger 1986, as in survey sampling)."""
        m = self.mean
        squares = self.totals2 - 2 * m * self.cross + m * m * self.sizes2
        if squares < ROUNDING * self.totals2:
            squares = 0.0
        return self.customers / (self.customers - 1) * squares / self.answers**2


@lru_cache(maxsize=4096)
def t_quantile(degrees: int) -> float:
    return float(stdtrit(degrees, CONFIDENCE_TAIL))


def wilson(share: float, n: float) -> Interval:
    """Wilson score interval of a share (0..1) over n, n > 0 (Wilson 1927).

    >>> [round(bound, 4) for bound in wilson(81 / 263, 263)]  # Newcombe 1998, table I
    [0.2553, 0.3662]
    """
    return _wilson(share, n) if n > 0 else UNKNOWN


def _wilson(share: float, n: float, z: float = Z) -> tuple[float, float]:
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return 0.0 if share == 0 else centre - half, 1.0 if share == 1 else centre + half


def effective_n(clusters: Clusters, simple_variance: float) -> float:
    """How many independent answers the clustered ones are worth (Korn and Graubard 1998).

    `simple_variance` is the variance of one answer; with one answer a customer the result is n itself.
    Where that variance is 0 (all answers alike) the answers count as if each customer's were one.
    """
    n, k = clusters.answers, clusters.customers
    if n == k:
        return n
    if simple_variance <= 0:
        independent = n * n / clusters.sizes2
    else:
        independent = n / max(1.0, clusters.variance / (simple_variance / n))
    return independent * (t_quantile(n - 1) / t_quantile(k - 1)) ** 2


def share_interval(clusters: Clusters) -> Interval:
    """Wilson interval of a share whose answers may cluster in customers; S_c counts the hits."""
    if clusters.customers < 2:
        return UNKNOWN
    p = clusters.mean
    return wilson(p, effective_n(clusters, p * (1 - p)))


def mean_interval(clusters: Clusters, lowest: float, highest: float) -> Interval:
    """t interval of a mean, cluster-robust by customer, clipped to the scale lowest..highest."""
    if clusters.customers < 2:
        return UNKNOWN
    half = t_quantile(clusters.customers - 1) * sqrt(clusters.variance)
    return max(lowest, clusters.mean - half), min(highest, clusters.mean + half)


def nps_interval(promoters: int, detractors: int, clusters: Clusters) -> Interval:
    """Adjusted Wald interval of NPS in points -100..100 (Rocks 2016), with the effective n where customers repeat.

    S_c of `clusters` is promoters minus detractors of customer c.
    """
    if clusters.customers < 2:
        return UNKNOWN
    p, d = promoters / clusters.answers, detractors / clusters.answers
    n = effective_n(clusters, p + d - (p - d) ** 2)
    p, d = (p * n + 0.75) / (n + 3), (d * n + 0.75) / (n + 3)
    half = Z * sqrt((p + d - (p - d) ** 2) / (n + 3))
    return 100 * max(-1.0, p - d - half), 100 * min(1.0, p - d + half)


def share_difference(
    p1: float, n1: float, p2: float, n2: float, looks: int = 1
) -> tuple[float, float]:
    """95 % interval of p1 - p2 for independent shares (Newcombe 1998, method 10: from the two Wilson intervals).

    `looks`: one of so many differences, each at level 1 - .05 / looks, so that all hold together 95 % of the time.

    >>> [round(bound, 4) for bound in share_difference(56 / 70, 70, 48 / 80, 80)]  # his example (a)
    [0.0524, 0.3339]
    """
    z = _z_of_looks(looks)
    (low1, high1), (low2, high2) = _wilson(p1, n1, z), _wilson(p2, n2, z)
    difference = p1 - p2
    return (
        difference - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2),
        difference + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2),
    )


@lru_cache(maxsize=4096)
def _z_of_looks(looks: int) -> float:
    return Z if looks == 1 else NormalDist().inv_cdf(1 - 0.05 / (2 * looks))


def independent_n(share: float, low: float, high: float) -> float:
    """How many independent answers a share with this Wilson interval rests on: its n, or its effective n.

    >>> round(independent_n(81 / 263, *wilson(81 / 263, 263)))
    263
    """
    product, larger = (low * high, share) if share >= 0.5 else ((1 - low) * (1 - high), 1 - share)
    return Z * Z / (larger * larger / product - 1)


def figure_difference(
    first: tuple[float, float, float], second: tuple[float, float, float], looks: int = 1
) -> tuple[float, float]:
    """95 % interval of the difference of two independent means or scores, each (figure, low, high) of its own interval.

    The two halves are added as squares (Welch's variance, with the larger t of each side); where an end of the scale cuts an
    interval, its wider half counts. `looks` as in share_difference.
    """
    difference = first[0] - second[0]
    half = sqrt(_half(*first) ** 2 + _half(*second) ** 2) * _z_of_looks(looks) / Z
    return difference - half, difference + half


def _half(figure: float, low: float, high: float) -> float:
    return max(figure - low, high - figure)
