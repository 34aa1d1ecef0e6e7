"""How many journeys would reach each stage if fewer left somewhere, or fewer turned back."""

import pytest

from journey.graph.answers import ask
from journey.graph.views.what_if import parse_change
from journey.graph.what_if import FewerReturns, LessDropOff
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

STAGES = {"Home page": "visit", "Basket": "buy", "Delivery": "use"}
PATHS = [  # of 20 on the home page 6 go to the basket, 4 straight to the delivery, 10 leave
    *[("Home page", "Basket", "Delivery")] * 4,
    *[("Home page", "Basket")] * 2,
    *[("Home page", "Delivery")] * 4,
    *[("Home page",)] * 10,
]
GIVEN = [
    event(f"c{n}", f"2025-01-0{day}T10:00:00Z", touchpoint, stage=STAGES[touchpoint])
    for n, path in enumerate(PATHS)
    for day, touchpoint in enumerate(path, 1)
]
COLUMNS = ("stage", "reached", "before", "after", "difference")
HALF_STAY = "leaving/visit/Home%20page=0.5"
EXPECTED = [  # 5 more go on as the others do: 3 to the basket, of whom 2 are delivered, 2 straight
    ("visit", 20, 20, 20, 0),
    ("buy", 10, 10, 15, 5),
    ("use", 8, 8, 12, 4),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("what_if"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "what_if", Filters(), change=(HALF_STAY,))
    assert columns(answer, *COLUMNS) == EXPECTED
    for row in answer.rows:
        assert row["difference_low"] <= row["difference"] <= row["difference_high"]


def test_a_figure_has_words_and_its_ends_have_none(generation):
    definitions = ask(generation, "what_if", Filters(), change=(HALF_STAY,)).definitions
    assert definitions["difference"].startswith("after - before")
    assert not definitions.get("difference_low") and not definitions.get("after_high")


@pytest.mark.parametrize("change", [(), ("leaving/use/Delivery=1",)])
def test_without_anybody_held_nothing_changes(generation, change):
    answer = ask(generation, "what_if", Filters(), change=change)
    assert [row[:3] + row[4:] for row in columns(answer, *COLUMNS)] == [
        (*row[:3], 0) for row in EXPECTED
    ]
    assert len([note for note in answer.notes if "nothing to change" in note]) == len(change)


def test_changes_in_words():
    assert parse_change("leaving/purchase/Card%20payment=0.5") == LessDropOff(
        "purchase", "Card payment", 0.5
    )
    assert parse_change("return/a/b/c/d%2Fe=1") == FewerReturns("a", "b", "c", "d/e", 1.0)
    for wrong in (
        "leaving/purchase=0.5", "leaving/a/b", "leaving/a/b=2", "leaving/a/b=-1", "leaving/a/b=half", "return/a/b=1", "x",
    ):  # fmt: skip
        with pytest.raises(UserError, match="not understood"):
            parse_change(wrong)
