"""The most likely paths between two touchpoints."""

import pytest

from journey.graph.answers import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

PATHS = [  # of 20 on the home page 12 go to the basket, of whom 8 are delivered
    *[("Home page", "Basket", "Delivery")] * 8,
    *[("Home page", "Basket")] * 4,
    *[("Home page", "Delivery")] * 2,
    *[("Home page",)] * 6,
]
GIVEN = [
    event(f"c{n}", f"2025-01-0{day}T10:00:00Z", touchpoint, market="odd" if n % 2 else "even")
    for n, path in enumerate(PATHS)
    for day, touchpoint in enumerate(path, 1)
]
ASKED = {"source": "Home page", "target": "Delivery"}
COLUMNS = ("path", "likelihood", "journeys")
EXPECTED = [
    (["Home page", "Basket", "Delivery"], pytest.approx(12 / 20 * 8 / 12), 8),
    (["Home page", "Delivery"], pytest.approx(2 / 20), 2),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("likely"), GIVEN)


def test_rows(generation):
    assert columns(ask(generation, "likely", Filters(), **ASKED), *COLUMNS) == EXPECTED


def test_only_the_most_likely_one_of_half_of_them(generation):
    odd = Filters.of(where={"market": ["odd"]})
    answer = ask(generation, "likely", odd, **ASKED, top=1)
    assert columns(answer, *COLUMNS) == [(*EXPECTED[0][:2], 4)]
