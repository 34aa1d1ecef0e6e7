"""A plan's cases counted from the table of events alone, slow and obvious: another implementation of sample_data/figures.py."""

from bisect import bisect_right

import numpy as np
import pandas as pd

from sample_data.catalogue import STAGES, VALENCES

DAY = pd.Timedelta(days=1)
YEAR_ENDS = pd.Timestamp("2026-01-01", tz="UTC")
SCORES = ("valence", "nps", "csat", "ces")


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """The events with what stands beside each in its journey."""
    events = frame.sort_values("journey_id", kind="stable").reset_index(drop=True)
    journeys = events.groupby("journey_id", sort=False)
    return events.assign(
        stage_no=events["stage"].map(STAGES.index),
        step=journeys.cumcount(),
        gap=journeys["occurred_at"].shift(-1) - events["occurred_at"],
        before=journeys["touchpoint"].shift(1),
        begun=journeys["occurred_at"].transform("first"),
        begun_at=journeys["touchpoint"].transform("first"),
    )


def cases(events: pd.DataFrame, plan: dict, limit: float) -> pd.DataFrame:
    """The plan's measure at its place: y, by journey or, of answers, by event; `inside`: of the plan's group and days."""
    if plan["measure"] == "drop_off":
        found = _of_stage(events, STAGES.index(plan["stage"]))
    else:
        is_there = (events["stage"] == plan["stage"]) & (events["touchpoint"] == plan["touchpoint"])
        if plan["measure"] in SCORES:
            found = _of_answers(events[is_there], plan["measure"])
        else:
            found = _of_passings(events, is_there, plan, limit)
    clock = "begun" if plan["measure"] == "drop_off" else "occurred_at"
    return found.assign(inside=_is_inside(events, found, plan, found[clock]))


def _is_inside(events: pd.DataFrame, found: pd.DataFrame, plan: dict, at: pd.Series) -> pd.Series:
    inside = pd.Series(True, found.index)
    if plan["attribute"]:
        inside &= found[plan["attribute"]] == plan["value"]
    if plan["first_day"]:
        inside &= at >= pd.Timestamp(plan["first_day"], tz="UTC")
    if plan["last_day"]:
        inside &= at < pd.Timestamp(plan["last_day"], tz="UTC") + DAY
    if plan["way"] == "began at":
        inside &= found["begun_at"] == plan["way_touchpoint"]
    if plan["way"] == "straight from":
        inside &= found["before"] == plan["way_touchpoint"]
    if plan["way"] == "passed":
        beyond = _beyond(events, STAGES.index(plan["stage"]))
        passed = events[
            (events["touchpoint"] == plan["way_touchpoint"])
            & (events["step"] < events["journey_id"].map(beyond).fillna(np.inf))
        ]
        inside &= found["journey_id"].isin(passed["journey_id"])
    return inside


def _beyond(events: pd.DataFrame, stage: int) -> pd.Series:
    """The first step of a later stage, by journey."""
    return events[events["stage_no"] > stage].groupby("journey_id")["step"].min()


def _of_stage(events: pd.DataFrame, stage: int) -> pd.DataFrame:
    beyond = events["journey_id"].map(_beyond(events, stage))
    own = events[(events["stage_no"] == stage) & ~(events["step"] > beyond)]
    first = own.groupby("journey_id").head(1).set_index("journey_id", drop=False)
    first = first[first["begun"] < YEAR_ENDS - 149 * DAY]
    return first.assign(
        y=(~first.index.isin(beyond[beyond.notna()].index.map(events["journey_id"])))
    )


def _of_answers(events: pd.DataFrame, measure: str) -> pd.DataFrame:
    if measure == "valence":
        y = events["valence"].fillna(events["emotion"].map(VALENCES))
    elif measure == "nps":
        y = events["nps"].map(lambda score: 100 * (score >= 9) - 100 * (score <= 6), "ignore")
    else:
        y = events[measure].map(lambda score: score >= (4 if measure == "csat" else 5), "ignore")
    found = events.assign(y=y)[y.notna()]
    return found.set_index(
        found["journey_id"] + " " + found.groupby("journey_id").cumcount().astype(str)
    )


def _of_passings(
    events: pd.DataFrame, is_there: pd.Series, plan: dict, limit: float
) -> pd.DataFrame:
    own = events[is_there].groupby("journey_id")
    first = own.head(1).set_index("journey_id", drop=False)
    end, by_journey = events["occurred_at"].max(), events.groupby("journey_id")
    y = pd.Series(np.nan, first.index)
    measure = plan["measure"]
    if measure == "repeats":
        all_there = events[events["touchpoint"] == plan["touchpoint"]].groupby("journey_id")
        y = (all_there["step"].max().reindex(first.index) > first["step"]).astype(float)
    elif measure == "waits":
        gap = own["gap"].max().reindex(first.index)
        y = (gap.dt.total_seconds() > limit).astype(float).where(gap.notna())
    elif measure == "leaves":
        last = by_journey.tail(1).set_index("journey_id").reindex(first.index)
        is_exit = (last["stage"] == plan["stage"]) & (last["touchpoint"] == plan["touchpoint"])
        is_goal = (by_journey["stage_no"].max() == len(STAGES) - 1).reindex(first.index)
        is_open = is_exit & ~is_goal & (last["occurred_at"] >= end - 30 * DAY)
        y = (is_exit & ~is_goal).astype(float).mask(is_open)
    elif measure == "effort":
        hard = (events["ces"] <= 4).fillna(False) | (events["csat"] <= 2).fillna(False)
        is_known = events["ces"].notna() | events["csat"].notna()
        told = events.assign(hard=hard.astype(float).where(is_known))[is_there]
        y = told.groupby("journey_id")["hard"].max().reindex(first.index)
    elif measure == "contact_again":
        told = events[is_there].assign(again=_again(events, is_there, end))
        y = told.groupby("journey_id")["again"].max().reindex(first.index)
    if measure in ("repeats", "waits", "leaves"):
        y = y.where(first["occurred_at"] <= end - 30 * DAY)
    return first.assign(y=y)[y.notna()]


def _again(events: pd.DataFrame, is_there: pd.Series, end: pd.Timestamp) -> list[float]:
    """Of each event there whether its customer's next contact, later than the next event of the same case, is within a week."""
    is_contact = events["case_id"].notna() & (events["actor"] == "customer")
    contacts = {
        customer: list(rows)
        for customer, rows in events.index[is_contact]
        .groupby(events["customer_id"][is_contact])
        .items()
    }
    of_case = {case: list(rows) for case, rows in events.groupby("case_id").groups.items()}
    found = []
    for row in events.index[is_there]:
        at, case = events["occurred_at"][row], events["case_id"][row]
        if at > end - 7 * DAY:
            found.append(np.nan)
            continue
        later = [other for other in of_case.get(case, []) if other > row] if pd.notna(case) else []
        rows = contacts.get(events["customer_id"][row], [])
        place = bisect_right(rows, later[0] if later else row)
        is_soon = place < len(rows) and events["occurred_at"][rows[place]] - at <= 7 * DAY
        found.append(float(is_soon))
    return found
