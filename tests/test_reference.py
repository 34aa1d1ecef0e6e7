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


def customers(log: reference.Log, *cells: str, **more: Any) -> list[str]:
    """Give the customers of the journeys behind some cells."""
    filters = {"from": None, "to": None, "where": {"cohort": list(cells), **more}}
    return [journey.customer for journey in reference.selected_journeys(log, filters)]


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
        ("Ad", "Shop", 1, 1, 1, 86_400, 86_400, 86_400, None, None, None, 0, 0, 0),
        ("Ad", "Tell", 1, 1, 1, 172_800, 172_800, 172_800, None, None, None, 0, 0, 0),
        # a is lost, and this move is its last.
        ("Shop", "Ad", 1, 1, 1, 0, 0, 0, None, None, None, 0, 0, 1),
    ]


def test_filters(log: reference.Log) -> None:
    def chosen(filters: dict[str, Any]) -> list[str]:
        return [row["customer_id"] for row in reference.outcomes(log, filters)]

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
    rows = reference.outcomes(log, ALL)
    assert [(row["part"], row["outcome"]) for row in rows] == [
        (1, "in_progress"),
        (2, "in_progress"),
    ]
    later = reference.build(raw, definition(split_days=30, end=START + timedelta(days=60.1)))
    assert reference.outcomes(later, ALL)[0]["outcome"] == "dropped_off"


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
    assert set(found) == {
        ("csat", "good"),
        ("csat", "mean"),
        ("nps", "nps"),
        ("score_valence", "mean"),
    }
    # 13 good, 3 middling and 3 bad of CSAT, 5, 3 and 2 of NPS: (18 - 5) x 0.6 / 29.
    assert found["score_valence", "mean"]["value"] == pytest.approx(7.8 / 29)
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
    assert (shop["waits_n"], shop["journeys_lost"], shop["journeys"]) == (1, 9, 10)
    assert shop["score"] == pytest.approx(100 * (2.7 + 1.6) / 6)
    assert (shop["rank"], shop["rank_low"], shop["rank_high"]) == (1, 1, 1)
    assert (ad["rank"], ad["rank_low"], ad["rank_high"]) == (2, 2, 2)
    assert rows["purchase", "Ad"]["rank"] is None
    assert rows["purchase", "Ad"]["leaves"] == 1.0


def test_nothing_there() -> None:
    log = reference.build([], definition())
    assert reference.summary(log, ALL)["first_at"] is None
    assert [row["reached"] for row in reference.funnel(log, ALL)] == [None, None, None]
    assert reference.touchpoints(log, ALL) == reference.friction(log, ALL) == []


def test_period_starts() -> None:
    # 1 January 2025 is a Wednesday, 5 January a Sunday, 6 January a Monday.
    first = [reference.period_start(date(2025, 1, 5), period) for period in reference.PERIODS]
    assert first == ["2025-01-05", "2024-12-30", "2025-01-01", "2025-01-01", "2025-01-01"]
    first = [reference.period_start(date(2024, 12, 31), period) for period in reference.PERIODS]
    assert first == ["2024-12-31", "2024-12-30", "2024-12-01", "2024-10-01", "2024-01-01"]
    quarters = [
        reference.period_start(date(2025, month, 28), "quarter")[5:7] for month in range(1, 13)
    ]
    assert quarters == ["01"] * 3 + ["04"] * 3 + ["07"] * 3 + ["10"] * 3


def test_events_fall_in_the_week_across_the_year() -> None:
    # Days 365 to 371 after 1 January 2024: Tuesday 31 December, Wednesday, Sunday 5, Monday 6 January.
    raw = [event(n, "a", day, "Ad", csat=4.0) for n, day in enumerate([365, 366, 370.99, 371])]
    log = reference.build(raw, definition())

    def counted(period: str) -> list[tuple[str, int]]:
        rows = reference.satisfaction(log, ALL, [period])
        return [(row[period], row["n"]) for row in rows if row["definition"] == "good"]

    assert counted("week") == [("2024-12-30", 3), ("2025-01-06", 1)]
    assert counted("quarter") == [("2024-10-01", 1), ("2025-01-01", 3)]
    # One journey, begun in 2024: all of it belongs to that year.
    assert [(row["year"], row["reached"]) for row in reference.funnel(log, ALL, ["year"])][:1] == [
        ("2024-01-01", 1)
    ]
    assert {row["year"] for row in reference.funnel(log, ALL, ["year"])} == {"2024-01-01"}
    assert [row["week"] for row in reference.touchpoints(log, ALL, ["week"])] == [
        "2024-12-30",
        "2025-01-06",
    ]


