"""How many cases customers open, also for each hundred customers who were active."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.needs import CASE, contact_words, lacking
from journey.data.views.form import BOUNDS, COUNT, EVENTS, NUMBER, Column, Row, View, ranged
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.filters import DIMENSIONS
from journey.model.intervals import Clusters, mean_interval

PER = 100
RATE = "cases_per_100"


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    is_told = not lacking(generation, CASE)
    return [group(row) | _row(row, is_told) for row in sums]


def _row(row: Row, is_told: bool) -> Row:
    """The rate is the mean of the customers' cases, so that its interval holds where some open many."""
    cases, customers = row["cases"], row["customers"]
    mean = Clusters(customers, customers, cases, customers, row["cases2"], cases)
    low, high = mean_interval(mean, 0.0, float("inf"))
    figures = [None if value is None else PER * value for value in (mean.mean, low, high)]
    return {
        "cases": cases if is_told else None,
        **dict(zip((RATE, *(RATE + end for end in BOUNDS)), figures if is_told else [None] * 3)),
        "customers": customers,
        "parts": (row["opening_customers"], customers - row["opening_customers"]),
    }


VIEW = View(
    "case_volume",
    "cases",
    (
        Column(
            "cases",
            COUNT,
            lambda generation: (
                lacking(generation, CASE)
                or f"cases whose first contact is among the events asked for; {contact_words(generation)}"
            ),
            blank="in data without cases",
        ),
        *ranged(
            RATE,
            NUMBER,
            f"{PER} x cases / customers; the mean of the customers' cases, with t",
            "customers",
        ),
        Column(
            "customers",
            COUNT,
            "active: with an event among those asked for where they do something (at no passive touchpoint)",
        ),
        Column("parts", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.CASE_VOLUME,
    by=DIMENSIONS,
    rule=EVENTS,
    needs_time=True,
)
