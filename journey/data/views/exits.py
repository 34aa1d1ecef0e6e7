"""From where the lost journeys left."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import Row, View, ViewOptions


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    group = labels(generation, asked.by)
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


def _definitions(generation: Generation) -> dict[str, str]:
    return {
        "drop_stage": "the furthest stage of the lost journeys",
        "touchpoint": "where their last event was, whatever its stage",
        "revenue": "what these journeys had brought before they left",
    }


def _totals(rows: list[Row]) -> dict:
    journeys = [row["journeys"] for row in rows]
    return {"journeys": None if None in journeys else sum(journeys)}


VIEW = View("exits", "journeys", _finish, _definitions, totals=_totals, by=())
