"""A journey id that several customers share: said with its counts and the choice, and each choice counts what it says."""

import random

import pytest

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.model.filters import Filters
from journey.presenters import journey_ids as question
from journey.use.journey_ids import SHARED_IDS
from journey.use.load import load, redefine
from tests.logs import build, event, load_options, write_csv

# u1 has the journeys s1 and s2; s1 is shared with u2.
TWO = [
    event("u1", "2025-01-01", "view", journey_id="s1"),
    event("u2", "2025-01-02", "cart", journey_id="s1"),
    event("u1", "2025-01-03", "view", journey_id="s2"),
]
BY_ID = "[journeys]\nid_is_journey = true"


def loaded(tmp_path, rows, **words):
    path = write_csv(tmp_path / "log.csv", rows)
    report = load(tmp_path / "db", "log", path, load_options(**words))
    found = [finding for finding in report.findings if finding.code == SHARED_IDS]
    return found, open_generation(store.current_generation(tmp_path / "db", "log"))


def paths(generation) -> list[tuple]:
    """(customer, journey id, touchpoints, in their order), as the journeys begin."""
    rows = generation.rows(
        "select c.customer_id, j.journey_id, string_agg(t.touchpoint, ' > ' order by s.step_no) "
        "from journeys as j join steps as s on s.journey_no = j.journey_no join customers as c on c.customer_no = j.customer_no "
        "join touchpoints as t on t.touchpoint_no = s.touchpoint_no group by all order by min(j.first_s), c.customer_id"
    )
    return [tuple(row) for row in rows]


def test_each_customers_part_is_a_journey_without_an_answer_and_it_is_said(tmp_path):
    [found], generation = loaded(tmp_path, TWO)
    assert (found.level, found.count) == ("look", 1) and found.sentence == (
        "journey 's1' belongs to 2 customers; 1 of 2 journey ids is shared: "
        "each customer's part counts as a journey of its own"
    )
    assert [setting.value for setting in found.settings] == ["journeys=by_id"]
    assert paths(generation) == [
        ("u1", "s1", "view"),
        ("u2", "s1", "cart"),
        ("u1", "s2", "view"),
    ]


def test_with_the_answer_the_id_alone_is_the_journey(tmp_path):
    [found], generation = loaded(tmp_path, TWO, assumed=("journeys=by_id",))
    assert found.level == "assumed" and found.sentence == (
        "journey 's1' belongs to 2 customers; 1 of 2 journey ids is shared: "
        "the id alone is the journey, of the customer with whom it begins"
    )
    assert [setting.value for setting in found.settings] == ["journeys=by_customer"]
    assert paths(generation) == [("u1", "s1", "view > cart"), ("u1", "s2", "view")]
    [summary] = ask(generation, "summary", Filters()).rows
    assert (summary["events"], summary["journeys"], summary["customers"]) == (3, 2, 1)


def test_the_answer_is_no_other_reading_and_can_be_taken_back(tmp_path):
    loaded(tmp_path, TWO)
    _, generation = loaded(tmp_path, TWO, assumed=("journeys=by_id",))
    assert len(paths(generation)) == 2
    _, generation = loaded(tmp_path, TWO, assumed=("journeys=by_customer",))
    assert len(paths(generation)) == 3


def test_a_later_load_keeps_the_answer(tmp_path):
    loaded(tmp_path, TWO, assumed=("journeys=by_id",))
    more = write_csv(tmp_path / "more.csv", [event("u3", "2025-01-04", "buy", journey_id="s2")])
    load(tmp_path / "db", "log", more, load_options())
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert paths(generation) == [("u1", "s1", "view > cart"), ("u1", "s2", "view > buy")]


def test_ids_that_nobody_shares_are_not_spoken_of(tmp_path):
    rows = [event(f"u{number}", "2025-01-01", "view", journey_id=f"s{number}") for number in "123"]
    assert loaded(tmp_path, rows)[0] == []
    (tmp_path / "plain").mkdir()
    assert loaded(tmp_path / "plain", [event("u1", "2025-01-01", "view")])[0] == []


def test_a_running_number_of_each_customer_is_said_without_a_question(tmp_path):
    """Five customers who count their journeys 1, 2, 3; and two, whose numbers could look shared by exactly two."""
    for customers in (5, 2):
        folder = tmp_path / str(customers)
        folder.mkdir()
        rows = [
            event(f"u{customer}", f"2025-01-0{number}", "view", journey_id=str(number))
            for customer in range(customers)
            for number in (1, 2, 3)
        ]
        [found], generation = loaded(folder, rows)
        assert found.level == "assumed" and found.settings == ()
        assert found.sentence == (
            "3 of 3 journey ids stand at several customers, as running numbers of each do: "
            "each customer's part counts as a journey of its own"
        )
        assert question.question(generation) is None


