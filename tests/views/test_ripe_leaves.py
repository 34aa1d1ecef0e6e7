"""Where journeys had left at the same age, of those that had passed the touchpoint by then."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build
from tests.views.shop import columns
from tests.views.test_ripe import DEFINITION, GIVEN

# Left at the home page: A old, and who goes on only after A. Left at the basket: at A, and whoever comes to the goal after A.
EXPECTED = [
    ("visit", "Complaint", 1, 0, 1),
    ("visit", "Home page", 7, 2, 7),
    ("visit", "Solved", 2, 0, 2),
    ("buy", "Basket", 2, 1, 2),
    ("use", "Delivery", 1, 0, 1),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("ripe_leaves"), GIVEN, DEFINITION)


def test_rows_and_no_share_of_fewer_than_ten(generation):
    answer = ask(generation, "ripe_leaves", Filters())
    assert columns(answer, "stage", "touchpoint", "leaves_n", "young", "customers") == EXPECTED
    assert columns(answer, "leaves") == [(None,)] * 5


def test_shares_from_ten_customers_on(generation, tmp_path):
    """Tenfold: at the home page 20 of 70, at the basket 20 of 20, at Complaint 10 of 10, at Solved nobody."""
    rows = [
        {**row, "customer_id": f"{row['customer_id']} {copy}"}
        for copy in range(10)
        for row in GIVEN
    ]
    answer = ask(build(tmp_path, rows, DEFINITION), "ripe_leaves", Filters())
    shares = dict(columns(answer, "touchpoint", "leaves"))
    assert shares == pytest.approx(
        {"Complaint": 1, "Home page": 2 / 7, "Solved": 0, "Basket": 1, "Delivery": 0}
    )
