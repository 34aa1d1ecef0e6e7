"""With and without, worked out by hand: a paradox of two attributes, thin strata, customers who come again, what cannot be told."""

import math

import pytest

from journey.data.ask import ask
from journey.model.cells import Place
from journey.model.filters import Filters
from tests import reference
from tests.logs import SCALES, build, event
from tests.views.shop import columns

KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"
CALL = Place("retention", "Call")
LATER = event("z", "2025-06-01", "Ad", stage="awareness")
DAY = 86_400
# Of each (region, plan): with and without, each (those who leave, all). In every one of them a tenth fewer leave with it.
PARADOX = {
    ("N", "p"): ((14, 20), (4, 5)),
    ("N", "q"): ((4, 10), (5, 10)),
    ("S", "p"): ((3, 10), (4, 10)),
    ("S", "q"): ((0, 5), (2, 20)),
}


def call(customer: str, is_bad: bool, leaves: bool, **more) -> list[dict]:
    """A call that feels bad or good; who does not leave recommends the next day."""
    valence = -1 if is_bad else 1
    rows = [event(customer, "2025-01-01", "Call", stage="retention", valence=valence, **more)]
    if not leaves:
        rows.append(event(customer, "2025-01-02", "Review", stage="advocacy", **more))
    return rows


def calls(strata: dict) -> list[dict]:
    """Both sides of each stratum; every other customer speaks another language, in which the sides hardly differ."""
    rows, number = [], 0
    for (region, plan), sides in strata.items():
        for is_bad, (leaving, of) in zip((True, False), sides):
            for turn in range(of):
                more = {"region": region, "plan": plan, "language_of": "de" if number % 2 else "fr"}
                rows += call(f"c{number}", is_bad, turn < leaving, **more)
                number += 1
    return rows


def row_of(tmp_path, rows: list[dict], subject="feels_bad", outcome="leaves", place=CALL) -> dict:
    generation = build(tmp_path, [*rows, LATER], KIND, assumed=SCALES)
    [row] = [
        row
        for row in ask(generation, "with_without", Filters(), at=place).rows
        if (row["subject"], row["outcome"]) == (subject, outcome)
    ]
    return row


def test_what_is_worse_as_it_is_can_be_better_at_equal_values(tmp_path):
    """21 of 45 leave with it, 15 of 45 without; at equal region and plan it is -.1 everywhere, so pooled, too.

    Weights n1 n0 / n: 4, 5, 5, 4 of 18. Variances p q / n of both sides: .0425, .049, .045, .0045. Of
    90 journeys four means and a slope are known: 85 degrees of freedom.
    """
    row = row_of(tmp_path, calls(PARADOX))
    assert (row["with_it"], row["without_it"]) == pytest.approx((21 / 45, 15 / 45))
    assert row["difference"] == pytest.approx(6 / 45)
    ends = reference.newcombe(21 / 45, 45, 15 / 45, 45)
    assert (row["difference_low"], row["difference_high"]) == pytest.approx(ends)
    assert row["adjusted_for"] == "region, plan"
    variance = (16 * 0.0425 + 25 * 0.049 + 25 * 0.045 + 16 * 0.0045) / 18**2
    half = 1.988268 * math.sqrt(variance * 90 / 85)
    assert row["adjusted"] == pytest.approx(-0.1)
    assert (row["adjusted_low"], row["adjusted_high"]) == pytest.approx((-0.1 - half, -0.1 + half))


@pytest.mark.parametrize(("leaving", "adjusted"), [(2, -0.1), (3, (-1.8 + 1.2) / 19.2)])
def test_a_stratum_of_fewer_than_five_customers_is_left_out(tmp_path, leaving, adjusted):
    """With 2 against 2 customers it is; with 3 against 2 it counts, weight 6/5 and difference 1."""
    row = row_of(tmp_path, calls(PARADOX | {("N", "r"): ((leaving, leaving), (0, 2))}))
    assert row["with_it_n"] + row["without_it_n"] == 90 + leaving + 2
    assert row["adjusted_for"] == "region, plan"
    assert row["adjusted"] == pytest.approx(adjusted)


def test_an_attribute_that_sets_the_sides_apart_wholly_leaves_nothing_to_adjust(tmp_path):
    rows = [
        row
        for n in range(20)
        for row in call(
            f"c{n}", n < 10, n % 2 == 0, region="N" if n < 10 else "S", plan="pq"[n % 3 > 0]
        )
    ]
    row = row_of(tmp_path, rows)
    assert row["difference"] == 0
    assert (row["adjusted"], row["adjusted_for"]) == (None, "region, plan")