def test_periods_are_local() -> None:
    # 31 January 2024, 23:30 UTC is 1 February in Tokyo; 1 February, 03:00 UTC is 31 January in New York.
    raw = [
        event(1, "a", 30 + 23.5 / 24, "Ad", emotion="trust"),
        event(2, "b", 31 + 3 / 24, "Ad", emotion="trust"),
    ]

    def months(zone: str) -> list[tuple[str, int]]:
        log = reference.build(raw, definition(timezone=zone))
        rows = reference.emotions(log, ALL, ["month"])
        journeys = [
            (row["month"], row["reached"])
            for row in reference.funnel(log, ALL, ["month"])
            if row["stage"] == "awareness"
        ]
        assert journeys == [(row["month"], row["events"]) for row in rows if row["emotion"] is None]
        return journeys

    assert months("UTC") == [("2024-01-01", 1), ("2024-02-01", 1)]
    assert months("Asia/Tokyo") == [("2024-02-01", 2)]
    assert months("America/New_York") == [("2024-01-01", 2)]


def test_funnel_by(log: reference.Log) -> None:
    rows = reference.funnel(log, ALL, ["plan"])
    names = ["plan", "stage", *reference.FUNNEL_KINDS, "customers"]
    assert list(rows[0])[:2] == ["plan", "stage"]
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("free", "awareness", 1, 1, 0, 0, 0, 0, 0, 1),
        ("free", "purchase", 1, 1, 0, 0, 0, 0, 1, 1),
        ("free", "advocacy", 1, 0, 0, 0, 0, 1, 0, 1),
        ("pro", "awareness", 1, 1, 0, 0, 0, 0, 0, 1),
        ("pro", "purchase", 1, 0, 0, 1, 0, 0, 0, 1),
        ("pro", "advocacy", 0, 0, 0, 0, 0, 0, 0, 0),
        (None, "awareness", 1, 0, 0, 0, 1, 0, 0, 1),
        (None, "purchase", 0, 0, 0, 0, 0, 0, 0, 0),
        (None, "advocacy", 0, 0, 0, 0, 0, 0, 0, 0),
        (None, "unassigned", 1, 0, 0, 1, 0, 0, 0, 1),
    ]
    # Day 100 is 10 April: d stands in the second quarter, c alone without a plan in the first.
    rows = reference.funnel(log, ALL, ["quarter", "plan"])
    assert [
        (row["quarter"], row["plan"], row["reached"])
        for row in rows
        if row["stage"] in ("awareness", "unassigned")
    ] == [
        ("2024-01-01", "free", 1),
        ("2024-01-01", "pro", 1),
        ("2024-01-01", None, 0),
        ("2024-01-01", None, 1),
        ("2024-04-01", None, 1),
    ]
    assert reference.funnel(log, where(plan=["none such"]), ["plan"]) == []
    with pytest.raises(ValueError, match="channel"):
        reference.funnel(log, ALL, ["channel"])


def test_exits_by(log: reference.Log) -> None:
    rows = reference.exits(log, ALL, ["month", "plan"])
    assert [tuple(row.values()) for row in rows] == [
        ("2024-01-01", "pro", "purchase", "Ad", "awareness", 1, 5.0),
        ("2024-01-01", None, "unassigned", "Rumour", "unassigned", 1, 0.0),
    ]


def test_touchpoints_by() -> None:
    # Begun on 1 January, lost on 10 February: the event is February's, the exit January's.
    raw = [
        event(1, "a", 0, "Ad", attributes={"plan": "pro"}),
        event(2, "a", 40, "Shop", stage="purchase", valence=0.5),
    ]
    raw += [event(3, "b", 41, "Shop", stage="purchase", valence=-0.5)]
    log = reference.build(raw, definition(end=START + timedelta(days=200)))

    def cells(by: list[str]) -> list[tuple[Any, ...]]:
        names = [*by, "touchpoint", "events", "journeys", "customers", "mean_valence", "exits"]
        return [tuple(row[name] for name in names) for row in reference.touchpoints(log, ALL, by)]

    assert cells(["month"]) == [
        ("2024-01-01", "Ad", 1, 1, 1, None, 0),
        ("2024-01-01", "Shop", 0, 0, 0, None, 1),
        ("2024-02-01", "Shop", 2, 2, 2, 0.0, 1),
    ]
    assert cells(["plan"]) == [
        ("pro", "Ad", 1, 1, 1, None, 0),
        ("pro", "Shop", 1, 1, 1, 0.5, 1),
        (None, "Shop", 1, 1, 1, -0.5, 1),
    ]


