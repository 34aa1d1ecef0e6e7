"""Which touchpoint follows which, counted alone: for all that needs neither customers nor times, in a tenth of the time."""

from journey.data.generation import Generation
from journey.data.views.form import Row, View
from journey.data.views.options import ViewOptions
from journey.data.views.transitions import MOVES, totals
from journey.model import shared_mode


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    return [
        {
            "source": generation.touchpoints[row["source_no"]],
            "target": generation.touchpoints[row["target_no"]],
            "moves": row["moves"],
            "journeys": row["journeys"],
        }
        for row in sums
    ]


VIEW = View(
    "transition_counts",
    "journeys",
    MOVES,
    _finish,
    shared=shared_mode.TRANSITION_COUNTS,
    needs_time=True,
    lists_touchpoints=True,
    totals=totals,
)
