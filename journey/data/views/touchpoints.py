"""What each touchpoint carries on each channel: events, who passes, how they feel, how many leave."""

from journey.data.generation import Generation
from journey.data.groups import labels
from journey.data.views.form import (
    COUNT,
    EVENTS,
    MERGED,
    NUMBER,
    SOMETIMES,
    VALENCE,
    Column,
    Row,
    Totals,
    View,
    names,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.data.views.valence import felt, mean_valence
from journey.model import shared_mode


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
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
            "felt": felt(generation, row),
        }
        for row in sums
    ]


def _totals(rows: list[Row]) -> Totals:
    exits = [row["exits"] for row in rows]
    return {
        "events": sum(row["events"] or 0 for row in rows),
        "exits": None if None in exits else sum(exits),
    }


VIEW = View(
    "touchpoints",
    "events",
    (
        *names("stage", blank=MERGED),
        *names("touchpoint"),
        *names("channel", blank=SOMETIMES),
        Column(
            "events",
            COUNT,
            "events in the range of dates, on the channels, in the stages, at the touchpoints asked for",
        ),
        Column("journeys", COUNT),
        Column("customers", COUNT),
        *with_interval_and_n(
            Column(
                "mean_valence",
                VALENCE,
                "mean of recorded valences, else of those of the emotion labels, -1 to 1",
                rests_on="valence_customers",
                implies="felt",
            )
        ),
        Column(
            "exits",
            COUNT,
            "journeys selected as a whole that dropped off with their last event here",
            needs_time=True,
        ),
        Column(
            "median_first_step",
            NUMBER,
            "median of the step at which journeys first pass here, over the whole dataset",
        ),
        Column("valence_customers", COUNT, is_helper=True),
        Column("felt", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.TOUCHPOINTS,
    notes=lambda rows: ["exits is a journey figure: its dates select journeys begun in the range"],
    by=(),
    rule=EVENTS,
    lists_touchpoints=True,
    totals=_totals,
)
