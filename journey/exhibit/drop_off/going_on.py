"""How long going on from the stage takes, and how many ever do, beside the other stages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.charts.time_to_advance import time_to_advance_curves
from journey.data.views.rows import TIME_TO_ADVANCE
from journey.exhibit.chart import Axis, Curve, Curves
from journey.exhibit.drop_off.stage import chosen_stage
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.theme import stage_hue
from journey.model.words import duration, plural
from journey.presenters.drop_off import moving_on as words
from journey.presenters.drop_off.stages import has_next_observed
from journey.presenters.filters import widen

if TYPE_CHECKING:
    from journey.data.views.rows import TimeToAdvanceRow

NAME = "How long going on takes"


def going_on(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option stage."""
    answer = source.ask(TIME_TO_ADVANCE)
    stage, generation = chosen_stage(ref, source), source.generation
    totals = answer.totals.get(stage)
    if not has_next_observed(generation, stage):
        reason = f"{stage} is the last stage in these data: nobody can have gone on."
        return Nothing(ref, NAME, reason)
    if totals is None:
        reason = f"No time to the next stage for {stage}: all its journeys had been in a later stage before."
        return Nothing(ref, NAME, reason)
    if totals["share_at_end"] is None:
        journeys = plural(totals["journeys"], "journey")
        return Nothing(
            ref,
            NAME,
            f"{journeys} of fewer than 10 customers: too few for a curve.{widen(source.filters)}",
        )
    rows = answer.frame()
    rows = rows[rows["share"].notna()]
    stages, median = generation.definition.stage_names, totals["median_seconds"]
    curves = tuple(
        _curve(
            [row for row in answer.rows if row["stage"] == name], stages.index(name), name != stage
        )
        for name in dict.fromkeys(rows["stage"])
    )
    return Exhibit(
        ref,
        "figure",
        words.headline(stage, totals, rows[rows["stage"] == stage]),
        words.basis(totals, source.unit),
        Curves(
            curves,
            Axis("time since the first event in the stage", "seconds"),
            Axis("share that has gone on", "share"),
            () if median is None else ((median, f"half: {duration(median)}"),),
        ),
        (answer,),
        totals["journeys"],
        source.unit,
        f"Kaplan-Meier curve of the share that has gone on from {stage} over time, beside the other stages.",
        on_screen=lambda theme: time_to_advance_curves(rows, stage, theme, stages, median),
    )


def _curve(rows: "Sequence[TimeToAdvanceRow]", index: int, is_muted: bool) -> Curve:
    """The curve of a stage in its hue, as far as there are shares."""
    known = [row for row in rows if row["share"] is not None]
    return Curve(
        known[0]["stage"],
        stage_hue(index),
        tuple(row["seconds"] or 0.0 for row in known),
        tuple(row["share"] for row in known),
        tuple(row["low"] for row in known),
        tuple(row["high"] for row in known),
        is_step=True,
        is_muted=is_muted,
    )
