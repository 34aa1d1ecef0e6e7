"""The views agree with a slow second implementation: on the sample, on sepsis, on made logs, under many filters."""

import json
import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journey.data.ask import ask
from journey.model.cells import Place
from journey.model.filters import Filters
from tests import reference, remembered
from tests.agreement import (
    assert_agrees,
    assert_events_agree,
    assert_feelings_agree,
    assert_groups_agree,
    assert_identities,
    assert_lists_agree,
    same,
)
from tests.logs import SCALES, as_read, build, event, reference_definition, reference_events

pytestmark = pytest.mark.long

SAMPLE_FILTERS = [
    Filters.of(),
    Filters.of(date(2025, 3, 1), date(2025, 5, 31)),
    Filters.of(None, date(2025, 2, 14), {"channel": ["phone", "live chat"]}),
    Filters.of(where={"stage": ["purchase"], "region": ["North"]}),
    Filters.of(where={"touchpoint": ["Support call", "Chatbot"], "device": ["mobile"]}),
    Filters.of(date(2025, 9, 1), None, {"channel": ["e-mail"], "stage": ["retention", "advocacy"]}),
    Filters.of(date(2025, 12, 30), date(2025, 12, 31), {"touchpoint": ["Support call"]}),
]


@pytest.mark.parametrize("filters", SAMPLE_FILTERS, ids=lambda filters: str(filters.as_dict()))
def test_sample(sample, sample_log, filters):
    known = [value for key, value in filters.where if key not in ("channel", "stage", "touchpoint")]
    for key, values in filters.where:
        if key in ("region", "device"):
            assert set(values) <= set(sample.attribute_values(key).values()), known
    assert_agrees(sample, sample_log, filters, by=("stage", "touchpoint"))


def test_sample_by_attribute(sample, sample_log):
    """What depends on no group is that of the sample above, under the same filters."""
    assert_feelings_agree(sample, sample_log, Filters.of(), by=("segment", "channel"))


@pytest.mark.parametrize(
    "by", [("month",), ("segment", "quarter"), ("channel",), ("device",)], ids=str
)
def test_sample_by_groups_of_journeys(sample, sample_log, by):
    assert_groups_agree(sample, sample_log, Filters.of(date(2025, 2, 14), date(2025, 11, 3)), by)


def test_sample_satisfaction_by_month(sample, sample_log):
    assert_agrees(
        sample, sample_log, Filters.of(where={"region": ["North"]}), by=("month", "stage")
    )


CELLS = [
    "reached/retention",
    "advanced/awareness",
    "dropped_off/purchase",
    "in_progress/retention",
    "completed/advocacy",
    "skipped/awareness",
    "passes/purchase/Card%20payment",
    "lost/retention/Complaint",
    "nps/retention",
    "valence/purchase/Delivery",
    "commented/purchase",
    "csat/retention/Support%20call",
]


@pytest.mark.parametrize("cell", CELLS)
def test_the_journeys_behind_a_cell_of_the_map(sample, sample_log, cell):
    filters = Filters.of(
        where={"cohort": [cell], "segment": ["student"] if cell.startswith("r") else []}
    )
    assert ask(sample, "summary", filters).rows[0]["journeys"] > 0
    assert_lists_agree(sample, sample_log, filters, havings=("comment",))


def test_behind_selects_whole_journeys_for_every_view(sample, sample_log):
    assert_agrees(
        sample,
        sample_log,
        Filters.of(date(2025, 3, 1), None, {"cohort": CELLS[6:8], "device": ["mobile"]}),
    )


def alike(mine: list[dict], other: list[dict], keys: tuple[str, ...]) -> bool:
    """The same rows in any order, numbers but for the last digits: the order in which floats are summed is the engine's."""
    ours, theirs = (
        {tuple(row.get(key) for key in keys): row for row in rows} for rows in (mine, other)
    )
    return ours.keys() == theirs.keys() and all(
        same(row[name], theirs[key][name])
        if isinstance(row[name], float)
        else row[name] == theirs[key][name]
        for key, row in ours.items()
        for name in row
        if "rank" not in name
    )


@pytest.mark.parametrize(
    "place",
    [Place("purchase"), Place("purchase", "Card payment"), Place("retention", "Complaint")],
    ids=str,
)
@pytest.mark.parametrize("by", [(), ("month",), ("segment",)], ids=str)
def test_at_leaves_the_numbers_as_they_are(sample, place, by):
    """Among the rows of one place stands what stands there among all rows; of friction the rank needs the others."""
    filters = Filters.of(date(2025, 2, 1), None, {"channel": ["web"]})
    for view in ("funnel", "touchpoints", "friction"):
        whole = [row for row in ask(sample, view, filters, by).rows if place.holds(row)]
        alone = ask(sample, view, filters, by, at=place).rows
        keys = (*by, "stage", "touchpoint", "channel")
        assert whole and alike(alone, whole, keys)
    for view in ("emotions", "satisfaction"):
        stage = ("stage", "touchpoint") if place.touchpoint else ("stage",)
        whole = [row for row in ask(sample, view, filters, (*by, *stage)).rows if place.holds(row)]
        assert whole and alike(
            ask(sample, view, filters, (*by, *stage), at=place).rows,
            whole,
            (*by, *stage, "emotion", "metric", "definition"),
        )


