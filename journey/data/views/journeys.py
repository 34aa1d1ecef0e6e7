"""The journeys themselves, the latest first: who is behind a figure."""

from datetime import UTC, datetime

from journey.data.generation import Generation
from journey.data.views.flow import ENDS
from journey.data.views.form import COUNT, MOMENT, MONEY, NAME, SOMETIMES, Column, Row, View, names
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.words import iso


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [
        {
            "customer_id": row["customer_id"],
            "journey_id": row["journey_id"] or None,
            "first_at": _moment(row["first_s"]),
            "last_at": _moment(row["last_s"]),
            "steps": row["steps"],
            "furthest_stage": generation.stages[row["furthest_stage_no"]],
            "outcome": ENDS[row["end_no"]],
            "last_touchpoint": generation.touchpoints[row["exit_touchpoint_no"]],
            "revenue": row["journey_revenue"],
            "all_journeys": row["all_journeys"],
        }
        for row in sums
    ]


def _moment(second: int) -> str | None:
    return iso(datetime.fromtimestamp(second, UTC).replace(tzinfo=None))


VIEW = View(
    "journeys",
    "journeys",
    (
        *names("customer_id"),
        *names("journey_id", blank=SOMETIMES),
        Column("first_at", MOMENT, needs_time=True),
        Column("last_at", MOMENT, needs_time=True),
        Column("steps", COUNT, "events of the journey"),
        *names("furthest_stage"),
        Column(
            "outcome",
            NAME,
            "completed, ended_well, in_progress or dropped_off, as in the funnel",
            needs_time=True,
        ),
        Column(
            "last_touchpoint",
            NAME,
            "that of the last event that is not passive",
            needs_time=True,
        ),
        Column("revenue", MONEY, "what the journey has brought so far"),
        Column("all_journeys", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.OF_SINGLE_CUSTOMERS,
    options=("top",),
    totals=lambda rows: {"journeys": rows[0]["all_journeys"] if rows else 0},
)
