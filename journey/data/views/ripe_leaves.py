"""Where journeys had left at the same age, touchpoint by touchpoint: for comparing periods, the later of which had less time."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import (
    COUNT,
    SHARE,
    Column,
    Row,
    View,
    names,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.data.views.ripe import ripe_age
from journey.model import shared_mode


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    return [
        group(row)
        | {
            "stage": generation.stages[row["stage_no"]],
            "touchpoint": generation.touchpoints[row["touchpoint_no"]],
            **share("leaves", row["leaves"], row["ripe"]),
            "young": row["young"],
            "customers": row["customers"],
        }
        for row in sums
    ]


VIEW = View(
    "ripe_leaves",
    "journeys",
    (
        *names("stage", "touchpoint"),
        *with_interval_and_n(
            Column(
                "leaves",
                SHARE,
                lambda generation: (
                    f"of the journeys begun at least {ripe_age(generation)} before the end of observation that had passed the "
                    f"touchpoint within {ripe_age(generation)} of their first event, those last seen here then, neither at the "
                    "goal nor ended well"
                ),
                rests_on="customers",
            )
        ),
        Column(
            "young",
            COUNT,
            lambda generation: (
                f"journeys that pass here and began less than {ripe_age(generation)} before the end of observation: "
                "too young to compare, in no share"
            ),
        ),
        Column("customers", COUNT, "those of the journeys in leaves_n"),
    ),
    _finish,
    shared=shared_mode.OF_AGES,
    by=(),
    needs_time=True,
    lists_touchpoints=True,
)