def test_friction_by() -> None:
    raw = []
    for i in range(10):
        pro = {"attributes": {"plan": "pro"}, "valence": 0.0}
        raw.append(event(3 * i, f"p{i}", 0, "Ad", **pro))
        raw.append(event(3 * i + 1, f"p{i}", 1, "Shop", stage="purchase", **pro))
        raw.append(event(3 * i + 2, f"f{i}", 0, "Ad", attributes={"plan": "free"}, valence=0.0))
    raw.append(event(90, "s", 0, "Ad", attributes={"plan": "slow"}))
    raw.append(event(91, "s", 5, "Shop", stage="purchase"))
    log = reference.build(raw, definition(end=START + timedelta(days=100)))
    rows = {(row["plan"], row["touchpoint"]): row for row in reference.friction(log, ALL, ["plan"])}
    names = (
        "journeys",
        "journeys_lost",
        "leaves",
        "waits",
        "score",
        "rank",
        "rank_low",
        "rank_high",
    )
    assert {key: tuple(row[name] for name in names) for key, row in rows.items()} == {
        # Leaving 3, repeating 1 and feeling 2 are measured: 100 x 3 / 6.
        ("free", "Ad"): (10, 10, 1.0, None, 50.0, 1, 1, 1),
        ("pro", "Ad"): (10, 0, 0.0, 0.0, 0.0, 2, 2, 2),
        ("pro", "Shop"): (10, 10, 1.0, None, 50.0, 1, 1, 1),
        # The p90 of all eleven gaps is a day: five are a wait, though they are this group's own p90.
        ("slow", "Ad"): (1, 0, 0.0, 1.0, None, None, None, None),
        ("slow", "Shop"): (1, 1, 1.0, None, None, None, None, None),
    }
    # Together: Ad 100 x 3 x 10/21 / 7 with the wait of one in eleven.
    both = {row["touchpoint"]: row for row in reference.friction(log, ALL)}
    assert both["Ad"]["score"] == pytest.approx(100 * (30 / 21 + 1 / 11) / 7)


def test_friction_by_the_last_channel_in_the_cell() -> None:
    raw = [
        event(1, "a", 0, "Ad", channel="www"),
        event(2, "a", 1, "Shop", channel="fax"),
        event(3, "a", 2, "Ad", channel="mail"),
    ]
    raw += [
        event(4, "b", 0, "Ad", channel="web"),
        event(5, "c", 40, "Ad", channel="e-mail"),
        event(6, "d", 0, "Ad"),
    ]
    rows = reference.friction(reference.build(raw, definition()), ALL, ["month", "channel"])
    assert [(row["month"], row["channel"], row["touchpoint"], row["journeys"]) for row in rows] == [
        ("2024-01-01", "e-mail", "Ad", 1),
        ("2024-01-01", "fax", "Shop", 1),
        ("2024-01-01", "web", "Ad", 1),
        ("2024-01-01", None, "Ad", 1),
        ("2024-02-01", "e-mail", "Ad", 1),
    ]


def test_behind_the_funnel(log: reference.Log) -> None:
    found = {
        kind: [customers(log, f"{kind}/{stage}") for stage in [*STAGES, "unassigned"]]
        for kind in reference.FUNNEL_KINDS
    }
    assert found == {
        "reached": [["a", "b", "d"], ["a", "b"], ["b"], ["c"]],
        "advanced": [["a", "b"], ["b"], [], []],
        "ended_well": [[], [], [], []],
        "dropped_off": [[], ["a"], [], ["c"]],
        "in_progress": [["d"], [], [], []],
        "completed": [[], [], ["b"], []],
        "skipped": [[], ["b"], [], []],
    }
    rows = {row["stage"]: row for row in reference.funnel(log, ALL)}
    for kind, lists in found.items():
        assert [rows[stage][kind] for stage in [*STAGES, "unassigned"]] == [
            len(own) for own in lists
        ]