def test_customers_who_come_again_count_once(tmp_path):
    """Ten customers with two bad calls that both end it and ten with two good ones of which one does: 1 - .5.

    Without attributes. What varies is within customers alone, so that nothing is left between them.
    """
    rows = []
    for n in range(10):
        for journey in ("1", "2"):
            rows += call(f"a{n}", True, True, journey_id=journey)
            rows += call(f"b{n}", False, journey == "1", journey_id=journey)
    row = row_of(tmp_path, rows)
    assert (row["with_it_n"], row["without_it_n"], row["customers"]) == (20, 20, 10)
    assert (row["difference"], row["difference_low"], row["difference_high"]) == (0.5, 0.5, 0.5)
    assert (row["adjusted"], row["adjusted_for"]) == (0.5, None)


def test_below_ten_customers_on_a_side_counts_stand_alone(tmp_path):
    rows = [row for n in range(30) for row in call(f"c{n}", n < 9, n % 2 == 0)]
    row = row_of(tmp_path, rows)
    assert (row["with_it_n"], row["without_it_n"], row["customers"]) == (9, 21, 9)
    assert row["with_it"] is row["without_it"] is row["difference"] is row["adjusted"] is None


def followed(customer: str, is_bad: bool, *later: dict) -> list[dict]:
    """A call and what follows it, a day after each other; the answers and the money of the call itself are not what follows."""
    rows = call(customer, is_bad, True, csat="1", nps="0", ces="1", revenue="500")
    for day, more in enumerate(later, 2):
        rows.append(
            event(customer, f"2025-01-0{day}", **{"touchpoint": "App", "stage": "retention"} | more)
        )
    return rows


