"""How many cases were open at the end of each period, and how long they had been."""

from datetime import UTC, datetime, timedelta

import numpy as np

from journey.data.generation import Generation
from journey.data.groups import fitting_period, period_starts
from journey.data.needs import NOT_COMPUTABLE
from journey.data.views.form import (
    COUNT,
    EVENTS,
    MOMENT,
    Bound,
    Column,
    Columns,
    OfColumns,
    Row,
    View,
)
from journey.data.views.options import ViewOptions
from journey.data.views.service import NEVER_S, told
from journey.model import shared_mode
from journey.model.definition import DAY_SECONDS
from journey.model.persons import distinct
from journey.model.words import iso

# Open for at least so many days, and for fewer than the next.
AGES = {"open_to_day": 0, "open_to_week": 1, "open_to_month": 7, "open_longer": 30}


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    if told(generation)["resolution"] or not len(columns["opened_s"]):
        return []
    cases = {name: values.astype(np.int64) for name, values in columns.items()}
    return [_row(cases, moment) for moment in _ends(generation)]


def _ends(generation: Generation) -> list[int]:
    """The last second of each period, of the last one the end of observation."""
    definition = generation.definition
    starts = period_starts(generation, fitting_period(generation))
    until = generation.observation.until_second
    ends = [definition.day_end(start - timedelta(days=1)) - 1 for start in starts[1:]]
    return [*(end for end in ends if end < until), until]


def _row(cases: Columns, moment: int) -> Row:
    age = moment - cases["opened_s"]
    is_open = (age >= 0) & (cases["closed_s"] > moment)
    bounds = [*AGES.values(), None]
    ages = {
        name: is_open
        & (age >= least * DAY_SECONDS)
        & (age < below * DAY_SECONDS if below is not None else True)
        for (name, least), below in zip(AGES.items(), bounds[1:])
    }
    customers = cases["customer_no"]
    return {
        "until": iso(datetime.fromtimestamp(moment, UTC).replace(tzinfo=None)),
        "open": int(is_open.sum()),
        **{name: int(own.sum()) for name, own in ages.items()},
        "customers": distinct(customers[is_open]),
        "parts": tuple(distinct(customers[own]) for own in ages.values()),
    }


def _bound(generation: Generation, options: ViewOptions) -> Bound:
    return {"never_s": NEVER_S}, ()


def _open(generation: Generation) -> str:
    words = told(generation)["resolution"]
    return (
        words
        if words.startswith(NOT_COMPUTABLE)
        else (
            "cases whose first contact is among the events asked for and was before then, not resolved for the last time by then"
        )
    )


VIEW = View(
    "backlog",
    "cases",
    (
        Column("until", MOMENT, "the end of a period, or the end of observation"),
        Column("open", COUNT, _open),
        Column("open_to_day", COUNT, "open for less than a day"),
        Column("open_to_week", COUNT, "for one day to seven"),
        Column("open_to_month", COUNT, "for seven days to thirty"),
        Column("open_longer", COUNT, "for thirty days or more"),
        Column("customers", COUNT),
        Column("parts", COUNT, is_helper=True),
    ),
    OfColumns(_finish),
    shared=shared_mode.BACKLOG,
    rule=EVENTS,
    needs_time=True,
    bound=_bound,
)