def test_behind_places_and_answers(log: reference.Log) -> None:
    assert customers(log, "passes/awareness/Ad") == ["a", "b", "d"]
    assert customers(log, "passes/purchase/Ad") == []
    assert customers(log, "passes/unassigned/Rumour") == ["c"]
    # a got to purchase and left from the Ad; d was last at the Ad too, but is under way.
    assert customers(log, "lost/awareness/Ad") == ["a"]
    assert customers(log, "lost/purchase/Shop") == []
    assert customers(log, "lost/unassigned/Rumour") == ["c"]
    assert customers(log, "csat/awareness") == customers(log, "csat/awareness/Ad") == ["d"]
    assert customers(log, "csat/awareness/Shop") == customers(log, "nps/awareness") == []
    # The valence comes from the label for a, is recorded for b.
    assert customers(log, "valence/purchase/Shop") == ["a"] and customers(
        log, "valence/awareness"
    ) == ["b"]
    # Several cells narrow each other: nobody felt at both, a felt at the shop and passed the Ad.
    assert customers(log, "valence/purchase/Shop", "valence/awareness") == []
    assert customers(log, "valence/purchase/Shop", "passes/awareness/Ad") == ["a"]
    assert customers(log, "reached/unassigned", "completed/advocacy") == []
    assert customers(log, "reached/purchase", plan=["free"]) == ["b"]
    assert customers(log, "reached/nowhere") == []
    for wrong in (
        "reached",
        "reached/purchase/Shop",
        "passes/purchase",
        "seen/purchase",
        "valence",
    ):
        with pytest.raises(ValueError, match="not a cell id"):
            customers(log, wrong)


def test_behind_keeps_whole_journeys_and_never_looks_at_dates(log: reference.Log) -> None:
    # All three events of a, not only the one in purchase that was felt.
    assert (
        sum(row["events"] for row in reference.touchpoints(log, where(cohort=["valence/purchase"])))
        == 3
    )
    second = {
        "from": date(2024, 1, 2),
        "to": date(2024, 1, 3),
        "where": {"cohort": ["completed/advocacy"]},
    }
    # b completed on the 5th; its event of the 3rd is selected, and so is the journey begun then.
    assert [(row["customer_id"], row["touchpoint"]) for row in reference.events(log, second)] == [
        ("b", "Ad")
    ]
    assert [row["customer_id"] for row in reference.journeys(log, second)] == ["b"]


def test_behind_a_percent_encoded_name() -> None:
    raw = [
        event(1, "a", 0, "Café / bar", stage="buy/pay 100%", nps=9.0, comment="good"),
        event(2, "b", 0, "Café ", stage="buy/pay 100%", ces=3.0, comment="  "),
    ]
    log = reference.build(raw, definition(stages=["awareness", "buy/pay 100%"]))
    assert customers(log, "completed/buy%2Fpay%20100%25") == ["a", "b"]
    assert customers(log, "passes/buy%2Fpay%20100%25/Caf%C3%A9%20%2F%20bar") == ["a"]
    assert customers(log, "passes/buy%2Fpay%20100%25/Caf%C3%A9") == ["b"]
    assert customers(log, "nps/buy%2Fpay%20100%25") == ["a"]
    assert customers(log, "ces/buy%2Fpay%20100%25") == ["b"]
    assert customers(log, "commented/buy%2Fpay%20100%25") == ["a"]


def test_journeys(log: reference.Log) -> None:
    rows = reference.journeys(log, ALL)
    days = [timedelta(days=day) for day in (100, 2, 4, 3, 0, 1)]
    assert [tuple(row.values())[:8] for row in rows] == [
        ("d", None, START + days[0], START + days[0], 1, ["awareness"], "awareness", "in_progress"),
        (
            "b",
            None,
            START + days[1],
            START + days[2],
            2,
            ["awareness", "advocacy"],
            "advocacy",
            "completed",
        ),
        ("c", None, START + days[3], START + days[3], 1, [], "unassigned", "dropped_off"),
        (
            "a",
            None,
            START + days[4],
            START + days[5],
            3,
            ["awareness", "purchase"],
            "purchase",
            "dropped_off",
        ),
    ]
    assert [tuple(row.values())[8:] for row in rows] == [
        ("Ad", None, None, None),
        ("Tell", 0.04, "Ad", None),
        ("Rumour", None, None, None),
        ("Ad", -0.9, "Shop", 5.0),
    ]
    assert list(rows[0]) == [
        *("customer_id", "journey_id", "first_at", "last_at", "steps", "stages"),
        *("furthest_stage", "outcome", "last_touchpoint"),
        *("lowest_valence", "lowest_touchpoint", "revenue"),
    ]
    named = reference.build([event(1, "a", 0, "Ad", journey_id="j1", revenue=0.0)], definition())
    assert [(row["journey_id"], row["revenue"]) for row in reference.journeys(named, ALL)] == [
        ("j1", 0.0)
    ]
    assert [row["customer_id"] for row in reference.journeys(log, where(stage=["purchase"]))] == [
        "a"
    ]


