"""What customers are worth, by hand."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event


def row_of(tmp_path, rows: list[dict]) -> dict:
    [row] = ask(build(tmp_path, rows), "loyalty", Filters()).rows
    return row


def test_an_order_is_its_id_else_each_event_with_revenue(tmp_path):
    """Ten order once, of two events with 30 and 50; five of them again, without an id, for 0, which counts."""
    rows = []
    for n in range(10):
        rows.append(event(f"c{n}", "2025-01-01", "Order", order_id=f"o{n}", revenue="30"))
        rows.append(event(f"c{n}", "2025-01-02", "Paid", order_id=f"o{n}", revenue="50"))
        if n < 5:
            rows.append(event(f"c{n}", "2025-01-03", "Gift", revenue="0"))
    rows += [event(f"d{n}", "2025-01-01", "Visit") for n in range(10)]
    row = row_of(tmp_path, rows)
    assert (row["customers"], row["buyers"], row["orders"]) == (20, 10, 15)
    assert (row["repeat_purchase"], row["repeat_purchase_n"]) == (0.5, 10)
    assert (row["average_order"], row["average_order_n"]) == (pytest.approx(800 / 15), 15)
    assert row["revenue_per_customer"] == pytest.approx(800 / 20)


def test_the_golden_value_of_a_customer(tmp_path):
    """METRICS.md: 80 dollars, four times a year, for two years: 640 to date."""
    rows = [
        event(f"c{n}", f"202{3 + year}-0{2 * quarter + 1}-01", "Order", revenue="80")
        for n in range(10)
        for year in range(2)
        for quarter in range(4)
    ]
    assert row_of(tmp_path, rows)["revenue_per_customer"] == 640


def test_what_the_columns_cannot_show_is_named(tmp_path):
    generation = build(tmp_path, [event(f"c{n}", "2025-01-01", "Visit") for n in range(12)])
    answer = ask(generation, "loyalty", Filters())
    [row] = answer.rows
    assert row["repeat_purchase"] is row["average_order"] is row["orders"] is None
    assert answer.definitions["repeat_purchase"] == "not computable: needs order_id or revenue"
    assert answer.definitions["cost_per_customer"] == "not computable: needs cost"
    assert answer.definitions["referred"] == "not computable: needs referred_by"


def test_cost_and_referral_are_of_customers(tmp_path):
    rows = []
    for n in range(10):
        rows.append(
            event(f"c{n}", "2025-01-01", "Call", cost="4", referred_by="x" if n < 3 else "")
        )
        rows.append(event(f"c{n}", "2025-03-01", "Call", cost="2"))
    row = row_of(tmp_path, rows)
    assert (row["cost_per_customer"], row["cost_per_customer_n"]) == (6, 10)
    assert (row["referred"], row["referred_n"]) == (0.3, 10)
