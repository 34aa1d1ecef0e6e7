"""How many cases are opened over time."""

from datetime import date

from journey.data.views.rows import SERVICE
from journey.exhibit.chart import Axis, Curve, Curves
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction.over_time import period_of
from journey.exhibit.satisfaction.service import NO_CASES
from journey.exhibit.source import AnswerSource
from journey.model.words import count
from journey.presenters.drop_off.cohorts import cohort_name

NAME = "Cases opened"


def opened(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """By the period in which the customer first made contact."""
    period = period_of(source)
    answer = source.ask(SERVICE, by=(period,))
    rows = [row for row in answer.rows if row["cases"] is not None]
    if len(rows) < 2:
        return Nothing(ref, NAME, TOO_FEW if answer.rows else NO_CASES, (answer,))
    most = max(rows, key=lambda row: row["cases"])
    total = sum(row["cases"] for row in rows)
    return Exhibit(
        ref,
        "figure",
        f"{count(total)} cases were opened, most in {cohort_name(most[period], period)}: {count(most['cases'])}",
        f"Cases by the {period} of their first contact.",
        Curves(
            (
                Curve(
                    "cases",
                    "accent",
                    tuple(float(date.fromisoformat(row[period]).toordinal()) for row in rows),
                    tuple(float(row["cases"]) for row in rows),
                ),
            ),
            Axis(f"{period} of the first contact", "day"),
            Axis("cases opened", "count"),
        ),
        (answer,),
        total,
        "case",
        f"Cases opened in each {period}.",
        (f"First and last {period} may be observed in part.",),
    )
