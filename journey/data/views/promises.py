"""Promised times: how often they are kept, how late the others are, and which were never seen to be kept."""

from collections.abc import Callable

from journey.data.generation import Generation
from journey.data.needs import PROMISE, lacking
from journey.data.views.form import (
    COUNT,
    MERGED,
    SECONDS,
    SHARE,
    Column,
    Row,
    View,
    names,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode

# Of each share: the column with its promises, and those with the customers behind it and behind all others.
SHARES = {
    "kept_promise": ("kept_promises", "kept_customers", "not_kept_customers"),
    "late_promise": ("late_promises", "late_customers", "not_late_customers"),
    "unkept_promise": ("never_promises", "never_customers", "at_last_customers"),
}


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [
        {
            "stage": generation.stages[row["stage_no"]],
            "touchpoint": generation.touchpoints[row["touchpoint_no"]],
            "promised": row["promised"],
            **{name: value for figure in SHARES for name, value in _share(figure, row).items()},
            "median_delay_seconds": row["median_delay_s"],
            "p90_delay_seconds": row["p90_delay_s"],
            "journeys": row["journeys"],
            "customers": row["customers"],
            "late_customers": row["late_customers"],
        }
        for row in sums
    ]


def _share(figure: str, row: Row) -> Row:
    column, customers, of_others = SHARES[figure]
    parts = {f"{figure}_parts": (row[customers], row[of_others])}
    return share(figure, row[column], row["judged"]) | parts


def _figure(name: str, words: str | Callable[[Generation], str]) -> tuple[Column, ...]:
    """The columns of a share, and the customers behind its parts."""
    figure = Column(name, SHARE, words, rests_on="customers", implies=f"{name}_parts")
    return (*with_interval_and_n(figure), Column(f"{name}_parts", COUNT, is_helper=True))


def _words(generation: Generation) -> str:
    return lacking(generation, PROMISE) or (
        "promises kept by the promised time / promises that can be judged: of a case by its first resolution from the promise on, "
        "of an order without a case by the customer's first later event with it at a touchpoint that nowhere promises a time; "
        "their time is before the end of observation"
    )


VIEW = View(
    "promises",
    "promises",
    (
        *names("stage", "touchpoint", blank=MERGED),
        Column("promised", COUNT, "events with a promised time"),
        *_figure("kept_promise", _words),
        *_figure("late_promise", "kept, but later than promised"),
        *_figure("unkept_promise", "not seen to be kept, its time past"),
        Column(
            "median_delay_seconds",
            SECONDS,
            "of those kept late, from the promised time on",
            rests_on="late_customers",
        ),
        Column("p90_delay_seconds", SECONDS, rests_on="late_customers"),
        Column("journeys", COUNT, "with a promise that can be judged"),
        Column("customers", COUNT),
        Column("late_customers", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.PROMISES,
    needs_time=True,
    lists_touchpoints=True,
)
