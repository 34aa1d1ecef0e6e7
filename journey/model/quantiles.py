"""Quantiles of times with their 95 % interval, as sure as the customers behind them are many."""

from math import sqrt

import numpy as np

from journey.model.intervals import Clusters, Z, effective_n


def quantile(values: np.ndarray, share: float) -> float:
    """Linear between the neighbours in order (type 7 of Hyndman and Fan 1996), as `percentile` of the queries."""
    return float(np.quantile(values, share))


def quantile_interval(
    values: np.ndarray, customers: np.ndarray, share: float
) -> tuple[float | None, float | None]:
    """The quantiles at share -+ 1.96 sqrt(share (1 - share) / n), n effective where customers come again (Woodruff 1952).

    `customers` are codes; what clusters in them is whether a value lies at or below the quantile. None of fewer than two customers.
    """
    codes, counted = np.unique(customers, return_inverse=True)
    if len(codes) < 2:
        return None, None
    is_below = (values <= quantile(values, share)).astype(float)
    sizes, below = np.bincount(counted), np.bincount(counted, is_below)
    n = len(values)
    clusters = Clusters(
        n,
        len(codes),
        float(is_below.sum()),
        float((sizes**2).sum()),
        float((below**2).sum()),
        float((sizes * below).sum()),
    )
    half = Z * sqrt(share * (1 - share) / effective_n(clusters, share * (1 - share)))
    return quantile(values, max(0.0, share - half)), quantile(values, min(1.0, share + half))


def clusters_of(values: np.ndarray, customers: np.ndarray) -> Clusters:
    """What the intervals of shares and means need, from a value and a customer's code for each."""
    codes, counted = np.unique(customers, return_inverse=True)
    sizes, totals = np.bincount(counted), np.bincount(counted, values)
    return Clusters(
        len(values),
        len(codes),
        float(values.sum()),
        float((sizes.astype(float) ** 2).sum()),
        float((totals**2).sum()),
        float((sizes * totals).sum()),
    )
