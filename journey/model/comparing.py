"""Whether two shares differ, and what is left of that when many pairs are compared."""

from math import sqrt

from scipy.special import chdtrc, ndtr

from journey.model.intervals import Z

SURE = 0.05  # of p values, corrected where many are compared


def two_proportions(hits1: int, n1: int, hits2: int, n2: int) -> float:
    """Two-sided p of the pooled two-proportion z test, n1 and n2 > 0; 1 where all or none are hits."""
    pooled = (hits1 + hits2) / (n1 + n2)
    variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2)
    if variance <= 0:
        return 1.0
    return float(2 * ndtr(-abs(hits1 / n1 - hits2 / n2) / sqrt(variance)))


def p_of_interval(difference: float, low: float, high: float) -> float:
    """Two-sided p of a difference from its symmetric 95 % interval; 1 where that has no width, because nothing varies."""
    error = (high - low) / (2 * Z)
    return float(2 * ndtr(-abs(difference) / error)) if error > 0 else 1.0


def homogeneity(hits: list[int], ns: list[int]) -> float:
    """p of Pearson's chi-square test that all groups share one rate; 1 where there is nothing to compare. Each n > 0."""
    pooled = sum(hits) / sum(ns) if ns else 0.0
    if len(ns) < 2 or not 0 < pooled < 1:
        return 1.0
    statistic = sum(
        (hit - n * pooled) ** 2 / (n * pooled * (1 - pooled)) for hit, n in zip(hits, ns)
    )
    return float(chdtrc(len(ns) - 1, statistic))


def adjusted(p_values: list[float]) -> list[float]:
    """The p values corrected for their number m, in the order given: q = min of p m / rank over this and all larger p.

    Benjamini and Hochberg 1995.
    """
    m = len(p_values)
    corrected, smallest = [1.0] * m, 1.0
    for rank, index in sorted(
        enumerate(sorted(range(m), key=p_values.__getitem__), 1), reverse=True
    ):
        smallest = min(smallest, p_values[index] * m / rank)
        corrected[index] = smallest
    return corrected