@pytest.mark.parametrize(
    "where", [{}, {"touchpoint": ["Return ER"]}, {"channel": ["E"], "Diagnose": ["A"]}], ids=str
)
def test_sepsis(sepsis, sepsis_log, where):
    assert_agrees(sepsis, sepsis_log, Filters.of(where=where), by=("touchpoint",))


STAGES = ["awareness", "Consideration ", "purchase", "retention", "advocacy", "no such stage", None]
EMOTIONS = ["delight", "Anger", "anxiety", "neutral", "puzzled", None, None]
START = datetime(2025, 1, 1)


@st.composite
def made_events(draw, took=(None,), has_cases=False):
    """One event: a customer of few or many, times that often coincide, stages out of order, missing and unknown.

    In enough journeys segment and device change within them; the plan never does. `took` are the lengths that events can have.
    """
    days = draw(st.sampled_from([0, 0, 1, 2, *((7, 8) if has_cases else ()), 30, 31, 60, 61, 90]))
    seconds = draw(st.sampled_from([0, 0, 1, 3599, 86399]))
    score = st.one_of(st.none(), st.none(), st.integers(1, 5))
    customer = draw(st.sampled_from(["c1", "c2", "c3", "c4"]))
    return event(
        customer,
        (START + timedelta(days=days, seconds=seconds)).isoformat(),
        draw(st.sampled_from(["T1", "T2", "T3", "T 4"])),
        stage=draw(st.sampled_from(STAGES)),
        journey_id=draw(st.sampled_from([None, None, "j1", "j2"])),
        channel=draw(st.sampled_from(["web", "email", "E-Mail", "Kiosk", "KIOSK", "kiosk", None])),
        emotion=draw(st.sampled_from(EMOTIONS)),
        valence=draw(st.sampled_from([None, None, -1, -0.05, 0.049999, 0.3])),
        nps=draw(score),
        csat=draw(score),
        ces=draw(score),
        revenue=draw(st.sampled_from([None, None, 0, 19.99])),
        segment=draw(st.sampled_from([None, "gold", "grey"])),
        device=draw(st.sampled_from([None, "desk", "mobile", "mobile"])),
        duration_seconds=draw(st.sampled_from(took)),
        plan={"c1": "basic", "c2": "plus", "c3": None}.get(customer, "basic"),
        **(draw(OF_A_CASE) if has_cases else {}),
    )


OF_A_CASE = st.fixed_dictionaries(
    {
        "case_id": st.sampled_from([None, "k1", "k1", "k2"]),
        "reason": st.sampled_from([None, None, "bill"]),
        "actor": st.sampled_from([None, "customer", "Customer", "agent", "bot", "system"]),
    }
)


# How long events take: some not at all, longer than most gaps, in words, before they began.
NO_LENGTHS: tuple[str | None, ...] = (None,)
LENGTHS: tuple[str | None, ...] = (
    None,
    None,
    "0",
    "1",
    "3600",
    "86399",
    "90000.5",
    "3000000",
    "long",
    "-5",
)
DEFINITION = """
[touchpoints]
"T1" = "awareness"
"T3" = "retention"
[wait_targets_seconds]
"T2" = 3600
"""


# No good end; some, with what undoes them and where nobody is last seen; all of a value, in whatever touchpoint.
made_ends = st.sampled_from(
    [
        "",
        '[ends]\ngood = ["T3", "T2"]\nundone_by = ["T1"]\npassive = ["T 4"]\n',
        '[ends]\ngood = ["segment = gold"]\nundone_by = ["T2"]\npassive = ["T1", "T3"]\n',
    ]
)


# Columns that a log lacks: who acts, and which case it is about.
NOT_TOLD = ((), (), ("actor",), ("case_id",), ("case_id", "reason"), ("channel", "actor"))


def without(rows: list[dict], *columns: str) -> list[dict]:
    return [{name: value for name, value in row.items() if name not in columns} for row in rows]


@st.composite
def made_logs(draw, has_cases=False):
    """A few drawn events, now and then copied for forty more customers so that rates and ranks come into play."""
    took = draw(st.sampled_from([NO_LENGTHS, LENGTHS]))
    rows = draw(st.lists(made_events(took, has_cases), min_size=1, max_size=25))
    if took == NO_LENGTHS:
        rows = without(rows, "duration_seconds")
    if has_cases:
        rows = without(rows, *draw(st.sampled_from(NOT_TOLD)))
    copies = draw(st.sampled_from([0, 0, 40]))
    seed = random.Random(draw(st.integers(0, 9)))
    return rows + [
        {**row, "customer_id": f"{row['customer_id']}-{number}"}
        for number in range(copies)
        for row in rows
        if seed.random() < 0.7
    ]


