"""Which touchpoint follows which, counted alone: for all that needs neither customers nor times, in a tenth of the time."""

from journey.data.generation import Generation
from journey.data.views.form import Row, View, ViewOptions
from journey.data.views.transitions import VIEW as TRANSITIONS


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    return [
        {
            "source": generation.touchpoints[row["source_no"]],
            "target": generation.touchpoints[row["target_no"]],
            "moves": row["moves"],
            "journeys": row["journeys"],
        }
        for row in sums
    ]


def _definitions(generation: Generation) -> dict[str, str]:
    whole = TRANSITIONS.definitions(generation)
    return {name: whole[name] for name in ("moves", "journeys")}


VIEW = View(
    "transition_counts",
    "journeys",
    _finish,
    _definitions,
    totals=TRANSITIONS.totals,
    is_shared=False,
)
