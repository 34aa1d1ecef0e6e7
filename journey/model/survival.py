"""How long until something happens that has not happened to all yet: the Kaplan-Meier estimate with its interval."""

from dataclasses import dataclass
from math import exp, log

import numpy as np

from journey.model.intervals import Z


@dataclass(frozen=True)
class Curve:
    """The share to whom it has happened, at 0 and at each time at which it happens to somebody.

    `seconds`: rising; `at_risk`: watched just before; `advanced`: to whom it has happened by then; `share`: 0..1;
    `variance`: Greenwood's sum of d / (n (n - d)).
    """

    n: int
    seconds: np.ndarray
    at_risk: np.ndarray
    advanced: np.ndarray
    share: np.ndarray
    variance: np.ndarray

    @property
    def median(self) -> int | None:
        """The first time by which at least half have gone on; None while the curve stays above one half."""
        reached = np.flatnonzero(self.share >= 0.5 - 1e-12)
        return int(self.seconds[reached[0]]) if len(reached) else None

    def low(self, index: int) -> float | None:
        """Lower end of the 95 % interval of the share at this time."""
        return self._end(index, -Z)

    def high(self, index: int) -> float | None:
        return self._end(index, Z)

    def _end(self, index: int, z: float) -> float | None:
        """On the log-log scale (Kalbfleisch and Prentice 2002): S ** exp(+-z se); undefined where S is 0 or 1."""
        left = 1 - float(self.share[index])
        if not 1e-12 < left < 1 - 1e-12:
            return None
        return float(1 - left ** exp(z * float(self.variance[index]) ** 0.5 / abs(log(left))))


def curve(seconds: np.ndarray, happened: np.ndarray, censored: np.ndarray) -> Curve:
    """The estimate (Kaplan and Meier 1958) from counts at rising times: to how many it happened, how many were watched no longer.

    Those whose watch ends at a time are still at risk at it.
    """
    ended = happened + censored
    at_risk = ended.sum() - np.concatenate([[0], np.cumsum(ended)[:-1]])
    indices = np.flatnonzero(happened)
    times = (
        np.concatenate([[0], seconds[indices]])
        if not len(indices) or seconds[indices[0]] > 0
        else seconds[indices]
    )
    d, n = happened[indices].astype(float), at_risk[indices].astype(float)
    with np.errstate(divide="ignore"):
        columns = [
            at_risk[indices],
            np.cumsum(happened[indices]),
            1 - np.cumprod(1 - d / n),
            np.cumsum(d / (n * (n - d))),
        ]
    if len(times) > len(indices):
        columns = [
            np.concatenate([[first], column])
            for first, column in zip((ended[seconds >= 0].sum(), 0, 0.0, 0.0), columns)
        ]
    return Curve(int(ended.sum()), times, *columns)
