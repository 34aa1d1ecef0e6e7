"""Every figure told of two real files, counted again from the file by pandas: cases of a hospital, and buyers of CDs."""

from contextlib import closing

import numpy as np
import pandas as pd
import pytest

from journey.data.generation import open_generation
from journey.data.store import current_generation
from journey.findings.find import find
from journey.model.filters import Filters
from journey.model.finding import HEAD, WATCH, Finding
from journey.use.load import load
from tests.conftest import SEPSIS_MAPPING
from tests.logs import load_options

STAGES = {
    "registration": ("ER Registration", "ER Triage", "ER Sepsis Triage"),
    "emergency": ("IV Liquid", "IV Antibiotics", "LacticAcid", "CRP", "Leucocytes"),
    "ward": ("Admission NC", "Admission IC"),
    "release": ("Release A", "Release B", "Release C", "Release D", "Release E", "Return ER"),
}
ORDER = list(STAGES)
STAGE = {touchpoint: place for place, names in enumerate(STAGES.values()) for touchpoint in names}
WINDOW = pd.Timedelta(days=180)
Sides = tuple[float, int, float, int]  # share and n of the group, of the others


def found_in(tmp_path, path, definition: str, **options) -> tuple[Finding, ...]:
    load(tmp_path, "d", path, load_options(definition_toml=definition, **options))
    generation = open_generation(current_generation(tmp_path, "d"))
    with closing(generation):
        return find(generation, Filters()).findings


def definition_of(stages: dict[str, tuple[str, ...]]) -> str:
    placed = [f'"{name}" = "{stage}"' for stage, names in stages.items() for name in names]
    named = [f'[[stages]]\nname = "{stage}"' for stage in stages]
    return "\n".join([*named, "[touchpoints]", *placed])


def test_the_cases_of_a_hospital(tmp_path, real_data):
    path = real_data / "sepsis_patient_journey" / "sepsis.csv"
    told = found_in(tmp_path, path, definition_of(STAGES), mapping=SEPSIS_MAPPING)
    events = pd.read_csv(path, sep=";", keep_default_na=False, low_memory=False)
    events["at"] = pd.to_datetime(events["Complete Timestamp"], format="%Y/%m/%d %H:%M:%S.%f")
    events["at"] = events["at"].dt.floor("s")
    events = events.sort_values(["Case ID", "at"], kind="stable")
    events["place"] = events["Activity"].map(STAGE)
    told = [one for one in told if one.role != WATCH]
    cases: dict[tuple[str, ...], pd.Series] = {}
    assert {one.measure for one in told} >= {"drop_off", "repeats", "next", "leaves"}
    for one in told:
        place = (one.measure, one.stage, one.touchpoint, one.onward)
        if one.attribute == "touchpoint":
            sides = of_places(events, one)
        else:
            if place not in cases:
                cases[place] = cases_of(events, one)
            sides = of_group(events, cases[place], one)
        assert (one.inside_n, one.outside_n) == sides[1::2], one.sentence
        assert (one.inside, one.outside) == pytest.approx(sides[::2]), one.sentence


def cases_of(events: pd.DataFrame, one: Finding) -> pd.Series:
    """Of the cases, or moves, that count whether they are hit; of times the logarithm of the days and one more."""
    if one.measure == "next":
        return moves(events, one.touchpoint, one.onward)
    if one.measure == "repeats":
        return come_back(events, one.touchpoint)
    if one.measure == "leaves":
        return last_seen(events, one.touchpoint)
    days_on = going_on(events, ORDER.index(one.stage))
    return days_on.isna() if one.measure == "drop_off" else np.log1p(days_on.dropna())


def of_group(events: pd.DataFrame, cases: pd.Series, one: Finding) -> Sides:
    value = events[events[one.attribute] != ""].groupby("Case ID")[one.attribute].first()
    is_own = value.reindex(cases.index).to_numpy() == one.value
    means = [cases[is_own].mean(), cases[~is_own].mean()]
    if one.measure == "days to the next stage":
        means = [(np.exp(mean) - 1) * 86_400 for mean in means]
    return means[0], int(is_own.sum()), means[1], int((~is_own).sum())


