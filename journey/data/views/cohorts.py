"""Retention: of the customers who began in a month, how many were active in each month after it."""

from journey.data.generation import Generation
from journey.data.groups import period_column, period_starts
from journey.data.sql import Relation
from journey.data.views.form import (
    COUNT,
    NUMBER,
    SHARE,
    TEXT,
    Bound,
    Column,
    Row,
    View,
    share,
    with_interval,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode

MONTH = "month"


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    column, values = period_column(generation, MONTH, "s.occurred_s")
    sql = (
        f"select s.customer_no, {column} as month_no from selected_steps as s "
        "join touchpoints as t on t.touchpoint_no = s.touchpoint_no where t.is_passive = 0"
    )
    return values, (Relation("steps_in_months", sql, is_inlined=True),)


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    """Also the months in which nobody of a cohort was active; not those after the last one with events."""
    starts = [day.isoformat() for day in period_starts(generation, MONTH)]
    sizes = {row["cohort_no"]: row["customers"] for row in sums}
    found = {(row["cohort_no"], row["months_after"]): row["active_customers"] for row in sums}
    return [
        {
            "cohort": starts[cohort],
            "months_after": after,
            "active": found.get((cohort, after), 0),
            **share("retained", found.get((cohort, after), 0), size),
            **_churned(found.get((cohort, after), 0), size),
            "is_partial": int(cohort + after == len(starts) - 1),
            "customers": size,
        }
        for cohort, size in sizes.items()
        for after in range(len(starts) - cohort)
    ]


def _churned(active: int, size: int) -> Row:
    """The share of the cohort that was not active then, with its interval."""
    kept = share("retained", active, size)
    ends = (kept["retained"], kept["retained_high"], kept["retained_low"])
    return {
        name: None if end is None else 1 - end
        for name, end in zip(with_interval("churned"), ends, strict=True)
    }


VIEW = View(
    "cohorts",
    "customers",
    (
        Column(
            "cohort",
            TEXT,
            "the first day of the month of a customer's first event under these filters",
        ),
        Column("months_after", NUMBER, "calendar months after that one"),
        Column(
            "active",
            COUNT,
            "customers of the cohort with an event then where they do something (at no passive touchpoint)",
        ),
        *with_interval_and_n(
            Column(
                "retained",
                SHARE,
                "active / customers of the cohort",
                rests_on="customers",
                implies="active",
            )
        ),
        *(
            Column(
                name,
                SHARE,
                "" if name != "churned" else "1 - retained",
                rests_on="customers",
                implies="active",
                of="customers",
            )
            for name in with_interval("churned")
        ),
        Column("is_partial", NUMBER, "1: the last month of the data, which may not be over"),
        Column("customers", COUNT),
    ),
    _finish,
    shared=shared_mode.COHORTS,
    needs_time=True,
    bound=_bound,
)
