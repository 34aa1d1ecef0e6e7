"""The touchpoints as nodes of the journey graph: who passes, begins, ends and comes back there."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, HOUR, columns, filled

NAMED = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Anna", "2025-01-02T10:00:00Z", "Basket", stage="buy", market="named"),
    event("Anna", "2025-01-03T10:00:00Z", "Basket", stage="buy", market="named"),
    event("Anna", "2025-01-04T10:00:00Z", "Delivery", stage="use", market="named"),
    event("Ben", "2025-01-01T10:00:00Z", "Home page", stage="visit", market="named"),
    event("Ben", "2025-01-02T10:00:00Z", "Basket", stage="buy", market="named"),
    event("Cleo", "2025-05-20T10:00:00Z", "Basket", stage="buy", market="named"),
]
MOVED = [  # to the basket after 1, 2, .. 11 hours
    event(f"c{n}", f"2025-01-01T{at:02}:00:00Z", touchpoint, stage=stage, market="many")
    for n in range(1, 12)
    for at, touchpoint, stage in ((0, "Home page", "visit"), (n, "Basket", "buy"))
]
STAYED = [  # five left, two are under way
    event(f"d{n}", f"2025-0{month}-20T10:00:00Z", "Home page", stage="visit", market="many")
    for n, month in enumerate((1, 1, 1, 1, 1, 5, 5))
]
GIVEN = NAMED + MOVED + STAYED
COLUMNS = (
    "touchpoint",
    "stage",
    "events",
    "journeys",
    "begun",
    "ended",
    "completed",
    "in_progress",
    "dropped_off",
    "again",
    "moves",
)
EXPECTED = [
    ("Basket", "buy", 4, 3, 1, 2, 0, 1, 1, 1, 2),
    ("Delivery", "use", 1, 1, 0, 1, 1, 0, 0, 0, 0),
    ("Home page", "visit", 2, 2, 2, 0, 0, 0, 0, 0, 2),
]
RATES = ("leaving_rate", "again_rate", "median_seconds", "p90_seconds", "waited_seconds")


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("touchpoint_nodes"), GIVEN, DEFINITION)


def test_rows_and_no_rate_of_fewer_than_ten(generation):
    answer = ask(generation, "touchpoint_nodes", Filters.of(where={"market": ["named"]}))
    assert sorted(columns(answer, *COLUMNS)) == EXPECTED
    assert answer.totals == {"events": 7, "begun": 3, "ended": 3, "moves": 4}
    assert filled(answer, *RATES) == set()


def test_rates_and_times(generation):
    answer = ask(generation, "touchpoint_nodes", Filters.of(where={"market": ["many"]}))
    home = {row["touchpoint"]: row for row in answer.rows}["Home page"]
    leaving = [home[f"leaving_rate{end}"] for end in ("", "_low", "_high", "_n")]
    assert leaving == pytest.approx([5 / 16, 0.14164, 0.55596, 16], abs=5e-5)
    assert (home["again_rate"], home["again_rate_n"]) == (0, 18)
    assert [home[name] for name in RATES[2:]] == [6 * HOUR, 10 * HOUR, 66 * HOUR]
