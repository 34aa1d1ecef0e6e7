"""Two sides compared on what follows: as they are, and at equal values of the attributes in which they differ most (METRICS.md).

Everything takes arrays of one length, a value a journey: `is_with` (bool), the outcome `y`, codes of attributes, customers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

from journey.model.intervals import Z

LEAST_CUSTOMERS = 5  # in a stratum
ADJUSTED_FOR = 2  # attributes


@dataclass(frozen=True)
class Compared:
    """Mean of those with it less that of those without, with the ends of its 95 % interval, and how many were compared."""

    difference: float
    low: float
    high: float
    n: int


def standardised_difference(codes: np.ndarray, is_with: np.ndarray) -> float:
    """How far apart the sides are in an attribute: the largest standardised difference of the share of any of its values.

    |p1 - p0| / sqrt((p1 (1 - p1) + p0 (1 - p0)) / 2) (Austin 2009); infinite where one side has a value throughout and the other
    never, 0 where a side is empty.
    """
    sides = codes[is_with], codes[~is_with]
    if not (len(sides[0]) and len(sides[1])):
        return 0.0
    size = int(codes.max()) + 1
    p1, p0 = (np.bincount(side, minlength=size) / len(side) for side in sides)
    differs = p1 != p0
    spread = np.sqrt((p1 * (1 - p1) + p0 * (1 - p0)) / 2)[differs]
    with np.errstate(divide="ignore"):
        return float(np.max(np.abs(p1 - p0)[differs] / spread, initial=0.0))


def most_different(attributes: Mapping[str, np.ndarray], is_with: np.ndarray) -> tuple[str, ...]:
    """The two attributes in which the sides differ most, the most different first; of equal ones the first."""
    found = {name: standardised_difference(codes, is_with) for name, codes in attributes.items()}
    ordered = sorted(found, key=lambda name: -round(found[name], 9))
    return tuple(name for name in ordered[:ADJUSTED_FOR] if found[name] > 0)


def compared(
    y: np.ndarray, is_with: np.ndarray, customers: np.ndarray, strata: np.ndarray | None = None
) -> Compared | None:
    """The difference, pooled over the strata with weights n1 n0 / n; None where no stratum has both sides and five customers.

    A journey's influence is w (y - mean of its side in the stratum) / n of that side, over the sum of weights, less on the other
    side; the variance is the sum over customers of the square of their summed influence.
    """
    strata = np.zeros(len(y), dtype=int) if strata is None else strata
    _, stratum = np.unique(strata, return_inverse=True)
    size = int(stratum.max(initial=-1)) + 1
    n1 = np.bincount(stratum, is_with, size)
    n0 = np.bincount(stratum, ~is_with, size)
    pairs = np.unique(np.stack([stratum, customers]), axis=1)
    people = np.bincount(pairs[0], minlength=size)
    weight = np.where(
        (n1 > 0) & (n0 > 0) & (people >= LEAST_CUSTOMERS), n1 * n0 / np.maximum(n1 + n0, 1), 0.0
    )
    if not weight.any():
        return None
    m1 = np.bincount(stratum, is_with * y, size) / np.maximum(n1, 1)
    m0 = np.bincount(stratum, ~is_with * y, size) / np.maximum(n0, 1)
    weight /= weight.sum()
    share = weight[stratum]
    influence = np.where(
        is_with,
        share * (y - m1[stratum]) / np.maximum(n1, 1)[stratum],
        -share * (y - m0[stratum]) / np.maximum(n0, 1)[stratum],
    )
    _, customer = np.unique(customers, return_inverse=True)
    half = Z * sqrt(float(np.square(np.bincount(customer, influence)).sum()))
    difference = float(weight @ (m1 - m0))
    return Compared(difference, difference - half, difference + half, int((share > 0).sum()))
