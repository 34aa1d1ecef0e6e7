"""Does satisfaction pay: what follows a good answer, beside what follows one that is not; an association, not a cause."""

from journey.data.generation import Generation
from journey.data.views.form import Column, Columns, OfColumns, Row, View, in_order, names
from journey.data.views.groups_of_columns import groups_of
from journey.data.views.options import ViewOptions
from journey.data.views.satisfaction import METRICS
from journey.data.views.sides import (
    MONEY,
    SECONDS,
    SHARES,
    Outcome,
    attribute_codes,
    compared_bound,
    side_columns,
    sides,
)
from journey.data.views.trend import places_of
from journey.model import shared_mode

OUTCOMES = {
    "leaves": Outcome("leaves", SHARES),
    "contact_again": Outcome("contact_again", SHARES),
    "buys": Outcome("buys", SHARES),
    "seconds_to_next": Outcome("go_on_s", SECONDS),
    "revenue": Outcome("later_revenue", MONEY, is_always_told=True),
}


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    told = _told(generation)
    return [
        in_order(VIEW.columns, {"metric": METRICS[codes["metric_no"]], "outcome": name, **row})
        for codes, own in groups_of(columns, ("metric_no",))
        if METRICS[codes["metric_no"]] in options.metrics
        for name, outcome in told.items()
        if (
            row := sides(
                own,
                attribute_codes(generation, own),
                own["is_good"],
                outcome,
                places_of(own, "stage_no", "touchpoint_no"),
            )
        )
    ]


def _told(generation: Generation) -> dict[str, Outcome]:
    """Those that can be told at all: nothing is bought where no order and no revenue is known."""
    counts = generation.field_counts
    sells = bool(counts["orders"] or counts["revenues"])
    return {name: one for name, one in OUTCOMES.items() if sells or name not in ("buys", "revenue")}


VIEW = View(
    "after_answer",
    "journeys",
    (
        *names("metric"),
        Column(
            "outcome",
            definition="what followed a journey's first answer to the metric. leaves: the journey left in the end, those under way "
            "not counted; contact_again: another contact soon; buys: an order; seconds_to_next: the time until a later stage, of "
            "those that go on; revenue: all after it, 0 where none",
        ),
        *side_columns(
            "mean of journeys whose first answer is good, as the metric's definition counts it",
            "mean of those whose first answer is not",
            "journeys",
            "touchpoint of the answer and ",
        ),
    ),
    OfColumns(_finish),
    shared=shared_mode.WITH_WITHOUT,
    options=("metrics",),
    needs_time=True,
    bound=compared_bound("first_answers"),
)
