"""Promises: kept on the second, late, never seen to be kept, not yet due, on logs that can be counted in the head."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

KIND = "[journeys]\ncase_is_journey = false\n"
END = "2025-02-01"
DUE = "2025-01-03T00:00:00"
FIGURES = ("promised", "kept_promise", "late_promise", "unkept_promise", "kept_promise_n")
KEPT, LATE, NEVER = (10, 1, 0, 0, 10), (10, 0, 1, 0, 10), (10, 0, 0, 1, 10)
NOT_JUDGED = (10, None, None, None, 0)
PROMISING = ""  # the touchpoint is then named by the story


def promise(due: str = DUE, **more) -> tuple[str, str, dict]:
    return "2025-01-01", PROMISING, {"promised_at": due, **more}


def resolved(at: str) -> tuple[str, str, dict]:
    return at, "Solved", {"case_id": "k", "case_event": "resolved"}


def delivered(at: str, order: str = "o") -> tuple[str, str, dict]:
    return at, "Delivered", {"order_id": order}


def opened(resolved_at: str) -> tuple[str, str, dict]:
    return "2024-12-30", "Opened", {"case_id": "k", "resolved_at": resolved_at}


OF_CASE, OF_ORDER = promise(case_id="k"), promise(order_id="o")
# What happens to each of ten customers, as (time, touchpoint, more), and what the view says of the promise.
STORIES = {
    "a case kept on the second": ([OF_CASE, resolved(DUE)], KEPT),
    "a second later": ([OF_CASE, resolved("2025-01-03T00:00:01")], LATE),
    "resolved in the second of the promise": ([OF_CASE, resolved("2025-01-01")], KEPT),
    "resolved before it in the same second": ([resolved("2025-01-01"), OF_CASE], NEVER),
    "resolved before anything was promised": ([resolved("2024-12-31"), OF_CASE], NEVER),
    "the first resolution from then on": (
        [OF_CASE, *map(resolved, ("2024-12-31", "2025-01-05", "2025-01-02"))],
        KEPT,
    ),
    "never, just due": ([promise("2025-01-31T23:59:59", case_id="k")], NEVER),
    "due at the end": ([promise(END, case_id="k")], NOT_JUDGED),
    "not yet due": ([promise("2025-03-01", case_id="k")], NOT_JUDGED),
    "kept before it is due": (
        [promise("2025-03-01", case_id="k"), resolved("2025-01-20")],
        NOT_JUDGED,
    ),
    "without case and order": ([promise(), delivered("2025-01-02")], NOT_JUDGED),
    "an earlier step tells of it in time": ([opened("2025-01-02"), OF_CASE], KEPT),
    "an earlier step tells of it late": ([opened("2025-01-04"), OF_CASE], LATE),
    "an earlier step tells of an earlier one": ([opened("2024-12-31"), OF_CASE], NEVER),
    "an order in time": ([OF_ORDER, delivered(DUE)], KEPT),
    "an order late": ([OF_ORDER, delivered("2025-01-04"), delivered("2025-01-05")], LATE),
    "an order delivered before": ([delivered("2024-12-31"), OF_ORDER], NEVER),
    "a message keeps none": (
        [OF_ORDER, ("2025-01-02", PROMISING, {"order_id": "o"}), delivered("2025-01-04")],
        LATE,
    ),
    "another order": ([OF_ORDER, delivered("2025-01-02", "p")], NEVER),
    "a case, not its order": (
        [promise(order_id="o", case_id="k"), delivered("2025-01-02")],
        NEVER,
    ),
}


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """All stories in one log; each promises at a touchpoint of its own."""
    rows = [event("z", END, "Login")]
    for story, (events, _) in STORIES.items():
        for n in range(10):
            for at, touchpoint, more in events:
                rows.append(event(f"{story} {n}", at, touchpoint or story, **more))
    generation = build(tmp_path_factory.mktemp("promises"), rows, KIND)
    return {row["touchpoint"]: row for row in ask(generation, "promises", Filters()).rows}


@pytest.mark.parametrize("story", STORIES)
def test_a_promise_is_kept_late_never_kept_or_not_judged(answer, story):
    assert tuple(answer[story][name] for name in FIGURES) == STORIES[story][1]


def test_late_ones_are_late_by_their_median(tmp_path):
    """Ten customers are 1 to 10 seconds late: 5.5 in the middle, nine of ten at most 9.1."""
    rows = []
    for n in range(10):
        rows += [event(f"c{n}", "2025-01-01", "Message", promised_at=DUE, case_id="k")]
        rows += [
            event(
                f"c{n}", f"2025-01-03T00:00:{n + 1:02}", "End", case_id="k", case_event="resolved"
            )
        ]
    generation = build(tmp_path, [*rows, event("z", END, "Login")], KIND)
    names = ("late_promise", "median_delay_seconds", "p90_delay_seconds", "journeys", "customers")
    assert columns(ask(generation, "promises", Filters()), *names) == [
        (1, 5.5, pytest.approx(9.1), 10, 10)
    ]
