"""Does good service pay: how satisfied customers are with cases answered and resolved sooner, or with one contact, at equal
reason and channel; an association, not a cause."""

from collections.abc import Iterator

import numpy as np

from journey.data.generation import Generation
from journey.data.views.form import EVENTS, Column, Columns, OfColumns, Row, View, in_order, names
from journey.data.views.groups_of_columns import groups_of
from journey.data.views.options import ViewOptions
from journey.data.views.satisfaction import METRICS
from journey.data.views.service import told
from journey.data.views.sides import SHARES, Outcome, side_columns, sides
from journey.data.views.trend import places_of
from journey.model import shared_mode

GOOD = Outcome("is_good", SHARES)
EQUAL = "reason, channel"


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    missing = told(generation)
    return [
        in_order(VIEW.columns, {"metric": METRICS[codes["metric_no"]], "subject": subject, **row})
        for codes, own in groups_of(columns, ("metric_no",))
        if METRICS[codes["metric_no"]] in options.metrics
        for subject, happened in _subjects(own, missing)
        if (row := _row(own, happened))
    ]


def _row(columns: Columns, happened: np.ndarray) -> Row | None:
    row = sides(columns, {}, happened, GOOD, places_of(columns, "reason_no", "channel_no"))
    return row and row | {"adjusted_for": EQUAL}


def _subjects(columns: Columns, missing: dict[str, str]) -> Iterator[tuple[str, np.ndarray]]:
    """How a case was served, with 1 where it was so, 0 where it was not, -1 where that cannot be told."""
    for subject, time in (("answered_sooner", "response"), ("resolved_sooner", "resolution")):
        seconds = columns[f"{time}_after_s"].astype(float)
        is_known = seconds >= 0
        if is_known.any() and not missing["first_response" if time == "response" else "resolution"]:
            is_sooner = seconds <= np.median(seconds[is_known])
            yield subject, np.where(is_known, is_sooner.astype(int), -1)
    is_resolved = columns["resolution_after_s"] >= 0
    yield "one_contact", np.where(is_resolved, (columns["contacts"] == 1).astype(int), -1)


VIEW = View(
    "after_service",
    "cases",
    (
        *names("metric"),
        Column(
            "subject",
            definition="how the case was served. answered_sooner: the first response came within the median of the cases compared; "
            "resolved_sooner: so the last resolution; one_contact: of resolved cases, the customer came once",
        ),
        *side_columns(
            "share of cases so served whose last answer is good, as the metric's definition counts it",
            "the same of the other cases where it can be told",
            "cases",
            adjusted="the difference at equal reason and channel of the first contact",
        ),
    ),
    OfColumns(_finish),
    shared=shared_mode.WITH_WITHOUT,
    options=("metrics",),
    rule=EVENTS,
    needs_time=True,
)
