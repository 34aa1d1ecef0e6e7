"""How satisfied customers are with cases served sooner, by hand."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import SCALES, build, event

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"


def case(customer: str, reason: str, days: int, csat: str, contacts: int = 1) -> list[dict]:
    """Opened on the first of January, resolved so many days later, then an answer."""
    plain = {"case_id": customer, "channel": "phone"}
    rows = [
        event(
            customer, f"2025-01-01T{hour:02}:00", "Call", reason=reason, actor="customer", **plain
        )
        for hour in range(contacts)
    ]
    solved = event(
        customer, f"2025-01-{1 + days:02}", "Call", actor="agent", case_event="resolved", **plain
    )
    return [
        *rows,
        solved,
        event(customer, "2025-02-01", "Survey", actor="system", csat=csat, **plain),
    ]


def rows_of(tmp_path, rows: list[dict]) -> dict[str, dict]:
    generation = build(tmp_path, rows, KIND, assumed=SCALES)
    found = ask(generation, "after_service", Filters(), metrics=("csat",)).rows
    return {row["subject"]: row for row in found}


def test_sooner_is_within_the_median_and_reasons_are_held_equal(tmp_path):
    """Bills are resolved in a day and praised, whether sooner or not; the bill's five late ones as much as its twenty soon ones.

    Sooner 16 of 20 bills and 2 of 5 others; later 4 of 5 bills and 8 of 20 others: .72 and .48, and at equal reason no difference.
    """
    rows = []
    for n in range(20):
        rows += case(f"b{n}", "bill", 1, "5" if n < 16 else "1")
        rows += case(f"o{n}", "order", 5, "5" if n < 8 else "1")
    for n in range(5):
        rows += case(f"c{n}", "bill", 5, "5" if n < 4 else "1")
        rows += case(f"p{n}", "order", 1, "5" if n < 2 else "1")
    row = rows_of(tmp_path, rows)["resolved_sooner"]
    assert (row["with_it"], row["without_it"]) == pytest.approx((18 / 25, 12 / 25))
    assert row["difference"] == pytest.approx(6 / 25)
    assert row["adjusted"] == pytest.approx(0) and row["adjusted_n"] == 50
    assert row["adjusted_for"] == "reason, channel"


def test_one_contact_and_the_last_answer(tmp_path):
    """Who came once says 5 in the end, who came twice says 1; answers before the last do not count."""
    rows = []
    for n in range(12):
        rows += case(f"a{n}", "bill", 1, "5")
        rows += case(f"b{n}", "bill", 1, "1", contacts=2)
        rows.append(
            event(f"b{n}", "2025-01-15", "Survey", case_id=f"b{n}", actor="system", csat="5")
        )
    row = rows_of(tmp_path, rows)["one_contact"]
    assert (row["with_it"], row["without_it"], row["with_it_n"]) == (1.0, 0.0, 12)
