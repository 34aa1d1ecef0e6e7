"""Where journeys begin, by touchpoint and channel, and what becomes of them: which way in is worth its money."""

from journey.data.generation import Generation
from journey.data.views.form import (
    COUNT,
    SHARE,
    SOMETIMES,
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
from journey.model.vocabulary import ENDS


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [
        {
            "touchpoint": generation.touchpoints[row["touchpoint_no"]],
            "channel": generation.channels[row["channel_no"]],
            **{name: row[name] for name in ("journeys", "customers", *ENDS)},
            **share("completion_rate", row["completed"], row["journeys"]),
        }
        for row in sums
    ]


VIEW = View(
    "entries",
    "journeys",
    (
        Column("touchpoint", noun="begin at"),
        *names("channel", blank=SOMETIMES),
        Column("journeys", COUNT, "journeys whose first event is here"),
        Column("customers", COUNT),
        Column("completed", COUNT, "reached the last stage, the goal"),
        Column("ended_well", COUNT, "ended well before the goal"),
        Column("in_progress", COUNT, "still under way"),
        Column("dropped_off", COUNT, "left before the goal"),
        *with_interval_and_n(
            Column(
                "completion_rate",
                SHARE,
                "completed / journeys",
                rests_on="customers",
                implies="completed",
            )
        ),
    ),
    _finish,
    shared=shared_mode.by_category(
        label="touchpoint",
        cells=("journeys",),
        across=("touchpoint", "channel"),
        silent=(
            "ended_well",
            "in_progress",
            "dropped_off",
        ),  # how journeys end is told by funnel and exits alone
    ),
    needs_time=True,
    lists_touchpoints=True,
    totals=lambda rows: sums(rows, "journeys", *ENDS),
)
