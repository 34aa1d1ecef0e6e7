"""The same work in plain pandas, as an analyst would write it in a notebook: the peer that `make bench` runs beside."""

from pathlib import Path

import pandas as pd

from journey.model.definition import default_definition
from journey.model.filters import DIMENSIONS, Filters

JOURNEY = ["customer_id", "journey_id"]
CELL = ["stage", "touchpoint"]
DAY = pd.Timedelta(days=1)


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".parquet":
        events = pd.read_parquet(path)
    else:
        events = pd.read_csv(path, low_memory=False)
    events["occurred_at"] = pd.to_datetime(events["occurred_at"], utc=True)
    return events


def prepare(events: pd.DataFrame) -> pd.DataFrame:
    """Checked events with what follows each and how its journey ended, one row per event."""
    definition = default_definition()
    events = events.dropna(subset=["customer_id", "occurred_at", "touchpoint"]).drop_duplicates(
        "event_id"
    )
    events = events.sort_values([*JOURNEY, "occurred_at"], kind="stable")
    events["stage_no"] = (
        events["stage"]
        .map({name: number for number, name in enumerate(definition.stage_names, 1)})
        .fillna(0)
    )
    events["valence"] = events["valence"].fillna(events["emotion"].map(definition.valences))
    journeys = events.groupby(JOURNEY, sort=False)
    events["journey_no"] = journeys.ngroup()
    journeys = events.groupby("journey_no", sort=False)
    events["next_touchpoint"] = journeys["touchpoint"].shift(-1)
    events["seconds_to_next"] = (
        journeys["occurred_at"].shift(-1) - events["occurred_at"]
    ).dt.total_seconds()
    events["first_at"] = journeys["occurred_at"].transform("min")
    events["furthest"] = journeys["stage_no"].transform("max")
    last = journeys["occurred_at"].transform("max")
    goal = len(definition.stages)
    recent = events["occurred_at"].max() - last <= 30 * DAY
    events["outcome"] = "dropped_off"
    events.loc[recent, "outcome"] = "in_progress"
    events.loc[events["furthest"] == goal, "outcome"] = "completed"
    return events


def selected(steps: pd.DataFrame, filters: Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The steps of the selected journeys, and the selected events."""
    whole = single = pd.Series(True, index=steps.index)
    if filters.from_date:
        begin, end = (pd.Timestamp(day, tz="UTC") for day in (filters.from_date, filters.to_date))
        whole = whole & steps["first_at"].between(begin, end + DAY, inclusive="left")
        single = single & steps["occurred_at"].between(begin, end + DAY, inclusive="left")
    for key, values in filters.where:
        here = steps[key].isin(values)
        inside = steps["journey_no"].isin(steps.loc[here, "journey_no"].unique())
        whole, single = whole & inside, single & (here if key in DIMENSIONS else inside)
    return steps[whole], steps[single]


def summary(steps: pd.DataFrame, events: pd.DataFrame):
    return (
        len(steps),
        steps["journey_no"].nunique(),
        steps["customer_id"].nunique(),
        steps["occurred_at"].min(),
    )


def funnel(steps: pd.DataFrame, events: pd.DataFrame):
    journeys = steps.drop_duplicates("journey_no")
    firsts = (
        steps[steps["stage_no"] > 0]
        .groupby(["journey_no", "stage_no"])["occurred_at"]
        .min()
        .unstack()
    )
    rows = []
    for stage in range(1, 6):
        reached = journeys[journeys["furthest"] >= stage]
        here = reached[reached["furthest"] == stage]["outcome"].value_counts()
        later = (
            firsts[[number for number in firsts if number > stage]].min(axis=1)
            if stage < 5
            else None
        )
        median = (later - firsts[stage]).median() if later is not None else None
        rows.append(
            (
                len(reached),
                (reached["furthest"] > stage).sum(),
                *here,
                reached["customer_id"].nunique(),
                median,
            )
        )
    return rows


def exits(steps: pd.DataFrame, events: pd.DataFrame):
    last = steps[steps["next_touchpoint"].isna() & (steps["outcome"] == "dropped_off")]
    return last.groupby(["furthest", "touchpoint", "stage"], dropna=False).size()


def touchpoints(steps: pd.DataFrame, events: pd.DataFrame):
    groups = events.groupby([*CELL, "channel"], dropna=False)
    counts = groups.agg(
        events=("event_id", "size"),
        journeys=("journey_no", "nunique"),
        customers=("customer_id", "nunique"),
    )
    return counts, _clustered(events, [*CELL, "channel"]), exits(steps, events)


def transitions(steps: pd.DataFrame, events: pd.DataFrame):
    groups = steps.dropna(subset="next_touchpoint").groupby(["touchpoint", "next_touchpoint"])
    counts = groups.agg(
        moves=("event_id", "size"),
        journeys=("journey_no", "nunique"),
        customers=("customer_id", "nunique"),
    )
    return counts, groups["seconds_to_next"].quantile([0.5, 0.9])


def satisfaction(steps: pd.DataFrame, events: pd.DataFrame):
    return [_clustered(events, ["stage"], score) for score in ("nps", "csat", "ces", "valence")]


def emotions(steps: pd.DataFrame, events: pd.DataFrame):
    return _clustered(events, [*CELL, "emotion"]), _clustered(events, CELL)


def friction(steps: pd.DataFrame, events: pd.DataFrame):
    limit = steps["seconds_to_next"].quantile(0.9)
    parts = steps.assign(
        waits=steps["seconds_to_next"] > limit,
        bad=steps["valence"] <= -0.05,
        felt=steps["valence"].notna(),
        effort=(steps["ces"] <= 4) | (steps["csat"] <= 2),
        asked=steps["ces"].notna() | steps["csat"].notna(),
        left=steps["next_touchpoint"].isna() & (steps["outcome"] == "dropped_off"),
        again=steps.duplicated(["journey_no", "touchpoint"], keep="last"),
    )
    passings = (
        parts.groupby([*CELL, "journey_no", "customer_id"], dropna=False)[
            ["waits", "bad", "valence", "effort", "asked", "left", "again"]
        ]
        .max()
        .reset_index()
    )
    return passings.groupby(CELL, dropna=False).agg(
        {
            "journey_no": "size",
            "customer_id": "nunique",
            **dict.fromkeys(["waits", "bad", "valence", "effort", "asked", "left", "again"], "sum"),
        }
    )


def _clustered(events: pd.DataFrame, by: list[str], score: str = "valence"):
    """Means with the sums over customers that a cluster-robust interval needs."""
    sums = (
        events.dropna(subset=[score])
        .groupby([*by, "customer_id"], dropna=False)[score]
        .agg(["size", "sum"])
    )
    squares = sums.assign(n2=sums["size"] ** 2, s2=sums["sum"] ** 2, ns=sums["size"] * sums["sum"])
    return squares.groupby(level=list(range(len(by)))).sum()


VIEWS = {
    name: globals()[name]
    for name in (
        "summary",
        "funnel",
        "exits",
        "touchpoints",
        "transitions",
        "satisfaction",
        "emotions",
        "friction",
    )
}
