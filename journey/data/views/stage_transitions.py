"""The moves between cells, beginnings and ends, by groups of customers: what the model of the journey is made from."""

from journey.data.generation import Generation
from journey.data.views.flow import ENDS
from journey.data.views.form import COUNT, NAME, NUMBER, SOMETIMES, Column, Row, View, names
from journey.data.views.options import ViewOptions
from journey.model import shared_mode


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    stages, touchpoints = {-1: None, **generation.stages}, {-1: None, **generation.touchpoints}
    return [
        {
            "group": row["group_no"],
            "source_stage": stages[row["source_stage_no"]],
            "source": touchpoints[row["source_no"]],
            "target_stage": stages[row["target_stage_no"]],
            "target": touchpoints[row["target_no"]],
            "end": ENDS[row["end_no"]],
            "moves": row["moves"],
        }
        for row in sums
    ]


VIEW = View(
    "stage_transitions",
    "journeys",
    (
        Column("group", NUMBER, "customers put into 100 groups by their number, for resampling"),
        *names("source_stage", blank=SOMETIMES),
        Column("source", NAME, "empty: the journey begins at the target", blank=SOMETIMES),
        *names("target_stage", blank=SOMETIMES),
        Column(
            "target",
            NAME,
            "empty: the journey ends at the source, in the way that `end` says",
            blank=SOMETIMES,
        ),
        *names("end", blank=SOMETIMES),
        Column("moves", COUNT),
    ),
    _finish,
    shared=shared_mode.OF_SAMPLES,
    needs_time=True,
)
