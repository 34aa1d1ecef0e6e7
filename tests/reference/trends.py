"""The view of trends: how figures rise or fall over the weeks, and where they changed, answer by answer."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from scipy.stats import chi2

from tests.reference.groups import grouped, period_start
from tests.reference.intervals import (
    mean_interval,
    nps_interval,
    share_interval,
    t_quantile,
)
from tests.reference.log import Answers, Event, Filters, Log, Row
from tests.reference.scores import nps_score
from tests.reference.steps import within

LEAST = 30
Answer = tuple[str, int, float]
"""Customer, number of the week, what the figure counts of the answer."""


def trend(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give the trend of each metric's first definition in each group."""
    rows = []
    first = min(event.day for journey in log.journeys for event in journey.events)
    for values, events in grouped(log, filters, by).items():
        for metric in ("nps", "csat", "ces", "sentiment"):
            told = [(e, y) for e in events if (y := counted(e, metric, log.definition)) is not None]
            if told:
                row = trend_row(metric, told, first)
                rows.append({**dict(zip(by, values)), "metric": metric, **row})
    return rows


def counted(event: Event, metric: str, definition: dict[str, Any]) -> float | None:
    """Give what an event's answer counts as: NPS points, 1 or 0, valence."""
    if metric == "nps":
        return None if event.nps is None else 100.0 * nps_score(event.nps)
    if metric == "csat":
        return None if event.csat is None else float(within(event.csat, definition["csat_good"]))
    if metric == "ces":
        return None if event.ces is None else float(within(event.ces, definition["ces_easy"]))
    return event.valence


def trend_row(metric: str, told: list[tuple[Event, float]], first: date) -> Row:
    """Work out slope and change of the answers, each less its touchpoint's own mean plus that of all."""
    mean = math.fsum(y for _, y in told) / len(told)
    places: dict[Any, list[float]] = defaultdict(list)
    for event, y in told:
        places[event.stage, event.touchpoint].append(y)
    own = {place: math.fsum(ys) / len(ys) for place, ys in places.items()}
    answers = [(e.customer, week(e, first), y - own[e.stage, e.touchpoint] + mean) for e, y in told]
    is_share = metric in ("csat", "ces") and len(places) == 1
    begun = date.fromisoformat(period_start(first, "week"))
    weeks = sorted({number for _, number, _ in answers})
    row: Row = {
        "n": len(answers),
        "periods": len(weeks),
        "first_period": max(first, begun + timedelta(weeks=weeks[0])).isoformat(),
        "value": mean,
        **dict(zip(("low", "high"), interval(metric, [(e.customer, y) for e, y in told]))),
        "customers": len({customer for customer, *_ in answers}),
    }
    row |= dict(zip(("slope", "slope_low", "slope_high"), slope(answers)))
    change = changed(answers, is_share)
    row["change_at"] = None if change is None else (begun + timedelta(weeks=change[0])).isoformat()
    names = ("mean_before", "mean_after", "change", "change_low", "change_high", "change_p")
    return row | dict(zip(names, change[1:] if change else [None] * 6))


def interval(metric: str, answers: Answers) -> tuple[float | None, float | None]:
    """Give the interval of the whole figure, as that of satisfaction."""
    if metric == "nps":
        return nps_interval([(customer, y / 100) for customer, y in answers])
    return mean_interval(answers, (-1.0, 1.0)) if metric == "sentiment" else share_interval(answers)


def week(event: Event, first: date) -> int:
    """Number the event's week from that of the first event of all."""
    starts = [date.fromisoformat(period_start(d, "week")) for d in (event.day, first)]
    return (starts[0] - starts[1]).days // 7


def slope(answers: list[Answer]) -> tuple[float | None, float | None, float | None]:
    """Fit a line through the answers and give its slope with a cluster-robust interval."""
    n, customers = len(answers), {customer for customer, *_ in answers}
    x_mean = math.fsum(x for _, x, _ in answers) / n
    y_mean = math.fsum(y for *_, y in answers) / n
    spread = math.fsum((x - x_mean) ** 2 for _, x, _ in answers)
    if len(customers) < 2 or spread == 0:
        return None, None, None
    b = math.fsum((x - x_mean) * (y - y_mean) for _, x, y in answers) / spread
    influence: dict[str, float] = defaultdict(float)
    for customer, x, y in answers:
        influence[customer] += (x - x_mean) * (y - y_mean - b * (x - x_mean)) / spread
    return b, *ends(b, influence)


def ends(value: float, influence: dict[str, float]) -> tuple[float, float]:
    """Give the ends of the cluster-robust interval from each customer's summed influence."""
    groups = len(influence)
    variance = groups / (groups - 1) * math.fsum(own**2 for own in influence.values())
    half = t_quantile(groups - 1) * math.sqrt(variance)
    return value - half, value + half


def changed(answers: list[Answer], is_share: bool) -> tuple[int, *tuple[float, ...]] | None:
    """Give the week of the likeliest change, the means before and after, their difference with interval, and p."""
    weeks = sorted({x for _, x, _ in answers})[1:]
    possible = []
    for at in weeks:
        sides = [[a for a in answers if (a[1] >= at) == is_after] for is_after in (False, True)]
        if all(len({customer for customer, *_ in side}) >= LEAST for side in sides):
            possible.append((at, sides, likelihood_ratio(sides, is_share)))
    if not possible:
        return None
    at, (before, after), ratio = max(possible, key=lambda entry: (round(entry[2], 9), -entry[0]))
    p = min(1.0, len(possible) * float(chi2.sf(ratio / design_effect(answers), 1)))
    means = [math.fsum(y for *_, y in side) / len(side) for side in (before, after)]
    influence: dict[str, float] = defaultdict(float)
    for side, mean, sign in ((before, means[0], -1), (after, means[1], 1)):
        for customer, _, y in side:
            influence[customer] += sign * (y - mean) / len(side)
    difference = means[1] - means[0]
    return at, *means, difference, *ends(difference, influence), p


def likelihood_ratio(sides: list[list[Answer]], is_share: bool) -> float:
    """Compare two means with one: of shares by the binomial, else by the normal with one variance."""
    whole = sides[0] + sides[1]
    if is_share:
        return 2 * (sum(map(log_likelihood, sides)) - log_likelihood(whole))
    apart, all_of_it = sum(map(squares, sides)), math.fsum(y * y for *_, y in whole)
    if min(apart, squares(whole)) <= 1e-12 * all_of_it:
        return 0.0
    return len(whole) * math.log(squares(whole) / apart)


def log_likelihood(answers: list[Answer]) -> float:
    """Give that of answers 1 or 0 at their share."""
    p = math.fsum(y for *_, y in answers) / len(answers)
    return len(answers) * sum(q * math.log(q) for q in (p, 1 - p) if q > 0)


def squares(answers: list[Answer]) -> float:
    """Sum the squares around the mean."""
    mean = math.fsum(y for *_, y in answers) / len(answers)
    return math.fsum((y - mean) ** 2 for *_, y in answers)


def design_effect(answers: list[Answer]) -> float:
    """Give the customers' squared summed residuals over the answers' squared residuals, at least 1."""
    mean = math.fsum(y for *_, y in answers) / len(answers)
    summed: dict[str, float] = defaultdict(float)
    for customer, _, y in answers:
        summed[customer] += y - mean
    single = squares(answers)
    return max(1.0, math.fsum(s**2 for s in summed.values()) / single) if single > 0 else 1.0
