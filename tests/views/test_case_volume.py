"""How many cases are opened for each hundred active customers, by hand."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"
PASSIVE = '[ends]\npassive = ["Newsletter"]\n'


def test_cases_are_counted_where_they_begin_and_customers_where_they_do_something(tmp_path):
    """In January twenty are active, four open a case and one two: 30 per 100. In February ten, of whom two open one; ten more only
    get a newsletter."""
    rows = [event(f"c{n}", "2025-01-05", "Shop") for n in range(20)]
    for n, cases in enumerate([1, 1, 1, 1, 2]):
        rows += [
            event(f"c{n}", f"2025-01-1{case}", "Call", case_id=f"k{n}-{case}", reason="bill")
            for case in range(cases)
        ]
    rows += [event(f"c{n}", "2025-02-05", "Shop") for n in range(10)]
    rows += [event(f"c{n}", "2025-02-06", "Call", case_id=f"f{n}", reason="bill") for n in range(2)]
    rows += [event(f"c{n}", "2025-02-07", "Call", case_id=f"k{n}-0", reason="bill") for n in (3, 4)]
    rows += [event(f"n{n}", "2025-02-07", "Newsletter") for n in range(10)]
    generation = build(tmp_path, rows, KIND + PASSIVE)
    january, february = ask(generation, "case_volume", Filters(), ("month",)).rows
    assert (january["cases"], january["customers"]) == (6, 20)
    assert january["cases_per_100"] == pytest.approx(30)
    # Fifteen 0, four 1, one 2: s = sqrt((8 - 36 / 20) / 19) = .571241, t of 19 = 2.093024
    half = 100 * 2.093024 * 0.571241 / 20**0.5
    assert january["cases_per_100_low"] == pytest.approx(30 - half, abs=1e-3)
    assert (february["cases"], february["customers"]) == (2, 10)
    assert february["cases_per_100"] == pytest.approx(20)


def test_without_cases_it_says_what_is_needed(tmp_path):
    rows = [event(f"c{n}", "2025-01-05", "Shop") for n in range(20)]
    answer = ask(build(tmp_path, rows, KIND), "case_volume", Filters())
    assert answer.definitions["cases"] == "not computable: needs case_id"
    [row] = answer.rows
    assert row["cases"] is row["cases_per_100"] is None
