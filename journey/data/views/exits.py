"""From where the lost journeys left."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import COUNT, MERGED, MONEY, NAME, Column, Row, Totals, View, names
from journey.data.views.options import ViewOptions
from journey.model import shared_mode


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    return [
        group(row)
        | {
            "drop_stage": generation.stages[row["drop_stage_no"]],
            "touchpoint": generation.touchpoints[row["touchpoint_no"]],
            "touchpoint_stage": generation.stages[row["stage_no"]],
            "journeys": row["journeys"],
            "revenue": row["lost_revenue"],
            "customers": row["customers"],
        }
        for row in sums
    ]


def _totals(rows: list[Row]) -> Totals:
    journeys = [row["journeys"] for row in rows]
    return {"journeys": None if None in journeys else sum(journeys)}


VIEW = View(
    "exits",
    "journeys",
    (
        Column("drop_stage", NAME, "the furthest stage of the lost journeys"),
        Column(
            "touchpoint",
            NAME,
            "where their last event was, whatever its stage",
            noun="last touchpoint",
        ),
        *names("touchpoint_stage", blank=MERGED),
        Column("journeys", COUNT, noun="left"),
        Column("revenue", MONEY, "what these journeys had brought before they left"),
        Column("customers", COUNT),
    ),
    _finish,
    shared=shared_mode.EXITS,
    by=(),
    needs_time=True,
    lists_touchpoints=True,
    totals=_totals,
)
