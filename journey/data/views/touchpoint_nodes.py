"""The touchpoints as nodes of the journey graph: who passes, begins, ends and comes back there, and how long they stay."""

from journey.data.generation import Generation
from journey.data.views.form import Row, View, ViewOptions, share, with_interval

TIMES = ("median_seconds", "p90_seconds", "waited_seconds")
COUNTS = (
    "events",
    "journeys",
    "customers",
    "begun",
    "ended",
    "completed",
    "in_progress",
    "dropped_off",
)


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
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


def _definitions(generation: Generation) -> dict[str, str]:
    return {
        "stage": "that of most of its events",
        "journeys": "journeys that pass the touchpoint, however often",
        "begun": "journeys whose first event it is; sums to all journeys",
        "ended": "journeys whose last event it is, by outcome; sums to all journeys",
        "leaving_rate": "dropped_off / (journeys - in_progress): whether those still under way there leave is not known yet",
        "again": "journeys that pass it twice or more",
        "again_rate": "again / journeys",
        "moves": "events that another follows",
        "median_seconds": "median time to the next event",
        "p90_seconds": "time to the next event that nine in ten moves do not exceed",
        "waited_seconds": "time to the next event, summed over all moves",
    }


VIEW = View(
    "touchpoint_nodes",
    "journeys",
    _finish,
    _definitions,
    is_shared=False,
    rates={"customers": (*with_interval("leaving_rate"), *with_interval("again_rate"), *TIMES)},
    totals=lambda rows: {
        name: sum(row[name] for row in rows) for name in ("events", "begun", "ended", "moves")
    },
)
