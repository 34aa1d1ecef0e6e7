"""How cases are served, worked out by hand: when the clock stops, what is open, what the columns cannot show."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.errors import BadOption
from journey.model.filters import Filters
from tests.logs import build, event

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"
END = event("z", "2025-03-31", "Ad")


def case(customer: str, *steps: tuple[str, dict], **more) -> list[dict]:
    """Steps of one case: when, and what the event holds; by the customer unless it says otherwise."""
    plain = {"case_id": customer, "actor": "customer", "channel": "phone", **more}
    return [event(customer, at, "Help", **{**plain, **own}) for at, own in steps]


AGENT, BOT = {"actor": "agent"}, {"actor": "bot"}
RESOLVED = {"actor": "agent", "case_event": "resolved"}


def row_of(tmp_path, rows: list[dict], **options) -> dict:
    generation = build(tmp_path, [*rows, END], KIND)
    [row] = ask(generation, "service", Filters(), **options).rows
    return row


def test_a_bot_does_not_stop_the_clock(tmp_path):
    """Asked at ten, a bot a minute later, an agent n minutes after ten: 1 to 11 minutes, median 6, the ninth decile 10."""
    rows = []
    for n in range(1, 12):
        rows += case(
            f"c{n}",
            ("2025-01-01T10:00", {}),
            ("2025-01-01T10:00:30", BOT),
            (f"2025-01-01T10:{n:02}", AGENT),
        )
    row = row_of(tmp_path, rows)
    assert (row["first_response_n"], row["unanswered"]) == (11, 0)
    assert row["first_response_median_seconds"] == 6 * 60
    assert row["first_response_p90_seconds"] == 10 * 60
    assert row["first_response_mean_seconds"] == 6 * 60
    # Woodruff: half 1.96 sqrt(.25 / 11) = .29548 around .5; places 2.045 and 7.955 of 0 to 10, one minute apart.
    assert row["first_response_median_seconds_low"] == pytest.approx(
        60 * (1 + 10 * (0.5 - 0.295481)), abs=0.01
    )
    assert row["first_response_median_seconds_high"] == pytest.approx(
        60 * (1 + 10 * (0.5 + 0.295481)), abs=0.01
    )


def test_those_never_answered_are_counted_apart(tmp_path):
    rows = [
        row
        for n in range(12)
        for row in case(f"c{n}", ("2025-01-01", {}), *([("2025-01-02", AGENT)] if n < 10 else []))
    ]
    row = row_of(tmp_path, rows)
    assert (row["cases"], row["first_response_n"], row["unanswered"]) == (12, 10, 2)


def test_a_told_time_counts_and_one_before_the_contact_is_reported(tmp_path):
    """Ten told an hour after it, two an hour before it, which no figure holds."""
    rows = []
    for n in range(12):
        rows += case(
            f"c{n}",
            ("2025-01-01T10:00", {"first_response_at": f"2025-01-01T{9 if n > 9 else 11:02}:00"}),
        )
    row = row_of(tmp_path, rows)
    assert (row["first_response_n"], row["first_response_negative"]) == (10, 2)
    assert row["first_response_median_seconds"] == 3600


def test_a_case_that_was_only_closed_has_no_answer_where_first_responses_are_told(tmp_path):
    """Ten told after an hour, two closed after a day without a reply; where no times are told, closing is the answer."""
    told = {"first_response_at": "2025-01-01T11:00:00"}
    rows = []
    for n in range(12):
        rows += case(
            f"c{n}", ("2025-01-01T10:00", told if n < 10 else {}), ("2025-01-02T10:00", RESOLVED)
        )
    row = row_of(tmp_path, rows)
    assert (row["first_response_n"], row["unanswered"]) == (10, 2)
    (tmp_path / "untold").mkdir()
    untold = [{**each, "first_response_at": ""} for each in rows]
    row = row_of(tmp_path / "untold", untold)
    assert (row["first_response_n"], row["first_response_median_seconds"]) == (12, 86_400)


def test_the_last_resolution_counts_and_what_is_opened_again_is_open(tmp_path):
    """Ten resolved after one day and again after three, opened again between; two opened again and not resolved since."""
    rows = []
    for n in range(12):
        again = ("2025-01-03", {"case_event": "reopened"})
        steps = [("2025-01-01", {}), ("2025-01-02", RESOLVED), again]
        rows += case(f"c{n}", *steps, *([("2025-01-04", RESOLVED)] if n < 10 else []))
    row = row_of(tmp_path, rows)
    assert (row["open"], row["resolution_n"], row["reopened"]) == (2, 12, 1.0)
    assert row["resolution_median_seconds"] == 3 * 86_400


def first_contact(tmp_path, again: str, reason: str, contacts: int = 1, **options) -> float:
    """Ten cases resolved on the second, and a contact of a case of its own later."""
    rows = []
    for n in range(10):
        own = [(f"2025-01-01T{hour:02}:00", {"reason": "bill"}) for hour in range(contacts)]
        rows += case(f"c{n}", *own, ("2025-01-02", RESOLVED))
        rows.append(
            event(f"c{n}", again, "Help", case_id=f"later{n}", actor="customer", reason=reason)
        )
    generation = build(tmp_path, [*rows, END], KIND)
    answer = ask(
        generation,
        "service",
        Filters.of(date.fromisoformat("2025-01-01"), date.fromisoformat("2025-01-01")),
        **options,
    )
    [row] = answer.rows
    assert row["first_contact_resolution_n"] == 10
    return row["first_contact_resolution"]


@pytest.mark.parametrize(
    ("again", "reason", "share"),
    [
        ("2025-01-09T00:00:00", "bill", 0.0),  # seven days after it to the second
        ("2025-01-09T00:00:01", "bill", 1.0),
        ("2025-01-05", "delivery", 1.0),
    ],
)
def test_at_the_first_contact_means_that_nobody_asks_the_same_again(tmp_path, again, reason, share):
    assert first_contact(tmp_path, again, reason) == share


def test_two_contacts_are_no_first_contact_resolution(tmp_path):
    assert first_contact(tmp_path, "2025-02-09", "bill", contacts=2) == 0.0


def test_the_days_can_be_named(tmp_path):
    assert first_contact(tmp_path, "2025-01-05", "bill", within=2) == 1.0
    with pytest.raises(BadOption, match="from 1 to 30"):
        first_contact(tmp_path, "2025-01-05", "bill", within=31)


def test_young_cases_say_nothing_of_the_first_contact(tmp_path):
    rows = [
        row
        for n in range(10)
        for row in case(f"c{n}", ("2025-01-01", {}), ("2025-01-02", RESOLVED))
    ]
    rows += [
        row for n in range(5) for row in case(f"y{n}", ("2025-03-28", {}), ("2025-03-29", RESOLVED))
    ]
    row = row_of(tmp_path, rows)
    assert (row["cases"], row["first_contact_resolution_n"]) == (15, 10)


def test_a_case_stands_where_its_first_contact_was(tmp_path):
    """Begun by chat at 23:30 in Berlin on a Sunday, which is 22:30 UTC; gone on by phone."""
    rows = []
    for n in range(10):
        rows += case(
            f"c{n}",
            ("2025-01-05T22:30:00Z", {"channel": "live chat"}),
            ("2025-01-06T09:00:00Z", RESOLVED),
        )
    generation = build(tmp_path, [*rows, END], 'timezone = "Europe/Berlin"\n' + KIND)
    [row] = ask(generation, "service", Filters(), by=("channel", "weekday", "hour")).rows
    assert (row["channel"], row["weekday"], row["hour"]) == ("live chat", "Sunday", "23:00")


@pytest.mark.parametrize(
    ("more", "figure", "needs"),
    [
        ({"case_id": ""}, "resolution", "not computable: needs case_id"),
        ({}, "first_response", "not computable: needs first_response_at, or actor agent"),
        ({}, "resolution", "not computable: needs resolved_at, or case_event resolved"),
        (
            {},
            "first_contact_resolution",
            "not computable: needs resolved_at, or case_event resolved",
        ),
        (
            {},
            "reopened",
            "not computable: needs case_event reopened, or a column that counts reopenings",
        ),
        ({}, "transferred", "not computable: needs case_event transferred"),
    ],
)
def test_what_the_columns_cannot_show_is_named(tmp_path, more, figure, needs):
    rows = [row for n in range(12) for row in case(f"c{n}", ("2025-01-01", {}), **more)]
    answer = ask(build(tmp_path, [*rows, END], KIND), "service", Filters())
    assert answer.definitions[figure] == needs
    for row in answer.rows:
        assert row["open"] is row["unanswered"] is row["reopened"] is None


def test_where_cases_begin_at_their_first_response_no_time_is_told(tmp_path):
    """As in a file of tickets without the time at which they were opened."""
    rows = []
    for n in range(12):
        at = f"2025-01-01T10:{n:02}"
        rows += case(
            f"c{n}",
            (at, {"first_response_at": at, "resolved_at": f"2025-01-01T{9 + 2 * (n < 7):02}:00"}),
        )
    generation = build(tmp_path, [*rows, END], KIND)
    answer = ask(generation, "service", Filters())
    [row] = answer.rows
    opened = "not computable: needs when cases were opened: here each begins at its first response"
    assert (answer.definitions["first_response"], answer.definitions["resolution"]) == (
        opened,
        opened,
    )
    assert row["first_response_median_seconds"] is row["resolution_median_seconds"] is None
    assert row["resolution_negative"] == 5


def test_a_column_that_counts_reopenings_tells_them(tmp_path):
    rows = [
        row for n in range(12) for row in case(f"c{n}", ("2025-01-01", {"Reopens": str(n % 3)}))
    ]
    assert row_of(tmp_path, rows)["reopened"] == pytest.approx(8 / 12)


def test_in_time_counts_the_unanswered_and_leaves_out_what_is_too_young(tmp_path):
    """Target an hour: seven of twelve answered after half an hour, three after two, two never; two more opened half an hour before
    the end."""
    rows = [event("z", "2025-03-31T12:00", "Ad")]
    for n in range(12):
        answer = [(f"2025-01-01T{10 if n < 7 else 12}:30", AGENT)] if n < 10 else []
        rows += case(f"c{n}", ("2025-01-01T10:00", {}), *answer)
    for n in range(2):
        rows += case(f"y{n}", ("2025-03-31T11:30", {}), ("2025-03-31T11:40", AGENT))
    generation = build(tmp_path, rows, KIND + "[targets]\nfirst_response = 3600\n")
    answer = ask(generation, "service", Filters())
    [row] = answer.rows
    assert row["first_response_in_time_n"] == 12
    assert row["first_response_in_time"] == pytest.approx(7 / 12)
    assert "target of 60 min" in answer.definitions["first_response_in_time"]


def test_without_a_target_it_says_to_set_one(tmp_path):
    rows = [
        row for n in range(12) for row in case(f"c{n}", ("2025-01-01", {}), ("2025-01-02", AGENT))
    ]
    answer = ask(build(tmp_path, [*rows, END], KIND), "service", Filters())
    assert answer.definitions["first_response_in_time"] == (
        "not computable: set a target for it in the journey definition"
    )


def test_contacts_and_cost_are_those_of_the_whole_case(tmp_path):
    """Two contacts for 3 and 4, and an agent's answer for 5, in ten cases; one contact for 3 in ten more."""
    rows = []
    for n in range(10):
        again = ("2025-01-02", {"cost": "4"})
        rows += case(
            f"c{n}", ("2025-01-01", {"cost": "3"}), again, ("2025-01-03", {**AGENT, "cost": "5"})
        )
        rows += case(f"d{n}", ("2025-01-01", {"cost": "3"}))
    row = row_of(tmp_path, rows)
    assert (row["contacts_per_case"], row["cost_per_case"]) == (1.5, 7.5)


def test_an_agent_s_group_stands_at_what_agents_do(tmp_path):
    """The column team is filled at agents' events alone, and of one case passed on from A to B."""
    rows = []
    for n in range(24):
        team = {**AGENT, "team": "A" if n < 12 else "B"}
        rows += case(f"c{n}", ("2025-01-01", {}), ("2025-01-02", team))
    rows += case("c0", ("2025-01-05", {}), ("2025-01-06", {**AGENT, "team": "B"}))
    generation = build(tmp_path, [*rows, END], KIND)
    found = ask(generation, "service", Filters(), by=("team",)).rows
    assert {row["team"]: row["cases"] for row in found} == {"A": 12, "B": 12}