def of_places(events: pd.DataFrame, one: Finding) -> Sides:
    hits = {name: last_seen(events, name) for name in STAGES[one.stage]}
    own = hits.pop(one.value)
    others = pd.concat(list(hits.values()))
    return own.mean(), len(own), others.mean(), len(others)


def going_on(events: pd.DataFrame, place: int) -> pd.Series:
    """Of cases begun half of the observed time before the end, with an event in the stage before any later one: after how many days
    they went on, by that age."""
    end, begin = events["at"].max(), events["at"].min()
    days = {}
    for case, own in events.groupby("Case ID"):
        ripe_at = own["at"].min() + (end - begin) / 2
        if ripe_at > end:
            continue
        places = [(each, at) for each, at in zip(own["place"], own["at"]) if at <= ripe_at]
        here = next((number for number, (each, _) in enumerate(places) if each == place), None)
        later = next((number for number, (each, _) in enumerate(places) if each > place), None)
        if here is None or (later is not None and later < here):
            continue
        is_on = later is not None
        days[case] = (
            (places[later][1] - places[here][1]).total_seconds() / 86_400 if is_on else None
        )
    return pd.Series(days, dtype=float)


def early(events: pd.DataFrame, touchpoint: str, windows: int) -> pd.DataFrame:
    """The cases whose first event at the touchpoint lies so many windows of silence before the end."""
    first = events[events["Activity"] == touchpoint].groupby("Case ID")["at"].min()
    return events[
        events["Case ID"].isin(first[first <= events["at"].max() - windows * WINDOW].index)
    ]


def come_back(events: pd.DataFrame, touchpoint: str) -> pd.Series:
    own = early(events, touchpoint, 1)
    return own.groupby("Case ID")["Activity"].agg(lambda names: (names == touchpoint).sum() > 1)


def last_seen(events: pd.DataFrame, touchpoint: str) -> pd.Series:
    """The last event is there, and no release was reached."""
    own = early(events, touchpoint, 2).groupby("Case ID")
    is_last = own["Activity"].last() == touchpoint
    return is_last & (own["place"].max() < ORDER.index("release"))


def moves(events: pd.DataFrame, touchpoint: str, onward: str) -> pd.Series:
    following = events.groupby("Case ID")["Activity"].shift(-1)
    is_early = events["at"] <= events["at"].max() - WINDOW
    is_move = following.notna() & (following != touchpoint) & is_early
    own = events[is_move & (events["Activity"] == touchpoint)]
    return pd.Series((following[own.index] == onward).to_numpy(), index=own["Case ID"])


def test_the_buyers_of_cds(tmp_path, real_data):
    """By how many CDs the first purchase had: those of one buy again in 44 of 100, which is bad news, those of nine in 68."""
    path = real_data / "cdnow_repeat_purchases" / "CDNOW_master.txt"
    told = found_in(
        tmp_path,
        path,
        definition_of({"purchase": (), "retention": ("Purchase",)}),
        mapping=("revenue=dollar_value",),
        fixed=("touchpoint=Purchase",),
    )
    events = pd.read_csv(path, sep=r"\s+", dtype=str)
    buyers = events.groupby("customer_id")["number_of_cds"].agg(["first", "size"])
    heads = [one for one in told if one.role == HEAD]
    assert {one.value for one in heads} >= {"1", "9"}
    for one in heads:
        assert (one.measure, one.attribute) == ("repeats", "first.number_of_cds")
        is_own, again = buyers["first"] == one.value, buyers["size"] > 1
        assert (one.inside_n, one.outside_n) == (is_own.sum(), (~is_own).sum())
        assert one.inside == pytest.approx(again[is_own].mean())
        assert one.outside == pytest.approx(again[~is_own].mean())
        assert one.is_bad_news == (one.value == "1")
