"""Complaint recovery: the steps that complaints come to, and who is never answered, on logs that can be counted in the head."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"
END = "2025-03-01"
DAY = 86_400


def by_agent(at: str, case_event: str) -> tuple[str, dict]:
    return at, {"actor": "agent", "case_event": case_event}


COMPLAINT = ("2025-01-01", {"case_event": "complaint"})
SOLVED_AT_ONCE = by_agent("2025-01-01", "resolved")
ALL, UNANSWERED = {"complaint": (10, None)}, {"never answered": (10, None)}
# The case of each of ten customers, as (time, more), and how many complaints came to which steps after how long.
STORIES = {
    "steps in any order, each from the complaint on": (
        [
            COMPLAINT,
            by_agent("2025-01-02", "resolved"),
            by_agent("2025-01-03", "followed_up"),
            by_agent("2025-01-04", "timeline_offered"),
            by_agent("2025-01-05", "solution_offered"),
            by_agent("2025-01-06", "acknowledged"),
        ],
        {
            "acknowledged": (10, 5 * DAY),
            "offered": (10, 3 * DAY),
            "resolved": (10, DAY),
            "followed up": (10, 2 * DAY),
        },
    ),
    "what came before the complaint": (
        [by_agent("2024-12-30", "acknowledged"), by_agent("2024-12-31", "resolved"), COMPLAINT],
        UNANSWERED,
    ),
    "an agent without a case event": ([COMPLAINT, ("2025-01-02", {"actor": "agent"})], {}),
    "a bot": ([COMPLAINT, ("2025-01-02", {"actor": "bot"})], {}),
    "the customer alone": ([COMPLAINT, ("2025-01-02", {})], UNANSWERED),
    "nobody knows who": ([COMPLAINT, ("2025-01-02", {"actor": ""})], UNANSWERED),
    "written down by an agent": ([by_agent("2025-01-01", "complaint")], UNANSWERED),
    "acknowledged by nobody knows whom": (
        [COMPLAINT, ("2025-01-03", {"actor": "", "case_event": "acknowledged"})],
        {"acknowledged": (10, 2 * DAY)},
    ),
    "an earlier step tells of the resolution": (
        [("2024-12-30", {"resolved_at": "2025-01-04"}), COMPLAINT],
        {"resolved": (10, 3 * DAY)},
    ),
    "an earlier step tells of one before": (
        [("2024-12-30", {"resolved_at": "2024-12-31"}), COMPLAINT],
        UNANSWERED,
    ),
    "an earlier step tells of a first response": (
        [("2024-12-30", {"first_response_at": "2025-01-01"}), COMPLAINT],
        {},
    ),
    "an earlier step tells of a response before": (
        [("2024-12-30", {"first_response_at": "2024-12-31"}), COMPLAINT],
        UNANSWERED,
    ),
    "resolved after it in its second": ([COMPLAINT, SOLVED_AT_ONCE], {"resolved": (10, 0)}),
    "resolved before it in its second": ([SOLVED_AT_ONCE, COMPLAINT], UNANSWERED),
    "as old as the silence allowed": (
        [("2025-01-30T00:00:00", {"case_event": "complaint"})],
        UNANSWERED,
    ),
    "a second too young": ([("2025-01-30T00:00:01", {"case_event": "complaint"})], None),
}


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    """All stories in one log, each with its customers."""
    rows = [event("z", END, "Login")]
    for story, (steps, _) in STORIES.items():
        for n in range(10):
            for at, more in steps:
                values = {"case_id": "k", "actor": "customer", "story": story} | more
                rows.append(event(f"{story} {n}", at, "Step", **values))
    return build(tmp_path_factory.mktemp("recovery"), rows, KIND)


@pytest.fixture(scope="module")
def found(generation):
    """Of each story the steps that any complaint came to, and how long that took."""
    told: dict[str, dict[str, tuple]] = {}
    for row in ask(generation, "recovery", Filters(), ("story",)).rows:
        if row["cases"]:
            told.setdefault(row["story"], {})[row["step"]] = (row["cases"], row["median_seconds"])
    return told


@pytest.mark.parametrize("story", STORIES)
def test_what_complaints_come_to(found, story):
    steps = STORIES[story][1]
    assert found.get(story) == (None if steps is None else ALL | steps)


def test_the_whole_is_the_sum_of_its_groups(generation):
    """All stories but the one too young have their ten complaints; eight of these stories were never answered."""
    rows = ask(generation, "recovery", Filters()).rows
    cases = {row["step"]: row["cases"] for row in rows}
    judged = [steps for _, steps in STORIES.values() if steps is not None]
    assert cases["complaint"] == 150 == 10 * len(judged)
    assert cases["never answered"] == 80
    assert [row["share"] for row in rows][-1] == pytest.approx(80 / 150)


def test_a_case_with_two_complaints_in_two_journeys_is_one_from_the_first_on(tmp_path):
    rows = [
        event(f"c{n}", at, "Step", case_id="k", journey_id=journey, case_event=case_event)
        for n in range(10)
        for at, journey, case_event in (
            ("2025-01-01", "1", "complaint"),
            ("2025-01-03", "2", "complaint"),
            ("2025-01-05", "2", "resolved"),
        )
    ]
    answer = ask(build(tmp_path, [*rows, event("z", END, "Login")], KIND), "recovery", Filters())
    assert columns(answer, "step", "cases", "median_seconds")[3] == ("resolved", 10, 4 * DAY)
