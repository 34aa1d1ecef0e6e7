"""How much happens: events by any groups, emotion labels among them."""

from journey.data.generation import Generation
from journey.data.groups import OF_CLOCK, OF_SINGLE_EVENTS, labels
from journey.data.views.form import COUNT, EVENTS, Column, Row, Totals, View
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.filters import DIMENSIONS


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    return [group(row) | {"events": row["events"], "customers": row["customers"]} for row in sums]


def _totals(rows: list[Row]) -> Totals:
    events = [row["events"] for row in rows]
    return {"events": None if None in events else sum(events)}


VIEW = View(
    "volume",
    "events",
    (
        Column(
            "events",
            COUNT,
            "events in the range of dates, on the channels, in the stages, at the touchpoints asked for",
        ),
        Column("customers", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.VOLUME,
    by=(*DIMENSIONS, *OF_SINGLE_EVENTS, *OF_CLOCK),
    rule=EVENTS,
    lists_touchpoints=True,
    totals=_totals,
)
