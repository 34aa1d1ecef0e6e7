"""What had become of journeys at the same age, stage by stage: for comparing periods, the later of which had less time."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import (
    COUNT,
    SHARE,
    SOMETIMES,
    Column,
    Row,
    View,
    estimate,
    names,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.intervals import UNKNOWN
from journey.model.small_numbers import IS_OBSERVED
from journey.model.words import span

COUNTS = ("ripe", "went_on", "ended_well", "neither", "completed", "skipped", "young")
RATES = {"went_on_rate": "went_on", "ended_well_rate": "ended_well", "neither_rate": "neither"}


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    return [group(row) | _row(generation, row) for row in sums]


def _row(generation: Generation, row: Row) -> Row:
    """The goal has no next stage, hence no rates; what was not observed has no numbers."""
    stage_no = row["stage_no"]
    stage = {"stage": generation.stages[stage_no]}
    if stage_no in generation.unobserved_stages:
        return dict.fromkeys(column.name for column in VIEW.columns) | stage | {IS_OBSERVED: 0}
    is_goal = stage_no == len(generation.definition.stages)
    rates: Row = {}
    for name, counted in RATES.items():
        rates |= (
            estimate(name, None, UNKNOWN, row["ripe"])
            if is_goal
            else share(name, row[counted], row["ripe"])
        )
    counts = {name: row[name] for name in COUNTS}
    return stage | counts | {"customers": row["customers"], **rates, IS_OBSERVED: 1}


def ripe_age(generation: Generation) -> str:
    """The age at which periods are compared, in words."""
    return span(generation.observation.ripe_age_seconds)


def _rate(name: str, definition: str) -> tuple[Column, ...]:
    return with_interval_and_n(
        Column(
            name, SHARE, f"{definition}; the goal has none", rests_on="customers", blank=SOMETIMES
        )
    )


VIEW = View(
    "ripe",
    "journeys",
    (
        *names("stage"),
        Column(
            "ripe",
            COUNT,
            lambda generation: (
                f"journeys begun at least {ripe_age(generation)} before the end of observation that had reached the stage "
                f"within {ripe_age(generation)} of their first event; all but young and customers counts these, as they were then"
            ),
            blank=SOMETIMES,
        ),
        Column("went_on", COUNT, "had reached a later stage", blank=SOMETIMES),
        Column(
            "ended_well",
            COUNT,
            "had gone no further, had passed a good end, and nothing had undone it",
            blank=SOMETIMES,
        ),
        Column("neither", COUNT, "had neither gone on nor ended well", blank=SOMETIMES),
        Column("completed", COUNT, "had reached the last stage, the goal", blank=SOMETIMES),
        Column(
            "skipped",
            COUNT,
            "had reached a later stage without an event in this one",
            blank=SOMETIMES,
        ),
        Column(
            "young",
            COUNT,
            lambda generation: (
                f"journeys that have reached the stage and began less than {ripe_age(generation)} before the end of "
                "observation: too young to compare, in no rate"
            ),
            blank=SOMETIMES,
        ),
        Column("customers", COUNT, "those of the ripe journeys", blank=SOMETIMES),
        *_rate("went_on_rate", "went_on / ripe"),
        *_rate("ended_well_rate", "ended_well / ripe"),
        *_rate("neither_rate", "neither / ripe"),
        Column(IS_OBSERVED, COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.OF_AGES,
    by=(),
    needs_time=True,
)
