"""How long moving on to a later stage takes, and how many ever do: Kaplan-Meier curves."""

from math import exp, log, sqrt

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DAY, DEFINITION, columns, filled

VISITS = [event(f"c{n}", "2025-01-01T10:00:00Z", "Home page", stage="visit") for n in range(10)]
FOUR = [  # go on after 1, 2, 3, 4 days, the others never
    event(f"c{n}", f"2025-01-0{2 + n}T10:00:00Z", "Basket", stage="buy") for n in range(4)
]
BACK = [  # was in a later stage before: not watched
    event("Anna", "2025-01-01T10:00:00Z", "Basket", stage="buy"),
    event("Anna", "2025-01-02T10:00:00Z", "Home page", stage="visit"),
]
GIVEN = VISITS + FOUR + BACK
COLUMNS = ("stage", "seconds", "at_risk", "advanced", "customers")
EXPECTED = [
    ("visit", 0, 10, 0, 10),
    ("visit", 1 * DAY, 10, 1, 10),
    ("visit", 2 * DAY, 9, 2, 10),
    ("visit", 3 * DAY, 8, 3, 10),
    ("visit", 4 * DAY, 7, 4, 10),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("time_to_advance"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "time_to_advance", Filters())
    rows = [row for row in columns(answer, *COLUMNS) if row[0] == "visit"]
    assert rows == EXPECTED
    shares = [row["share"] for row in answer.rows if row["stage"] == "visit"]
    assert shares == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])
    expected = {"journeys": 10, "advanced": 4, "share_at_end": 0.4, "median_seconds": None}
    assert answer.totals["visit"] == pytest.approx(expected)


def test_interval_at_the_end(generation):
    last = ask(generation, "time_to_advance", Filters()).rows[4]
    error = sqrt(1 / (10 * 9) + 1 / (9 * 8) + 1 / (8 * 7) + 1 / (7 * 6)) / abs(log(0.6))
    low, high = (1 - 0.6 ** exp(sign * 1.96 * error) for sign in (-1, 1))  # on the log-log scale
    assert (last["low"], last["high"]) == pytest.approx((low, high))


def test_the_median_of_those_who_went_on_and_no_share_of_fewer_than_ten(generation):
    answer = ask(generation, "time_to_advance", Filters.of(where={"touchpoint": ["Basket"]}))
    assert [row[1:4] for row in columns(answer, *COLUMNS) if row[0] == "visit"] == [
        (0, 4, 0),
        (1 * DAY, 4, 1),
        (2 * DAY, 3, 2),
        (3 * DAY, 2, 3),
        (4 * DAY, 1, 4),
    ]
    assert filled(answer, "share", "low", "high") == set()
