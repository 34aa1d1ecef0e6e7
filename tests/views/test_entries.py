"""Where journeys begin, by touchpoint and channel, and what becomes of them."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

TEN = [  # four of them come to the goal
    event(f"c{n}", f"2025-01-{day:02}T10:00:00Z", touchpoint, stage=stage, channel="web")
    for n in range(10)
    for day, touchpoint, stage in ((10, "Home page", "visit"), (11, "Delivery", "use"))
    if day == 10 or n < 4
]
NAMED = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit", channel="store"),
    event("Anna", "2025-01-02T10:00:00Z", "Home page", stage="visit", channel="web"),
    event("Anna", "2025-01-03T10:00:00Z", "Delivery", stage="use", channel="web"),
    event("Ben", "2025-05-20T10:00:00Z", "Home page", stage="visit", channel="store"),
    event("Cleo", "2025-01-20T10:00:00Z", "Home page", stage="visit", channel="store"),
]
GIVEN = TEN + NAMED
COLUMNS = ("touchpoint", "channel", "journeys", "completed", "in_progress", "dropped_off")
EXPECTED = [
    ("Home page", "web", 10, 4, 0, 6),
    ("Home page", "store", 3, 1, 1, 1),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("entries"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "entries", Filters())
    assert columns(answer, *COLUMNS) == EXPECTED
    totals = {"journeys": 13, "completed": 5, "ended_well": 0, "in_progress": 1, "dropped_off": 7}
    assert answer.totals == totals


def test_completion_rate_from_ten_customers_on(generation):
    names = [f"completion_rate{end}" for end in ("", "_low", "_high", "_n")]
    ten, three = columns(ask(generation, "entries", Filters()), *names)
    assert ten == pytest.approx((0.4, 0.16818, 0.68733, 10), abs=5e-5)
    assert three == (None, None, None, 3)


def test_journeys_begun_within_dates(generation):
    later = Filters.of(date(2025, 1, 11), None)
    answer = ask(generation, "entries", later)
    assert columns(answer, *COLUMNS) == [("Home page", "store", 2, 0, 1, 1)]
