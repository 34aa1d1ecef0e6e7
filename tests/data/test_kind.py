"""Which kind of dataset a log is taken for, each rule of METRICS.md in its order, and the figure that decided."""

import pytest

from journey.data.kind import Layout, proposed_kind
from tests.logs import build, event


def survey(number: int, answered: int, twice: int = 0) -> list[dict]:
    """An answer by each of so many customers, some of them blank, some of them a second one a day later."""
    days = [(customer, "2025-01-01") for customer in range(number)]
    days += [(customer, "2025-01-02") for customer in range(twice)]
    return [
        event(f"c{customer}", day, "Survey", csat=4 if place < answered else None, region="x")
        for place, (customer, day) in enumerate(days)
    ]


def tickets(number: int, solved: int) -> list[dict]:
    rows = [event(f"c{one}", "2025-01-01", "Ticket opened") for one in range(number)]
    return rows + [event(f"c{one}", "2025-01-03", "Solved") for one in range(solved)]


def clicks(minutes: int) -> list[dict]:
    return [
        event(f"c{one}", f"2025-01-01T00:{minutes * step:02d}:00", name)
        for one in range(20)
        for step, name in enumerate(("Home", "Search"))
    ]


CASES = [row | {"case_id": f"k{number}"} for number, row in enumerate(tickets(10, 0))]
HALF = [row | {"case_id": f"k{number}" if number < 4 else None} for number, row in enumerate(CASES)]
NO_TOUCHPOINTS = Layout(("person", "date", "score"), has_touchpoints=False)


@pytest.mark.parametrize(
    ("rows", "layout", "kind", "figure"),
    [
        (survey(100, 90), NO_TOUCHPOINTS, "survey", "90 %"),
        (survey(100, 89), NO_TOUCHPOINTS, "journey", ""),
        (survey(100, 150, twice=50), NO_TOUCHPOINTS, "survey", "50 %"),
        (survey(100, 151, twice=51), NO_TOUCHPOINTS, "journey", ""),
        (survey(100, 100), Layout(), "journey", ""),  # it has a column of touchpoints
        (CASES, Layout(), "service_log", "100 %"),
        (HALF, Layout(), "journey", ""),
        (tickets(10, 5), Layout(), "service_log", "50 %"),
        (tickets(10, 4), Layout(), "journey", ""),
        (clicks(5), Layout(("user", "session_id", "page")), "clickstream", "5.0 min"),
        (clicks(30), Layout(("user", "session_id", "page")), "journey", ""),
        (clicks(5), Layout(("user", "page")), "journey", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_kind_and_the_figure_that_decided(tmp_path, rows, layout, kind, figure):
    found = proposed_kind(build(tmp_path, rows).ask_proposals, layout)
    assert found.name == kind and figure in found.reason


def test_a_definition_that_names_the_kind_wins(tmp_path):
    assert build(tmp_path, tickets(10, 10), 'kind = "journey"').definition.kind == "journey"


def test_the_kind_is_written_into_the_definition(tmp_path):
    assert build(tmp_path, tickets(10, 10)).definition.kind == "service_log"
