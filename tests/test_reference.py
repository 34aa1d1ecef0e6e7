"""Checks of the reference implementation against figures worked out by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests import reference

START = datetime(2024, 1, 1)
STAGES = ["awareness", "purchase", "advocacy"]
ALL: dict[str, Any] = {"from": None, "to": None, "where": {}}


def definition(**changes: Any) -> dict[str, Any]:
    """Give a small definition of three stages."""
    return {
        "stages": STAGES,
        "touchpoints": {"Ad": "awareness"},
        "channels": {"www": "web", "mail": "e-mail"},
        "emotions": {"anger": -0.9, "trust": 0.5},
        **changes,
    }


def event(number: int, customer: str, day: float, touchpoint: str, **more: Any) -> dict[str, Any]:
    """Give an event some days after the start."""
    fields = {
        "event_no": number,
        "customer_id": customer,
        "journey_id": None,
        "occurred_at": START + timedelta(days=day),
        "touchpoint": touchpoint,
        "attributes": {},
    }
    return {**fields, **more}


def where(**values: list[str]) -> dict[str, Any]:
    """Give a filter on values only."""
    return {"from": None, "to": None, "where": values}


@pytest.fixture
def log() -> reference.Log:
    """Build four journeys: advanced and dropped, completed by a skip, unassigned, under way."""
    events = [
        event(1, "a", 0, "Ad", stage=" Awareness ", channel="WWW", revenue=2.0),
        event(2, "a", 1, "Shop", stage="purchase", channel="Web", emotion="Anger ", revenue=3.0),
        event(3, "a", 1, "Ad", stage="nonsense", attributes={"plan": " pro "}),
        event(4, "b", 2, "Ad", valence=0.04, emotion="anger", attributes={"plan": "free"}),
        event(5, "b", 4, "Tell", stage="advocacy", channel="fax"),
        event(6, "c", 3, "Rumour", channel="  "),
        event(7, "d", 100, "Ad", csat=2.0),
    ]
    return reference.build(events[::-1], definition())


def test_summary_and_paths(log: reference.Log) -> None:
    assert reference.summary(log, ALL) == {
        "events": 7,
        "customers": 4,
        "journeys": 4,
        "touchpoints": 4,
        "first_at": START,
        "last_at": START + timedelta(days=100),
        "ties": 1,
    }
    assert reference.paths(log)["a", "", 1] == ["Ad", "Shop", "Ad"]


def test_funnel(log: reference.Log) -> None:
    rows = reference.funnel(log, ALL)
    names = ["reached", "advanced", "dropped_off", "in_progress", "completed", "skipped"]
    assert [[row["stage"]] + [row[name] for name in names] for row in rows] == [
        ["awareness", 3, 2, 0, 1, 0, 0],
        ["purchase", 2, 1, 1, 0, 0, 1],
        ["advocacy", 1, 0, 0, 0, 1, 0],
        ["unassigned", 1, 0, 1, 0, 0, 0],
    ]
    assert [row["conversion_rate"] for row in rows] == [2 / 3, 0.5, None, None]
    assert [row["median_seconds_to_next"] for row in rows] == [1.5 * 86_400, None, None, None]


def test_exits_and_transitions(log: reference.Log) -> None:
    assert [tuple(row.values()) for row in reference.exits(log, ALL)] == [
        ("purchase", "Ad", "awareness", 1, 5.0),
        ("unassigned", "Rumour", "unassigned", 1, 0.0),
    ]
    assert [tuple(row.values()) for row in reference.transitions(log, ALL)] == [
        ("Ad", "Shop", 1, 1, 1, 86_400, 86_400),
        ("Ad", "Tell", 1, 1, 1, 172_800, 172_800),
        ("Shop", "Ad", 1, 1, 1, 0, 0),
    ]


def test_filters(log: reference.Log) -> None:
    def chosen(filters: dict[str, Any]) -> list[str]:
        return [row["customer_id"] for row in reference.journeys(log, filters)]

    assert chosen(where(stage=["unassigned"])) == ["c"]
    assert chosen(where(stage=["purchase", "advocacy"])) == ["a", "b"]
    assert chosen(where(stage=["purchase"], channel=[""])) == ["a"]
    assert chosen(where(channel=["web"])) == ["a"]
    assert chosen(where(plan=["pro"])) == ["a"]
    assert chosen({"from": date(2024, 1, 1), "to": date(2024, 1, 3), "where": {}}) == ["a", "b"]
    rows = reference.touchpoints(log, where(channel=["web"]))
    cells = [(row["touchpoint"], row["channel"], row["events"], row["exits"]) for row in rows]
    assert cells == [("Ad", "web", 1, 0), ("Ad", None, 0, 1), ("Shop", "web", 1, 0)]


def test_time_zone_moves_the_day() -> None:
    raw = [event(1, "a", 0.99, "Ad")]
    on_second = {"from": date(2024, 1, 2), "to": date(2024, 1, 2), "where": {}}
    east = reference.build(raw, definition(timezone="Asia/Tokyo"))
    assert reference.summary(east, on_second)["events"] == 1
    assert reference.summary(reference.build(raw, definition()), on_second)["events"] == 0


def test_split_and_inactivity_are_strict() -> None:
    raw = [event(1, "a", 0, "Ad"), event(2, "a", 30, "Ad"), event(3, "a", 60.5, "Ad")]
    log = reference.build(raw, definition(split_days=30, end=START + timedelta(days=60)))
    rows = reference.journeys(log, ALL)
    assert [(row["part"], row["outcome"]) for row in rows] == [
        (1, "in_progress"),
        (2, "in_progress"),
    ]
    later = reference.build(raw, definition(split_days=30, end=START + timedelta(days=60.1)))
    assert reference.journeys(later, ALL)[0]["outcome"] == "dropped_off"


def test_emotions(log: reference.Log) -> None:
    rows = reference.emotions(log, ALL, [])
    assert [(row["emotion"], row["events"], row["share"]) for row in rows] == [
        ("anger", 2, 1.0),
        (None, 2, None),
    ]
    assert rows[0]["mean_valence"] == pytest.approx((-0.9 + 0.04) / 2)
    assert rows[0]["recorded_share"] == 0.5
    assert (rows[0]["low"], rows[0]["high"]) == (-1.0, 1.0)


def test_golden_csat_and_nps() -> None:
    marks = [5] * 9 + [4] * 4 + [3] * 3 + [2] * 2 + [1]
    scores = [10] * 5 + [8] * 3 + [0] * 2
    raw = [event(i, f"c{i}", 0, "Ad", csat=mark) for i, mark in enumerate(marks)]
    raw += [event(99 + i, f"n{i}", 0, "Ad", nps=score) for i, score in enumerate(scores)]
    rows = reference.satisfaction(reference.build(raw, definition()), ALL, [])
    found = {(row["metric"], row["definition"]): row for row in rows}
    assert set(found) == {("csat", "good"), ("csat", "mean"), ("nps", "nps")}
    assert found["csat", "good"]["value"] == 13 / 19
    assert found["csat", "mean"]["value"] == 75 / 19
    nps = found["nps", "nps"]
    assert nps["value"] == pytest.approx(30)
    # n' 13, p' 5.75/13, d' 2.75/13, s' 3/13: half = 196 sqrt((8.5/13 - 9/169) / 13).
    assert nps["high"] == pytest.approx(100 * 3 / 13 + 42.1283, abs=1e-3)
    assert nps["low"] == pytest.approx(100 * 3 / 13 - 42.1283, abs=1e-3)


def test_intervals_by_customer() -> None:
    # Two customers, answers 1 1 and 0 0: m 1/2, V = 2 (1 + 1) / 16 = 1/4, plain 1/16,
    # so the four answers are worth 4 / 4 = 1, times (t_3 / t_1)^2 = (3.18245 / 12.70620)^2.
    answers = [("a", 1), ("a", 1), ("b", 0), ("b", 0)]
    assert reference.cluster_variance(answers) == pytest.approx(0.25)
    worth = reference.effective_n(answers, 1 / 16)
    assert worth == pytest.approx((3.182446 / 12.706205) ** 2, rel=1e-6)
    assert reference.mean_interval([("a", 0.1), ("b", 0.3)], (-9, 9)) == pytest.approx(
        (0.2 - 1.2706205, 0.2 + 1.2706205), rel=1e-6
    )
    # All alike: 16 / (9 + 1) = 1.6 answers, then the same kind of correction.
    alike = [("a", 1), ("a", 1), ("a", 1), ("b", 1)]
    assert reference.effective_n(alike, 0) == pytest.approx(1.6 * worth)
    assert reference.share_interval([("a", 1), ("a", 0)]) == (None, None)
    assert reference.wilson(0.5, 10) == pytest.approx((0.236593, 0.763407), abs=1e-5)


def test_friction() -> None:
    raw = []
    for i in range(10):
        at = i / 100
        raw.append(event(10 * i, f"c{i:02}", at, "Ad", valence=-0.05 if i < 4 else 0.0))
        raw.append(event(10 * i + 1, f"c{i:02}", at + 1 + i, "Shop", stage="purchase", ces=i % 5))
    raw.append(event(2, "c00", 1.5, "Ad", stage="purchase"))
    raw.append(event(999, "z", 200, "Tell", stage="advocacy"))
    log = reference.build(raw, definition())
    rows = {(row["stage"], row["touchpoint"]): row for row in reference.friction(log, ALL)}
    ad = rows["awareness", "Ad"]
    # Gaps: 1 to 10 days and one of half a day: the p90 of eleven is the tenth, 9 days.
    parts = ("leaves", "repeats", "waits", "feels_bad", "effort")
    assert [ad[part] for part in parts] == [0.0, 0.1, 0.1, 0.4, None]
    assert ad["score"] == pytest.approx(100 * (0.1 + 0.1 + 0.8) / 7)
    shop = rows["purchase", "Shop"]
    assert [shop[part] for part in parts] == [0.9, 0.0, 0.0, None, 0.8]
    assert (shop["waits_n"], shop["journeys_lost"], shop["passings"]) == (1, 9, 10)
    assert shop["score"] == pytest.approx(100 * (2.7 + 1.6) / 6)
    assert (shop["rank"], shop["rank_low"], shop["rank_high"]) == (1, 1, 1)
    assert (ad["rank"], ad["rank_low"], ad["rank_high"]) == (2, 2, 2)
    assert rows["purchase", "Ad"]["rank"] is None
    assert rows["purchase", "Ad"]["leaves"] == 1.0


def test_nothing_there() -> None:
    log = reference.build([], definition())
    assert reference.summary(log, ALL)["first_at"] is None
    assert [row["reached"] for row in reference.funnel(log, ALL)] == [0, 0, 0]
    assert reference.touchpoints(log, ALL) == reference.friction(log, ALL) == []
