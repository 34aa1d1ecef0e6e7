"""What follows a good answer and one that is not, by hand."""

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import SCALES, build, event

KIND = "[journeys]\ninactivity_days = 30\n"
LATER = event("z", "2025-06-01", "Ad", stage="awareness")


def rows_of(tmp_path, rows: list[dict]) -> dict[str, dict]:
    generation = build(tmp_path, [*rows, LATER], KIND, assumed=SCALES)
    found = ask(generation, "after_answer", Filters(), metrics=("csat",)).rows
    return {row["outcome"]: row for row in found}


def journey(customer: str, first: str, *later: dict) -> list[dict]:
    """An answer that may come with an order, then what follows day by day."""
    rows = [event(customer, "2025-01-01", "Shop", stage="purchase", csat=first, revenue="5")]
    for day, more in enumerate(later, 2):
        rows.append(
            event(customer, f"2025-01-0{day}", **{"touchpoint": "App", "stage": "purchase"} | more)
        )
    return rows


def test_the_first_answer_counts_and_what_comes_after_it(tmp_path):
    """Ten good first answers, of whom six buy for 20 later; ten bad ones, of whom two do, and whose later answer is good."""
    rows = []
    for n in range(10):
        rows += journey(f"g{n}", "5", *([{"revenue": "20"}] if n < 6 else [{}]))
        rows += journey(f"b{n}", "2", {"csat": "5"}, *([{"revenue": "20"}] if n < 2 else []))
    found = rows_of(tmp_path, rows)
    assert (found["buys"]["with_it"], found["buys"]["without_it"]) == (0.6, 0.2)
    assert (found["revenue"]["with_it"], found["revenue"]["without_it"]) == (12, 4)
    assert found["buys"]["with_it_n"] == found["buys"]["without_it_n"] == 10


def test_who_goes_on_has_not_left(tmp_path):
    review = {"touchpoint": "Review", "stage": "advocacy"}
    rows = []
    for n in range(10):
        rows += journey(f"g{n}", "4", *([review] if n < 8 else []))
        rows += journey(f"b{n}", "1", *([review] if n < 3 else []))
    row = rows_of(tmp_path, rows)["leaves"]
    assert (row["with_it"], row["without_it"]) == (0.2, 0.7)


def test_where_nothing_is_sold_nothing_is_bought(tmp_path):
    rows = [
        event(f"c{n}", "2025-01-01", "Shop", stage="purchase", csat="5" if n % 2 else "1")
        for n in range(24)
    ]
    assert set(rows_of(tmp_path, rows)) == {"leaves"}
