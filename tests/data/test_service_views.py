"""Hand-offs, promises, recovery, pain points and service modes beside the second implementation: on the sample and on drawn logs."""

import random
from datetime import date, datetime, timedelta

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.small_numbers import is_rated
from tests import reference
from tests.agreement import asked_of, same
from tests.logs import SCALES, build, event, reference_definition, reference_events

SHARES = {
    "hand_offs": {"contact_again": "customers", "otherwise": "otherwise_customers"},
    "promises": dict.fromkeys(("kept_promise", "late_promise", "unkept_promise"), "customers"),
    "recovery": {"share": "customers"},
    "pain_points": {},
    "service_modes": {"share": "customers", "resolved": "case_customers"},
}
KEYS = {
    "hand_offs": ("source", "target"),
    "promises": ("stage", "touchpoint"),
    "recovery": ("step",),
    "pain_points": ("stage", "touchpoint", "friction"),
    "service_modes": ("stage", "service_mode"),
}
COUNTS = {
    "hand_offs": ("hand_offs", "journeys", "customers"),
    "promises": ("promised", "journeys", "customers"),
    "recovery": ("cases", "customers"),
    "pain_points": ("events", "journeys", "customers"),
    "service_modes": ("events", "journeys", "customers", "expected_service_mode"),
}
TIMES = {
    "promises": {
        "median_delay_seconds": "late_customers",
        "p90_delay_seconds": "late_customers",
    },
    "recovery": {"median_seconds": "step_customers", "p90_seconds": "step_customers"},
}
"""Of each figure the count of customers that it rests on."""


def assert_view_agrees(view: str, generation, log, filters: Filters, by=()) -> int:
    """The same rows with the same figures, blank where too few customers are behind them; how many rows there are."""
    asked = asked_of(filters)
    more = (list(by),) if by else ()
    theirs = getattr(reference, view)(log, asked, *more)
    ours = ask(generation, view, filters, tuple(by)).rows
    keys = (*by, *KEYS[view])
    expected = {tuple(row[key] for key in keys): row for row in theirs}
    found = {tuple(row[key] for key in keys): row for row in ours}
    assert len(found) == len(ours) and found.keys() == expected.keys()
    for key, row in found.items():
        other = expected[key]
        for name in COUNTS[view]:
            assert row[name] == other[name], (key, name, row, other)
        for name, customers in SHARES[view].items():
            assert row[f"{name}_n"] == other[f"{name}_n"], (key, name, row, other)
            for column in (name, f"{name}_low", f"{name}_high"):
                assert_figure(row, other, column, is_rated(other[customers]))
        for name, customers in TIMES.get(view, {}).items():
            assert_figure(row, other, name, is_rated(other[customers]))
        if view == "hand_offs":
            is_compared = is_rated(other["customers"]) and is_rated(other["otherwise_customers"])
            for column in ("difference", "difference_low", "difference_high"):
                assert_figure(row, other, column, is_compared)
    return len(ours)


def assert_figure(row: dict, other: dict, column: str, is_shown: bool) -> None:
    assert same(row[column], other[column] if is_shown else None), (column, row, other)


SAMPLE_FILTERS = [
    Filters(),
    Filters.of(date(2025, 3, 1), date(2025, 8, 31), {"channel": ["phone", "live chat"]}),
    Filters.of(where={"region": ["North"], "stage": ["retention"]}),
]


@pytest.mark.parametrize("filters", SAMPLE_FILTERS, ids=lambda filters: str(filters.as_dict()))
@pytest.mark.parametrize("view", KEYS)
def test_sample(sample, sample_log, view, filters):
    assert assert_view_agrees(view, sample, sample_log, filters) >= 2


def test_recovery_of_the_sample_by_groups(sample, sample_log):
    assert assert_view_agrees("recovery", sample, sample_log, Filters(), ("segment",)) >= 12


START = datetime(2025, 1, 1)
KIND = "[journeys]\ninactivity_days = 14\ncase_is_journey = false\nid_is_journey = false\n"
STAGES = ("awareness", "purchase", "retention", "advocacy", "")
TOUCHPOINTS = ("Page", "Basket", "Delivery", "Call", "Chat", "Message")
CHANNELS = ("web", "phone", "chat", "")
CASE_EVENTS = (
    *("", "", "", "complaint", "acknowledged", "solution_offered"),
    *("timeline_offered", "resolved", "followed_up"),
)


def drawn_service_log(seed: int, actors=("customer", "agent", "bot", "system", "")) -> list[dict]:
    """A few dozen customers with journeys, cases over several of them, orders and promised times, all drawn."""
    chance = random.Random(seed)
    rows = []
    for customer in range(60):
        journeys = chance.choice([1, 1, 2])
        for journey in range(journeys):
            at = START + timedelta(days=chance.randrange(60))
            group = {"region": chance.choice(["N", "S", ""]), "plan": chance.choice("abc")}
            for _ in range(chance.randrange(2, 12)):
                at += timedelta(hours=chance.choice([0, 1, 5, 24, 24 * 7, 24 * 9]))
                more = {
                    "journey_id": f"{customer}-{journey}",
                    "stage": chance.choice(STAGES),
                    "channel": chance.choice(CHANNELS),
                    "actor": chance.choice(actors),
                    "case_id": chance.choice(["", f"k{customer % 7}", f"l{customer}"]),
                    "case_event": chance.choice(CASE_EVENTS),
                    "reason": chance.choice(["", "", "bill"]),
                    "order_id": chance.choice(["", f"o{customer}"]),
                    "service_mode": chance.choice(["Agent", "automated", "self-service", "", "co"]),
                    "friction": chance.choice(["", "", "slow", "unclear"]),
                    "csat": chance.choice(["", "", "1", "2", "3", "4", "5"]),
                    "ces": chance.choice(["", "", "1", "4", "5", "7"]),
                    "nps": chance.choice(["", "", "0", "6", "7", "9", "10"]),
                    "revenue": chance.choice(["", "", "-5", "0", "20"]),
                    **group,
                }
                touchpoint = chance.choice(TOUCHPOINTS)
                if touchpoint in ("Delivery", "Message") and chance.random() < 0.6:
                    more["promised_at"] = shifted(at, chance)
                if chance.random() < 0.1:
                    more["resolved_at"] = shifted(at, chance)
                if chance.random() < 0.1:
                    more["first_response_at"] = shifted(at, chance)
                rows.append(event(f"c{customer}", at.isoformat(), touchpoint, **more))
    return rows


def shifted(at: datetime, chance: random.Random) -> str:
    return (at + timedelta(hours=chance.choice([-24, 0, 12, 24, 96, 240]))).isoformat()


@pytest.mark.parametrize("seed", [1, 3])
def test_drawn_logs(tmp_path, seed):
    rows = drawn_service_log(seed, *([("",)] if seed == 3 else []))
    generation = build(tmp_path, rows, KIND, assumed=SCALES)
    log = reference.build(reference_events(rows), reference_definition(generation.definition))
    for filters in (Filters(), Filters.of(where={"region": ["N"]})):
        for view in KEYS:
            assert assert_view_agrees(view, generation, log, filters) > 2
    assert_view_agrees("recovery", generation, log, Filters(), ("plan",))
