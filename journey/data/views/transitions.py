"""Which touchpoint follows which, and how long that takes."""

from journey.data.generation import Generation
from journey.data.views.form import Row, View, ViewOptions

TIMES = ("median_seconds", "p90_seconds", "waited_seconds")


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    return [
        {
            "source": generation.touchpoints[row["source_no"]],
            "target": generation.touchpoints[row["target_no"]],
            **{
                name: row[name] for name in ("moves", "journeys", "customers", *TIMES, "lost_after")
            },
        }
        for row in sums
    ]


def _definitions(generation: Generation) -> dict[str, str]:
    return {
        "moves": "times the target came directly after the source in a journey; sums to events less journeys",
        "journeys": "journeys with at least one such move",
        "median_seconds": "median time between the two events",
        "p90_seconds": "time that nine in ten moves do not exceed",
        "waited_seconds": "time between the two events, summed over all moves",
        "lost_after": "journeys that dropped off with this as their last move",
    }


VIEW = View(
    "transitions",
    "journeys",
    _finish,
    _definitions,
    rates={"customers": TIMES},
    totals=lambda rows: {"moves": sum(row["moves"] or 0 for row in rows)},
)
