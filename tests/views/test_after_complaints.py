"""After complaints: those resolved, those not, and those who never complained, counted by hand."""

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"
LATER = event("z", "2025-06-01", "Ad", stage="awareness")
DAY = 86_400


def journey(customer: str, *case_events: str, leaves: bool, last: str = "2025-01-21") -> list[dict]:
    """A login, what becomes of a case a day after each other, and a last login; who does not leave recommends at last."""
    more = {"stage": "retention", "case_id": "k", "actor": "customer"}
    rows = [event(customer, "2025-01-01", "Login", stage="retention")]
    for day, case_event in enumerate(case_events, 2):
        rows.append(event(customer, f"2025-01-0{day}", "Case", **more, case_event=case_event))
    stage = "retention" if leaves else "advocacy"
    return [*rows, event(customer, last, "Login", stage=stage)]


def groups(resolved=12, unresolved=12, never=12) -> list[dict]:
    """Of the resolved a quarter leaves, of the others three quarters, of those who never complained half; these are seen longer."""
    rows = []
    for n in range(resolved):
        rows += journey(f"r{n}", "complaint", "resolved", leaves=n % 4 == 0)
    for n in range(unresolved):
        rows += journey(f"u{n}", "complaint", "acknowledged", leaves=n % 4 > 0)
    for n in range(never):
        rows += journey(f"n{n}", leaves=n % 2 == 0, last="2025-01-31")
    return rows


NAMES = ("complained", "journeys", "leaves", "difference", "stayed_seconds")
RESOLVED, UNRESOLVED, NEVER = "complaint resolved", "complaint not resolved", "never complained"


def test_each_group_beside_those_who_never_complained(tmp_path):
    answer = ask(build(tmp_path, [*groups(), LATER], KIND), "after_complaints", Filters())
    assert columns(answer, *NAMES) == [
        (RESOLVED, 12, 0.25, -0.25, 20 * DAY),
        (UNRESOLVED, 12, 0.75, 0.25, 20 * DAY),
        (NEVER, 12, 0.5, None, 30 * DAY),
    ]


def test_who_never_was_where_customers_complain_is_in_no_group(tmp_path):
    rows = [*groups(), *(event(f"x{n}", "2025-01-01", "Ad", stage="awareness") for n in range(9))]
    answer = ask(build(tmp_path, [*rows, LATER], KIND), "after_complaints", Filters())
    assert [row["journeys"] for row in answer.rows] == [12, 12, 12]


def test_resolved_is_a_case_from_its_first_complaint_on(tmp_path):
    """Resolved: after the first complaint, one of two cases, as an earlier step tells; not: before it; never: no complaint."""
    more = {"stage": "retention", "case_id": "l", "actor": "customer", "case_event": "complaint"}
    told = journey("t", "", "complaint", leaves=True)
    told[1]["resolved_at"] = "2025-01-15"
    rows = [
        *groups(),
        *journey("x", "complaint", "resolved", "complaint", leaves=True),
        *journey("two", "complaint", "resolved", leaves=True),
        event("two", "2025-01-09", "Case", **more),
        *told,
        *journey("before", "resolved", "complaint", leaves=True),
        *journey("none", "acknowledged", "resolved", leaves=True),
        LATER,
    ]
    answer = ask(build(tmp_path, rows, KIND), "after_complaints", Filters())
    assert [row["journeys"] for row in answer.rows] == [12 + 3, 12 + 1, 12 + 1]


def test_those_under_way_are_no_base_of_a_rate(tmp_path):
    """Twelve resolved of whom eleven are under way: the one that is over makes no share, though twelve were counted."""
    rows = [*groups(resolved=1)]
    for n in range(11):
        rows += journey(f"w{n}", "complaint", "resolved", leaves=True, last="2025-05-31")
    answer = ask(build(tmp_path, [*rows, LATER], KIND), "after_complaints", Filters())
    names = ("journeys", "leaves", "leaves_n", "difference", "customers")
    assert columns(answer, *names)[0] == (12, None, 1, None, 12)


def test_few_who_never_complained_leave_nothing_to_compare_with(tmp_path):
    answer = ask(build(tmp_path, [*groups(never=4), LATER], KIND), "after_complaints", Filters())
    assert columns(answer, "leaves", "difference", "adjusted")[0] == (0.25, None, None)


def test_without_complaints_there_is_nothing_to_say(tmp_path):
    rows = [*journey("a", "resolved", leaves=True), LATER]
    assert ask(build(tmp_path, rows, KIND), "after_complaints", Filters()).rows == []
