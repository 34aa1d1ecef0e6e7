"""Whether journeys end better over the weeks in which they begin, and where that changed: ripe journeys at one age."""

import numpy as np

from journey.data.generation import Generation
from journey.data.groups import GROUPS, labels
from journey.data.views.form import Columns, OfColumns, Row, View, in_order
from journey.data.views.groups_of_columns import groups_of
from journey.data.views.options import ViewOptions
from journey.data.views.ripe import ripe_age
from journey.data.views.share_courses import columns, periods_of, share_course
from journey.model import shared_mode

FIGURES = {"completed": "is_completed", "ended_well": "is_ended_well", "neither": "is_neither"}


def _finish(generation: Generation, found: Columns, options: ViewOptions) -> list[Row]:
    """A figure that every journey has, or none, is no row."""
    group = labels(generation, options.by)
    if not len(found["journey_no"]):
        return []
    placed = {**found, "period": periods_of(generation, found["first_s"].astype(np.int64))}
    limit = float(generation.observation.ripe_age_seconds)
    rows = []
    for codes, own in groups_of(placed, GROUPS):
        for figure, column in FIGURES.items():
            hits = own[column] == 1
            if hits.any() and not hits.all():
                nowhere = np.zeros(len(hits), dtype=np.int64)
                row = share_course(
                    generation, figure, limit, hits, own["period"], nowhere, own["customer_no"]
                )
                rows.append(group(codes) | in_order(VIEW.columns, row))
    return rows


VIEW = View(
    "journey_trend",
    "journeys",
    columns(
        "by the week in which journeys begin, of journeys begun at least the ripe age before the end of observation, at that age. "
        "completed: had reached the last stage, the goal; ended_well: had passed a good end that nothing had undone; neither",
        lambda generation: f"the ripe age: {ripe_age(generation)}",
        "journeys",
        "",
    ),
    OfColumns(_finish),
    shared=shared_mode.WITH_WITHOUT,
    by=(),
    is_over_time=True,
    needs_time=True,
)
