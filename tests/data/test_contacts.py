"""Contact again and hand-off, on logs that can be counted in the head (METRICS.md, "Friction and loss")."""

import pytest

from journey.data.ask import ask
from journey.data.generation import Generation
from journey.model.filters import Filters
from tests.logs import build, event

LAST = event("z", "2025-03-01", "Login")  # so long after all else that everything was seen
KIND = "[journeys]\ncase_is_journey = false\n"


def contact(
    at: str, touchpoint: str, channel: str, actor: str = "customer", case: str = "k", customer="a"
) -> dict:
    return event(customer, at, touchpoint, channel=channel, actor=actor, case_id=case)


def part(generation: Generation, part: str, touchpoint: str) -> tuple[int, int]:
    """In how many journeys it happened at the touchpoint, and in how many it could be seen."""
    sql = (
        f"select sum(is_{part}), sum(is_{part}_known) from journey_touchpoints as j "
        "join touchpoints as t on t.touchpoint_no = j.touchpoint_no where t.touchpoint = $touchpoint"
    )
    [(happened, known)] = generation.rows(sql, {"touchpoint": touchpoint})
    return int(happened), int(known)


HANDED = [
    contact("2025-01-01", "Chat", "live chat"),
    contact("2025-01-02", "Call", "phone"),
    contact("2025-01-03", "Call", "phone"),
]


def test_a_case_that_is_handed_on_and_then_needs_another_call(tmp_path):
    """The second call is one after the chat; after the first call it is the case's next step, and no call comes after it."""
    generation = build(tmp_path, [*HANDED, LAST], KIND)
    assert part(generation, "hand_off", "Chat") == (1, 1)
    assert part(generation, "contact_again", "Chat") == (1, 1)
    assert part(generation, "contact_again", "Call") == (0, 1)
    assert part(generation, "hand_off", "Call") == (0, 1)


def test_handed_on_without_another_contact_is_no_hand_off(tmp_path):
    generation = build(tmp_path, [*HANDED[:2], LAST], KIND)
    assert part(generation, "hand_off", "Chat") == (0, 1)
    assert part(generation, "contact_again", "Chat") == (0, 1)


@pytest.mark.parametrize("actor", ["agent", "bot", "system", "Agent"])
def test_messages_of_others_are_no_contact(tmp_path, actor):
    rows = [*HANDED[:2], contact("2025-01-03", "Call", "phone", actor), LAST]
    assert part(build(tmp_path, rows, KIND), "contact_again", "Chat") == (0, 1)


@pytest.mark.parametrize(("actor", "hand_offs"), [("agent", 1), ("bot", 0), ("system", 0)])
def test_a_case_is_handed_on_to_a_person(tmp_path, actor, hand_offs):
    """The message of a bot or system on another channel hands nothing on: the next person is on the first channel."""
    rows = [
        contact("2025-01-01", "Chat", "live chat"),
        contact("2025-01-02", "Message", "e-mail", actor),
        contact("2025-01-03", "Chat", "live chat"),
        LAST,
    ]
    assert part(build(tmp_path, rows, KIND), "hand_off", "Chat")[0] == hand_offs


@pytest.mark.parametrize(
    ("at", "again"), [("2025-01-08T00:00:00", 1), ("2025-01-08T00:00:01", 0)], ids=str
)
def test_seven_days_and_no_second_more(tmp_path, at, again):
    rows = [event("a", "2025-01-01", "Bill", actor="system"), contact(at, "Call", "phone"), LAST]
    assert part(build(tmp_path, rows, KIND), "contact_again", "Bill") == (again, 1)


@pytest.mark.parametrize(("end", "known"), [("2025-01-08", 1), ("2025-01-07T23:59:59", 0)], ids=str)
def test_what_follows_is_known_seven_days_before_the_end(tmp_path, end, known):
    rows = [event("a", "2025-01-01", "Bill"), contact("2025-01-02", "Call", "phone"), {**LAST}]
    rows[-1]["occurred_at"] = end
    assert part(build(tmp_path, rows, KIND), "contact_again", "Bill") == (known, known)


def test_a_contact_in_another_journey_counts(tmp_path):
    rows = [
        {**event("a", "2025-01-01", "Bill", actor="system"), "journey_id": "1"},
        {**contact("2025-01-02", "Call", "phone"), "journey_id": "2"},
        LAST,
    ]
    assert part(build(tmp_path, rows, KIND), "contact_again", "Bill") == (1, 1)


def test_a_reason_makes_a_contact_as_well_as_a_case(tmp_path):
    rows = [
        event("a", "2025-01-01", "Bill", actor="system"),
        event("a", "2025-01-02", "Call", reason="bill", actor="customer"),
        LAST,
    ]
    generation = build(tmp_path, rows)
    assert part(generation, "contact_again", "Bill") == (1, 1)
    assert part(generation, "hand_off", "Call") == (0, 0)
    words = ask(generation, "friction", Filters()).definitions
    assert words["hand_off"] == "not computable: needs case_id and channel"


ENDS = '[ends]\ngood = ["Solved"]\npassive = ["Survey"]\nare_settled = true\n'


def test_where_nothing_says_who_acts_all_but_good_ends_and_passive_touchpoints_count(tmp_path):
    rows = [
        event("a", "2025-01-01", "Open", case_id="1"),
        event("a", "2025-01-02", "Reply", case_id="1"),
        event("a", "2025-01-03", "Solved", case_id="1"),
        event("a", "2025-01-04", "Survey", case_id="1"),
        event("b", "2025-01-01", "Open", case_id="2"),
        event("b", "2025-01-02", "Reply", case_id="2"),
        event("b", "2025-01-03", "Reply", case_id="2"),
        LAST,
    ]
    generation = build(tmp_path, rows, KIND + ENDS)
    assert part(generation, "contact_again", "Open") == (1, 2)
    words = ask(generation, "friction", Filters()).definitions["contact_again"]
    assert "nothing says who acts" in words


def test_without_cases_and_reasons_it_is_named_what_is_needed(tmp_path):
    generation = build(tmp_path, [event("a", "2025-01-01", "Bill"), LAST])
    assert part(generation, "contact_again", "Bill") == (0, 0)
    answer = ask(generation, "friction", Filters())
    assert answer.definitions["contact_again"] == "not computable: needs case_id or reason"
    assert {(row["contact_again"], row["contact_again_n"]) for row in answer.rows} == {(None, 0)}
