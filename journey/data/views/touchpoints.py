"""What each touchpoint carries on each channel: events, who passes, how they feel, how many leave."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import Row, View, ViewOptions, with_interval
from journey.data.views.valence import mean_valence


def _finish(generation: Generation, sums: list[Row], asked: ViewOptions) -> list[Row]:
    group = labels(generation, asked.by)
    return [
        group(row)
        | {
            "stage": generation.stages[row["stage_no"]],
            "touchpoint": generation.touchpoints[row["touchpoint_no"]],
            "channel": generation.channels[row["channel_no"]],
            "events": row["events"],
            "journeys": row["journeys"],
            "customers": row["customers"],
            **mean_valence(row),
            "exits": row["exits"],
            "median_first_step": row["median_first_step"],
            "valence_customers": row["answering_customers"] or 0,
        }
        for row in sums
    ]


def _definitions(generation: Generation) -> dict[str, str]:
    return {
        "events": "events in the range of dates, on the channels, in the stages, at the touchpoints asked for",
        "mean_valence": "mean of recorded valences, else of those of the emotion labels, -1 to 1",
        "exits": "journeys selected as a whole that dropped off with their last event here",
        "median_first_step": "median of the step at which journeys first pass here, over the whole dataset",
    }


def _totals(rows: list[Row]) -> dict:
    exits = [row["exits"] for row in rows]
    return {
        "events": sum(row["events"] or 0 for row in rows),
        "exits": None if None in exits else sum(exits),
    }


VIEW = View(
    "touchpoints",
    "events",
    _finish,
    _definitions,
    rates={"valence_customers": with_interval("mean_valence")},
    helpers=("valence_customers",),
    totals=_totals,
    rule="events",
    by=(),
)
