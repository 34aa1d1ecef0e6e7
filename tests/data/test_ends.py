"""The question where journeys end: which touchpoints it names, in which order, and how their names preset it."""

from journey.data.ends import proposed_ends, with_ends
from journey.model.definition import parse_definition
from tests.logs import build, event


def ended_at(**counts: int) -> list[dict]:
    """Journeys that begin at "Ad", pass nothing else, and end at the touchpoint named (blanks for _)."""
    rows = []
    for name, number in counts.items():
        for _ in range(number):
            customer = f"c{len(rows)}"
            rows.append(event(customer, "2025-01-01", "Ad"))
            if name != "Ad":
                rows.append(event(customer, "2025-01-02", name.replace("_", " ")))
    return rows


def proposed(tmp_path, rows: list[dict], kind: str = "journey"):
    return proposed_ends(build(tmp_path, rows).ask_proposals, kind)


def test_most_ends_first_each_with_how_many_of_those_that_pass_it(tmp_path):
    found = proposed(tmp_path, ended_at(Ad=30, Delivered=50, Support_call=20))
    assert [(end.touchpoint, end.ends, end.journeys, end.is_good) for end in found.ends] == [
        ("Delivered", 50, 50, True),
        ("Ad", 30, 100, False),
        ("Support call", 20, 20, False),
    ]
    assert found.ends[1].words == "the last step so far of 30 of the 100 that pass it"
    assert found.good == ("Delivered",) and found.undone_by == ("Support call",)


def test_two_in_a_hundred_and_at_most_eight(tmp_path):
    few = proposed(tmp_path, ended_at(Ad=59, Delivered=38, Basket=2, Lost=1))
    assert [end.touchpoint for end in few.ends] == ["Ad", "Delivered", "Basket"]
    (tmp_path / "many").mkdir()
    many = proposed(tmp_path / "many", ended_at(**{f"Step_{number}": 10 for number in range(10)}))
    assert len(many.ends) == 8 and [end.touchpoint for end in many.ends][:2] == ["Step 0", "Step 1"]


def test_no_question_where_one_touchpoint_has_nearly_all_ends(tmp_path):
    assert proposed(tmp_path, ended_at(Delivered=91, Ad=9)).ends == ()
    (tmp_path / "most").mkdir()
    assert len(proposed(tmp_path / "most", ended_at(Delivered=90, Ad=10)).ends) == 2


def test_nobody_is_last_seen_at_a_newsletter(tmp_path):
    rows = ended_at(Delivered=50, Ad=50)
    customers = dict.fromkeys(row["customer_id"] for row in rows)
    rows += [event(customer, "2025-03-01", "Newsletter") for customer in list(customers)[::3]]
    found = proposed(tmp_path, rows)
    assert found.passive == ("Newsletter",)
    assert "Newsletter" not in {end.touchpoint for end in found.ends}
    assert sum(end.ends for end in found.ends) == len(customers)


def test_words_of_failure_are_listed_and_not_preset(tmp_path):
    found = proposed(tmp_path, ended_at(A_DECLINED=40, Activated=60))
    assert [(end.is_good, end.is_failure) for end in found.ends] == [(True, False), (False, True)]


def test_an_order_ends_a_journey_and_no_case(tmp_path):
    rows = ended_at(Purchase=50, Ad=50)
    assert proposed(tmp_path, rows).good == ("Purchase",)
    (tmp_path / "log").mkdir()
    assert proposed(tmp_path / "log", rows, "service_log").good == ()


def test_taking_the_presets(tmp_path):
    found = proposed(tmp_path, ended_at(Delivered=50, Returned=20, Ad=30, Newsletter=10))
    ends = with_ends(parse_definition('kind = "journey"'), found, found.good).ends
    assert (ends.good, ends.undone_by, ends.passive) == (
        ("Delivered",),
        ("Returned",),
        ("Newsletter",),
    )
    assert ends.are_settled and not ends.is_undone_by_customer
    service_log = parse_definition('kind = "service_log"')
    assert with_ends(service_log, found, found.good).ends.is_undone_by_customer
    none = with_ends(service_log, found, ()).ends
    assert (none.good, none.undone_by, none.passive) == ((), (), ("Newsletter",))
    assert none.are_settled and not none.is_undone_by_customer
