"""The ledger: its column sums to all losses, what can be won back and what it is worth, beside the second implementation."""

import random

import pytest

from journey.data.ask import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from tests import reference
from tests.agreement import asked_of, assert_agrees, ledger_agrees
from tests.logs import build, event, reference_definition, reference_events

DAYS = "[journeys]\ninactivity_days = 30\nid_is_journey = false\n"
LATER = event("z", "2025-12-31", "Login")


ALL_LATER = [event(f"z{number}", "2025-12-31", "Login") for number in range(6)]  # not a few


def basket(customer: str, channel: str, is_bought: bool, **more) -> list[dict]:
    """A basket in purchase, and where it is bought a delivery in retention that brings 40."""
    rows = [event(customer, "2025-01-01", "Basket", stage="purchase", channel=channel, **more)]
    if is_bought:
        rows.append(
            event(customer, "2025-01-02", "Delivery", stage="retention", revenue=40, **more)
        )
    return rows


def shop(counts: dict[str, tuple[int, int]]) -> list[dict]:
    """Of each channel so many journeys, so many of them lost at the basket."""
    return [
        row
        for channel, (n, lost) in counts.items()
        for number in range(n)
        for row in basket(f"{channel}{number}", channel, number >= lost)
    ]


def at_basket(answer) -> dict:
    return next(row for row in answer.rows if row["touchpoint"] == "Basket")


def test_by_hand(tmp_path):
    """90 of 150 on the phone leave against 30 of 150 on the web: 60 would not, each worth 40, and 365 of 364 days are a year."""
    rows = [*shop({"web": (150, 30), "phone": (150, 90)}), LATER]
    answer = ask(build(tmp_path, rows, DAYS), "ledger", Filters())
    row = at_basket(answer)
    assert (row["journeys_lost"], row["leaves"], row["leaves_n"]) == (120, 0.4, 300)
    assert (row["reference"], row["recoverable"], row["recoverable_n"]) == ("web", 60, 300)
    assert 0 < row["recoverable_low"] < 60 < row["recoverable_high"] <= 90
    assert (row["revenue_lost"], row["revenue_recoverable"]) == (4800, 2400)
    assert row["revenue_lost_a_year"] == pytest.approx(4800 * 365 / 364)
    assert answer.totals == {"journeys_lost": 120 + 180}  # who got a delivery left after it


def test_what_the_lost_had_brought_is_no_loss(tmp_path):
    """They had paid 10 in the stage that they were lost in; what was paid before it counts on neither side."""
    rows = shop({"web": (60, 20)})
    for row in rows:
        if row["touchpoint"] == "Basket":
            row["revenue"] = 10
    rows += [
        event(row["customer_id"], "2024-12-31", "Ad", stage="awareness", revenue=1000)
        for row in rows
        if row["touchpoint"] == "Basket"
    ]
    assert at_basket(ask(build(tmp_path, [*rows, LATER], DAYS), "ledger", Filters()))[
        "revenue_lost"
    ] == 20 * ((10 + 40) - 10)


def test_without_revenue_it_is_named_what_is_needed(tmp_path):
    rows = [{k: v for k, v in row.items() if k != "revenue"} for row in shop({"web": (60, 20)})]
    answer = ask(build(tmp_path, [*rows, LATER], DAYS), "ledger", Filters())
    assert at_basket(answer)["revenue_lost"] is None
    assert answer.definitions["revenue_lost"] == "not computable: needs revenue"


def test_what_is_beyond_the_list_is_one_row(tmp_path):
    rows = [
        event(f"{name}{number}", "2025-01-01", name, stage="awareness")
        for name, lost in (("A", 7), ("B", 6), ("C", 5), ("D", 4))
        for number in range(lost)
    ]
    answer = ask(build(tmp_path, [*rows, LATER], DAYS), "ledger", Filters(), top=2)
    assert [(row["touchpoint"], row["journeys_lost"]) for row in answer.rows] == [
        ("A", 7),
        ("B", 6),
        ("other, 2 touchpoints", 9),
    ]
    assert answer.totals == {"journeys_lost": 22}


def test_an_attribute_that_groups_no_journeys_is_refused(tmp_path):
    generation = build(tmp_path, [*shop({"web": (5, 2)}), LATER], DAYS)
    with pytest.raises(UserError, match="takes channel, not 'touchpoint'"):
        ask(generation, "ledger", Filters(), attribute="touchpoint")


def returning(seed: int) -> list[dict]:
    """1,200 journeys of 300 customers who differ in how readily they leave, on two channels and none, in two regions."""
    chance = random.Random(seed)
    rows = []
    for number in range(300):
        customer, readiness = f"c{number}", chance.random()
        for visit in range(4):
            channel = chance.choice(["web", "phone", None])
            leaves = chance.random() < readiness * (0.9 if channel == "phone" else 0.5)
            more = {"journey_id": f"{number}-{visit}", "region": chance.choice(["N", "S", None])}
            rows += basket(customer, channel, not leaves, **more)
    return rows


def test_where_customers_come_again_it_is_as_in_the_second_implementation(tmp_path):
    rows = [*returning(3), LATER]
    generation = build(tmp_path, rows, DAYS)
    log = reference.build(reference_events(rows), reference_definition(generation.definition))
    whole, north = Filters(), Filters.of(where={"region": ["N"]})
    for filters in (whole, north):
        for attribute in ("channel", "region"):
            shown = ask(generation, "ledger", filters, attribute=attribute)
            ledger_agrees(shown.rows, reference.ledger(log, asked_of(filters), attribute))
    assert at_basket(ask(generation, "ledger", whole))["recoverable_low"] > 0
    assert_agrees(generation, log, north)


def test_shared_mode_tells_whole_journeys_and_no_few(tmp_path):
    rows = [*shop({"web": (150, 30), "phone": (150, 90)}), *ALL_LATER]
    rows += [event(f"x{n}", "2025-01-01", f"Page {n >= 4}", stage="awareness") for n in range(10)]
    answer = ask(build(tmp_path, rows, DAYS), "ledger", Filters(), mode=SHARED)
    row = at_basket(answer)
    assert (row["journeys_lost"], row["recoverable"]) == (120, 60)
    assert row["leaves_n"] is row["recoverable_n"] is None
    assert all(row[f"recoverable{end}"] % 1 == 0 for end in ("", "_low", "_high"))
    assert [row["journeys_lost"] for row in answer.rows if row["stage"] is None] == [10]


@pytest.mark.parametrize(
    ("web", "is_told"), [((150, 4), False), ((150, 146), False), ((150, 5), True)]
)
def test_shared_mode_tells_nothing_to_win_back_where_few_leave_or_stay(tmp_path, web, is_told):
    rows = [*shop({"web": web, "phone": (150, 90)}), *ALL_LATER]
    row = at_basket(ask(build(tmp_path, rows, DAYS), "ledger", Filters(), mode=SHARED))
    assert (row["recoverable"] is not None) == is_told
