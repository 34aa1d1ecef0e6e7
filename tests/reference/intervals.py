"""Quantiles, means and intervals."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from scipy.stats import t as student

from tests.reference.log import Answers, Event

Z = 1.96


def quantile(values: Iterable[float], parts: int, of: int = 10) -> float | None:
    """Give a quantile in tenths or smaller parts, linear between the neighbouring order statistics."""
    ordered = sorted(values)
    if not ordered:
        return None
    place, rest = divmod(parts * (len(ordered) - 1), of)
    if rest == 0:
        return float(ordered[place])
    return (ordered[place] * (of - rest) + ordered[place + 1] * rest) / of


def median(values: Iterable[float]) -> float | None:
    """Give the middle value, or the mean of the middle two."""
    return quantile(values, 5)


@cache
def t_quantile(freedom: int) -> float:
    """Give the .975 quantile of Student's t."""
    return float(student.ppf(0.975, freedom))


def wilson(share: float, n: float) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share."""
    square = Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    spread = math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    half = Z * spread / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def rate(count: int, n: int) -> tuple[float | None, float | None, float | None]:
    """Give a plain rate with its Wilson interval, nothing where n is 0."""
    if n == 0:
        return None, None, None
    low, high = wilson(count / n, n)
    return count / n, low, high


def by_customer(answers: Answers) -> dict[str, list[float]]:
    """Collect each customer's answers."""
    clusters: dict[str, list[float]] = defaultdict(list)
    for customer, value in answers:
        clusters[customer].append(value)
    return clusters


def mean_of(answers: Answers) -> float | None:
    """Give the mean answer, None where there are none."""
    if not answers:
        return None
    return math.fsum(value for _, value in answers) / len(answers)


def cluster_variance(answers: Answers) -> float:
    """Give the cluster-robust variance of the mean, customers being the clusters."""
    n = len(answers)
    mean = mean_of(answers)
    clusters = by_customer(answers)
    squares = [(math.fsum(own) - len(own) * mean) ** 2 for own in clusters.values()]
    return len(clusters) / (len(clusters) - 1) * math.fsum(squares) / n**2


def mean_interval(
    answers: Answers, scale: tuple[float, float]
) -> tuple[float | None, float | None]:
    """Give the t interval of a mean answer, kept within the scale."""
    customers = len(by_customer(answers))
    if customers < 2:
        return None, None
    mean = mean_of(answers)
    half = t_quantile(customers - 1) * math.sqrt(cluster_variance(answers))
    return max(scale[0], mean - half), min(scale[1], mean + half)


def effective_n(answers: Answers, plain_variance: float) -> float:
    """Give the number of independent answers that these, clustered by customer, are worth."""
    n = len(answers)
    clusters = by_customer(answers)
    customers = len(clusters)
    if customers == n:
        return n
    if plain_variance == 0:
        worth = n**2 / sum(len(own) ** 2 for own in clusters.values())
    else:
        worth = n / max(1.0, cluster_variance(answers) / plain_variance)
    return worth * (t_quantile(n - 1) / t_quantile(customers - 1)) ** 2


def share_interval(answers: Answers) -> tuple[float | None, float | None]:
    """Give the interval of the share of answers that are 1 rather than 0."""
    if len(by_customer(answers)) < 2:
        return None, None
    n = len(answers)
    hits = sum(1 for _, value in answers if value == 1)
    plain_variance = hits * (n - hits) / n**2 / n
    return wilson(hits / n, effective_n(answers, plain_variance))


def nps_interval(answers: Answers) -> tuple[float | None, float | None]:
    """Give the adjusted Wald interval, in points, of answers scored 1, 0 and -1."""
    if len(by_customer(answers)) < 2:
        return None, None
    n = len(answers)
    promoters = sum(1 for _, value in answers if value == 1)
    detractors = sum(1 for _, value in answers if value == -1)
    plain_variance = (n * (promoters + detractors) - (promoters - detractors) ** 2) / n**2 / n
    worth = effective_n(answers, plain_variance)
    more = worth + 3
    up = (promoters / n * worth + 0.75) / more
    down = (detractors / n * worth + 0.75) / more
    score = up - down
    half = Z * math.sqrt((up + down - score**2) / more)
    return 100 * max(-1.0, score - half), 100 * min(1.0, score + half)


def valence_columns(events: Iterable[Event]) -> tuple[Answers, float | None, Any, Any]:
    """Give the valences of some events, their mean and its interval."""
    answers = [(event.customer, event.valence) for event in events if event.valence is not None]
    low, high = mean_interval(answers, (-1.0, 1.0))
    return answers, mean_of(answers), low, high


def newcombe(one: float, n_one: int, other: float, n_other: int) -> tuple[float, float]:
    """Give Newcombe's 95 % interval of the first share less the other."""
    low_one, high_one = wilson(one, n_one)
    low_other, high_other = wilson(other, n_other)
    difference = one - other
    low = difference - math.sqrt((one - low_one) ** 2 + (high_other - other) ** 2)
    high = difference + math.sqrt((high_one - one) ** 2 + (other - low_other) ** 2)
    return low, high
