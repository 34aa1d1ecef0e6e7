"""Complaint recovery: how many complaints come to each step, how long that takes, and how many are never answered."""

from journey.data.generation import Generation
from journey.data.groups import group_codes, labels
from journey.data.needs import COMPLAINT, lacking
from journey.data.views.form import (
    COUNT,
    SECONDS,
    SHARE,
    Column,
    Row,
    View,
    share,
    with_interval_and_n,
)
from journey.data.views.options import ViewOptions
from journey.model import shared_mode
from journey.model.words import span

STEPS = {
    1: "complaint",
    2: "acknowledged",
    3: "offered",
    4: "resolved",
    5: "followed up",
    6: "never answered",
}
COMPLAINED, UNTIMED = 1, (1, 6)


def _finish(generation: Generation, sums: list[Row], options: ViewOptions) -> list[Row]:
    group = labels(generation, options.by)
    whole = {group_codes(row): row for row in sums if row["step_no"] == COMPLAINED}
    found = {(group_codes(row), row["step_no"]): row for row in sums}
    empty = {"cases": 0, "customers": 0, "median_s": None, "p90_s": None}
    return [
        group(all_cases) | _row(step_no, found.get((codes, step_no), empty), all_cases)
        for codes, all_cases in whole.items()
        for step_no in STEPS
    ]


def _row(step_no: int, row: Row, whole: Row) -> Row:
    is_timed = step_no not in UNTIMED
    return {
        "step": STEPS[step_no],
        "cases": row["cases"],
        **share("share", row["cases"], whole["cases"]),
        "median_seconds": row["median_s"] if is_timed else None,
        "p90_seconds": row["p90_s"] if is_timed else None,
        "customers": whole["customers"],
        "step_customers": row["customers"],
    }


def _words(generation: Generation) -> str:
    silence = span(generation.observation.window_seconds)
    return lacking(generation, COMPLAINT) or (
        f"cases with a complaint, made at least {silence} before the end of observation, that came to the step / all; offered: "
        "a solution or a time for one; resolved: by a step of the case or the time that one tells; never answered: no later step "
        "of the case by anyone but the customer, and no time of a first response or resolution"
    )


VIEW = View(
    "recovery",
    "cases",
    (
        Column("step", definition="of the case, from its complaint on", noun="step of recovery"),
        Column("cases", COUNT, "complaints that came to it"),
        *with_interval_and_n(Column("share", SHARE, _words, rests_on="customers", implies="cases")),
        Column(
            "median_seconds",
            SECONDS,
            "from the complaint to the step, of those that came to it",
            rests_on="step_customers",
        ),
        Column("p90_seconds", SECONDS, rests_on="step_customers"),
        Column("customers", COUNT, "those who complained"),
        Column("step_customers", COUNT, is_helper=True),
    ),
    _finish,
    shared=shared_mode.RECOVERY,
    by=(),
    needs_time=True,
)
