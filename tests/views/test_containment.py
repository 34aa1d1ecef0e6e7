"""Contacts with a machine or alone, by hand: who needs a person after all."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"
END = event("z", "2025-03-31", "Ad")


def contained(tmp_path, later: dict, at="2025-01-03", mode="automated") -> tuple[float | None, int]:
    """Ten ask a machine about the bill, on the first of January; then something else happens."""
    rows = []
    for n in range(10):
        plain = {"case_id": f"k{n}", "actor": "customer", "reason": "bill"}
        rows.append(event(f"c{n}", "2025-01-01", "Bot", service_mode=mode, **plain))
        rows.append(event(f"c{n}", at, "Help", **{**plain, **later}))
    answer = ask(
        build(tmp_path, [*rows, END], KIND),
        "containment",
        Filters.of(None, date.fromisoformat("2025-01-01")),
    )
    [row] = answer.rows
    return row["contained"], row["contained_n"]


@pytest.mark.parametrize(
    ("later", "at", "share"),
    [
        ({"actor": "agent", "reason": ""}, "2025-01-03", 0.0),
        ({"service_mode": "agent"}, "2025-01-08", 0.0),
        ({"service_mode": "agent"}, "2025-01-08T00:00:01", 1.0),
        ({"service_mode": "agent", "reason": "delivery"}, "2025-01-03", 1.0),
        ({"service_mode": "automated"}, "2025-01-03", 1.0),
        ({"actor": "bot"}, "2025-01-03", 1.0),
    ],
)
def test_a_person_for_the_same_reason_within_the_days_is_needed(tmp_path, later, at, share):
    assert contained(tmp_path, later, at) == (share, 10)


def test_what_customers_do_alone_counts_as_well(tmp_path):
    assert contained(tmp_path, {"actor": "agent"}, mode="self-service") == (0.0, 10)


def test_without_service_modes_it_is_not_computable(tmp_path):
    rows = [event(f"c{n}", "2025-01-01", "Help", case_id=f"k{n}") for n in range(12)]
    answer = ask(build(tmp_path, [*rows, END], KIND), "containment", Filters())
    assert answer.rows == []
    assert answer.definitions["contained"] == "not computable: needs service_mode"
