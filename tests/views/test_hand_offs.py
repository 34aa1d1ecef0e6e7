"""Hand-offs: who hands a case on to whom, and whether contact follows, on logs that can be counted in the head."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

KIND = "[journeys]\ncase_is_journey = false\nid_is_journey = false\n"
LAST = event("z", "2025-03-01", "Login")  # so long after all else that everything was seen


def step(customer: str, at: str, channel: str, actor: str = "customer", journey="1", **more):
    """A step of the customer's case in this journey."""
    more = {"channel": channel, "actor": actor, "case_id": journey, "journey_id": journey} | more
    return event(customer, at, "Step", **more)


# The steps of a case of each of ten customers, as (time, channel, actor, more), and the rows (source, target, hand-offs, share).
CHAT = ("2025-01-01", "live chat", "customer", {})
NEXT, NEVER_AGAIN = "2025-01-02", 0.0
TO_PHONE, AGAIN = [("live chat", "phone", 10, NEVER_AGAIN)], [("live chat", "phone", 10, 1.0)]
LATE = "2025-01-07"
STORIES = {
    "by an agent": ([CHAT, (NEXT, "phone", "agent", {})], TO_PHONE),
    "by the customer, whose call is no contact again": (
        [CHAT, (NEXT, "phone", "customer", {})],
        TO_PHONE,
    ),
    "by a bot": ([CHAT, (NEXT, "phone", "bot", {})], []),
    "by a system": ([CHAT, (NEXT, "phone", "system", {})], []),
    "by nobody knows whom": ([CHAT, (NEXT, "phone", "", {})], []),
    "on the same channel": ([CHAT, (NEXT, "live chat", "agent", {})], []),
    "to no channel": ([CHAT, (NEXT, "", "agent", {})], []),
    "from no channel": ([(NEXT, "", "customer", {}), ("2025-01-03", "phone", "agent", {})], []),
    "in another case": ([CHAT, (NEXT, "phone", "agent", {"case_id": "other"})], []),
    "a bot between is passed over and hands on itself": (
        [
            CHAT,
            (NEXT, "live chat", "bot", {}),
            (NEXT, "web", "bot", {}),
            ("2025-01-03", "phone", "agent", {}),
        ],
        [("live chat", "phone", 20, NEVER_AGAIN), ("web", "phone", 10, NEVER_AGAIN)],
    ),
    "contact again seven days later": (
        [CHAT, (LATE, "phone", "agent", {}), ("2025-01-08T00:00:00", "phone", "customer", {})],
        AGAIN,
    ),
    "contact again a second after that": (
        [CHAT, (LATE, "phone", "agent", {}), ("2025-01-08T00:00:01", "phone", "customer", {})],
        TO_PHONE,
    ),
    "contact after the next step, before the hand-off": (
        [
            CHAT,
            ("2025-01-01T12:00:00", "web", "bot", {}),
            ("2025-01-01T18:00:00", "live chat", "customer", {"case_id": "other"}),
            (NEXT, "phone", "agent", {}),
        ],
        [("live chat", "phone", 10, NEVER_AGAIN), ("web", "phone", 10, NEVER_AGAIN)],
    ),
    "contact before the hand-off": (
        [
            ("2025-01-01", "live chat", "bot", {}),
            (NEXT, "live chat", "customer", {"case_id": "other"}),
            ("2025-01-03", "phone", "agent", {}),
        ],
        TO_PHONE,
    ),
}


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    """All stories in one log, each with its customers."""
    rows = [LAST]
    for story, (steps, _) in STORIES.items():
        for n in range(10):
            for at, channel, actor, more in steps:
                rows.append(step(f"{story} {n}", at, channel, actor, **{"story": story} | more))
    return build(tmp_path_factory.mktemp("hand_offs"), rows, KIND)


@pytest.mark.parametrize("story", STORIES)
def test_who_hands_a_case_on_and_what_follows(generation, story):
    answer = ask(generation, "hand_offs", Filters.of(where={"story": [story]}))
    names = ("source", "target", "hand_offs", "contact_again", "journeys")
    assert columns(answer, *names) == [(*row, 10) for row in STORIES[story][1]]


@pytest.mark.parametrize(
    ("end", "rows"), [("2025-01-08T00:00:00", 1), ("2025-01-07T23:59:59", 0)], ids=str
)
def test_what_follows_is_known_seven_days_before_the_end(tmp_path, end, rows):
    log = [step("a", "2025-01-01", "live chat"), step("a", "2025-01-02", "phone")]
    generation = build(tmp_path, [*log, event("z", end, "Login")], KIND)
    assert len(ask(generation, "hand_offs", Filters()).rows) == rows


def chats(customer: str, journey: str, is_handed_on: bool, calls_again: bool) -> list[dict]:
    """A chat that an agent answers, on the phone where it is handed on; some make contact once more."""
    channel = "phone" if is_handed_on else "live chat"
    rows = [
        step(customer, "2025-01-01", "live chat", journey=journey),
        step(customer, "2025-01-02", channel, "agent", journey=journey),
    ]
    again = step(customer, "2025-01-03", channel, journey=journey)
    return [*rows, *([again] if calls_again else [])]


def test_the_other_journeys_on_the_channel_stand_beside(tmp_path):
    """12 of 20 make contact again, of the 10 others 2: .6 - .2; the eleventh customer's case is on the phone alone."""
    rows = [row for n in range(20) for row in chats(f"a{n}", "1", True, n < 12)]
    rows += [row for n in range(10) for row in chats(f"b{n}", "1", False, n < 2)]
    rows += [step("c", "2025-01-01", "phone"), step("c", "2025-01-02", "phone")]
    found = ask(build(tmp_path, [*rows, LAST], KIND), "hand_offs", Filters())
    assert columns(found, "contact_again", "otherwise", "otherwise_n", "difference") == [
        (0.6, 0.2, 10, pytest.approx(0.4))
    ]
    assert found.rows[0]["difference_low"] > 0


def test_customers_who_come_again_are_among_the_others_too(tmp_path):
    """Ten customers, each once handed on and once not, two months apart: there are ten others, not none."""
    rows = [row for n in range(10) for row in chats(f"a{n}", "1", True, True)]
    for n in range(10):
        for row in chats(f"a{n}", "2", False, False):
            rows.append({**row, "occurred_at": row["occurred_at"].replace("2025-01", "2024-11")})
    found = ask(build(tmp_path, [*rows, LAST], KIND), "hand_offs", Filters())
    assert columns(found, "contact_again", "otherwise", "difference") == [(1.0, 0.0, 1.0)]


def test_where_nobody_ever_makes_contact_nothing_is_said_of_contact_again(tmp_path):
    rows = [
        step("a", "2025-01-01", "live chat", "agent"),
        step("a", "2025-01-02", "phone", "agent"),
        LAST,
    ]
    assert ask(build(tmp_path, rows, KIND), "hand_offs", Filters()).rows == []
