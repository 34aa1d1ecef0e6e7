"""How long moving on to a later stage takes, and how many ever do: Kaplan-Meier curves."""

import numpy as np

from journey.data.generation import Generation
from journey.data.views.form import (
    COUNT,
    NUMBER,
    SECONDS,
    SHARE,
    Column,
    Columns,
    OfColumns,
    Row,
    Totals,
    View,
    names,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.survival import Curve, curve

MOST_POINTS = 200


def _finish(generation: Generation, columns: Columns, options: ViewOptions) -> list[Row]:
    goal = len(generation.definition.stages)
    rows: list[Row] = []
    for stage_no, stage in generation.stages.items():
        own = columns["stage_no"] == stage_no
        if 0 < stage_no < goal and own.any():
            found = curve(*(columns[name][own] for name in ("seconds", "advances", "censorings")))
            rows += _rows(stage, found, int(columns["customers"][own][0]))
    return rows


def _rows(stage: str, found: Curve, customers: int) -> list[Row]:
    """The curve at its beginning and at each time somebody goes on, or at some of them where they are very many."""
    places = np.unique(
        np.linspace(0, len(found.seconds) - 1, min(MOST_POINTS, len(found.seconds)))
        .round()
        .astype(int)
    )
    about = {
        "stage_journeys": found.n,
        "stage_median_seconds": found.median,
        "stage_share": float(found.share[-1]),
    }
    return [
        {
            "stage": stage,
            "seconds": int(found.seconds[place]),
            "at_risk": int(found.at_risk[place]),
            "advanced": int(found.advanced[place]),
            "share": float(found.share[place]),
            "low": found.low(place),
            "high": found.high(place),
            "customers": customers,
            **about,
        }
        for place in places
    ]


def _totals(rows: list[Row]) -> Totals:
    """Of each stage: how many were watched, how many went on, the share at the end of the curve, and the median."""
    return {
        row["stage"]: {
            "journeys": row["stage_journeys"],
            "advanced": row["advanced"],
            "share_at_end": row["stage_share"],
            "median_seconds": row["stage_median_seconds"],
        }
        for row in rows
    }


VIEW = View(
    "time_to_advance",
    "journeys",
    (
        *names("stage"),
        Column(
            "seconds",
            SECONDS,
            "since the first event in the stage; journeys that were in a later stage before are not watched",
        ),
        Column("at_risk", COUNT, "journeys still watched and not gone on just before"),
        Column("advanced", COUNT, "journeys gone on until then"),
        Column(
            "share",
            SHARE,
            "Kaplan-Meier estimate of the share gone on until then; all who have not are watched until the end of observation",
            rests_on="customers",
        ),
        Column("low", NUMBER, rests_on="customers"),
        Column("high", NUMBER, rests_on="customers"),
        Column("customers", COUNT),
        Column("stage_journeys", COUNT, is_helper=True),
        Column("stage_median_seconds", SECONDS, rests_on="customers", is_helper=True),
        Column("stage_share", SHARE, rests_on="customers", is_helper=True),
    ),
    OfColumns(_finish),
    shared=shared_mode.OF_STEPS,
    needs_time=True,
    terms=lambda generation: {"median_seconds": "when half have gone on; empty while fewer have"},
    totals=_totals,
)
