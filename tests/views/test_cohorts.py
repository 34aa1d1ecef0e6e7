"""Retention by the month of the first event, by hand."""

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event

PASSIVE = '[ends]\npassive = ["Newsletter"]\nare_settled = true\n'


def cohorts(tmp_path, rows: list[dict]) -> dict[tuple[str, int], tuple]:
    found = ask(build(tmp_path, rows, PASSIVE), "cohorts", Filters()).rows
    return {
        (row["cohort"], row["months_after"]): (row["active"], row["customers"], row["is_partial"])
        for row in found
    }


def test_the_golden_case_of_retention(tmp_path):
    """METRICS.md: 100 in January, 70 of them in February, where 30 are new: 70 %, not (100 - 30) of the 100 at the end."""
    rows = [event(f"c{n}", "2025-01-31T23:59:59", "Visit") for n in range(100)]
    rows += [event(f"c{n}", "2025-02-01", "Visit") for n in range(70)]
    rows += [event(f"d{n}", "2025-02-15", "Visit") for n in range(30)]
    assert cohorts(tmp_path, rows) == {
        ("2025-01-01", 0): (100, 100, 0),
        ("2025-01-01", 1): (70, 100, 1),
        ("2025-02-01", 0): (30, 30, 1),
    }


def test_a_month_without_anybody_stands_there_as_zero(tmp_path):
    rows = [event(f"c{n}", at, "Visit") for n in range(10) for at in ("2024-12-31", "2025-02-01")]
    found = cohorts(tmp_path, rows)
    assert found["2024-12-01", 1] == (0, 10, 0) and found["2024-12-01", 2] == (10, 10, 1)


def test_where_customers_do_nothing_they_are_not_active(tmp_path):
    rows = [event(f"c{n}", "2025-01-01", "Visit") for n in range(10)]
    rows += [event(f"c{n}", "2025-02-01", "Newsletter") for n in range(10)]
    rows += [event("z", "2025-02-02", "Visit")]
    assert cohorts(tmp_path, rows)["2025-01-01", 1] == (0, 10, 1)
