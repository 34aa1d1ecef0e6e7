"""The touchpoints as nodes of the journey graph: who passes, begins, ends and comes back there, and how long they stay."""

from journey.data.generation import Generation
from journey.data.views.form import (
    COUNT,
    NAME,
    SECONDS,
    SHARE,
    Column,
    Row,
    View,
    names,
    share,
    sums,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode

TIMES = ("median_seconds", "p90_seconds", "waited_seconds")
COUNTS = (
    "events",
    "journeys",
    "customers",
    "begun",
    "ended",
    "completed",
    "ended_well",
    "in_progress",
    "dropped_off",
)


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [
        {
            "touchpoint": generation.touchpoints[row["touchpoint_no"]],
            "stage": generation.stages[row["stage_no"]],
            **{name: row[name] for name in COUNTS},
            **share("leaving_rate", row["dropped_off"], row["journeys"] - row["in_progress"]),
            "again": row["again"],
            **share("again_rate", row["again"], row["journeys"]),
            **{name: row[name] for name in ("moves", *TIMES)},
        }
        for row in sums
    ]


VIEW = View(
    "touchpoint_nodes",
    "journeys",
    (
        *names("touchpoint"),
        Column("stage", NAME, "that of most of its events"),
        Column("events", COUNT),
        Column("journeys", COUNT, "journeys that pass the touchpoint, however often"),
        Column("customers", COUNT),
        Column("begun", COUNT, "journeys whose first event it is; sums to all journeys"),
        Column(
            "ended",
            COUNT,
            "journeys last seen at it (newsletters and the like aside), by outcome; sums to all journeys",
        ),
        Column("completed", COUNT),
        Column("ended_well", COUNT),
        Column("in_progress", COUNT),
        Column("dropped_off", COUNT),
        *with_interval_and_n(
            Column(
                "leaving_rate",
                SHARE,
                "dropped_off / (journeys - in_progress): whether those still under way there leave is not known yet",
                rests_on="customers",
            )
        ),
        Column("again", COUNT, "journeys that pass it twice or more"),
        *with_interval_and_n(
            Column("again_rate", SHARE, "again / journeys", rests_on="customers", implies="again")
        ),
        Column("moves", COUNT, "events that another follows"),
        Column(
            "median_seconds",
            SECONDS,
            "median time from an event's end to the start of the next",
            rests_on="customers",
        ),
        Column(
            "p90_seconds",
            SECONDS,
            "time to the next event that nine in ten moves do not exceed",
            rests_on="customers",
        ),
        Column(
            "waited_seconds",
            SECONDS,
            "time to the next event, summed over all moves",
            rests_on="customers",
        ),
    ),
    _finish,
    shared=shared_mode.TOUCHPOINT_NODES,
    needs_time=True,
    lists_touchpoints=True,
    totals=lambda rows: sums(rows, "events", "begun", "ended", "moves"),
)