def test_names_that_many_share_are_no_question_and_sessions_of_two_are(tmp_path):
    """'renewal' at four customers names a kind of journey; a session that begins anonymously has two ids."""
    rows = [event(f"u{number}", "2025-01-01", "view", journey_id="renewal") for number in range(4)]
    assert loaded(tmp_path, rows)[0][0].settings == ()
    (tmp_path / "two").mkdir()
    rows = [
        event(who, f"2025-01-0{number}", "view", journey_id=f"session {number}")
        for number in range(1, 4)
        for who in (f"cookie {number}", f"user {number}")
    ]
    [found], _ = loaded(tmp_path / "two", rows)
    assert found.sentence.startswith(
        "journey 'session 1' belongs to 2 customers; 3 of 3 journey ids are shared"
    )


def test_a_case_that_two_customers_share_is_called_a_case(tmp_path):
    rows = [
        event(who, f"2025-01-0{day}", name, case_id=f"k{case}")
        for case in range(12)
        for day, who, name in ((1, f"u{case}", "Ticket opened"), (3, "agent", "Ticket solved"))
        if case < 2 or who != "agent"
    ]
    [found], _ = loaded(tmp_path, rows)
    assert found.sentence.startswith(
        "case 'k0' belongs to 2 customers; 2 of 12 case ids are shared"
    )
    (tmp_path / "one").mkdir()
    _, generation = loaded(tmp_path / "one", rows, assumed=("journeys=by_id",))
    assert len(paths(generation)) == 12
    assert paths(generation)[0] == ("u0", "k0", "Ticket opened > Ticket solved")


def test_the_screens_choice_prepares_the_data_anew(tmp_path):
    _, generation = loaded(tmp_path, TWO)
    found = question.question(generation)
    assert question.title(found) == "Journey ids that customers share"
    assert question.in_force(found) == question.APART
    redefine(tmp_path / "db", "log", question.answered(generation, question.AS_ONE))
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert len(paths(generation)) == 2
    assert question.in_force(question.question(generation)) == question.AS_ONE
    redefine(tmp_path / "db", "log", question.answered(generation, question.APART))
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert len(paths(generation)) == 3


def of_its_first_customer(rows: list[dict]) -> list[dict]:
    """Each row of a journey id as one of the customer who has its earliest row, in the file's order where times are equal."""
    first: dict[str, tuple] = {}
    for place, row in enumerate(rows):
        name = row["journey_id"]
        if name and (name not in first or row["occurred_at"] < first[name][0]):
            first[name] = (row["occurred_at"], row["customer_id"], place)
    return [
        row
        | {"customer_id": first[row["journey_id"]][1] if row["journey_id"] else row["customer_id"]}
        for row in rows
    ]


@pytest.mark.parametrize("seed", range(6))
def test_by_id_is_the_log_in_which_each_journey_id_has_one_customer(tmp_path, seed):
    """Every view that counts journeys or customers answers as for that log."""
    draw = random.Random(seed)
    rows = [
        event(
            f"u{draw.randrange(4)}",
            f"2025-0{draw.randrange(1, 6)}-{draw.randrange(1, 28):02d}T{draw.randrange(24):02d}:00:00Z",
            draw.choice(("Ad", "Shop", "Help")),
            journey_id=draw.choice(("", "1", "2", "j7", "j8")),
            channel=draw.choice(("web", "store")),
        )
        for _ in range(40)
    ]
    stages = "\n[touchpoints]\nAd = 'awareness'\nShop = 'purchase'\nHelp = 'retention'\n"
    split = f"split_days = {draw.choice((0, 20))}"
    answers = []
    for name, log, toml in (
        ("one", rows, f"{BY_ID}\n{split}{stages}"),
        ("other", of_its_first_customer(rows), f"[journeys]\n{split}{stages}"),
    ):
        (tmp_path / name).mkdir()
        generation = build(tmp_path / name, log, toml)
        views = (
            "summary",
            "funnel",
            "exits",
            "touchpoints",
            "transitions",
            "variants",
            "journeys",
            "friction",
        )
        answers.append({view: ask(generation, view, Filters()).rows for view in views})
    assert answers[0] == answers[1]
