"""Whether service gets better over the weeks, and where it changed: shares of cases that are old enough to tell."""

from collections.abc import Iterator

import numpy as np

from journey.data.generation import Generation
from journey.data.groups import GROUPS, OF_SINGLE_EVENTS, labels
from journey.data.views.form import EVENTS, Columns, OfColumns, Row, View, in_order
from journey.data.views.groups_of_columns import groups_of
from journey.data.views.options import ViewOptions
from journey.data.views.service import (
    IN_TIME,
    TIMES,
    cases_bound,
    check_window,
    seconds_of,
    told,
    window,
)
from journey.data.views.share_courses import columns, periods_of, share_course
from journey.data.views.trend import places_of
from journey.model import shared_mode
from journey.model.filters import DIMENSIONS

FIRST_CONTACT = "first_contact_resolution"
FIGURES = {**{share: name for name, share in IN_TIME.items()}, FIRST_CONTACT: FIRST_CONTACT}


def _finish(generation: Generation, found: Columns, options: ViewOptions) -> list[Row]:
    group, missing = labels(generation, options.by), told(generation)
    if not len(found["case_no"]):
        return []
    periods = periods_of(generation, found["opened_s"].astype(np.int64))
    placed = {
        **found,
        "period": periods,
        "place": places_of(found, "reason_no", "channel_no"),
    }
    limits = {time: _limit(generation, found, time) for time in TIMES}
    after = window(generation, options)
    rows = []
    for codes, own in groups_of(placed, GROUPS):
        for figure, limit, hits, is_ripe in _figures(own, limits, after):
            if missing[FIGURES[figure]] or not is_ripe.any():
                continue
            arrays = (own[name][is_ripe] for name in ("period", "place", "customer_no"))
            row = share_course(generation, figure, limit, hits[is_ripe], *arrays)
            rows.append(group(codes) | in_order(VIEW.columns, row))
    return rows


def _limit(generation: Generation, found: Columns, time: str) -> float:
    """The target, or else the median of the times that are known."""
    target = generation.definition.targets.get(time)
    known, seconds = seconds_of(found, time)
    kept = seconds[known & (seconds >= 0)]
    return float(target) if target else float(np.median(kept)) if len(kept) else 0.0


def _figures(
    own: Columns, limits: dict[str, float], after: float
) -> Iterator[tuple[str, float | None, np.ndarray, np.ndarray]]:
    """Of each figure its name, its limit, which cases are so, and which are old enough to tell."""
    for time, limit in limits.items():
        known, seconds = seconds_of(own, time)
        is_ripe = (own["age_s"] >= limit) & ~(known & (seconds < 0))
        yield IN_TIME[time], limit, known & (seconds <= limit), is_ripe
    is_first = (
        (own["resolution_told"] == 1) & (own["contacts"] == 1) & (own["again_after_s"] > after)
    )
    yield FIRST_CONTACT, None, is_first, own["age_s"] >= after


VIEW = View(
    "case_trend",
    "cases",
    columns(
        "by the week of the first contact, of cases old enough to tell. first_response_in_time, resolution_in_time: answered, "
        "resolved within the limit, of cases first contacted so long before the end of observation; first_contact_resolution: as "
        "in service",
        "the target of the journey definition, else the median of all these cases",
        "cases",
        "reasons and channels, each case less the mean of its own",
    ),
    OfColumns(_finish),
    shared=shared_mode.WITH_WITHOUT,
    options=("within",),
    by=(*DIMENSIONS, *OF_SINGLE_EVENTS),
    rule=EVENTS,
    check=check_window,
    is_over_time=True,
    needs_time=True,
    queried=lambda options: "service",
    bound=cases_bound,
)
