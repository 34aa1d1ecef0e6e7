"""Ways and losses agree with the slow second implementation: on the sample, on sepsis, on made logs, under random filters."""

import json
import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from tests import reference, remembered
from tests.agreement import asked_of
from tests.agreement_paths import (
    assert_conformance_agrees,
    assert_journey_agrees,
    assert_path_identities,
    assert_paths_agree,
)
from tests.data.test_agreement import DEFINITION, made_ends, made_filters, made_logs
from tests.logs import SCALES, as_read, build, event, reference_definition, reference_events

pytestmark = pytest.mark.long


def drawn_filters(seed: int) -> Filters:
    """Filters on dates, an attribute, a channel and a way, each now and then."""
    chance = random.Random(seed)
    first = date(2025, chance.randint(1, 6), chance.randint(1, 28))
    where = {}
    if chance.random() < 0.5:
        where["region"] = [chance.choice(["Islands", "North", "South"])]
    if chance.random() < 0.5:
        where["channel"] = [chance.choice(["web", "phone", "e-mail"])]
    if chance.random() < 0.5:
        where["cohort"] = [
            chance.choice(
                [
                    path_filter("contains", "Product page", "Plan comparison"),
                    path_filter("without", "Online ad"),
                    path_filter("later", "Basket", "Monthly bill"),
                    "dropped_off/purchase",
                ]
            )
        ]
    return Filters.of(
        first if chance.random() < 0.6 else None,
        date(2025, 12, 1) if chance.random() < 0.4 else None,
        where,
    )


@pytest.mark.parametrize("seed", range(2))
def test_sample(sample, sample_log, seed):
    assert_paths_agree(sample, sample_log, drawn_filters(seed) if seed else Filters(), pairs=1)


@pytest.mark.parametrize("seed", range(8))
def test_identities_on_the_sample(sample, seed):
    assert_path_identities(sample, drawn_filters(100 + seed) if seed else Filters())


@pytest.mark.parametrize(
    "through",
    [
        (),
        ("Basket", "Card payment", "Delivery"),
        ("Delivery", "Product page", "Online ad"),
        ("awareness", "purchase", "advocacy"),
    ],
    ids=str,
)
def test_the_sample_against_an_expected_journey(sample, sample_log, through):
    assert_conformance_agrees(
        sample, sample_log, drawn_filters(1) if through else Filters(), through
    )


def test_one_customer_of_the_sample(sample, sample_log):
    for customer in sorted({journey.customer for journey in sample_log.journeys})[:400:100]:
        assert_journey_agrees(sample, sample_log, customer)


SAMPLE_WAYS = [
    path_filter("exit", "purchase", "Basket"),
    path_filter("starts", "Online ad", "Search result"),
    path_filter("ends", "Basket"),
    path_filter("contains", "Product page", "Product page"),
    path_filter("later", "Online ad", "Basket", "Delivery"),
    path_filter("without", "Online ad", "Search result"),
    path_filter("is", "Online ad"),
    path_filter("collapsed", "Online ad", "Search result"),
    path_filter("converts", "Product page", "Basket"),
    path_filter("converts", "Product page", "Basket", 7),
    path_filter("misses", "Product page", "Basket", 7),
    path_filter("around", "Support call", "Monthly bill"),
    path_filter("step", 1, "Online ad", "Product page"),
    path_filter("after", "Basket", 1, "Card payment", "Order confirmation"),
    path_filter("before", "Basket", -2, "Online ad", "Product page"),
    path_filter("stop", 0, "Online ad", "dropped_off"),
    path_filter("stopafter", "Basket", 0, "Basket", "dropped_off"),
    path_filter("stages", 1, "consideration", "awareness"),
    path_filter("stagestop", 2, "purchase", "dropped_off"),
]


@pytest.mark.parametrize("behind", SAMPLE_WAYS)
def test_the_journeys_of_a_way(sample, sample_log, behind):
    filters = Filters.of(where={"cohort": [behind]})
    expected = [
        journey.customer for journey in reference.selected_journeys(sample_log, asked_of(filters))
    ]
    rows = ask(sample, "journeys", filters, top=100_000).rows
    assert expected and sorted(row["customer_id"] for row in rows) == sorted(expected)


@pytest.mark.parametrize(
    "where",
    [{}, {"cohort": [path_filter("contains", "Leucocytes", "CRP")], "channel": ["E"]}],
    ids=str,
)
def test_sepsis(sepsis, sepsis_log, where):
    filters = Filters.of(where=where)
    assert_paths_agree(sepsis, sepsis_log, filters)
    assert_path_identities(sepsis, filters)


