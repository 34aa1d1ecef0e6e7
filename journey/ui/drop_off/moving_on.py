"""Time to advance from the stage, and how many ever do."""

from journey.charts.time_to_advance import time_to_advance_curves
from journey.data.views.rows import TIME_TO_ADVANCE
from journey.model.filters import Filters
from journey.model.words import plural
from journey.presenters.drop_off import moving_on as words
from journey.ui import layout, tables
from journey.ui.data import answer, generation
from journey.ui.drop_off.selection import has_next_observed
from journey.ui.escape import markdown
from journey.ui.shell import theme, unit


def show(filters: Filters, stage: str) -> None:
    if not has_next_observed(stage):
        layout.section(
            "How long going on takes",
            f"{stage} is the last stage in these data: nobody can have gone on.",
        )
        return
    time_to_advance = answer(TIME_TO_ADVANCE, filters)
    totals = time_to_advance.totals.get(stage)
    if totals is None:
        layout.section(
            "How long going on takes",
            f"No time to the next stage for {stage}: all its journeys had been in a later stage before.",
        )
        return
    if totals["share_at_end"] is None:
        layout.section(
            "How long going on takes",
            f"{plural(totals['journeys'], 'journey')} of fewer than 10 customers: too few for a curve.{layout.widen(filters)}",
        )
        return
    rows = time_to_advance.frame()
    rows = rows[rows["share"].notna()]
    curve = rows[rows["stage"] == stage]
    layout.section(markdown(words.headline(stage, totals, curve)), words.basis(totals, unit()))
    layout.chart(
        time_to_advance_curves(
            rows, stage, theme(), generation().definition.stage_names, totals["median_seconds"]
        ),
        f"going on {stage}",
        f"Kaplan-Meier curve of the share that has gone on from {stage} over time, beside the other stages.",
    )
    tables.details(time_to_advance, "Going on: table and definitions")
