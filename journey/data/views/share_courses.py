"""The course of shares over the weeks: the columns that such views have, and how a row comes from single cases or journeys."""

from collections.abc import Callable

import numpy as np

from journey.data.generation import Generation
from journey.data.groups import period_starts
from journey.data.views.form import (
    COUNT,
    SECONDS,
    SHARE,
    SOMETIMES,
    Column,
    Row,
    with_interval_and_n,
)
from journey.data.views.service import share_of
from journey.data.views.trend import course, course_columns, starts_of, trend_period
from journey.model.persons import distinct
from journey.model.trends import Cells

VALUE = "value"


def periods_of(generation: Generation, seconds: np.ndarray) -> np.ndarray:
    """The number of the trend's period that each second lies in."""
    starts = period_starts(generation, trend_period(generation))
    first = np.array([generation.definition.day_start(day) for day in starts])
    return np.maximum(np.searchsorted(first, seconds, side="right") - 1, 0)


def share_course(
    generation: Generation,
    figure: str,
    limit: float | None,
    hits: np.ndarray,
    periods: np.ndarray,
    places: np.ndarray,
    customers: np.ndarray,
) -> Row:
    """The row of a share: arrays of one length, a case or journey each that is old enough to count."""
    y, ones = hits.astype(float), np.ones(len(hits))
    cells = Cells(periods.astype(float), ones, y, y, customers)
    found, sides = course(cells, places, True, starts_of(generation))
    whole = share_of(VALUE, hits, customers)
    return {
        "figure": figure,
        "limit_seconds": limit,
        **{name: value for name, value in whole.items() if name.startswith(VALUE)},
        **found,
        "customers": whole[f"{VALUE}_customers"],
        "parts": tuple(distinct(customers[side & own]) for side in sides for own in (hits, ~hits)),
    }


def columns(
    figure: str, limit: str | Callable[[Generation], str], counted: str, equal: str
) -> tuple[Column, ...]:
    """What the figures are, what their limit is, what is counted, and at what the weeks are equal."""
    return (
        Column("figure", definition=figure),
        Column("limit_seconds", SECONDS, limit, blank=SOMETIMES),
        *with_interval_and_n(
            Column(VALUE, SHARE, f"share of these {counted}", rests_on="customers")
        ),
        *course_columns(f"weeks with {counted} that count", equal, counted),
        Column("customers", COUNT),
        Column("parts", COUNT, is_helper=True),
    )
