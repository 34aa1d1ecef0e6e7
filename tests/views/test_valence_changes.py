"""By how much the feeling changes from one touchpoint to the next."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import columns

TEN = [  # five go from .2 to -.2, five from .2 to 0
    event(f"c{n}", f"2025-01-0{day}T10:00:00Z", touchpoint, valence=valence)
    for n in range(10)
    for day, touchpoint, valence in ((1, "Home page", 0.2), (2, "Basket", -0.2 if n < 5 else 0))
]
NAMED = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", valence=0.5),
    event("Anna", "2025-01-02T10:00:00Z", "Basket"),  # not known: no change before or after it
    event("Anna", "2025-01-03T10:00:00Z", "Delivery", valence=0.1),
    event("Ben", "2025-01-01T10:00:00Z", "Basket", emotion="frustration"),  # -.7
    event("Ben", "2025-01-02T10:00:00Z", "Delivery", emotion="relief"),  # .5
]
GIVEN = TEN + NAMED
HALF = 2.262157 * (10 * 0.1**2 / 9 / 10) ** 0.5  # t with 9 degrees of freedom, standard error
COLUMNS = ("source", "target", "valence_change", "valence_change_low", "valence_change_high")
COUNTS = ("valence_change_n", "customers")
EXPECTED = ("Home page", "Basket", -0.3, -0.3 - HALF, -0.3 + HALF)


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("valence_changes"), GIVEN)


def test_rows_and_no_mean_of_fewer_than_ten(generation):
    answer = ask(generation, "valence_changes", Filters())
    ten, ben = columns(answer, *COLUMNS)
    assert ten[:2] == EXPECTED[:2] and ten[2:] == pytest.approx(EXPECTED[2:], abs=1e-6)
    assert ben == ("Basket", "Delivery", None, None, None)
    assert columns(answer, *COUNTS) == [(10, 10), (1, 1)]


def test_of_those_delivered(generation):
    answer = ask(generation, "valence_changes", Filters.of(where={"touchpoint": ["Delivery"]}))
    assert columns(answer, "source", "target", *COUNTS) == [("Basket", "Delivery", 1, 1)]