def test_events(log: reference.Log) -> None:
    def found(filters: dict[str, Any], having: str | None = None) -> list[tuple[str, str]]:
        return [
            (row["customer_id"], row["touchpoint"])
            for row in reference.events(log, filters, having)
        ]

    # a's last two stand at the same time: the later row is the newer.
    in_order = [
        ("d", "Ad"),
        ("b", "Tell"),
        ("c", "Rumour"),
        ("b", "Ad"),
        ("a", "Ad"),
        ("a", "Shop"),
        ("a", "Ad"),
    ]
    assert found(ALL) == in_order
    assert found(where(channel=["web"])) == [("a", "Shop"), ("a", "Ad")]
    assert found(where(plan=["pro"], stage=["purchase"])) == [("a", "Shop")]
    assert found(where(stage=["unassigned"])) == [("c", "Rumour")]
    assert found(ALL, "valence") == found(ALL, "emotion") == [("b", "Ad"), ("a", "Shop")]
    assert found(ALL, "csat") == [("d", "Ad")]
    assert found(ALL, "nps") == found(ALL, "comment") == []
    assert reference.events(log, where(touchpoint=["Shop"])) == [
        {
            "customer_id": "a",
            "occurred_at": START + timedelta(days=1),
            "stage": "purchase",
            "touchpoint": "Shop",
            "channel": "web",
            "emotion": "anger",
            "valence": -0.9,
            "nps": None,
            "csat": None,
            "ces": None,
            "comment": None,
        }
    ]


def test_quotes() -> None:
    raw = [
        # Mean (.1 + .3 + .2) / 3 = .2: both comments are .1 away, and the later is taken.
        event(1, "a", 0, "Ad", valence=0.3, comment="nice", channel="www"),
        event(2, "a", 1, "Ad", valence=0.1, comment="call me on 555 1234", channel="fax"),
        event(3, "b", 2, "Ad", valence=0.2, comment="  "),
        event(4, "b", 3, "Ad", comment="no feeling"),
        # Mean (.9 + .5 + .5 - .9) / 4 = .25: .5 lies nearest; of two at the same time the later row.
        event(5, "c", 40, "Shop", valence=0.9, comment="great"),
        event(6, "c", 40, "Shop", emotion="trust", comment="first"),
        event(7, "d", 40, "Shop", emotion="trust", comment="second"),
        event(8, "d", 41, "Shop", valence=-0.9, comment="awful"),
        # Only events without a comment have a valence here.
        event(9, "e", 0, "Tell", comment="newest"),
        event(10, "e", -1, "Tell", comment="older"),
        event(11, "e", 1, "Tell", valence=-0.4),
        event(12, "f", 0, "Rumour", valence=0.4),
    ]
    log = reference.build(raw, definition())
    rows = {row["touchpoint"]: row for row in reference.quotes(log, ALL, ["touchpoint"])}
    assert {
        name: (row["quote"], row["valence"], row["comments"], row["customers"])
        for name, row in rows.items()
    } == {
        "Ad": ("call me on 555 1234", 0.1, 3, 2),
        "Shop": ("second", 0.5, 4, 2),
        "Tell": ("newest", None, 2, 1),
    }
    assert [rows[name]["mean_valence"] for name in ("Ad", "Shop", "Tell")] == pytest.approx(
        [0.2, 0.25, -0.4]
    )
    assert (rows["Ad"]["occurred_at"], rows["Ad"]["channel"]) == (START + timedelta(days=1), "fax")
    assert [
        (row["month"], row["quote"])
        for row in reference.quotes(log, where(touchpoint=["Shop"]), ["month"])
    ] == [("2024-02-01", "second")]
    assert [row["quote"] for row in reference.quotes(log, where(channel=["web"]), [])] == ["nice"]
    assert reference.quotes(log, where(touchpoint=["Rumour"]), []) == []
