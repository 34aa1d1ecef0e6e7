"""What follows an event at a touchpoint, beside what follows another event at the same place in the stage; an association."""

from journey.data.generation import Generation
from journey.data.views.form import Bound, Column, Columns, OfColumns, Row, View, names
from journey.data.views.options import ViewOptions
from journey.data.views.sides import (
    LATER_ANSWERS,
    attribute_codes,
    compared_bound,
    side_columns,
    sides,
    told_outcomes,
)
from journey.model import shared_mode
from journey.model.landmarks import LANDMARKS

_compared = compared_bound("places_in_stage")


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    values, relations = _compared(generation, options)
    return {**values, "landmarks": LANDMARKS}, relations


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    """Who leaves is told by the landmarks of `contrasts` alone: after an event more, journeys are further along."""
    attributes, is_with = attribute_codes(generation, columns), columns["is_with"]
    return [
        {"stage": options.at.stage, "touchpoint": options.at.touchpoint, "outcome": name, **row}
        for name, outcome in told_outcomes(generation).items()
        if name != "leaves"
        and (row := sides(columns, attributes, is_with, outcome, columns["place"].astype(int)))
    ]


VIEW = View(
    "after_touchpoint",
    "journeys",
    (
        *names("stage", "touchpoint"),
        Column(
            "outcome",
            definition="what followed the event. contact_again: another contact within the days that the definition names, known "
            f"so long before the end of observation; {LATER_ANSWERS}",
        ),
        *side_columns(
            f"mean of journeys whose first event at the touchpoint is one of their first {LANDMARKS} in the stage, none of a later "
            "stage before it",
            "mean of events of the stage elsewhere at these places, of journeys that had not been at the touchpoint by then; one "
            "for each place that a journey has",
            "events",
            "places in the stage and equal ",
        ),
    ),
    OfColumns(_finish),
    shared=shared_mode.WITH_WITHOUT,
    notes=lambda rows: [] if rows else ["asked of one touchpoint: name it as STAGE/TOUCHPOINT"],
    needs_time=True,
    bound=_bound,
)
