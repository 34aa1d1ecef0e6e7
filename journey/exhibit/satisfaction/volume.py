"""How many cases are opened over time, also for each hundred active customers, and how many stay open."""

from datetime import date

from journey.data.ask import AnyRow
from journey.data.needs import NOT_COMPUTABLE
from journey.data.views.rows import BACKLOG, CASE_VOLUME, SERVICE
from journey.exhibit.chart import Axis, Curve, Curves
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction.over_time import NO_TIME, period_of
from journey.exhibit.satisfaction.service import no_cases
from journey.exhibit.source import AnswerSource
from journey.model.vocabulary import noun
from journey.model.words import capital, count, plural
from journey.presenters.drop_off.cohorts import cohort_name

NAME, RATE, OPEN = "Cases opened", "Cases per 100 active customers", "Open cases"
AGES = {"open": "accent", "open_longer": "negative"}


def opened(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """By the period in which the customer first made contact."""
    if source.generation.is_timeless:
        return Nothing(ref, NAME, NO_TIME)
    period = period_of(source)
    answer = source.ask(SERVICE, by=(period,))
    rows = [row for row in answer.rows if row["cases"] is not None]
    if len(rows) < 2:
        return Nothing(ref, NAME, source.too_few if answer.rows else no_cases(source), (answer,))
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


def per_active(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The customers' need for service, whatever their number: with its interval."""
    if source.generation.is_timeless:
        return Nothing(ref, RATE, NO_TIME)
    period = period_of(source)
    answer = source.ask(CASE_VOLUME, by=(period,))
    if any(row["cases"] is None for row in answer.rows):
        return Nothing(ref, RATE, f"{capital(answer.definitions['cases'])}.", (answer,))
    rows = [row for row in answer.rows if row["cases_per_100"] is not None]
    if len(rows) < 2 or not any(row["cases"] for row in rows):
        return Nothing(
            ref,
            RATE,
            source.too_few if any(row["cases"] for row in rows) else no_cases(source),
            (answer,),
        )
    least, most = (pick(rows, key=lambda row: row["cases_per_100"]) for pick in (min, max))
    return Exhibit(
        ref,
        "figure",
        f"{_rate(most)} cases per 100 active customers in {cohort_name(most[period], period)}, the most, of "
        f"{plural(most['customers'], 'customer')}; {_rate(least)} in {cohort_name(least[period], period)}, the fewest, of "
        f"{count(least['customers'])}",
        f"Cases by the {period} of their first contact, per 100 customers active in it, with the 95 % interval.",
        Curves(
            (
                Curve(
                    "cases per 100",
                    "accent",
                    tuple(float(date.fromisoformat(row[period]).toordinal()) for row in rows),
                    tuple(row["cases_per_100"] for row in rows),
                    tuple(row["cases_per_100_low"] for row in rows),
                    tuple(row["cases_per_100_high"] for row in rows),
                ),
            ),
            Axis(f"{period} of the first contact", "day"),
            Axis("cases per 100 active customers, 95 % interval", "number"),
        ),
        (answer,),
        sum(row["cases"] for row in rows),
        "case",
        f"Cases per 100 active customers in each {period}.",
        (
            f"Active: with an event in the {period} where they do something. First and last {period} may be observed in part.",
        ),
    )


def _rate(row: AnyRow) -> str:
    return f"{row['cases_per_100']:.1f} ({row['cases_per_100_low']:.1f} to {row['cases_per_100_high']:.1f})"


def backlog(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Open cases at the end of each period, and those of them that have been open for thirty days or more."""
    answer = source.ask(BACKLOG)
    if not answer.rows:
        said = answer.definitions["open"]
        nothing = TOO_FEW if source.is_shared else no_cases(source)
        reason = f"{capital(said)}." if said.startswith(NOT_COMPUTABLE) else nothing
        return Nothing(ref, OPEN, reason, (answer,))
    last, rows = answer.rows[-1], answer.rows
    days = tuple(float(date.fromisoformat((row["until"] or "")[:10]).toordinal()) for row in rows)
    old = (
        f", {count(last['open_longer'] or 0)} of them for thirty days or more"
        if last["open"]
        else ""
    )
    before = (
        f"; at the end of the {period_of(source)} before {count(rows[-2]['open'] or 0)}"
        if len(rows) > 1
        else ""
    )
    return Exhibit(
        ref,
        "figure",
        f"{count(last['open'] or 0)} cases are open at the end{old}{before}",
        f"Cases not yet resolved for the last time at the end of each {period_of(source)}.",
        Curves(
            tuple(
                Curve(
                    noun(name) if name != "open" else "open",
                    colour,
                    days,
                    tuple(float(row[name] or 0) for row in rows),
                )
                for name, colour in AGES.items()
            ),
            Axis(f"end of the {period_of(source)}", "day"),
            Axis("open cases", "count"),
        ),
        (answer,),
        last["open"],
        "case",
        f"Open cases at the end of each {period_of(source)}, and those open for thirty days or more.",
        (
            "A case that was resolved and opened again counts as open throughout, until its last resolution; one whose resolution "
            "nobody recorded stays open. Cases from before the data begin are not in it, so that the first part rises in any data.",
        ),
    )
