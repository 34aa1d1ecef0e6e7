"""Where it hurts: the parts of friction per touchpoint, and the score of them."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns, filled

WAITS = "\n[wait_targets_seconds]\nBasket = 7200\n"
FEELINGS = [-0.9, -0.7, -0.3, -0.05, -0.04, 0, 0, 0.5, 0.5, 0.9]  # four feel bad: -.05 or lower
HOURS = [11, 11, 11, 11, 11, 11, 12, 13, 14, 15]  # the last three wait for more than two hours
PAID = [
    row
    for n, (valence, hour) in enumerate(zip(FEELINGS, HOURS))
    for row in (
        event(f"c{n}", "2025-01-01T10:00:00Z", "Basket", stage="buy", valence=valence),
        event(f"c{n}", f"2025-01-01T{hour}:00:00Z", "Delivery", stage="use"),
    )
]
ANSWERS = [{"csat": 1}, {"csat": 2}, {"ces": 1}, {"ces": 4}, {"csat": 2}]  # effort, all of them
EASY = [{"csat": 3}, {"csat": 5}, {"ces": 5}, {"ces": 7}, {"csat": 4}]
LEFT = [
    event(f"d{n}", "2025-01-01T10:00:00Z", "Basket", stage="buy", **answer)
    for n, answer in enumerate(ANSWERS + EASY)
]
AGAIN = [event(f"d{n}", "2025-01-01T11:00:00Z", "Basket", stage="buy") for n in range(5)]
GIVEN = PAID + LEFT + AGAIN
PARTS = ("leaves", "repeats", "waits", "feels_bad", "effort")
COLUMNS = ("stage", "touchpoint", *PARTS, "journeys_lost", "journeys", "customers")
EXPECTED = [
    ("buy", "Basket", 10 / 20, 5 / 20, 3 / 15, 4 / 10, 5 / 10, 10, 20, 20),
    ("use", "Delivery", 0, 0, None, None, None, 0, 10, 10),
]
WEIGHTED = 3 * 0.5 + 1 * 0.25 + 1 * 0.2 + 2 * 0.4 + 2 * 0.5


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("friction"), GIVEN, DEFINITION + WAITS)


def test_rows(generation):
    answer = ask(generation, "friction", Filters())
    assert columns(answer, *COLUMNS) == EXPECTED
    ns = [tuple(row[f"{part}_n"] for part in PARTS) for row in answer.rows]
    assert ns == [(20, 20, 15, 10, 10), (10, 10, 0, 0, 0)]
    assert answer.totals == {"journeys_lost": 10}


def test_score_and_rank_where_half_the_weight_was_measured(generation):
    rows = columns(ask(generation, "friction", Filters()), "score", "rank", "rank_low", "rank_high")
    assert rows[0] == pytest.approx((100 * WEIGHTED / (3 + 1 + 1 + 2 + 2), 1, 1, 1))
    assert rows[1][1:] == (None, None, None)  # 4 of 12


def test_parts_are_blank_below_ten_customers(generation):
    some = Filters.of(where={"cohort": ["dropped_off/buy"]})
    (row,) = columns(ask(generation, "friction", some), *COLUMNS[1:5])
    assert row == ("Basket", 1, 0.5, None)  # the five who came again waited alone
    felt = ask(generation, "friction", some)
    assert filled(felt, "feels_bad") == set() and filled(felt, "effort") == {"effort"}


def test_half_of_the_weight_is_enough_to_be_ranked(tmp_path):
    """At the delivery leaving and repeats are measured: 2 of 4 with these weights, 2 of 4.5 with half a point more."""
    for weight, is_ranked in ((2.0, True), (2.5, False)):
        folder = tmp_path / str(weight)
        folder.mkdir()
        weights = f"""
[friction_weights]
leaves = 1
repeats = 1
contact_again = 0
waits = 0
feels_bad = 0
effort = {weight}
hand_off = 0
"""
        rows = ask(build(folder, GIVEN, DEFINITION + WAITS + weights), "friction", Filters()).rows
        [delivery] = [row for row in rows if row["touchpoint"] == "Delivery"]
        assert (delivery["rank"] is not None) == is_ranked, weight


@pytest.mark.parametrize(
    ("journeys", "again", "repeats", "score"),
    [(100, 0, None, 100.0), (99, 0, 0.0, 75.0), (100, 1, 0.0, 75.0)],
)
def test_what_no_journey_of_many_does_is_no_part_of_the_score(
    tmp_path, journeys, again, repeats, score
):
    """All left at the shop: leave 3 of 3, come back 0 of 1; where a file has one column a step nobody can come back."""
    rows = [
        event(f"c{number:03}", "2025-01-01", "Shop", stage="purchase")
        for number in range(journeys - 2)
    ]
    rows += [event("z", "2025-01-01", "Desk", stage="purchase") for _ in range(1 + again)]
    rows += [event("y", "2025-06-01", "Late", stage="purchase")]
    found = ask(
        build(tmp_path, rows, "[journeys]\ninactivity_days = 7\n"), "friction", Filters()
    ).rows
    [shop] = [row for row in found if row["touchpoint"] == "Shop"]
    assert (shop["repeats"], shop["score"]) == (repeats, score)
