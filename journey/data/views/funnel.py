"""What became of the journeys that reached each stage."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import Row, View, ViewOptions, with_interval
from journey.model.definition import UNASSIGNED
from journey.model.intervals import UNKNOWN, wilson
from journey.model.words import duration

COUNTS = ("reached", "advanced", "dropped_off", "in_progress", "completed", "skipped")
END_CUSTOMERS = ("dropped_off_customers", "in_progress_customers", "completed_customers")


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    goal = len(generation.definition.stages)
    group = labels(generation, asked.by)
    return [
        group(row) | _row(generation, row, outside=row["stage_no"] in (0, goal)) for row in sums
    ]


def _row(generation: Generation, row: Row, outside: bool) -> Row:
    """`outside`: the goal and the unassigned have no next stage, hence no rates."""
    return {
        "stage": generation.stages[row["stage_no"]],
        **{name: row[name] for name in COUNTS},
        "customers": row["customers"],
        **_rate("conversion_rate", row["advanced"], row["reached"], outside),
        **_rate("drop_off_rate", row["dropped_off"], row["reached"], outside),
        "median_seconds_to_next": row["median_seconds_to_next"],
        **{name: row[name] for name in END_CUSTOMERS},
    }


def _rate(name: str, hits: int, reached: int, outside: bool) -> Row:
    empty = outside or not reached
    low, high = UNKNOWN if empty else wilson(hits / reached, reached)
    return {
        name: None if empty else hits / reached,
        f"{name}_low": low,
        f"{name}_high": high,
        f"{name}_n": reached,
    }


def _definitions(generation: Generation) -> dict[str, str]:
    window = duration(generation.definition.inactivity_seconds)
    return {
        "reached": "journeys with an event in the stage or in any later one",
        "advanced": "reached a later stage",
        "dropped_off": f"went no further and were silent for more than {window} at the end of observation",
        "in_progress": f"went no further so far, with an event in the last {window}",
        "completed": "reached the last stage, the goal",
        "skipped": "reached a later stage without an event in this one",
        "conversion_rate": "advanced / reached; the goal has none",
        "drop_off_rate": "dropped_off / reached; the goal has none",
        "median_seconds_to_next": "from the first event in the stage to the first beyond it, of those who advanced",
        UNASSIGNED: "journeys without an event in any stage, outside the rates",
    }


def _totals(rows: list[Row]) -> dict:
    return {name: _sum(rows, name) for name in ("dropped_off", "in_progress", "completed")}


def _sum(rows: list[Row], name: str) -> int | None:
    values = [row[name] for row in rows]
    return None if None in values else sum(values)


VIEW = View(
    "funnel",
    "journeys",
    _finish,
    _definitions,
    rates={
        "customers": (
            *with_interval("conversion_rate"),
            *with_interval("drop_off_rate"),
            "median_seconds_to_next",
        )
    },
    helpers=END_CUSTOMERS,
    totals=_totals,
    by=(),
)
