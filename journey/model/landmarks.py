"""Whether journeys that had something leave a stage more often than those that had not, at equal numbers of events so far.

Comparing all journeys with X against all without would compare long ones with short ones. So they are compared at landmarks
(Anderson, Cain and Gelber 1983): of the journeys still in the stage after their j-th event there, those that had X by then with
those that had not, for j from 1 to LANDMARKS; what is compared is how many of them leave in the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import ndtr

from journey.model.intervals import Z

LANDMARKS = 12


@dataclass(frozen=True)
class PooledDifference:
    """Share lost of those that had it less that of those that had not, pooled over the landmarks."""

    difference: float
    variance: float

    @property
    def interval(self) -> tuple[float, float]:
        half = Z * sqrt(self.variance)
        return self.difference - half, self.difference + half

    @property
    def p(self) -> float:
        """Two-sided, by the normal distribution."""
        return float(2 * ndtr(-abs(self.difference) / sqrt(self.variance)))


def pooled_difference(
    before: Sequence[int], other: Sequence[int], lost: Sequence[int], journeys: Sequence[int]
) -> PooledDifference | None:
    """Journeys alike in groups: their events in the stage before the first X, those without X in all, lost or not, how many.

    None where nothing is compared: at no landmark are there journeys on both sides, or at each of them none or all of a side
    are lost.

    At landmark j a journey had X where before < j <= other, and had not where j <= before; one that never had X has before =
    other. With n1 and n0 journeys on the sides and p1 and p0 of them lost, the difference is sum w (p1 - p0) / sum w, w = n1 n0 /
    (n1 + n0): the weights of Mantel and Haenszel. A journey's influence is sum of w (y - p1) / n1 where it had X, less w (y - p0) /
    n0 where it had not, over sum w; the variance is the sum of its squares over journeys, so that one in several landmarks counts
    as one (the infinitesimal jackknife). Journeys of one customer are taken as independent.
    """
    place = np.arange(1, LANDMARKS + 1)
    first, last, is_lost, n = (
        np.asarray(column, dtype=float) for column in (before, other, lost, journeys)
    )
    had = ((place > first[:, None]) & (place <= last[:, None])).astype(float)
    had_not = (place <= first[:, None]).astype(float)
    n1, n0 = n @ had, n @ had_not
    weight = np.where(np.minimum(n1, n0) > 0, n1 * n0 / np.maximum(n1 + n0, 1), 0.0)
    if not weight.any():
        return None
    n1, n0 = np.maximum(n1, 1), np.maximum(n0, 1)
    p1, p0 = (n * is_lost) @ had / n1, (n * is_lost) @ had_not / n0
    weight = weight / weight.sum()
    influence = had * (is_lost[:, None] - p1) / n1 - had_not * (is_lost[:, None] - p0) / n0
    variance = float(n @ (influence @ weight) ** 2)
    if variance <= 0:
        return None
    return PooledDifference(float(weight @ (p1 - p0)), variance)
