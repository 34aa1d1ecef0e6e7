"""What they say: the comment that comes nearest to how the group feels on average."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

GIVEN = [  # the mean is (.8 + .2 + .2 - .4) / 4 = .2
    event("Anna", "2025-01-01T10:00:00Z", "Delivery", valence=0.8, comment="Wonderful"),
    event("Ben", "2025-01-02T10:00:00Z", "Delivery", valence=0.2, comment="Quite good"),
    event("Cleo", "2025-01-03T10:00:00Z", "Basket", valence=0.2, comment="Fine, says ben@x.com"),
    event("Dan", "2025-01-04T10:00:00Z", "Basket", valence=-0.4),
]
COLUMNS = ("valence", "occurred_at", "quote_touchpoint", "comments", "customers")
EXPECTED = [(0.2, "2025-01-03T10:00:00Z", "Basket", 3, 3)]  # the newer of two as near


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("quotes"), GIVEN)


def test_rows_without_the_address(generation):
    answer = ask(generation, "quotes", Filters())
    assert columns(answer, *COLUMNS) == EXPECTED
    quote = answer.rows[0]["quote"]
    assert quote.startswith("Fine, says") and "x.com" not in quote


def test_at_the_delivery_alone(generation):
    """There the mean is .5, as far from the one as from the other: the newer one is quoted."""
    answer = ask(generation, "quotes", Filters.of(where={"touchpoint": ["Delivery"]}))
    assert columns(answer, "quote", *COLUMNS) == [
        ("Quite good", 0.2, "2025-01-02T10:00:00Z", "Delivery", 2, 2)
    ]


def test_by_touchpoint(generation):
    answer = ask(generation, "quotes", Filters(), ("touchpoint",))
    rows = columns(answer, "touchpoint", "quote_touchpoint", "comments")
    assert sorted(rows) == [("Basket", "Basket", 1), ("Delivery", "Delivery", 2)]