@st.composite
def made_filters(draw):
    days = st.sampled_from([None, None, date(2025, 1, 1), date(2025, 1, 2), date(2025, 2, 1)])
    first, last = draw(days), draw(days)
    if first and last and first > last:
        first, last = last, first
    where = {}
    keys = ["touchpoint", "segment", "stage", "channel", "device", "first.device", "plan"]
    for key in draw(st.lists(st.sampled_from(keys), max_size=2)):
        where[key] = None
    return first, last, where, draw(st.integers(0, 4))


ATTRIBUTES = ("segment", "device", "plan")


def values_of(generation, key: str) -> list[str]:
    """The values of an attribute by either key; none where no row has it."""
    is_known = key.removeprefix("first.") in generation.attributes
    return sorted(generation.attribute_values(key).values()) if is_known else []


DRAWN_KINDS = ("reached", "dropped_off", "skipped", "nps", "ended_well")


@settings(max_examples=11, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    rows=made_logs(has_cases=True),
    drawn=made_filters(),
    split=st.sampled_from([0, 0, 30]),
    zone=st.sampled_from(["UTC", "America/New_York"]),
    ends=made_ends,
)
def test_made_logs(tmp_path_factory, rows, drawn, split, zone, ends):
    definition = f'timezone = "{zone}"\n{DEFINITION}\n[journeys]\nsplit_days = {split}\ncase_is_journey = false\n{ends}'
    generation = remembered.hold(
        build(tmp_path_factory.mktemp("made"), rows, definition, assumed=SCALES)
    )
    log = reference.build(
        reference_events(as_read(generation, rows)), reference_definition(generation.definition)
    )
    first, last, where, choice = drawn
    values = {
        "touchpoint": sorted(generation.touchpoints.values()),
        "stage": ["purchase", "unassigned", "advocacy"],
        "channel": ["", *(name for name in generation.channels.values() if name)],
        **{key: ["", *values_of(generation, key)] for key in (*ATTRIBUTES, "first.device")},
    }
    assert {*generation.event_keys} == log.changing
    asked = {key: values[key][choice % len(values[key]) :][:2] for key in where}
    of_journeys = [*generation.journey_keys][choice % 3 :][:1]
    of_events = [*generation.event_keys, *of_journeys][:2]
    for filters in (Filters.of(), Filters.of(first, last, asked)):
        assert_agrees(generation, log, filters, by=("stage", "touchpoint"))
        assert_feelings_agree(generation, log, filters, by=(*of_events, "channel"))
        assert_events_agree(generation, log, filters, (*of_events, "month"))
        assert_groups_agree(
            generation, log, filters, (("week",), ("channel",), ("month", *of_journeys))[choice % 3]
        )
    # Of a stage that no event of the data is in, nobody is told to have reached it.
    observed = [generation.stages[n] for n in {1, 2, 3, 4, 5} - generation.unobserved_stages]
    stage = "purchase" if "purchase" in observed else next(iter(observed), "retention")
    behind = Filters.of(
        first, last, asked | {"cohort": [f"{DRAWN_KINDS[choice]}/{stage}", "passes/retention/T3"]}
    )
    if "T3" in generation.touchpoints.values():
        assert_agrees(generation, log, behind, by=("month", "stage"))
        assert_lists_agree(generation, log, behind)
        assert_identities(generation, filters)
    generation.close()


@pytest.mark.parametrize("filters", SAMPLE_FILTERS, ids=lambda filters: str(filters.as_dict()))
def test_identities_on_the_sample(sample, filters):
    assert_identities(sample, filters)


def test_sepsis_facts(sepsis, real_data):
    """To the last case: what pandas, plain Python and PM4Py found in the same file."""
    facts = json.loads(
        (real_data / "sepsis_patient_journey" / "facts.json").read_text(encoding="utf-8")
    )
    summary = ask(sepsis, "summary", Filters()).rows[0]
    assert (summary["journeys"], summary["events"], summary["touchpoints"], summary["ties"]) == (
        facts["n_cases"],
        facts["n_events"],
        facts["n_activities"],
        facts["adjacent_pairs_with_equal_timestamp"],
    )
    assert (summary["first_at"], summary["last_at"]) == tuple(
        facts[name].replace(" ", "T") + "Z" for name in ("first_ts", "last_ts")
    )
    moves = {
        f"{row['source']} -> {row['target']}": row["moves"]
        for row in ask(sepsis, "transitions", Filters()).rows
    }
    assert len(moves) == facts["n_dfg_edges"]
    assert {edge: moves[edge] for edge, _ in facts["dfg_top_edges"]} == dict(
        map(tuple, facts["dfg_top_edges"])
    )
    events = {row["touchpoint"]: 0 for row in ask(sepsis, "touchpoints", Filters()).rows}
    for row in ask(sepsis, "touchpoints", Filters()).rows:
        events[row["touchpoint"]] += row["events"]
    assert events == dict(map(tuple, facts["activity_counts"]))
    assert sepsis.rows(
        "select count(distinct path), quantile_cont(last_s - first_s, 0.5) from journeys"
    )[0] == (facts["n_variants"], facts["median_case_duration_seconds"])
    assert sepsis.rows("select customer_id from customers where customer_id = 'NA'") == [("NA",)]
