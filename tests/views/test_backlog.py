"""Open cases at the ends of weeks, by hand."""

from journey.data.ask import ask
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from tests.logs import build, event

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"
ENDS = [event("a", "2025-01-01", "Ad"), event("z", "2025-03-31", "Ad")]
AGES = ("open", "open_to_day", "open_to_week", "open_to_month", "open_longer", "customers")


def ten_cases(tmp_path, solved: int = 6):
    """Opened on Friday 10 January, six of them resolved on the 20th; one of these opened again on 1 March and not resolved since."""
    rows = list(ENDS)
    for n in range(10):
        plain = {"case_id": f"k{n}", "reason": "bill"}
        rows.append(event(f"c{n}", "2025-01-10", "Call", **plain))
        if n < solved:
            rows.append(event(f"c{n}", "2025-01-20", "Call", case_event="resolved", **plain))
    rows.append(event("c0", "2025-03-01", "Call", case_event="reopened", case_id="k0"))
    return build(tmp_path, rows, KIND)


def test_how_many_are_open_and_how_long(tmp_path):
    found = {
        row["until"][:10]: tuple(row[name] for name in AGES)
        for row in ask(ten_cases(tmp_path), "backlog", Filters()).rows
    }
    assert found["2025-01-05"] == (0, 0, 0, 0, 0, 0)
    assert found["2025-01-12"] == (10, 0, 10, 0, 0, 10)  # a second less than three days
    assert found["2025-01-19"] == (10, 0, 0, 10, 0, 10)
    assert found["2025-01-26"] == (5, 0, 0, 5, 0, 5)  # the one opened again counts throughout
    assert found["2025-03-31"] == (5, 0, 0, 0, 5, 5)
    assert list(found)[-1] == "2025-03-31"


def test_in_shared_mode_no_week_is_told_where_one_has_few(tmp_path):
    """Seven of ten are resolved, so that four are open."""
    generation = ten_cases(tmp_path, 7)
    assert ask(generation, "backlog", Filters()).rows[-1]["open"] == 4
    assert ask(generation, "backlog", Filters(), mode=SHARED).rows == []


def test_where_nothing_tells_resolutions_nothing_is_open(tmp_path):
    rows = [*ENDS, *(event(f"c{n}", "2025-01-10", "Call", case_id=f"k{n}") for n in range(10))]
    answer = ask(build(tmp_path, rows, KIND), "backlog", Filters())
    assert answer.rows == []
    assert answer.definitions["open"] == (
        "not computable: needs resolved_at, or case_event resolved"
    )
