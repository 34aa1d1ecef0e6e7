"""Which touchpoint follows which, and how long that takes."""

from journey.data.generation import Generation
from journey.data.views.form import COUNT, MERGED, SECONDS, Column, Row, Totals, View, names
from journey.data.views.options import ViewOptions
from journey.model import shared_mode

TIMES = ("median_seconds", "p90_seconds", "waited_seconds")


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
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


def totals(rows: list[Row]) -> Totals:
    return {"moves": sum(row["moves"] or 0 for row in rows)}


MOVES = (
    *names("source"),
    *names("target", blank=MERGED),
    Column(
        "moves",
        COUNT,
        "times the target came directly after the source in a journey; sums to events less journeys",
    ),
    Column("journeys", COUNT, "journeys with at least one such move"),
)
VIEW = View(
    "transitions",
    "journeys",
    (
        *MOVES,
        Column("customers", COUNT),
        Column(
            "median_seconds",
            SECONDS,
            "median time from the end of the one event to the start of the other",
            rests_on="customers",
        ),
        Column(
            "p90_seconds",
            SECONDS,
            "time that nine in ten moves do not exceed",
            rests_on="customers",
        ),
        Column(
            "waited_seconds",
            SECONDS,
            "time from the end of the one event to the start of the other, summed over all moves",
            rests_on="customers",
        ),
        Column("lost_after", COUNT, "journeys that dropped off with this as their last move"),
    ),
    _finish,
    shared=shared_mode.TRANSITIONS,
    needs_time=True,
    lists_touchpoints=True,
    totals=totals,
)