REVIEW = {"touchpoint": "Review", "stage": "advocacy"}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Ten with a bad call, ten with a good one; two of each who cannot be told."""
    rows = []
    for n in range(10):
        bad = ({"csat": "2", "nps": "6"}, {"csat": "5", "nps": "10", "revenue": "-30"}, REVIEW)
        good = ({}, {"csat": "4", "ces": "5", "nps": "9", "revenue": "20"}, {"nps": "7"} | REVIEW)
        rows += followed(f"bad{n}", True, *bad) + followed(f"good{n}", False, *good)
    for n in range(2):
        rows += followed(f"worse{n}", True) + followed(f"better{n}", False, {})
    generation = build(tmp_path_factory.mktemp("sides"), [*rows, LATER], KIND, assumed=SCALES)
    answer = ask(generation, "with_without", Filters(), at=CALL)
    return {row["outcome"]: row for row in answer.rows if row["subject"] == "feels_bad"}


@pytest.mark.parametrize(
    ("outcome", "with_it", "without_it"),
    [
        ("csat", (0.0, 10), (1.0, 10)),
        ("nps", (-100.0, 10), (100.0, 10)),
        ("seconds_to_next", (3 * DAY, 10), (3 * DAY, 10)),
        ("revenue", (-25.0, 12), (200 / 12, 12)),
        ("leaves", (2 / 12, 12), (2 / 12, 12)),
    ],
)
def test_what_followed_is_the_first_answer_after_it_and_all_the_money(
    outcomes, outcome, with_it, without_it
):
    """Of those who answered; whoever does not go on has no time; money is 0 where none came, and below where it is paid back."""
    row = outcomes[outcome]
    assert (row["with_it"], row["with_it_n"]) == (pytest.approx(with_it[0]), with_it[1])
    assert (row["without_it"], row["without_it_n"]) == (pytest.approx(without_it[0]), without_it[1])


def test_an_outcome_that_one_side_never_has_is_no_row(outcomes):
    """Effort was said only where the call was good, and nobody makes contact."""
    assert not {"ces", "contact_again"} & set(outcomes)


def test_those_under_way_neither_leave_nor_stay(tmp_path):
    rows = [row for n in range(24) for row in call(f"c{n}", n % 2 == 0, n < 12)]
    for n in (0, 1, 2):
        rows.append(event(f"c{n}", "2025-05-31", "App", stage="retention"))
    row = row_of(tmp_path, rows)
    assert (row["with_it_n"], row["without_it_n"]) == (12 - 2, 12 - 1)
    assert (row["with_it"], row["without_it"]) == pytest.approx((4 / 10, 5 / 11))


def handed(customer: str, *channels: str, leaves: bool) -> list[dict]:
    """Calls of one case on these channels, day after day."""
    rows = [
        event(
            *(customer, f"2025-01-0{day}", "Call"),
            **{"stage": "retention", "channel": channel, "case_id": "k", "actor": "customer"},
        )
        for day, channel in enumerate(channels, 1)
    ]
    return rows if leaves else [*rows, event(customer, "2025-01-09", "Review", stage="advocacy")]


def test_a_hand_off_goes_to_the_first_other_channel_whether_contact_follows_or_not(tmp_path):
    """Twelve to the web first, of whom nine leave and go on to e-mail; twelve to e-mail; twelve stay on the phone."""
    rows = []
    for n in range(12):
        rows += handed(f"w{n}", "phone", "web", "e-mail", leaves=n < 9)
        rows += handed(f"m{n}", "phone", "e-mail", leaves=n < 6)
        rows += handed(f"p{n}", "phone", "phone", leaves=n < 3)
        rows += [event(f"x{n}", "2025-01-01", "Call", stage="retention")]  # no case: cannot be told
        rows += handed(f"q{n}", "", "web", leaves=n < 6)  # from no channel nothing is handed on
    generation = build(tmp_path, [*rows, LATER], KIND)
    answer = ask(generation, "with_without", Filters(), at=CALL)
    found = {
        row["target"]: (row["with_it"], row["with_it_n"], row["without_it"], row["without_it_n"])
        for row in answer.rows
        if (row["subject"], row["outcome"]) == ("hand_off", "leaves")
    }
    assert found == {
        "web": (0.75, 12, pytest.approx(15 / 36), 36),
        "e-mail": (0.5, 12, 0.5, 36),
    }


def test_a_hand_off_too_young_to_judge_is_none(tmp_path):
    """Twelve are handed on; twelve others are as well, but in the last seven days: of their first call it is known, of that not."""
    rows = []
    for n in range(12):
        rows += handed(f"w{n}", "phone", "web", leaves=n < 6)
        rows += handed(f"p{n}", "phone", "phone", leaves=False)
        for at, channel in (("2025-05-26", "phone"), ("2025-05-27", "web")):
            young = {"stage": "retention", "channel": channel, "case_id": "l", "actor": "customer"}
            rows.append(event(f"p{n}", at, "Call", **young))
    generation = build(tmp_path, [*rows, LATER], KIND)
    answer = ask(generation, "with_without", Filters(), at=CALL)
    told = [row for row in answer.rows if row["subject"] == "hand_off"]
    sides = {(row["target"], row["with_it_n"], row["without_it_n"]) for row in told}
    assert ("web", 12, 12) in sides and all(target == "web" for target, *_ in sides)


def test_a_promise_is_broken_where_any_was_late_or_never_kept(tmp_path):
    """Ten kept; twelve late or never, one of each pair kept in time too; those not yet due and those without cannot be told."""
    rows = []
    for n in range(10):
        rows += promised(f"kept{n}", "2025-01-05", leaves=n < 2)
    for n in range(6):
        rows += promised(f"late{n}", "2025-01-02", leaves=n < 3)
        rows += promised(f"never{n}", "2025-01-05", leaves=n < 3, solved=False)
        rows += promised(f"young{n}", "2025-07-01", leaves=True, solved=False)
        rows += call(f"none{n}", True, True)
    row = row_of(tmp_path, rows, subject="broken_promise")
    assert (row["with_it"], row["with_it_n"]) == (0.5, 12)
    assert (row["without_it"], row["without_it_n"]) == (0.2, 10)


def promised(customer: str, due: str, leaves: bool, solved: bool = True) -> list[dict]:
    """A call that promises a time, and the case resolved on the fourth of January, or never."""
    more = {"stage": "retention", "case_id": "k"}
    rows = [event(customer, "2025-01-01", "Call", promised_at=due, **more)]
    if solved:
        rows.append(event(customer, "2025-01-04", "App", case_event="resolved", **more))
    return rows if leaves else [*rows, event(customer, "2025-01-09", "Review", stage="advocacy")]


def test_no_stage_is_later_than_none(tmp_path):
    """Calls without a stage: whoever goes on to a stage has left none, so that nothing is said of the time."""
    rows = []
    for n in range(20):
        rows.append(event(f"c{n}", "2025-01-01", "Call", valence=-1 if n < 10 else 1))
        rows.append(event(f"c{n}", "2025-01-02", "Review", stage="advocacy"))
    generation = build(tmp_path, [*rows, LATER], KIND)
    answer = ask(generation, "with_without", Filters(), at=Place("unassigned", "Call"))
    assert columns(answer, "subject", "outcome") == [("feels_bad", "leaves")]


def test_it_is_asked_of_one_touchpoint(tmp_path):
    generation = build(tmp_path, [*calls(PARADOX), LATER], KIND)
    for place in (Place(""), Place("retention")):
        answer = ask(generation, "with_without", Filters(), at=place)
        assert answer.rows == []
        assert "asked of one touchpoint: name it as STAGE/TOUCHPOINT" in answer.notes
