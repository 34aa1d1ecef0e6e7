"""What became of the journeys that reached each stage."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import (
    COUNT,
    SECONDS,
    SHARE,
    SOMETIMES,
    Column,
    Row,
    Totals,
    View,
    estimate,
    names,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.definition import UNASSIGNED
from journey.model.intervals import UNKNOWN
from journey.model.small_numbers import IS_OBSERVED
from journey.model.words import duration

COUNTS = (
    "reached",
    "advanced",
    "ended_well",
    "dropped_off",
    "in_progress",
    "completed",
    "skipped",
)
END_CUSTOMERS = (
    "ended_well_customers",
    "dropped_off_customers",
    "in_progress_customers",
    "completed_customers",
)


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    goal = len(generation.definition.stages)
    group = labels(generation, options.by)
    return [
        group(row) | _row(generation, row, outside=row["stage_no"] in (0, goal)) for row in sums
    ]


def _row(generation: Generation, row: Row, outside: bool) -> Row:
    """`outside`: the goal and the unassigned have no next stage, hence no rates."""
    stage = generation.stages[row["stage_no"]]
    if row["stage_no"] in generation.unobserved_stages:
        return dict.fromkeys(column.name for column in VIEW.columns) | {
            "stage": stage,
            IS_OBSERVED: 0,
        }
    return {
        "stage": stage,
        **{name: row[name] for name in COUNTS},
        "customers": row["customers"],
        **_rate("conversion_rate", row["advanced"], row["reached"], outside),
        **_rate("ended_well_rate", row["ended_well"], row["reached"], outside),
        **_rate("drop_off_rate", row["dropped_off"], row["reached"], outside),
        "median_seconds_to_next": row["median_seconds_to_next"],
        **{name: row[name] for name in END_CUSTOMERS},
        IS_OBSERVED: 1,
    }


def _rate(name: str, hits: int, reached: int, outside: bool) -> Row:
    return estimate(name, None, UNKNOWN, reached) if outside else share(name, hits, reached)


def _window(generation: Generation) -> str:
    return duration(generation.definition.inactivity_seconds)


def _totals(rows: list[Row]) -> Totals:
    return {
        name: _sum(rows, name) for name in ("ended_well", "dropped_off", "in_progress", "completed")
    }


def _sum(rows: list[Row], name: str) -> int | None:
    values = [row[name] for row in rows if row[IS_OBSERVED]]
    return None if None in values else sum(values)


VIEW = View(
    "funnel",
    "journeys",
    (
        *names("stage"),
        Column(
            "reached",
            COUNT,
            "journeys with an event in the stage or in any later one",
            blank=SOMETIMES,
        ),
        Column("advanced", COUNT, "reached a later stage", blank=SOMETIMES),
        Column(
            "ended_well",
            COUNT,
            "went no further, passed a good end, and nothing undid it",
            needs_time=True,
        ),
        Column(
            "dropped_off",
            COUNT,
            lambda generation: (
                f"went no further and were silent for more than {_window(generation)} at the end of observation"
            ),
            needs_time=True,
        ),
        Column(
            "in_progress",
            COUNT,
            lambda generation: (
                f"went no further so far, with an event in the last {_window(generation)}"
            ),
            needs_time=True,
        ),
        Column("completed", COUNT, "reached the last stage, the goal", blank=SOMETIMES),
        Column(
            "skipped", COUNT, "reached a later stage without an event in this one", blank=SOMETIMES
        ),
        Column("customers", COUNT, blank=SOMETIMES),
        *with_interval_and_n(
            Column(
                "conversion_rate",
                SHARE,
                "advanced / reached; the goal has none",
                rests_on="customers",
                blank=SOMETIMES,
            )
        ),
        *with_interval_and_n(
            Column(
                "ended_well_rate",
                SHARE,
                "ended_well / reached; the goal has none",
                rests_on="customers",
                blank=SOMETIMES,
                needs_time=True,
            )
        ),
        *with_interval_and_n(
            Column(
                "drop_off_rate",
                SHARE,
                "dropped_off / reached; the goal has none",
                rests_on="customers",
                blank=SOMETIMES,
                needs_time=True,
            )
        ),
        Column(
            "median_seconds_to_next",
            SECONDS,
            "from the first event in the stage to the first beyond it, of those who advanced",
            rests_on="customers",
            needs_time=True,
        ),
        Column("ended_well_customers", COUNT, needs_time=True, is_helper=True),
        Column("dropped_off_customers", COUNT, needs_time=True, is_helper=True),
        Column("in_progress_customers", COUNT, needs_time=True, is_helper=True),
        Column("completed_customers", COUNT, is_helper=True),
        Column(IS_OBSERVED, COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.FUNNEL,
    by=(),
    terms=lambda generation: {
        UNASSIGNED: "journeys without an event in any stage, outside the rates"
    },
    totals=_totals,
)
