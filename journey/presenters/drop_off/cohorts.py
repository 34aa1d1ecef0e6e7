"""Cohorts in words: which had gone on least at the same age, whether more than chance lies between them, who is too young."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypedDict, cast

from journey.data.generation import Generation
from journey.data.groups import fitting_period, period_starts
from journey.model.comparing import homogeneity
from journey.model.errors import UserError
from journey.model.small_numbers import FULL
from journey.model.vocabulary import outcome
from journey.model.words import percent, plural
from journey.presenters.drop_off.stages import has_next_observed

if TYPE_CHECKING:
    from journey.data.ask import AnyRow

SIGNIFICANT = 0.05
COHORTS_LIMIT = 60
PERIODS = {"week": "by week", "month": "by month"}


class CohortRow(TypedDict):
    """A row of the view `ripe` of one cohort, in a stage that is observed, so that all is counted; no rate of too few."""

    cohort: str
    stage: str
    ripe: int
    neither: int
    neither_rate: float | None
    neither_rate_low: float | None
    neither_rate_high: float | None
    young: int
    base: str


def possible_periods(generation: Generation) -> dict[str, str]:
    """Those that do not make too many cohorts, in words."""
    try:
        period_starts(generation, "week")
    except UserError:
        return {"month": PERIODS["month"]}
    return PERIODS


def default_period(generation: Generation) -> str:
    return "week" if fitting_period(generation) in ("day", "week") else "month"


def period(generation: Generation, kept: str) -> str:
    """Week or month: the one in the address if it is possible, else the fitting one."""
    return kept if kept in possible_periods(generation) else default_period(generation)


def leaving_stages(generation: Generation) -> tuple[str, ...]:
    """The stages from which journeys can go on, or in which they can end well."""
    return tuple(
        name for name in generation.definition.stage_names[:-1] if not_yet_of(generation, name)
    )


def not_yet_of(generation: Generation, stage: str) -> str:
    """What journeys in the stage may not have done by the age at which they are compared."""
    return not_yet(has_next_observed(generation, stage), bool(generation.definition.ends.good))


def by_cohort(rows: "Sequence[AnyRow]", kind: str, stages: tuple[str, ...]) -> list[CohortRow]:
    """The rows of the view `ripe` of these stages with their cohort; none of a stage not observed.

    `rows` are grouped by `kind`.
    """
    return [
        cast(
            CohortRow, {**row, "cohort": row[kind]}
        )  # the group's column has its name from the data
        for row in rows
        if row["stage"] in stages and row["ripe"] is not None
    ]


def started(rows: Sequence[CohortRow]) -> list[str]:
    """The cohorts of which anyone reached a stage, in the order of the rows."""
    reached = {row["cohort"] for row in rows if row["ripe"] or row["young"]}
    return [name for name in dict.fromkeys(row["cohort"] for row in rows) if name in reached]


def too_young(rows: Sequence[CohortRow], age: str) -> str:
    """How many journeys are not compared, and why; '' where all are. Whoever reached a later stage reached the first one too."""
    first = rows[0]["stage"] if rows else ""
    young = sum(row["young"] for row in rows if row["stage"] == first)
    if not young:
        return ""
    return f"{plural(young, 'journey')} began less than {age} before the end: what becomes of them is not final yet."


def legend(drawn: Sequence[CohortRow], hidden: int, kind: str, age: str, not_yet: str) -> str:
    """What cells say, what pale and empty ones are where there are such, and what is not drawn.

    `not_yet`: what they had not done.
    """
    pale = [row for row in drawn if row["young"] and not row["ripe"]]
    is_empty = any(row["neither_rate"] is None and row not in pale for row in drawn)
    cell = "Pale cells with – hold only such. Each other cell" if pale else "Each cell"
    return (
        f"{cell}: of the journeys begun then that had reached the stage within {age}, the share that {not_yet} by "
        "then."
        + " Empty: fewer than 10 customers." * is_empty
        + f" {plural(hidden, f'earlier {kind}')} in the table only." * (hidden > 0)
    )


def not_yet(has_later_stage: bool, has_good_ends: bool) -> str:
    """What those had not done that are counted: what the data and the definition make possible; '' where that is nothing."""
    ended = "been solved" if outcome("ended_well").noun == "solved" else "ended well"
    if has_later_stage:
        return f"had neither gone on nor {ended}" if has_good_ends else "had not gone on"
    return f"had not {ended}" if has_good_ends else ""


def headline(stage_rows: Sequence[CohortRow], kind: str, stage: str, age: str, not_yet: str) -> str:
    """The lowest and the highest cohort of 30 customers or more, and whether more than chance lies between all of these.

    `not_yet`: what they had not done.
    """
    compared = [row for row in stage_rows if row["base"] == FULL]
    if len(compared) < 2:
        return f"Who {not_yet} after {age}, by starting {kind}"
    low, high = (
        choose(compared, key=lambda row: row["neither_rate"] or 0) for choose in (min, max)
    )
    if low["neither_rate"] == high["neither_rate"]:
        share = percent(low["neither_rate"])
        return f"In {stage} {share} {not_yet} after {age}, whichever {kind} they began in"
    ends = [
        f"{percent(row['neither_rate'])} ({cohort_name(row['cohort'], kind)})"
        for row in (low, high)
    ]
    span = f"from {ends[0]} to {ends[1]} {not_yet} after {age}"
    p = homogeneity([row["neither"] for row in compared], [row["ripe"] for row in compared])
    if p <= SIGNIFICANT:
        return f"Starting {kind}s differ in {stage}: {span}"
    return f"No significant difference between starting {kind}s in {stage}: {span}"


def cohort_day(cohort: str, kind: str) -> str:
    """'May 2025', '5 May': the cohort at an axis."""
    day = date.fromisoformat(cohort)
    return f"{day:%b %Y}" if kind == "month" else f"{day.day} {day:%b}"


def cohort_name(cohort: str, kind: str) -> str:
    """'May 2025', 'the week of 5 May 2025': the cohort that begins on this day."""
    day = date.fromisoformat(cohort)
    return f"{day:%b %Y}" if kind == "month" else f"the week of {day.day} {day:%b %Y}"
