"""Checks of the reference implementation of paths against figures worked out by hand."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from tests import reference, reference_paths
from tests.test_reference import ALL, START, customers, definition, event, where

DAY = 86_400
PLACES = {
    "Ad": "awareness",
    "Flyer": "awareness",
    "Shop": "purchase",
    "Till": "purchase",
    "Tell": "advocacy",
}


def built(events: list[dict[str, Any]], **changes: Any) -> reference.Log:
    """Build a log whose touchpoints have their stages, observed for 200 days."""
    return reference.build(
        events, definition(touchpoints=PLACES, **{"end": START + timedelta(days=200), **changes})
    )


def steps(customer: str, walk: str, **more: Any) -> list[dict[str, Any]]:
    """Give the events of a walk such as "Ad@0 Shop@1.5": touchpoints with their days, ties in the order given."""
    events = []
    for number, step in enumerate(walk.split()):
        touchpoint, day = step.split("@")
        events.append(event(number, customer, float(day), touchpoint, **more))
    return events


def walked(**walks: str) -> reference.Log:
    """Build a log of one journey for each customer."""
    return built([own for customer, walk in walks.items() for own in steps(customer, walk)])


def table(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    """Give some columns of the rows."""
    return [tuple(row[name] for name in names) for row in rows]


# ------------------------------------------------------------------- behind


def test_behind_a_shape_of_the_path() -> None:
    log = walked(
        a="Ad@0 Shop@1 Shop@2 Tell@3", b="Ad@0 Shop@1 Ad@2 Shop@3", c="Shop@0", d="Ad@0 Ad@1"
    )
    expected = {
        "starts/Ad": "abd",
        "starts/Ad/Shop": "ab",
        "starts/Ad/Ad": "d",
        "starts/Ad/Ad/Ad": "",
        "ends/Shop": "bc",
        "ends/Ad/Shop": "b",
        "ends/Shop/Shop/Tell": "a",
        "ends/Shop/Shop": "",
        "contains/Shop": "abc",
        "contains/Shop/Shop": "a",
        "contains/Ad/Ad": "d",
        "contains/Shop/Ad": "b",
        "contains/Ad/Tell": "",
        "later/Ad/Tell": "a",
        "later/Ad/Ad": "bd",
        "later/Shop/Shop": "ab",
        "later/Ad/Shop/Shop": "ab",
        "later/Ad/Ad/Ad": "",
        "later/Tell/Shop": "",
        "without/Ad": "c",
        "without/Tell": "bcd",
        "without/Shop/Tell": "d",
        "without/Ad/Shop": "",
        "is/Shop": "c",
        "is/Ad/Ad": "d",
        "is/Ad": "",
        "collapsed/Ad": "d",
        "collapsed/Shop": "c",
        "collapsed/Ad/Shop/Tell": "a",
        "collapsed/Ad/Shop/Shop/Tell": "",
        "collapsed/Ad/Shop": "",
        "collapsed/Ad/Shop/Ad/Shop": "b",
    }
    assert {cell: "".join(customers(log, cell)) for cell in expected} == expected
    # A name that nothing has: no event is it, so every journey is without it.
    for kind in reference.PATH_KINDS:
        assert customers(log, f"{kind}/Nowhere") == (list("abcd") if kind == "without" else []), (
            kind
        )
    assert customers(log, "starts/Ad", "ends/Shop") == ["b"]
    assert customers(log, "starts/Ad", "without/Tell", plan=[""]) == ["b", "d"]


def test_behind_an_exit() -> None:
    # a got as far as purchase and left from the Ad; b from the Shop; d may still go on; e never had a stage.
    log = walked(
        a="Ad@0 Shop@1 Ad@2",
        b="Ad@0 Shop@1",
        c="Ad@0 Tell@1",
        d="Ad@0 Shop@1 Ad@199",
        e="Rumour@0",
        f="Shop@0 Rumour@1",
    )
    expected = {
        "exit/purchase/Ad": "a",
        "exit/purchase/Shop": "b",
        "exit/awareness/Ad": "",
        "exit/advocacy/Tell": "",
        "exit/unassigned/Rumour": "e",
        "exit/purchase/Rumour": "f",
        "exit/nowhere/Ad": "",
    }
    assert {cell: "".join(customers(log, cell)) for cell in expected} == expected
    for row in reference.exits(log, ALL):
        assert (
            len(customers(log, f"exit/{row['drop_stage']}/{row['touchpoint']}")) == row["journeys"]
        )


@pytest.fixture
def shoppers() -> reference.Log:
    """Build six journeys between the Ad and the Shop."""
    return walked(
        a="Ad@0 Shop@2",
        b="Shop@0 Ad@1 Shop@3.25",
        c="Ad@0 Ad@1 Shop@2.5",
        d="Shop@0 Ad@1",
        e="Ad@0",
        f="Shop@0",
    )


def test_behind_a_conversion(shoppers: reference.Log) -> None:
    # From the first Ad to the first Shop after it: 2, 2.25 and 2.5 days.
    expected = {
        "converts/Ad/Shop": "abc",
        "converts/Ad/Shop/2": "a",
        "converts/Ad/Shop/1.999": "",
        "converts/Ad/Shop/2.25": "ab",
        "converts/Ad/Shop/100": "abc",
        "misses/Ad/Shop": "de",
        "misses/Ad/Shop/2": "bcde",
        # b and d were at the Shop before, however short the window.
        "around/Ad/Shop": "abcd",
        "around/Ad/Shop/2": "abd",
        "converts/Ad/Ad": "c",
        "misses/Ad/Ad": "abde",
        "around/Ad/Ad": "c",
        "around/Ad/Ad/0.5": "",
        "converts/Ad/Nowhere": "",
        "misses/Ad/Nowhere": "abcde",
        "misses/Nowhere/Ad": "",
        "around/Nowhere/Ad": "",
    }
    assert {cell: "".join(customers(shoppers, cell)) for cell in expected} == expected


def test_a_window_ends_exactly() -> None:
    # 0.7 x 86400 is a little less than 60480 in floating point; 0.7 days are 60480 seconds all the same.
    assert 0.7 * DAY < 60_480
    raw = [
        event(1, "a", 0, "Ad"),
        event(2, "a", 0, "Shop"),
        event(3, "b", 0, "Ad"),
        event(4, "b", 0, "Shop"),
    ]
    raw[1]["occurred_at"] += timedelta(seconds=60_480)
    raw[3]["occurred_at"] += timedelta(seconds=60_481)
    log = built(raw)
    assert customers(log, "converts/Ad/Shop/0.7") == ["a"]
    assert reference_paths.conversion(log, ALL, "Ad", "Shop", within=0.7)[0]["converted"] == 1


@pytest.fixture
def travellers() -> reference.Log:
    """Build a completed journey, a lost one, one under way and a lost one that begins in no stage."""
    return walked(
        a="Ad@0 Shop@1 Shop@2 Tell@3", b="Flyer@0 Ad@1 Shop@2", c="Ad@199", d="Rumour@0 Ad@1"
    )


def test_behind_a_step(travellers: reference.Log) -> None:
    expected = {
        "step/0/Ad/Shop": "a",
        "step/1/Ad/Shop": "b",
        "step/1/Shop/Shop": "a",
        "step/3/Tell/Ad": "",
        "step/9/Ad/Shop": "",
        "after/Ad/0/Ad/Shop": "ab",
        "after/Ad/1/Shop/Shop": "a",
        "after/Shop/0/Shop/Shop": "a",
        "after/Nowhere/0/Ad/Shop": "",
        "before/Shop/-1/Ad/Shop": "ab",
        "before/Shop/-2/Flyer/Ad": "b",
        "before/Ad/-1/Flyer/Ad": "b",
        "before/Tell/-3/Ad/Shop": "a",
        # a's first Shop is its second step: two before it there is nothing, and not its last step.
        "before/Shop/-2/Tell/Ad": "",
        "stop/0/Ad/in_progress": "c",
        "stop/0/Ad/dropped_off": "",
        "stop/1/Ad/dropped_off": "d",
        "stop/2/Shop/dropped_off": "b",
        "stop/3/Tell/completed": "a",
        "stopafter/Ad/0/Ad/in_progress": "c",
        "stopafter/Ad/0/Ad/dropped_off": "d",
        "stopafter/Ad/1/Shop/dropped_off": "b",
        "stopafter/Shop/2/Tell/completed": "a",
        # The stages of b, twice in awareness, are awareness and purchase.
        "stages/0/awareness/purchase": "ab",
        "stages/1/purchase/advocacy": "a",
        "stages/1/purchase/purchase": "",
        "stages/0/unassigned/awareness": "d",
        "stagestop/0/awareness/in_progress": "c",
        "stagestop/1/purchase/dropped_off": "b",
        "stagestop/1/awareness/dropped_off": "d",
        "stagestop/2/advocacy/completed": "a",
    }
    assert {cell: "".join(customers(travellers, cell)) for cell in expected} == expected


def test_behind_steps_with_percent_encoded_names() -> None:
    log = walked(a="A/B@0 100%@1", b="100%@0 A/B@1")
    assert customers(log, "starts/A%2FB") == customers(log, "contains/A%2FB/100%25") == ["a"]
    assert (
        customers(log, "converts/100%25/A%2FB/1")
        == customers(log, "before/A%2FB/-1/100%25/A%2FB")
        == ["b"]
    )
    assert (
        customers(log, "stop/1/A%2FB/dropped_off")
        == customers(log, "exit/unassigned/A%2FB")
        == ["b"]
    )
    assert customers(log, "starts/A/B") == []


@pytest.mark.parametrize(
    "wrong",
    [
        *(
            "starts",
            "without",
            "exit/purchase",
            "exit/a/b/c",
            "converts/Ad",
            "converts/Ad/Shop/soon",
            "misses/a/b/1/2",
        ),
        *(
            "step/Ad/0/Shop",
            "step/0/Ad",
            "step/-1/Ad/Shop",
            "after/0/Ad/Shop",
            "before/Shop/1/Ad/Shop",
            "before/Shop/0/Shop/Ad",
        ),
        *(
            "stop/0/Ad/lost",
            "stopafter/Ad/0/Ad",
            "stages/0/awareness",
            "stagestop/1.5/purchase/completed",
            "begins/Ad",
        ),
    ],
)
def test_not_a_cell_id(travellers: reference.Log, wrong: str) -> None:
    with pytest.raises(ValueError, match="not a cell id"):
        customers(travellers, wrong)


# ------------------------------------------------------ nodes and transitions


def test_nodes() -> None:
    log = walked(a="Ad@0 Shop@1 Shop@3", b="Ad@0 Ad@2", c="Shop@199", d="Tell@0")
    rows = reference_paths.nodes(log, ALL)
    names = (
        "touchpoint",
        "stage",
        "events",
        "journeys",
        "customers",
        "begun",
        "ended",
        "completed",
        "in_progress",
        "dropped_off",
    )
    assert table(rows, *names) == [
        ("Ad", "awareness", 3, 2, 2, 2, 1, 0, 0, 1),
        ("Shop", "purchase", 3, 2, 2, 1, 2, 0, 1, 1),
        ("Tell", "advocacy", 1, 1, 1, 1, 1, 1, 0, 0),
    ]
    names = (
        "leaving_rate",
        "leaving_rate_n",
        "again",
        "again_rate",
        "again_rate_n",
        "moves",
        "median_seconds",
        "p90_seconds",
    )
    # From the Ad it took 1 and 2 days: the p90 lies nine tenths of the way.
    assert table(rows, *names) == [
        (0.5, 2, 1, 0.5, 2, 2, 1.5 * DAY, 1.9 * DAY),
        (
            1.0,
            1,
            1,
            0.5,
            2,
            1,
            2 * DAY,
            2 * DAY,
        ),  # of two, one is still under way there: whether it leaves is not known
        (0.0, 1, 0, 0.0, 1, 0, None, None),
    ]
    # Wilson of 1 in 2: half of the width is 1.96 sqrt(1/8 + 3.8416/16) / (1 + 3.8416/2) = .4055.
    assert (rows[0]["leaving_rate_low"], rows[0]["again_rate_high"]) == pytest.approx(
        (0.0945, 0.9055), abs=1e-4
    )
    assert list(rows[0])[11:15] == [
        "leaving_rate",
        "leaving_rate_low",
        "leaving_rate_high",
        "leaving_rate_n",
    ]
    # Only the journeys through the Ad, but all of their steps.
    rows = reference_paths.nodes(log, where(touchpoint=["Ad"]))
    assert table(rows, "touchpoint", "events", "ended") == [("Ad", 3, 1), ("Shop", 2, 1)]


def test_the_stage_of_a_node() -> None:
    def stage(*stages: str | None) -> str:
        log = reference.build(
            [event(n, "a", n, "X", stage=own) for n, own in enumerate(stages)], definition()
        )
        return reference_paths.nodes(log, ALL)[0]["stage"]

    assert stage("advocacy", "awareness", "advocacy") == "advocacy"
    assert stage("advocacy", "awareness", "purchase") == "awareness"
    assert stage(None, "advocacy") == "advocacy"
    assert stage(None, "advocacy", None) == "unassigned"
    assert stage(None) == "unassigned"


def test_transitions_change_the_feeling() -> None:
    raw = [event(1, "a", 0, "Ad", valence=0.0), event(2, "a", 1, "Shop", valence=0.1)]
    raw += [
        event(3, "b", 0, "Ad", valence=0.0),
        event(4, "b", 1, "Shop", valence=0.3),
        event(5, "b", 2, "Ad"),
    ]
    raw += [
        event(6, "c", 0, "Ad"),
        event(7, "c", 1, "Shop", valence=-1.0),
        event(8, "d", 198, "Ad"),
        event(9, "d", 199, "Shop"),
    ]
    raw += [
        event(10, "e", 0, "Ad"),
        event(11, "e", 1, "Shop"),
        event(12, "e", 2, "Ad"),
        event(13, "e", 3, "Shop"),
    ]
    # By its label trust is .5 and anger -.9.
    raw += [event(14, "f", 0, "Tell", emotion="trust"), event(15, "f", 1, "Tell", emotion="anger")]
    raw += [event(16, "f", 2, "Tell", valence=1.0)]
    rows = {(row["source"], row["target"]): row for row in reference.transitions(built(raw), ALL)}
    there = rows["Ad", "Shop"]
    assert (there["moves"], there["valence_change_n"], there["valence_change_customers"]) == (
        6,
        2,
        2,
    )
    assert there["valence_change"] == pytest.approx(0.2)
    # Changes of .1 and .3 by two customers: t with one degree of freedom, 12.706205, times .1.
    half = 1.2706205
    assert (there["valence_change_low"], there["valence_change_high"]) == pytest.approx(
        (0.2 - half, 0.2 + half), rel=1e-6
    )
    # a, c and e left after it, b came back to the Ad, d is under way.
    assert (there["lost_after"], rows["Shop", "Ad"]["lost_after"]) == (3, 1)
    assert rows["Shop", "Ad"]["valence_change"] is rows["Shop", "Ad"]["valence_change_low"] is None
    told = rows["Tell", "Tell"]
    # -1.4 and 1.9, both by f: no interval from one customer; f has completed.
    assert told["valence_change"] == pytest.approx(0.25)
    assert (
        told["valence_change_n"],
        told["valence_change_customers"],
        told["valence_change_low"],
    ) == (2, 1, None)
    assert told["lost_after"] == 0


# ----------------------------------------------------------------- variants


@pytest.fixture
def answering() -> reference.Log:
    """Build two journeys of a along the same path, one of b with a repeat, one of c with one event."""
    raw = [
        event(1, "a", 0, "Ad", journey_id="1", csat=5.0, nps=10.0),
        event(2, "a", 1, "Shop", journey_id="1", valence=0.5),
    ]
    raw += [event(3, "a", 0, "Ad", journey_id="2", csat=2.0, nps=8.0, ces=4.0)]
    raw += [event(4, "a", 3, "Shop", journey_id="2", ces=5.0, valence=-0.1)]
    raw += [
        event(5, "b", 190, "Ad", nps=6.0),
        event(6, "b", 191, "Ad", valence=0.2),
        event(7, "b", 194, "Shop"),
    ]
    raw += [event(8, "c", 0, "Ad")]
    return built(raw)


def test_variants(answering: reference.Log) -> None:
    rows = reference_paths.variants(answering, ALL)
    names = (
        "path",
        "steps",
        "journeys",
        "customers",
        "share",
        "share_n",
        "cumulative_share",
        *reference.OUTCOMES,
    )
    # Of the two with one journey the shorter comes first: it is the beginning of the other.
    assert table(rows, *names) == [
        (["Ad", "Shop"], 2, 2, 1, 0.5, 4, 0.5, 0, 0, 0, 2),
        (["Ad"], 1, 1, 1, 0.25, 4, 0.75, 0, 0, 0, 1),
        (["Ad", "Ad", "Shop"], 3, 1, 1, 0.25, 4, 1.0, 0, 0, 1, 0),
    ]
    # From 1 and 3 days the p90 is 2.8 days, 241920 seconds.
    assert table(rows, "median_seconds", "p90_seconds") == [
        (2 * DAY, 241_920),
        (0, 0),
        (4 * DAY, 4 * DAY),
    ]
    names = (
        "valence_n",
        "csat",
        "csat_n",
        "nps",
        "nps_n",
        "ces",
        "ces_n",
        "csat_customers",
        "nps_customers",
        "ces_customers",
    )
    # The path of a: one of two at ease with 4-5, a promoter and a passive, one of two at 5-7.
    assert table(rows, *names) == [
        (2, 0.5, 2, 50.0, 2, 0.5, 2, 1, 1, 1),
        (0, None, 0, None, 0, None, 0, 0, 0, 0),
        (1, None, 0, -100.0, 1, None, 0, 0, 1, 0),
    ]
    assert [row["mean_valence"] for row in rows] == [pytest.approx(0.2), None, 0.2]
    assert rows[0]["share_low"] < 0.5 < rows[0]["share_high"]
    assert reference_paths.variants_totals(answering, ALL, top=1) == {
        "journeys": 4,
        "variants": 3,
        "shown_journeys": 2,
    }


def test_variants_collapsed(answering: reference.Log) -> None:
    rows = reference_paths.variants(answering, ALL, collapse=True)
    assert table(rows, "path", "steps", "journeys", "customers", "cumulative_share") == [
        (["Ad", "Shop"], 2, 3, 2, 0.75),
        (["Ad"], 1, 1, 1, 1.0),
    ]
    # A promoter, a passive and a detractor: 0. The times 1, 3 and 4 days.
    assert table(rows, "nps", "nps_n", "nps_customers", "median_seconds")[0] == (0.0, 3, 2, 3 * DAY)
    assert reference_paths.variants_totals(answering, ALL, collapse=True) == {
        "journeys": 4,
        "variants": 2,
        "shown_journeys": 4,
    }
    for row in rows:
        assert len(customers(answering, "/".join(["collapsed", *row["path"]]))) == row["journeys"]


def test_variants_in_order_of_names() -> None:
    log = walked(a="Shop@0 Ad@1", b="Ad@0 Till@1", c="Ad@0 Shop@1 Till@2", d="Till@0", e="Till@0")
    paths = [" ".join(row["path"]) for row in reference_paths.variants(log, ALL)]
    assert paths == ["Till", "Ad Shop Till", "Ad Till", "Shop Ad"]


# --------------------------------------------------------------- conversion


def test_conversion(shoppers: reference.Log) -> None:
    def figures(*places: str, **options: Any) -> tuple[Any, ...]:
        (row,) = reference_paths.conversion(shoppers, ALL, *places, **options)
        assert (row["source"], row["target"], row["rate_n"]) == (*places, row["entered"])
        return table(
            [row], "entered", "converted", "customers", "rate", "median_seconds", "p90_seconds"
        )[0]

    # Five with an Ad; 2, 2.25 and 2.5 days: the p90 is 2.25 + .8 x .25 = 2.45 days, 211680 seconds.
    assert figures("Ad", "Shop") == (5, 3, 5, 0.6, 2.25 * DAY, 211_680)
    assert figures("Ad", "Shop", within=2) == (5, 1, 5, 0.2, 2 * DAY, 2 * DAY)
    assert figures("Ad", "Shop", within=1) == (5, 0, 5, 0.0, None, None)
    # d was there only before and has no time; b was there before, and after too late for the window.
    assert figures("Ad", "Shop", anywhere=True) == (5, 4, 5, 0.8, 2.25 * DAY, 211_680)
    assert figures("Ad", "Shop", anywhere=True, within=2) == (5, 3, 5, 0.6, 2 * DAY, 2 * DAY)
    assert figures("Ad", "Ad") == figures("Ad", "Ad", anywhere=True) == (5, 1, 5, 0.2, DAY, DAY)
    assert figures("Nowhere", "Ad") == (0, 0, 0, None, None, None)
    (row,) = reference_paths.conversion(shoppers, ALL, "Ad", "Shop")
    # Wilson of 3 in 5: (.6 + .38416 -+ 1.96 sqrt(.048 + .038416)) / 1.76832.
    assert (row["rate_low"], row["rate_high"]) == pytest.approx((0.23071, 0.88238), abs=1e-4)


def test_conversion_per_customer() -> None:
    raw = (
        steps("a", "Ad@0 Ad@5", journey_id="1")
        + steps("a", "Shop@3", journey_id="2")
        + steps("b", "Shop@0 Ad@1")
    )
    raw += steps("c", "Ad@0 Shop@1", journey_id="1") + steps("c", "Ad@9", journey_id="2")
    log = built(raw)
    names = ("entered", "converted", "customers", "rate_n", "median_seconds")
    # One journey of a, one of b and two of c have an Ad; only one of c's goes on to the Shop.
    assert table(reference_paths.conversion(log, ALL, "Ad", "Shop"), *names) == [(4, 1, 3, 4, DAY)]
    # Together a goes from day 0 to day 3 and c from day 0 to day 1.
    per_customer = reference_paths.conversion(log, ALL, "Ad", "Shop", per="customer")
    assert table(per_customer, *names) == [(3, 2, 3, 3, 2 * DAY)]
    # The filter leaves a's second journey out: then a has no Shop.
    selected = reference_paths.conversion(
        log, where(touchpoint=["Ad"]), "Ad", "Shop", per="customer"
    )
    assert table(selected, *names) == [(3, 1, 3, 3, DAY)]
    with pytest.raises(ValueError, match="unit"):
        reference_paths.conversion(log, ALL, "Ad", "Shop", per="case")


def test_conversion_per_customer_at_the_same_time() -> None:
    # At the same time event_no decides, whatever the journeys: a is at the Shop first, b and c at the Ad.
    raw = [event(2, "a", 0, "Ad", journey_id="1"), event(1, "a", 0, "Shop", journey_id="2")]
    raw += [event(3, "b", 0, "Ad", journey_id="1"), event(4, "b", 0, "Shop", journey_id="2")]
    raw += [event(5, "c", 0, "Ad", journey_id="2"), event(6, "c", 0, "Shop", journey_id="1")]
    assert (
        reference_paths.conversion(built(raw), ALL, "Ad", "Shop", per="customer")[0]["converted"]
        == 2
    )


def test_conversion_times(shoppers: reference.Log) -> None:
    raw = []
    for number, seconds in enumerate(
        [0, 59, 60, 86_399, 86_400, 31_535_999, 31_536_000, 99_999_999]
    ):
        raw += [
            event(2 * number, f"c{number}", 0, "Ad"),
            event(2 * number + 1, f"c{number}", 0, "Shop"),
        ]
        raw[-1]["occurred_at"] += timedelta(seconds=seconds)
    rows = reference_paths.conversion_times(built(raw), ALL, "Ad", "Shop")
    assert len(rows) == 18 and list(rows[0]) == ["from_seconds", "to_seconds", "converted"]
    assert [tuple(row.values()) for row in rows if row["converted"]] == [
        (0, 60, 2),
        (60, 300, 1),
        (43_200, 86_400, 1),
        (86_400, 172_800, 1),
        (15_552_000, 31_536_000, 1),
        (31_536_000, None, 2),
    ]
    assert [row["to_seconds"] for row in rows[:-1]] == [row["from_seconds"] for row in rows[1:]]
    # Four convert anywhere, three of them in 2 to 3 days, one without a time.
    found = reference_paths.conversion_times(shoppers, ALL, "Ad", "Shop", anywhere=True)
    assert [tuple(row.values()) for row in found if row["converted"]] == [(172_800, 259_200, 3)]
    assert (
        sum(
            row["converted"]
            for row in reference_paths.conversion_times(shoppers, ALL, "Ad", "Shop", within=2)
        )
        == 1
    )


# --------------------------------------------------------------------- flow


def flowing(log: reference.Log, **options: Any) -> list[tuple[Any, ...]]:
    """Give the flow as a table."""
    return table(
        reference_paths.flow(log, ALL, **options), "step", "source", "target", "end", "journeys"
    )


def test_flow_over_stages(travellers: reference.Log) -> None:
    first = [
        (0, "awareness", "purchase", None, 2),
        (0, "awareness", None, "in_progress", 1),
        (0, "unassigned", "awareness", None, 1),
    ]
    assert flowing(travellers) == [
        *first,
        (1, "awareness", None, "dropped_off", 1),
        (1, "purchase", "advocacy", None, 1),
        (1, "purchase", None, "dropped_off", 1),
        (2, "advocacy", None, "completed", 1),
    ]
    assert flowing(travellers, depth=1) == [
        *first,
        (1, "awareness", None, "dropped_off", 1),
        (1, "purchase", None, "dropped_off", 1),
        (1, "purchase", None, "goes_on", 1),
    ]
    with pytest.raises(ValueError, match="no source"):
        reference_paths.flow(travellers, ALL, source="Ad")
    with pytest.raises(ValueError, match="no flow"):
        reference_paths.flow(travellers, ALL, over="channels")


def test_flow_from_the_beginning_and_from_a_source(travellers: reference.Log) -> None:
    assert flowing(travellers, over="touchpoints", depth=1) == [
        (0, "Ad", "Shop", None, 1),
        (0, "Ad", None, "in_progress", 1),
        (0, "Flyer", "Ad", None, 1),
        (0, "Rumour", "Ad", None, 1),
        (1, "Ad", None, "dropped_off", 1),
        (1, "Ad", None, "goes_on", 1),
        (1, "Shop", None, "goes_on", 1),
    ]
    assert flowing(travellers, over="touchpoints", source="Ad", depth=2) == [
        (0, "Ad", "Shop", None, 2),
        (0, "Ad", None, "dropped_off", 1),
        (0, "Ad", None, "in_progress", 1),
        (1, "Shop", "Shop", None, 1),
        (1, "Shop", None, "dropped_off", 1),
        (2, "Shop", None, "goes_on", 1),
    ]
    assert flowing(travellers, over="touchpoints", source="Nowhere") == []


def test_flow_back_from_a_target(travellers: reference.Log) -> None:
    # a has one step before its first Shop, b has two.
    assert flowing(travellers, over="touchpoints", target="Shop", depth=1) == [
        (-1, "Ad", "Shop", None, 2),
        (-1, None, "Ad", "begins", 1),
        (-1, None, "Ad", "earlier", 1),
    ]
    assert flowing(travellers, over="touchpoints", target="Shop", depth=2) == [
        (-2, "Flyer", "Ad", None, 1),
        (-2, None, "Flyer", "begins", 1),
        (-1, "Ad", "Shop", None, 2),
        (-1, None, "Ad", "begins", 1),
    ]
    assert flowing(travellers, over="touchpoints", target="Ad") == [
        (-1, "Flyer", "Ad", None, 1),
        (-1, "Rumour", "Ad", None, 1),
        (-1, None, "Flyer", "begins", 1),
        (-1, None, "Rumour", "begins", 1),
        (0, None, "Ad", "begins", 2),
    ]


def test_flow_between(travellers: reference.Log) -> None:
    assert flowing(travellers, over="touchpoints", source="Ad", target="Tell", depth=3) == [
        (0, "Ad", None, "never", 3),
        (0, "Ad", "Shop", None, 1),
        (1, "Shop", "Shop", None, 1),
        (2, "Shop", "Tell", None, 1),
    ]
    assert flowing(travellers, over="touchpoints", source="Ad", target="Tell", depth=2) == [
        (0, "Ad", None, "never", 3),
        (0, "Ad", None, "longer", 1),
    ]
    assert flowing(travellers, over="touchpoints", source="Shop", target="Shop") == [
        (0, "Shop", "Shop", None, 1),
        (0, "Shop", None, "never", 1),
    ]


@pytest.fixture(scope="module")
def crowd() -> reference.Log:
    """Build 150 wandering journeys of up to nine steps."""
    dice = random.Random(7)
    raw = []
    for number in range(150):
        day = dice.choice([0, 10, 180])
        for step in range(dice.randint(1, 9)):
            touchpoint = dice.choice([*PLACES, "Rumour"])
            raw.append(
                event(
                    10 * number + step,
                    f"c{number % 120}",
                    day + step,
                    touchpoint,
                    journey_id=str(number),
                )
            )
    return built(raw)


OPTIONS = [{"over": "stages"}, {"over": "touchpoints"}, {"over": "touchpoints", "source": "Ad"}]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("depth", [1, 3, 12])
def test_what_flows_in_flows_out(crowd: reference.Log, options: dict[str, str], depth: int) -> None:
    arrives: Counter[tuple[int, str]] = Counter()
    leaves: Counter[tuple[int, str]] = Counter()
    for row in reference_paths.flow(crowd, ALL, **options, depth=depth):
        leaves[row["step"], row["source"]] += row["journeys"]
        if row["target"] is not None:
            arrives[row["step"] + 1, row["target"]] += row["journeys"]
    for name in [name for step, name in leaves if step == 0]:
        cell = (
            f"contains/{name}"
            if "source" in options
            else f"starts/{name}"
            if options["over"] == "touchpoints"
            else None
        )
        begun = [
            journey for journey in crowd.journeys if reference.stage_path_of(journey)[0] == name
        ]
        assert leaves.pop((0, name)) == (
            len(begun) if cell is None else len(customers(crowd, cell))
        )
    assert leaves == arrives


def test_what_flows_to_a_target_comes_from_somewhere(crowd: reference.Log) -> None:
    arrives: Counter[tuple[int, str]] = Counter()
    leaves: Counter[tuple[int, str]] = Counter()
    for row in reference_paths.flow(crowd, ALL, over="touchpoints", target="Shop", depth=3):
        if row["source"] is None:
            arrives[row["step"], row["target"]] += row["journeys"]
        else:
            arrives[row["step"] + 1, row["target"]] += row["journeys"]
            leaves[row["step"], row["source"]] += row["journeys"]
    assert arrives.pop((0, "Shop")) == len(customers(crowd, "contains/Shop"))
    assert leaves == arrives


@pytest.mark.parametrize("options", [*OPTIONS, {"over": "touchpoints", "target": "Shop"}])
def test_the_journeys_behind_each_flow(crowd: reference.Log, options: dict[str, str]) -> None:
    kinds = {"stages": ("stages", "stagestop"), "touchpoints": ("step", "stop")}
    for row in reference_paths.flow(crowd, ALL, **options, depth=3):
        if row["end"] in ("goes_on", "begins", "earlier"):
            continue
        move, stop = kinds[options["over"]]
        anchor = []
        if "source" in options:
            move, stop, anchor = "after", "stopafter", [options["source"]]
        if "target" in options:
            move, anchor = "before", [options["target"]]
        kind, last = (move, row["target"]) if row["end"] is None else (stop, row["end"])
        cell = "/".join([kind, *anchor, str(row["step"]), quote(row["source"]), quote(last)])
        assert len(customers(crowd, cell)) == row["journeys"], cell


# ----------------------------------------------------------------------- km


def test_forty_percent_ever_advance() -> None:
    # c and e do more, and all of c, d and e are long lost: they are watched to the end all the same.
    log = walked(a="Ad@0 Shop@1", b="Ad@0 Shop@3", c="Ad@0 Ad@2", d="Ad@0", e="Ad@0 Rumour@0.5")
    rows = reference_paths.km(log, ALL)
    assert table(rows, "stage", "seconds", "at_risk", "advanced", "share") == [
        ("awareness", 0, 5, 0, 0.0),
        ("awareness", DAY, 5, 1, 0.2),
        ("awareness", 3 * DAY, 4, 2, 0.4),
        ("purchase", 0, 2, 0, 0.0),
    ]
    assert reference_paths.km_totals(log, ALL) == {
        "awareness": {"journeys": 5, "advanced": 2, "share_at_end": 0.4, "median_seconds": None},
        "purchase": {"journeys": 2, "advanced": 0, "share_at_end": 0.0, "median_seconds": None},
    }
    assert rows[0]["low"] is rows[0]["high"] is None
    # S = .8, sum 1/20: .8 to the power of exp(+-1.96 x .223607 / .223144) = 7.1283 and .140287.
    assert (rows[1]["low"], rows[1]["high"]) == pytest.approx((0.030819, 0.796198), abs=1e-5)
    # S = .6, sum 1/20 + 1/12 = .133333: exp(1.96 x .365148 / .510826) = 4.05954.
    assert (rows[2]["low"], rows[2]["high"]) == pytest.approx(
        (1 - 0.6 ** (1 / 4.05954), 1 - 0.6**4.05954), abs=1e-4
    )


def test_km_of_those_with_an_event_of_their_own_first() -> None:
    log = walked(
        a="Ad@0 Tell@5",  # passes purchase over: advances from awareness in 5 days
        b="Tell@0 Ad@1 Shop@2",  # beyond both before it is there
        c="Shop@0 Ad@1",  # beyond awareness at once; stays in purchase
        d="Rumour@0 Ad@1 Ad@2 Shop@3",  # from the first Ad: 2 days
        e="Ad@0 Shop@0",  # at the same time: 0 seconds
        f="Ad@197",  # watched for 3 days only
    )
    rows = reference_paths.km(log, ALL)
    # S after 0: 3/4, after 2 days 3/4 x 2/3 = 1/2, after 5 days, when f is gone, 0.
    assert table(rows, "stage", "seconds", "at_risk", "advanced", "share") == [
        ("awareness", 0, 4, 1, 0.25),
        ("awareness", 2 * DAY, 3, 2, 0.5),
        ("awareness", 5 * DAY, 1, 3, 1.0),
        ("purchase", 0, 3, 0, 0.0),
    ]
    assert rows[2]["low"] is rows[2]["high"] is None and rows[1]["low"] is not None
    totals = reference_paths.km_totals(log, ALL)
    assert totals["awareness"] == {
        "journeys": 4,
        "advanced": 3,
        "share_at_end": 1.0,
        "median_seconds": 2 * DAY,
    }
    assert totals["purchase"]["journeys"] == 3


def test_km_at_a_tie_of_leaving_sight_and_advancing() -> None:
    # b is last seen after 2 days, when a advances: still at risk, so S = 1/2. The end is the dataset's, not the filter's.
    log = built(steps("a", "Ad@0 Shop@2") + steps("b", "Ad@198"))
    assert table(reference_paths.km(log, ALL), "seconds", "at_risk", "share")[1] == (
        2 * DAY,
        2,
        0.5,
    )
    log = built(steps("a", "Ad@0") + steps("b", "Ad@0 Shop@7") + steps("c", "Rumour@9"), end=None)
    found = reference_paths.waiting(log, where(touchpoint=["Ad"]), 0)
    assert found == [(9 * DAY, False), (7 * DAY, True)]


def test_km_of_nobody() -> None:
    log = walked(a="Rumour@0", b="Tell@0")
    assert reference_paths.km(log, ALL) == []
    nothing = {"journeys": 0, "advanced": 0, "share_at_end": None, "median_seconds": None}
    assert reference_paths.km_totals(log, ALL) == {"awareness": nothing, "purchase": nothing}


# ------------------------------------------------------------------ ordered


@pytest.fixture
def orderly() -> reference.Log:
    """Build seven journeys that keep the order of the stages more or less."""
    return walked(
        a="Ad@0 Shop@90 Tell@90",  # on the last day
        b="Ad@0 Shop@91",  # too late
        c="Ad@0 Tell@1 Shop@2",  # the last two the other way round
        d="Shop@0 Ad@1",  # the first two the other way round
        e="Ad@199",  # under way
        f="Ad@0 Ad@1",  # lost
        g="Shop@0 Tell@1",  # never in the first stage
    )


def test_ordered_stages(orderly: reference.Log) -> None:
    rows = reference_paths.ordered(orderly, ALL)
    names = (
        "place",
        "name",
        "reached",
        "advanced",
        "completed",
        "in_progress",
        "out_of_order",
        "stopped",
        "customers",
    )
    assert table(rows, *names) == [
        (0, "awareness", 6, 2, 0, 1, 2, 1, 6),
        (1, "purchase", 2, 1, 0, 0, 1, 0, 2),
        (2, "advocacy", 1, 0, 1, 0, 0, 0, 1),
    ]
    # To purchase in 90 and in 2 days, to advocacy at the same time.
    names = ("conversion_rate", "conversion_rate_n", "median_seconds_to_next")
    assert table(rows, *names) == [(2 / 6, 6, 46 * DAY), (0.5, 2, 0), (None, 1, None)]
    assert rows[2]["conversion_rate_low"] is None


def test_ordered_touchpoints(orderly: reference.Log) -> None:
    names = ("name", "reached", "advanced", "completed", "in_progress", "out_of_order", "stopped")
    rows = reference_paths.ordered(orderly, ALL, through=["Ad", "Shop"], within=2)
    assert table(rows, *names) == [("Ad", 6, 1, 0, 1, 3, 1), ("Shop", 1, 0, 1, 0, 0, 0)]
    rows = reference_paths.ordered(orderly, ALL, through=["Ad", "Tell", "Shop"])
    # a has its Shop before its Tell; b and d have a Shop, but no Tell after the Ad.
    assert table(rows, *names) == [
        ("Ad", 6, 2, 0, 1, 2, 1),
        ("Tell", 2, 1, 0, 0, 1, 0),
        ("Shop", 1, 0, 1, 0, 0, 0),
    ]
    assert table(reference_paths.ordered(orderly, ALL, through=["Shop"]), *names) == [
        ("Shop", 5, 0, 5, 0, 0, 0)
    ]
    assert table(reference_paths.ordered(orderly, ALL, through=["Nowhere", "Ad"]), *names) == [
        ("Nowhere", 0, 0, 0, 0, 0, 0),
        ("Ad", 0, 0, 0, 0, 0, 0),
    ]


def test_ordered_within_the_days_of_entry() -> None:
    # 2 days from the Ad to the Shop and 2 on to the Tell: 4 from entry.
    log = walked(a="Ad@0 Shop@2 Tell@4")
    assert [row["reached"] for row in reference_paths.ordered(log, ALL, within=4)] == [1, 1, 1]
    assert [row["reached"] for row in reference_paths.ordered(log, ALL, within=3.9)] == [1, 1, 0]
    # A passed stage is no shortcut, and the entry is the first Ad, not a later one that would be in time.
    log = walked(a="Ad@0 Tell@1", b="Ad@0 Ad@50 Shop@100")
    assert table(reference_paths.ordered(log, ALL), "reached", "out_of_order") == [
        (2, 2),
        (0, 0),
        (0, 0),
    ]


def test_ordered_adds_up(crowd: reference.Log) -> None:
    for through in (None, ["Ad", "Shop", "Tell"], ["Ad", "Ad"]):
        rows = reference_paths.ordered(crowd, ALL, through=through, within=5)
        for place, row in enumerate(rows):
            parts = ("advanced", "completed", "in_progress", "out_of_order", "stopped")
            assert row["reached"] == sum(row[part] for part in parts)
            assert place == 0 or row["reached"] == rows[place - 1]["advanced"]


# -------------------------------------------------------------------- contrasts


def telling_apart(lost: int = 40, kept: int = 40) -> reference.Log:
    """Build journeys lost in awareness, three in four on plan pro, and kept ones, one in four."""
    raw = []
    for i in range(lost):
        plan = {"plan": "pro" if i < 30 else "free"}
        emotion = "anger" if i < 35 else None
        raw.append(
            event(
                i,
                f"l{i}",
                0,
                "Ad",
                attributes=plan,
                channel="www" if i < 20 else None,
                emotion=emotion,
            )
        )
    for i in range(kept):
        plan = {"plan": "pro" if i < 10 else "free"}
        raw.append(
            event(100 + 2 * i, f"k{i}", 0, "Ad", attributes=plan, channel="www" if i < 20 else None)
        )
        raw.append(event(101 + 2 * i, f"k{i}", 1, "Shop", channel="fax", emotion="trust"))
    raw += [event(200 + i, f"p{i}", 199, "Ad", attributes={"plan": "pro"}) for i in range(40)]
    return built(raw)


def test_contrasts() -> None:
    rows = reference.contrasts(telling_apart(), ALL, "awareness")
    # Everybody was at the Ad, which nobody lacks; the Shop, the fax and the trust come after.
    names = (
        "kind",
        "name",
        "value",
        "lost_with",
        "lost",
        "kept_with",
        "kept",
        "difference",
        "customers",
    )
    assert table(rows, *names) == [
        ("emotion", "", "anger", 35, 40, 0, 40, 0.875, 35),
        ("attribute", "plan", "free", 10, 40, 30, 40, -0.5, 40),
        ("attribute", "plan", "pro", 30, 40, 10, 40, 0.5, 40),
        ("channel", "", "web", 20, 40, 20, 40, 0.0, 40),
    ]
    pro = rows[2]
    # z = .5 / sqrt(.25 / 20) = sqrt 20 = 4.472. Wilson: (.59806, .85813) and (.14187, .40194).
    assert pro["p"] == pytest.approx(7.7442e-6, rel=1e-4)
    assert (pro["low"], pro["high"]) == pytest.approx((0.28512, 0.65292), abs=1e-5)
    assert (rows[1]["low"], rows[1]["high"]) == pytest.approx((-0.65292, -0.28512), abs=1e-5)
    # Four are tested; pro and free share the ranks 2 and 3.
    assert pro["q"] == rows[1]["q"] == pytest.approx(7.7442e-6 * 4 / 3, rel=1e-4)
    assert rows[0]["q"] == pytest.approx(4 * rows[0]["p"]) and rows[0]["p"] < 1e-14
    assert (rows[3]["p"], rows[3]["q"]) == (1.0, 1.0)
    assert (pro["lost_share"], pro["kept_share"]) == (0.75, 0.25)


def test_contrasts_leaves_out_small_numbers() -> None:
    assert reference.contrasts(telling_apart(lost=29), ALL, "awareness") == []
    assert reference.contrasts(telling_apart(kept=29), ALL, "awareness") == []
    # All 30 lost are angry and on pro, of 30 kept 10 are on pro: 20 lack it and 20 have free; the web is lacked by 20.
    rows = reference.contrasts(telling_apart(lost=30, kept=30), ALL, "awareness")
    assert table(rows, "kind", "value", "customers") == [("emotion", "anger", 30)]
    # Customers count, not journeys: 40 lost journeys of one customer.
    raw = [event(i, "one", 0, "Ad", journey_id=str(i)) for i in range(40)]
    for i in range(40):
        raw += [event(100 + 2 * i, f"k{i}", 0, "Ad"), event(101 + 2 * i, f"k{i}", 1, "Shop")]
    assert reference.contrasts(built(raw), ALL, "awareness") == []
    for stage in ("advocacy", "unassigned", "nowhere"):
        with pytest.raises(ValueError, match=stage):
            reference.contrasts(telling_apart(), ALL, stage)


def test_false_discovery() -> None:
    # In order .005 x 4, .01 x 4/2, .03 x 4/3, .04: .02, .02, .04, .04.
    assert reference.false_discovery([0.01, 0.04, 0.03, 0.005]) == pytest.approx(
        [0.02, 0.04, 0.04, 0.02]
    )
    # .02 x 3 = .06 and .03 x 3/2 = .045: what is smaller at a later rank holds for the earlier too.
    assert reference.false_discovery([0.02, 0.03, 0.5]) == pytest.approx([0.045, 0.045, 0.5])
    assert reference.false_discovery([]) == []


# -------------------------------------------------------------- conformance

WAY = ["Ad", "Shop", "Till"]


def told(walk: str, through: list[str] | None = WAY) -> str:
    """Give what the rows say about a single journey, such as "conforms" or "back Ad, left_after Shop"."""
    rows = reference_paths.conformance(walked(a=walk), ALL, through)
    assert [row["kind"] for row in rows[:2]] == ["conforms", "deviates"] and rows[-1][
        "kind"
    ] == "never"
    kinds = [row["kind"] for row in (*rows[:2], rows[-1]) if row["journeys"] == 1]
    deviations = [f"{row['kind']} {row['name']}" for row in rows[2:-1] if row["journeys"] == 1]
    assert (
        len(kinds) == 1
        and len(deviations) == len(rows) - 3
        and bool(deviations) == (kinds == ["deviates"])
    )
    return ", ".join(deviations) or kinds[0]


def test_conforming_to_the_expected() -> None:
    # All in order; repeats before anything later and what is not expected do no harm.
    assert told("Ad@0 Shop@1 Till@2") == "conforms"
    assert told("Ad@0 Ad@1 Flyer@2 Shop@3 Shop@4 Tell@5 Till@6 Till@7 Flyer@8") == "conforms"
    # Not there yet, but under way: the last event may be one that is not expected.
    assert told("Ad@199") == told("Ad@0 Shop@199") == told("Ad@0 Flyer@199") == "conforms"
    # Events at the same time count in their order.
    assert told("Ad@0 Shop@0 Till@0") == "conforms"
    assert told("Ad@0 Till@0 Shop@0") == "back Shop"


def test_skipped() -> None:
    assert told("Ad@0 Till@1") == "skipped Shop"
    assert told("Shop@0 Till@1") == "skipped Ad"
    assert told("Till@0") == "skipped Ad, skipped Shop"
    # Under way or not.
    assert told("Shop@199") == "skipped Ad"
    # The Shop came too late, but it came.
    assert told("Ad@0 Till@1 Shop@2") == "back Shop"


def test_back() -> None:
    assert told("Ad@0 Shop@1 Ad@2 Till@3") == "back Ad"
    # Once for each element, however often, and in the order of the list.
    assert told("Ad@0 Shop@1 Ad@2 Till@3 Ad@4 Shop@5 Ad@6") == "back Ad, back Shop"
    assert told("Shop@0 Ad@1 Shop@2 Till@3") == "back Ad"
    # Back from the Till past the Shop, which has only its own time.
    assert told("Ad@0 Shop@1 Till@2 Ad@3") == "back Ad"


def test_left_after() -> None:
    assert told("Ad@0") == "left_after Ad"
    assert told("Ad@0 Shop@1 Flyer@2") == "left_after Shop"
    # Completed by the Tell, which is not expected here, is over too; 30 days of silence are not, 31 are.
    assert told("Ad@0 Tell@1") == told("Ad@169") == "left_after Ad"
    assert told("Ad@170") == "conforms"


def test_several_deviations_of_one_journey() -> None:
    assert told("Ad@0 Shop@1 Ad@2") == "back Ad, left_after Shop"
    assert told("Shop@0") == "skipped Ad, left_after Shop"
    assert told("Till@0 Ad@1") == "skipped Shop, back Ad"
    # The rows come by kind, not by place: Shop is skipped, from Till back to Ad, and the Flyer is never reached.
    assert (
        told("Till@0 Ad@1", through=["Ad", "Shop", "Till", "Flyer"])
        == "skipped Shop, back Ad, left_after Till"
    )


def test_never_at_an_expected_element() -> None:
    assert told("Flyer@0 Tell@1") == told("Rumour@199") == "never"
    assert told("Ad@0", through=["Nowhere", "Shop"]) == "never"
    # An expected name that nothing has is skipped by all that get beyond it.
    assert told("Ad@199", through=["Nowhere", "Ad"]) == "skipped Nowhere"


def test_conformance_to_the_stages() -> None:
    # Flyer and Ad are awareness, Shop and Till purchase, Tell advocacy; the Rumour has no stage.
    expected = {
        "Flyer@0 Ad@1 Rumour@2 Till@3 Shop@4 Tell@5": "conforms",
        "Ad@0 Shop@199": "conforms",
        "Ad@0 Tell@1": "skipped purchase",
        "Ad@0 Shop@1 Flyer@2 Tell@3": "back awareness",
        "Shop@0 Flyer@1": "back awareness, left_after purchase",
        "Ad@0 Rumour@1": "left_after awareness",
        "Rumour@0": "never",
    }
    assert {walk: told(walk, through=None) for walk in expected} == expected
    assert told("Ad@0 Tell@1", through=[]) == "skipped purchase"


@pytest.fixture
def expecting() -> reference.Log:
    """Build nine journeys of eight customers: three conform, five deviate, one never is where expected."""
    raw = steps("a", "Ad@0 Shop@1 Till@2 Tell@3", journey_id="1", csat=5.0)
    raw += steps("a", "Ad@0 Shop@1 Till@2", journey_id="2", valence=0.1)
    raw += steps("b", "Ad@199", csat=1.0, valence=0.5)
    raw += steps("c", "Ad@0 Till@1 Tell@2")
    raw += steps("d", "Ad@0 Shop@1 Ad@2 Till@3", valence=-0.5)
    raw += steps("e", "Shop@0 Flyer@1", csat=3.0)
    raw += steps("f", "Ad@0 Shop@1", csat=4.0, valence=0.5)
    raw += steps("g", "Ad@0 Shop@1 Ad@2")
    raw += steps("h", "Flyer@0 Tell@1", valence=1.0)
    return built(raw)


def test_conformance_counts(expecting: reference.Log) -> None:
    rows = reference_paths.conformance(expecting, ALL, WAY)
    names = (
        "kind",
        "name",
        "journeys",
        "customers",
        "share",
        "share_n",
        "completed",
        "completion_rate",
        "completion_rate_n",
    )
    # e, f and g left after the Shop; d and g were back at the Ad. Eight of nine enter.
    assert table(rows, *names) == [
        ("conforms", None, 3, 2, 3 / 8, 8, 1, 1 / 3, 3),
        ("deviates", None, 5, 5, 5 / 8, 8, 1, 1 / 5, 5),
        ("left_after", "Shop", 3, 3, 3 / 8, 8, 0, 0.0, 3),
        ("back", "Ad", 2, 2, 2 / 8, 8, 0, 0.0, 2),
        ("skipped", "Ad", 1, 1, 1 / 8, 8, 0, 0.0, 1),
        ("skipped", "Shop", 1, 1, 1 / 8, 8, 1, 1.0, 1),
        ("never", None, 1, 1, None, None, 1, 1.0, 1),
    ]
    assert (rows[-1]["share_low"], rows[-1]["share_high"]) == (None, None)
    # Wilson of 2 in 8: (.25 + .2401 -+ 1.96 sqrt(.0234375 + .0150063)) / 1.4802.
    assert (rows[3]["share_low"], rows[3]["share_high"]) == pytest.approx(
        (0.07148, 0.59073), abs=1e-5
    )
    # One in one: from 1 / (1 + 3.8416) to 1.
    assert (rows[5]["completion_rate_low"], rows[5]["completion_rate_high"]) == pytest.approx(
        (1 / 4.8416, 1.0)
    )


def test_conformance_compares_completion(expecting: reference.Log) -> None:
    rows = reference_paths.conformance(expecting, ALL, WAY)
    # Less the third of those that conform.
    differences = [row["difference"] for row in rows]
    assert differences == [
        None,
        pytest.approx(-2 / 15),
        *[pytest.approx(-1 / 3)] * 3,
        pytest.approx(2 / 3),
        None,
    ]
    for row in (rows[0], rows[-1]):
        assert row["difference_low"] is row["difference_high"] is None
    # Wilson of 0 in 2 is (0, .65763), of 1 in 3 (.06149, .79235):
    # -.33333 - sqrt(0 + .45901^2) and -.33333 + sqrt(.65763^2 + .27184^2).
    assert (rows[3]["difference_low"], rows[3]["difference_high"]) == pytest.approx(
        (-0.79235, 0.37825), abs=1e-4
    )


def test_conformance_feelings_and_answers(expecting: reference.Log) -> None:
    rows = reference_paths.conformance(expecting, ALL, WAY)
    # All events of the journeys count, the Tell of a and the Flyer of e too. a has .1 three times, b .5 once: .2.
    names = (
        "mean_valence",
        "mean_valence_n",
        "valence_customers",
        "csat",
        "csat_n",
        "csat_customers",
    )
    assert table(rows, *names) == [
        (pytest.approx(0.2), 4, 2, 4 / 5, 5, 2),
        (pytest.approx(-1 / 6), 6, 2, 2 / 4, 4, 2),
        (0.5, 2, 1, 2 / 4, 4, 2),
        (-0.5, 4, 1, None, 0, 0),
        (None, 0, 0, 0.0, 2, 1),
        (None, 0, 0, None, 0, 0),
        (1.0, 2, 1, None, 0, 0),
    ]
    # No interval from one customer, nor from none.
    for row in rows[3:]:
        assert (
            row["mean_valence_low"]
            is row["mean_valence_high"]
            is row["csat_low"]
            is row["csat_high"]
            is None
        )
    # The customers' sums are -.3 and .3 off: variance 2 x .18 / 16 = .0225, t 12.7 times .15 reaches both ends.
    assert (rows[0]["mean_valence_low"], rows[0]["mean_valence_high"]) == (-1.0, 1.0)
    # Two of four, each customer of one mind: worth less than two answers, so wider than Wilson of 1 in 2.
    assert rows[2]["csat_low"] < 0.0945 and rows[2]["csat_high"] > 0.9055


def test_conformance_intervals_are_those_of_elsewhere() -> None:
    # Two customers feel .2 and .22 at the Ad: mean .21, half of the width 12.706205 x .01.
    raw = [
        event(1, "a", 199, "Ad", valence=0.2, csat=5.0),
        event(2, "b", 199, "Ad", valence=0.22, csat=1.0),
    ]
    conforming = reference_paths.conformance(built(raw), ALL)[0]
    assert (conforming["mean_valence_low"], conforming["mean_valence_high"]) == pytest.approx(
        (0.08293795, 0.33706205)
    )
    # One of two, each answering once: plain Wilson.
    assert (conforming["csat_low"], conforming["csat_high"]) == pytest.approx(
        (0.0945, 0.9055), abs=1e-4
    )
    # What is good is for the definition to say.
    assert reference_paths.conformance(built(raw, csat_good=(1, 5)), ALL)[0]["csat"] == 1.0


def test_order_of_deviations() -> None:
    # Each once, so by kind and then by place.
    log = walked(
        a="Till@0 Flyer@1",
        b="Ad@0 Shop@1 Ad@2 Till@3",
        c="Ad@0 Shop@1 Till@2 Shop@3",
        d="Ad@0 Shop@1",
        e="Ad@0",
    )
    rows = reference_paths.conformance(log, ALL, WAY)
    assert table(rows[2:-1], "kind", "name") == [
        ("skipped", "Ad"),
        ("skipped", "Shop"),
        ("back", "Ad"),
        ("back", "Shop"),
        ("left_after", "Ad"),
        ("left_after", "Shop"),
    ]
    # By place in the list, not by name.
    rows = reference_paths.conformance(walked(a="Till@0"), ALL, ["Shop", "Ad", "Till"])
    assert table(rows[2:-1], "kind", "name") == [("skipped", "Shop"), ("skipped", "Ad")]


def test_conformance_where_nobody_conforms_or_enters() -> None:
    rows = reference_paths.conformance(walked(a="Till@0 Tell@1"), ALL, WAY)
    # One completed, but there is nothing to compare it with.
    names = (
        "kind",
        "journeys",
        "share",
        "share_n",
        "completion_rate",
        "completion_rate_n",
        "difference",
    )
    assert table(rows, *names) == [
        ("conforms", 0, 0.0, 1, None, 0, None),
        ("deviates", 1, 1.0, 1, 1.0, 1, None),
        ("skipped", 1, 1.0, 1, 1.0, 1, None),
        ("skipped", 1, 1.0, 1, 1.0, 1, None),
        ("never", 0, None, None, None, 0, None),
    ]
    rows = reference_paths.conformance(walked(a="Flyer@0"), ALL, WAY)
    assert table(rows, *names) == [
        ("conforms", 0, None, 0, None, 0, None),
        ("deviates", 0, None, 0, None, 0, None),
        ("never", 1, None, None, 0.0, 1, None),
    ]


def test_conformance_of_the_filtered(expecting: reference.Log) -> None:
    # The journeys through a Flyer, all of their events: e still was at the Shop.
    rows = reference_paths.conformance(expecting, where(touchpoint=["Flyer"]), WAY)
    assert table(rows, "kind", "name", "journeys") == [
        ("conforms", None, 0),
        ("deviates", None, 1),
        ("skipped", "Ad", 1),
        ("left_after", "Shop", 1),
        ("never", None, 1),
    ]


@pytest.mark.parametrize("through", [["Ad"], ["Ad", "Shop", "Ad"], [f"T{i}" for i in range(21)]])
def test_not_a_list_to_expect(expecting: reference.Log, through: list[str]) -> None:
    with pytest.raises(ValueError, match="2 to 20 distinct"):
        reference_paths.conformance(expecting, ALL, through)


def test_conformance_adds_up(crowd: reference.Log) -> None:
    for through in (None, WAY, ["Tell", "Nowhere", "Ad"], list(PLACES)):
        rows = reference_paths.conformance(crowd, ALL, through)
        conforms, deviates, never = rows[0], rows[1], rows[-1]
        assert conforms["journeys"] + deviates["journeys"] + never["journeys"] == 150
        assert (
            conforms["journeys"] + deviates["journeys"]
            == conforms["share_n"]
            == deviates["share_n"]
        )
        assert (
            sum(row["completed"] for row in (conforms, deviates, never))
            == reference_paths.ended_as(crowd.journeys)["completed"]
        )
        assert all(0 < row["journeys"] <= deviates["journeys"] for row in rows[2:-1])
        assert sum(row["journeys"] for row in rows[2:-1]) >= deviates["journeys"]
        # A journey leaves after one element only; nobody skips or goes back to the last, or leaves after it.
        left = sum(row["journeys"] for row in rows[2:-1] if row["kind"] == "left_after")
        assert left <= deviates["journeys"]
        assert (through or crowd.definition["stages"])[-1] not in [row["name"] for row in rows]


# ------------------------------------------------------------------ journey


def test_journey() -> None:
    raw = [
        event(
            1, "a", 5, "Ad", journey_id="1", channel="www", emotion="Trust", nps=9.0, comment="nice"
        )
    ]
    raw += [
        event(2, "a", 5.5, "Shop", journey_id="1", csat=4.0, ces=6.0, revenue=2.5),
        event(3, "b", 0, "Ad"),
    ]
    raw += [event(4, "a", 1, "Rumour", journey_id="2")]
    rows = reference_paths.journey(built(raw), "a")
    # The second journey began first.
    names = (
        "customer_id",
        "journey_id",
        "journey_no",
        "step",
        "seconds_since_before",
        "duration_seconds",
        "stage",
        "touchpoint",
        "outcome",
    )
    names += ("furthest_stage",)
    assert table(rows, *names) == [
        ("a", "2", 1, 1, None, None, "unassigned", "Rumour", "dropped_off", "unassigned"),
        ("a", "1", 2, 1, None, None, "awareness", "Ad", "dropped_off", "purchase"),
        ("a", "1", 2, 2, 43_200, None, "purchase", "Shop", "dropped_off", "purchase"),
    ]
    assert table(rows, "channel", "emotion", "valence", "nps", "csat", "ces", "revenue", "comment")[
        1:
    ] == [
        ("web", "trust", 0.5, 9.0, None, None, None, "nice"),
        (None, None, None, None, 4.0, 6.0, 2.5, None),
    ]
    assert [row["occurred_at"] for row in rows] == [
        START + timedelta(days=day) for day in (1, 5, 5.5)
    ]
    assert reference_paths.journey(built(raw), "b")[0]["journey_id"] is None
    with pytest.raises(ValueError, match="no such customer"):
        reference_paths.journey(built(raw), "z")


# ------------------------------------------------------- one event, or none


def test_journeys_with_one_event() -> None:
    log = walked(a="Ad@0", b="Ad@0")
    assert table(reference_paths.nodes(log, ALL), "events", "begun", "ended", "moves", "again") == [
        (2, 2, 2, 0, 0)
    ]
    assert table(
        reference_paths.variants(log, ALL), "path", "median_seconds", "cumulative_share"
    ) == [(["Ad"], 0, 1.0)]
    assert table(reference_paths.conversion(log, ALL, "Ad", "Ad"), "entered", "converted") == [
        (2, 0)
    ]
    assert flowing(log) == [(0, "awareness", None, "dropped_off", 2)]
    assert flowing(log, over="touchpoints", target="Ad") == [(0, None, "Ad", "begins", 2)]
    assert reference.transitions(log, ALL) == []


def test_nothing_there() -> None:
    log = reference.build([], definition())
    for rows in (
        reference_paths.nodes,
        reference_paths.variants,
        reference_paths.flow,
        reference_paths.km,
    ):
        assert rows(log, ALL) == []
    assert reference.contrasts(log, ALL, "awareness") == []
    assert table(reference_paths.conformance(log, ALL), "kind", "journeys") == [
        ("conforms", 0),
        ("deviates", 0),
        ("never", 0),
    ]
    assert table(
        reference_paths.conversion(log, ALL, "Ad", "Shop"), "entered", "rate", "rate_low"
    ) == [(0, None, None)]
    assert [
        row["converted"] for row in reference_paths.conversion_times(log, ALL, "Ad", "Shop")
    ] == [0] * 18
    assert table(reference_paths.ordered(log, ALL), "reached", "conversion_rate") == [(0, None)] * 3
    assert reference_paths.variants_totals(log, ALL) == {
        "journeys": 0,
        "variants": 0,
        "shown_journeys": 0,
    }


def test_sums_over_nodes_and_variants(crowd: reference.Log) -> None:
    rows = reference_paths.nodes(crowd, ALL)
    events = sum(len(journey.events) for journey in crowd.journeys)
    sums = {
        name: sum(row[name] for row in rows)
        for name in ("events", "begun", "ended", "moves", *reference.OUTCOMES)
    }
    assert (sums["events"], sums["begun"], sums["ended"], sums["moves"]) == (
        events,
        150,
        150,
        events - 150,
    )
    assert sum(sums[outcome] for outcome in reference.OUTCOMES) == 150
    moves = reference.transitions(crowd, ALL)
    lost = [
        journey
        for journey in crowd.journeys
        if journey.outcome == "dropped_off" and len(journey.events) > 1
    ]
    assert sum(row["lost_after"] for row in moves) == len(lost)
    assert sum(row["moves"] for row in moves) == events - 150
    for collapse in (False, True):
        found = reference_paths.variants(crowd, ALL, collapse)
        assert sum(row["journeys"] for row in found) == 150 and found[-1]["cumulative_share"] == 1.0
