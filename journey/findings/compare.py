"""Two sides of a measure compared: how sure a difference is, and how large at least (METRICS.md, "Findings").

Everything takes sums over cases, as arrays of comparisons: n cases, s the sum of y, q the sum of y squared.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr
from scipy.stats import hypergeom

from journey.model.intervals import Z
from journey.model.persons import close

EXACT_BELOW = 0.02  # p of the normal below which Fisher's is worked out


@dataclass(frozen=True)
class Sides:
    """Sums of the cases in the group or time, and of the rest."""

    n1: np.ndarray
    s1: np.ndarray
    q1: np.ndarray
    n0: np.ndarray
    s0: np.ndarray
    q0: np.ndarray

    @property
    def difference(self) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.nan_to_num(self.s1 / self.n1 - self.s0 / self.n0)

    def of(self, places: np.ndarray) -> "Sides":
        return Sides(*(sums[places] for sums in (self.n1, self.s1, self.q1, self.n0, self.s0, self.q0)))  # fmt: skip


def design_effect(y: np.ndarray, customers: np.ndarray) -> float:
    """The sum over customers of their summed residuals squared over the sum of squared residuals, at least 1."""
    if not len(y):
        return 1.0
    residual = y - y.mean()
    single = float(
        np.square(residual).sum()
    )  # not @, whose threads wait for each other on busy cores
    if single <= 0:
        return 1.0
    of_customers = np.bincount(close(customers), residual)
    return max(1.0, float(np.square(of_customers).sum()) / single)


def z_of(sides: Sides, is_share: bool, deff: float) -> np.ndarray:
    """Of shares the signed root of the binomial's likelihood ratio, of scores the difference over its pooled error; both less sure
    by the design effect."""
    with np.errstate(all="ignore"):
        if is_share:
            whole = (sides.s1 + sides.s0) / (sides.n1 + sides.n0)
            ratio = 2 * (
                _likelihood(sides.s1, sides.n1, sides.s1 / sides.n1)
                + _likelihood(sides.s0, sides.n0, sides.s0 / sides.n0)
                - _likelihood(sides.s1, sides.n1, whole)
                - _likelihood(sides.s0, sides.n0, whole)
            )
            z = np.sign(sides.difference) * np.sqrt(np.maximum(ratio, 0) / deff)
        else:
            n = sides.n1 + sides.n0
            variance = (sides.q1 + sides.q0) / n - ((sides.s1 + sides.s0) / n) ** 2
            pooled = np.maximum(variance, 1e-12) * n / (n - 1)
            z = sides.difference / np.sqrt(pooled * (1 / sides.n1 + 1 / sides.n0) * deff)
    return np.nan_to_num(z)


def _likelihood(hits: np.ndarray, n: np.ndarray, share: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.where(hits > 0, hits * np.log(share), 0) + np.where(
            n > hits, (n - hits) * np.log(1 - share), 0
        )


def p_of(sides: Sides, z: np.ndarray, is_share: bool, deff: float) -> np.ndarray:
    """Two-sided; of shares Fisher's (twice the smaller tail) on the counts over the design effect
    wherever the normal's is small."""
    p = 2 * ndtr(-np.abs(z))
    if not is_share:
        return p
    for place in np.flatnonzero(p < EXACT_BELOW):
        n1, s1, n0, s0 = (
            round(float(sums[place]) / deff) for sums in (sides.n1, sides.s1, sides.n0, sides.s0)
        )
        of = (n1 + n0, s1 + s0, n1)
        p[place] = min(1.0, 2 * min(hypergeom.cdf(s1, *of), hypergeom.sf(s1 - 1, *of)))
    return p


def interval(sides: Sides, is_share: bool, deff: float) -> tuple[np.ndarray, np.ndarray]:
    """Of shares Newcombe's on n over the design effect, of scores Welch's."""
    with np.errstate(all="ignore"):
        p1, p0 = sides.s1 / sides.n1, sides.s0 / sides.n0
        if is_share:
            low1, high1 = _wilson(p1, sides.n1 / deff)
            low0, high0 = _wilson(p0, sides.n0 / deff)
            d = p1 - p0
            below, above = (
                (p1 - low1) ** 2 + (high0 - p0) ** 2,
                (high1 - p1) ** 2 + (p0 - low0) ** 2,
            )
            return d - np.sqrt(below), d + np.sqrt(above)
        v1 = np.maximum(sides.q1 / sides.n1 - p1**2, 0) / sides.n1
        v0 = np.maximum(sides.q0 / sides.n0 - p0**2, 0) / sides.n0
        half = Z * np.sqrt((v1 + v0) * deff)
        return p1 - p0 - half, p1 - p0 + half


def _wilson(share: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * np.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return middle - half, middle + half


def side_interval(y: np.ndarray, is_share: bool, deff: float) -> tuple[float, float]:
    """Of one side: of a share Wilson's on n over the design effect, of scores by the normal."""
    n, mean = float(len(y)), y.mean()
    if is_share:
        low, high = _wilson(mean, np.array(n / deff))
        return max(0.0, float(low)), min(1.0, float(high))
    half = float(Z * np.sqrt(y.var() * deff / n))
    return float(mean - half), float(mean + half)
