"""Pain points that the file records, by touchpoint: what people noted beside what is measured."""

from journey.data.generation import Generation
from journey.data.needs import PAIN_POINT, lacking
from journey.data.views.form import COUNT, MERGED, Column, Row, View, names
from journey.data.views.options import ViewOptions
from journey.model import shared_mode


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    rows = [
        {
            "stage": generation.stages[row["stage_no"]],
            "touchpoint": generation.touchpoints[row["touchpoint_no"]],
            "friction": generation.pain_points[row["pain_point_no"]],
            "events": row["events"],
            "journeys": row["journeys"],
            "customers": row["customers"],
        }
        for row in sums
    ]
    return sorted(rows, key=lambda row: (-row["journeys"], row["touchpoint"], row["friction"]))


VIEW = View(
    "pain_points",
    "journeys",
    (
        *names("stage", "touchpoint", blank=MERGED),
        Column(
            "friction",
            definition=lambda generation: (
                lacking(generation, PAIN_POINT) or "what the column friction says of the event"
            ),
        ),
        Column("events", COUNT, "with it"),
        Column("journeys", COUNT, "with it here"),
        Column("customers", COUNT),
    ),
    _finish,
    shared=shared_mode.PAIN_POINTS,
    lists_touchpoints=True,
)
