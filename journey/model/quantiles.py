"""Quantiles of times with their 95 % interval, as sure as the customers behind them are many."""

from math import sqrt

import numpy as np

from journey.model.intervals import Clusters, Z, effective_n
from journey.model.persons import close


def quantile(values: np.ndarray, share: float) -> float:
    """Linear between the neighbours in order (type 7 of Hyndman and Fan 1996), as `percentile` of the queries."""
    return float(np.quantile(values, share))


def quantile_interval(
    values: np.ndarray, customers: np.ndarray, share: float
) -> tuple[float | None, float | None]:
    """The quantiles at share -+ 1.96 sqrt(share (1 - share) / n), n effective where customers come again (Woodruff 1952).

    `customers` are codes; what clusters in them is whether a value lies at or below the quantile. None of fewer than two customers.
    """
    is_below = (values <= quantile(values, share)).astype(float) if len(values) else values
    clusters = clusters_of(is_below, customers)
    if clusters.customers < 2:
        return None, None
    half = Z * sqrt(share * (1 - share) / effective_n(clusters, share * (1 - share)))
    return quantile(values, max(0.0, share - half)), quantile(values, min(1.0, share + half))


def clusters_of(values: np.ndarray, customers: np.ndarray) -> Clusters:
    """What the intervals of shares and means need, from a value and a customer's code for each."""
    codes = close(customers)
    sizes, totals = np.bincount(codes), np.bincount(codes, values)
    return Clusters(
        len(values),
        int(np.count_nonzero(sizes)),
        float(values.sum()),
        float((sizes.astype(float) ** 2).sum()),
        float((totals**2).sum()),
        float((sizes * totals).sum()),
    )
