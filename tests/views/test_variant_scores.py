"""How satisfied those are who take the most frequent paths."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

ANSWERS = [5, 5, 5, 4, 4, 4, 4, 3, 2, 1]  # seven good ones of ten
TEN = [
    event(f"c{n}", f"2025-01-01T1{at}:00:00Z", touchpoint, csat=csat)
    for n, answer in enumerate(ANSWERS)
    for at, (touchpoint, csat) in enumerate((("Home page", ""), ("Basket", answer)))
]
ANNA = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page"),
    event("Anna", "2025-01-01T11:00:00Z", "Home page"),
    event("Anna", "2025-01-01T12:00:00Z", "Basket", csat=3),
]
GIVEN = TEN + ANNA
COLUMNS = ("path", "metric", "value", "low", "high", "n", "customers")
EXPECTED = [
    (["Home page", "Basket"], "csat", 0.7, 0.3968, 0.8922, 10, 10),
    (["Home page", "Home page", "Basket"], "csat", None, None, None, 1, 1),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("variant_scores"), GIVEN)


def test_rows_and_no_figure_of_fewer_than_ten(generation):
    often, once = columns(ask(generation, "variant_scores", Filters()), *COLUMNS)
    assert often[:2] == EXPECTED[0][:2]
    assert often[2:] == pytest.approx(EXPECTED[0][2:], abs=5e-5)
    assert once == EXPECTED[1]


def test_repeats_in_a_row_count_once(generation):
    answer = ask(generation, "variant_scores", Filters(), collapse=True)
    assert columns(answer, "path", "value", "n") == [(["Home page", "Basket"], 7 / 11, 11)]


def test_only_the_most_frequent_paths(generation):
    assert len(ask(generation, "variant_scores", Filters(), top=1).rows) == 1
