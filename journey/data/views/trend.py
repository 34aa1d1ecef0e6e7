"""Whether satisfaction rises or falls over the weeks, and where it changed beyond chance."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from journey.data.generation import Generation
from journey.data.groups import (
    GROUPS,
    MOST_PERIODS,
    REASON,
    SERVICE_MODE,
    labels,
    period_column,
    period_starts,
)
from journey.data.sql import Relation
from journey.data.views.form import (
    COUNT,
    EVENTS,
    NUMBER,
    SOMETIMES,
    TEXT,
    Bound,
    Column,
    Columns,
    OfColumns,
    Row,
    View,
    in_order,
    names,
    ranged,
)
from journey.data.views.groups_of_columns import groups_of
from journey.data.views.options import ViewOptions
from journey.data.views.satisfaction import METRICS, figure, first_variant, told_classes
from journey.model import shared_mode
from journey.model.definition import DAY_SECONDS
from journey.model.filters import DIMENSIONS
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.trends import Cells, ChangePoint, at_equal_places, change_point, slope

DIGITS = 9


def trend_period(generation: Generation) -> str:
    """Weeks, or of data too long for them months."""
    days = (generation.span[1] - generation.span[0]) / DAY_SECONDS
    return "week" if days <= 7 * (MOST_PERIODS - 2) else "month"


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    column, values = period_column(generation, trend_period(generation), "x.occurred_s")
    sql = f"select x.*, {column} as period_no from grouped_answers as x"
    return values, (Relation("answers_in_periods", sql, is_inlined=True),)


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    starts = starts_of(generation)
    return [
        group(codes) | in_order(VIEW.columns, _row(generation, metric, own, starts))
        for codes, own in groups_of(columns, (*GROUPS, "metric_no"))
        if (metric := METRICS[codes["metric_no"]]) in options.metrics
    ]


def starts_of(generation: Generation) -> list[str]:
    """The first day of each period; of the first one that of the data."""
    days = period_starts(generation, trend_period(generation))
    zone = ZoneInfo(generation.definition.timezone)
    first = datetime.fromtimestamp(generation.span[0], UTC).astimezone(zone).date()
    return [day.isoformat() for day in (first, *days[1:])]


def _row(generation: Generation, metric: str, columns: Columns, starts: list[str]) -> Row:
    """The figure over all periods, as `satisfaction` has it, with its slope and its change."""
    variant = first_variant(generation, metric)
    cells, is_share = _cells(columns, variant)
    found, sides = course(cells, places_of(columns, "stage_no", "touchpoint_no"), is_share, starts)
    return {
        **figure(generation, _sums(columns), metric, variant),
        **found,
        "parts": tuple(
            part
            for side in sides
            for part in told_classes(
                generation,
                _sums({name: values[side] for name, values in columns.items()}),
                metric,
                variant,
            )
        ),
    }


def course(
    cells: Cells, places: np.ndarray, is_share: bool, starts: list[str]
) -> tuple[Row, list[np.ndarray]]:
    """(how the figure changes over the periods at equal places, as the columns of `course_columns`; which cells lie on either
    side of its change, all of them where there is none)."""
    level = at_equal_places(cells, places)
    line = slope(level)
    change = change_point(level, is_share and not places.any(), LOW_BASE_BELOW)
    ends = (line.slope, line.low, line.high) if line else (None, None, None)
    sides = [cells.x >= change.at, cells.x < change.at] if change else [cells.x >= 0]
    row = {
        "periods": len(np.unique(cells.x)),
        "first_period": starts[int(cells.x.min())],
        **dict(zip(("slope", "slope_low", "slope_high"), map(_rounded, ends), strict=True)),
        **_change(change, starts),
    }
    return row, sides


def _sums(columns: Columns) -> Row:
    """The sums over answers and customers that a figure of `satisfaction` needs."""
    _, codes = np.unique(columns["customer_no"], return_inverse=True)
    n, good, bad, best, total = (
        np.bincount(codes, columns[name].astype(float))
        for name in ("n", "good", "bad", "best", "total")
    )
    return {
        "answers": int(n.sum()),
        "customers": len(n),
        "sizes2": int(n @ n),
        "good": int(good.sum()),
        "good2": int(good @ good),
        "good_cross": int(good @ n),
        "bad": int(bad.sum()),
        "bad2": int(bad @ bad),
        "bad_cross": int(bad @ n),
        "good_bad": int(good @ bad),
        "best": int(best.sum()),
        "best2": int(best @ best),
        "best_cross": int(best @ n),
        "best_customers": int((best > 0).sum()),
        "not_best_customers": int((best < n).sum()),
        "only_good_customers": int((best < good).sum()),
        "good_customers": int((good > 0).sum()),
        "other_customers": int((good < n).sum()),
        "bad_customers": int((bad > 0).sum()),
        "middle_customers": int((good + bad < n).sum()),
        "total": float(total.sum()),
        "totals2": float(total @ total),
        "cross_total": float(total @ n),
    }


def _cells(columns: Columns, variant: str) -> tuple[Cells, bool]:
    """What the variant counts of each answer, and whether that is 0 or 1."""
    n, good, bad, best = (columns[name].astype(float) for name in ("n", "good", "bad", "best"))
    total, squares = {
        "nps": (100 * (good - bad), 10_000 * (good + bad)),
        "mean": (columns["total"].astype(float), columns["squares"].astype(float)),
        "negative": (bad, bad),
        "neutral": (n - good - bad, n - good - bad),
        "very_easy": (best, best),
    }.get(variant, (good, good))
    is_share = variant not in ("nps", "mean")
    x = columns["period_no"].astype(float)
    return Cells(x, n, total, squares, columns["customer_no"]), is_share


def places_of(columns: Columns, first: str, second: str) -> np.ndarray:
    """A number from 0 on for each pair of two columns' values."""
    pairs = np.stack([columns[first], columns[second]]).astype(np.int64)
    return np.unique(pairs, axis=1, return_inverse=True)[1].reshape(-1)