def test_sepsis_facts(sepsis, real_data):
    """To the last case: what pandas, plain Python and PM4Py found in the same file."""
    facts = json.loads(
        (real_data / "sepsis_patient_journey" / "facts.json").read_text(encoding="utf-8")
    )
    variants = ask(sepsis, "variants", Filters(), top=100_000)
    assert len(variants.rows) == facts["n_variants"] == variants.totals["variants"]
    assert [row["journeys"] for row in variants.rows[: len(facts["top_variants"])]] == [
        entry[1] for entry in facts["top_variants"]
    ]
    nodes = {row["touchpoint"]: row for row in ask(sepsis, "touchpoint_nodes", Filters()).rows}
    assert {name: row["begun"] for name, row in nodes.items() if row["begun"]} == dict(
        map(tuple, facts["start_activities"])
    )
    assert {name: nodes[name]["ended"] for name, _ in facts["end_activities"]} == dict(
        map(tuple, facts["end_activities"])
    )
    assert sum(row["ended"] for row in nodes.values()) == facts["n_cases"]


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    rows=made_logs(),
    drawn=made_filters(),
    split=st.sampled_from([0, 30]),
    kind=st.sampled_from(["contains", "later", "without"]),
    ends=made_ends,
)
def test_made_logs(tmp_path_factory, rows, drawn, split, kind, ends):
    definition = f"{DEFINITION}\n[journeys]\nsplit_days = {split}\n{ends}"
    generation = remembered.hold(
        build(tmp_path_factory.mktemp("made"), rows, definition, assumed=SCALES)
    )
    log = reference.build(
        reference_events(as_read(generation, rows)), reference_definition(generation.definition)
    )
    first, last, _, choice = drawn
    names = sorted(generation.touchpoints.values())
    behind = path_filter(kind, names[choice % len(names)], names[0])
    for filters in (Filters.of(first, last), Filters.of(where={"cohort": [behind]})):
        assert_paths_agree(generation, log, filters)
        assert_path_identities(generation, filters)
        assert_conformance_agrees(
            generation, log, filters, tuple(names[:3]) if len(names) > 1 else ()
        )
    generation.close()


def test_each_way_to_deviate(tmp_path):
    """A B C expected: k keeps, u is under way at B, s skips B, b goes back to A, l left after B, n never comes."""

    def walk(customer: str, names: str, day: int = 1) -> list[dict]:
        return [
            event(
                customer,
                f"2025-0{2 if day > 31 else 1}-{(day - 1) % 31 + 1:02}T{hour:02}:00:00",
                name,
                stage="awareness",
            )
            for hour, name in enumerate(names)
        ]

    rows = [
        row
        for customer, names in {"k": "AXBC", "s": "AC", "b": "ABAC", "l": "AB", "n": "X"}.items()
        for row in walk(customer, names)
    ]
    generation = build(tmp_path, rows + walk("u", "AB", 59))
    found = ask(generation, "conformance", Filters(), through=("A", "B", "C")).rows
    assert {(row["kind"], row["name"]): row["journeys"] for row in found} == {
        ("conforms", None): 2,
        ("deviates", None): 3,
        ("skipped", "B"): 1,
        ("back", "A"): 1,
        ("left_after", "B"): 1,
        ("never", None): 1,
    }
    generation.close()


def test_forty_percent_ever_advance(tmp_path):
    """Of 100 who enter, 40 go on after a day; those who have not are watched to the end: the curve ends at 0.40, without a median."""
    rows = [
        event(f"c{number}", "2025-01-01T00:00:00", "Ad", stage="awareness") for number in range(100)
    ]
    rows += [
        event(f"c{number}", "2025-01-02T00:00:00", "Page", stage="consideration")
        for number in range(40)
    ]
    rows += [event("late", "2025-12-31T00:00:00", "Page", stage="consideration")]
    generation = build(tmp_path, rows)
    found = ask(generation, "time_to_advance", Filters())
    assert [
        (row["seconds"], row["at_risk"], row["advanced"], row["share"])
        for row in found.rows
        if row["stage"] == "awareness"
    ] == [(0, 100, 0, 0.0), (86_400, 100, 40, pytest.approx(0.40))]
    assert found.totals["awareness"] == {
        "journeys": 100,
        "advanced": 40,
        "share_at_end": pytest.approx(0.40),
        "median_seconds": None,
    }
    generation.close()


def test_rounds_share_their_ends(tmp_path):
    """a goes round twice (Ad Shop Ad Shop Ad), b once after a repeat, c not at all: a step lies between."""
    ways = {
        "a": ("Ad", "Shop", "Ad", "Shop", "Ad"),
        "b": ("Ad", "Ad", "Shop", "Ad"),
        "c": ("Ad", "Shop", "Shop", "Ad"),
    }
    rows = [
        event(customer, f"2025-01-0{day}", name)
        for customer, way_ in ways.items()
        for day, name in enumerate(way_, 1)
    ]
    row = ask(build(tmp_path, rows), "cycles", Filters(), through=("Ad", "Shop", "Ad")).rows[0]
    assert (row["rounds"], row["journeys"], row["customers"]) == (3, 2, 2)


def test_a_window_holds_its_last_second(tmp_path):
    """a comes exactly one day after, b one second later: within a day comes a alone, by every way of asking."""
    rows = [event(name, "2025-01-01T00:00:00", "Ad", stage="awareness") for name in "ab"]
    rows += [
        event(name, f"2025-01-02T00:00:0{second}", "Shop", stage="consideration")
        for second, name in enumerate("ab")
    ]
    data, ends = build(tmp_path, rows), {"source": "Ad", "target": "Shop", "within": 1.0}
    assert ask(data, "ordered", Filters(), within=1.0).rows[0]["advanced"] == 1
    assert (
        ask(data, "ordered", Filters(), through=("Ad", "Shop"), within=1.0).rows[1]["reached"] == 1
    )
    assert [row["journeys"] for row in ask(data, "paths_between", Filters(), **ends).rows] == [1]
    for per in ("journey", "customer"):
        assert ask(data, "conversion", Filters(), per=per, **ends).rows[0]["converted"] == 1
    for word in (
        "converts/Ad/Shop/1",
        "customer_converts/Ad/Shop/1",
        "inorder/awareness/1/advanced",
    ):
        assert [
            row["customer_id"] for row in ask(data, "journeys", Filters().in_cohort(word)).rows
        ] == ["a"], word
