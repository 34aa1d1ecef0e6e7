"""The journeys themselves, the latest first: who is behind a figure."""

from collections.abc import Mapping
from datetime import UTC, datetime

from journey.data.generation import Generation
from journey.data.views.flow import ENDS
from journey.data.views.form import (
    COUNT,
    MOMENT,
    MONEY,
    NAME,
    PATH,
    SOMETIMES,
    VALENCE,
    Column,
    Row,
    View,
    names,
)
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
            "stages": _stages(row["stage_path"], generation.stages),
            "furthest_stage": generation.stages[row["furthest_stage_no"]],
            "outcome": ENDS[row["end_no"]],
            "last_touchpoint": generation.touchpoints[row["exit_touchpoint_no"]],
            "lowest_valence": row["lowest_valence"],
            "lowest_touchpoint": _touchpoint(row["lowest_touchpoint_no"], generation),
            "revenue": row["journey_revenue"],
            "all_journeys": row["all_journeys"],
        }
        for row in sums
    ]


def _stages(stage_path: str, names: Mapping[int, str]) -> list[str]:
    """The stages of a path of their numbers, each once, in the order of the definition."""
    return [names[number] for number in sorted({int(digit) for digit in stage_path} - {0})]


def _touchpoint(number: int | None, generation: Generation) -> str | None:
    return None if number is None else generation.touchpoints[number]


def _moment(second: int) -> str | None:
    return iso(datetime.fromtimestamp(second, UTC).replace(tzinfo=None))


VIEW = View(
    "journeys",
    "journeys",
    (
        *names("customer_id"),
        *names("journey_id", blank=SOMETIMES),
        Column("first_at", MOMENT, needs_time=True, noun="began"),
        Column("last_at", MOMENT, needs_time=True),
        Column("steps", COUNT, "events of the journey", noun="events"),
        Column("stages", PATH, "those with an event of the journey, in their order"),
        Column("furthest_stage", noun="got as far as"),
        Column(
            "outcome",
            NAME,
            "completed, ended_well, in_progress or dropped_off, as in the funnel",
            needs_time=True,
            noun="ended",
        ),
        Column(
            "last_touchpoint",
            NAME,
            "that of the last event that is not passive",
            needs_time=True,
        ),
        Column("lowest_valence", VALENCE, "the lowest valence of its events"),
        Column(
            "lowest_touchpoint",
            NAME,
            "that of the first event with the lowest valence",
            blank=SOMETIMES,
        ),
        Column("revenue", MONEY, "what the journey has brought so far"),
        Column("all_journeys", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.OF_SINGLE_CUSTOMERS,
    options=("top",),
    totals=lambda rows: {"journeys": rows[0]["all_journeys"] if rows else 0},
)