def _change(change: ChangePoint | None, starts: list[str]) -> Row:
    if change is None:
        return dict.fromkeys(CHANGE)
    figures = (change.before, change.after, change.difference, change.low, change.high, change.p)
    return dict(zip(CHANGE, (starts[change.at], *map(_rounded, figures)), strict=True))


CHANGE = (
    "change_at",
    "mean_before",
    "mean_after",
    "change",
    "change_low",
    "change_high",
    "change_p",
)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS) + 0.0


def course_columns(periods: str, equal: str, weights: str) -> tuple[Column, ...]:
    """The columns of `course`: what its periods are, at what it is equal ("" at nothing), what weighs the periods."""
    at_equal = f" at equal {equal}" if equal else ""
    return (
        Column("periods", NUMBER, f"{periods}; months where the data are longer than 400 weeks"),
        Column(
            "first_period",
            TEXT,
            "the first day of the first of them, not before the first of the data",
        ),
        *ranged(
            "slope",
            NUMBER,
            f"change a week{at_equal}: weighted least squares of the weeks' figures, weights their {weights}; interval "
            "cluster-robust by customer",
            "customers",
        ),
        Column(
            "change_at",
            TEXT,
            f"the first day of the first week after the one change that fits best: the largest likelihood ratio, {LOW_BASE_BELOW} "
            "customers on each side; divided by the design effect of customers who come more than once",
            blank=SOMETIMES,
        ),
        Column(
            "mean_before",
            NUMBER,
            f"{at_equal.partition(',')[0].strip() or 'as they are'}, as after and change",
            rests_on="customers",
            blank=SOMETIMES,
        ),
        Column("mean_after", NUMBER, rests_on="customers", blank=SOMETIMES),
        *ranged("change", NUMBER, "after - before, cluster-robust by customer", "customers"),
        Column(
            "change_p",
            NUMBER,
            "min(1, weeks in which a change can begin x p of chi-square with one degree)",
            blank=SOMETIMES,
        ),
    )


VIEW = View(
    "trend",
    "answers",
    (
        *names("metric"),
        Column("definition", TEXT),
        Column("value", NUMBER, "over all of them", rests_on="customers"),
        Column("low", NUMBER, "lower end of its 95 % interval", rests_on="customers"),
        Column("high", NUMBER, "upper end of it", rests_on="customers"),
        Column("n", COUNT, "answers given in the range of dates", noun="answers"),
        *course_columns(
            "weeks with answers",
            "touchpoints, each answer less the mean of its touchpoint",
            "answers",
        ),
        Column("customers", COUNT),
        Column("parts", COUNT, is_helper=True),
    ),
    OfColumns(_finish),
    shared=shared_mode.WITH_WITHOUT,
    options=("metrics",),
    by=(*DIMENSIONS, SERVICE_MODE, REASON),
    rule=EVENTS,
    needs_time=True,
    needs_no_order=True,
    is_over_time=True,
    lists_touchpoints=True,
    bound=_bound,
)
