"""What each touchpoint carries on each channel: events, who passes, feelings, who leaves."""

from datetime import date

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns, filled

NAMED = [
    event("Anna", "2025-01-31T10:00:00Z", "Home page", stage="visit", channel="web", valence=0.5),
    event("Anna", "2025-02-01T10:00:00Z", "Basket", stage="buy", channel="web"),
    event("Anna", "2025-02-02T10:00:00Z", "Basket", stage="buy", channel="web"),
    event("Ben", "2025-05-20T10:00:00Z", "Home page", stage="visit", channel="web"),
    event("Cleo", "2025-02-03T10:00:00Z", "Home page", stage="visit", channel="store"),
]
FEELINGS = [{"valence": 0.6}] * 4 + [{"emotion": "satisfaction"}] + [{"valence": 0.2}] * 5
DELIVERIES = [  # the label stands for 0.6: five feel 0.6, five 0.2
    event(f"c{n}", "2025-03-10T10:00:00Z", "Delivery", stage="use", channel="store", **felt)
    for n, felt in enumerate(FEELINGS)
]
GIVEN = NAMED + DELIVERIES
COLUMNS = ("stage", "touchpoint", "channel", "events", "journeys", "customers", "exits")
EXPECTED = [
    ("buy", "Basket", "web", 2, 1, 1, 1),
    ("use", "Delivery", "store", 10, 10, 10, 0),
    ("visit", "Home page", "store", 1, 1, 1, 1),
    ("visit", "Home page", "web", 2, 2, 2, 0),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("touchpoints"), GIVEN, DEFINITION)


def test_rows(generation):
    answer = ask(generation, "touchpoints", Filters())
    assert sorted(columns(answer, *COLUMNS)) == EXPECTED
    assert answer.totals == {"events": 15, "exits": 2}
    steps = set(columns(answer, "touchpoint", "median_first_step"))
    assert steps == {("Home page", 1), ("Basket", 2), ("Delivery", 1)}


def test_mean_valence_from_ten_customers_on(generation):
    answer = ask(generation, "touchpoints", Filters.of(where={"touchpoint": ["Delivery"]}))
    names = [f"mean_valence{end}" for end in ("", "_low", "_high", "_n")]
    half = 2.262157 * (10 * 0.2**2 / 9 / 10) ** 0.5  # t with 9 degrees of freedom, standard error
    expected = (0.4, 0.4 - half, 0.4 + half, 10)
    assert columns(answer, *names) == [pytest.approx(expected, abs=1e-6)]
    answer = ask(generation, "touchpoints", Filters.of(where={"touchpoint": ["Home page"]}))
    assert filled(answer, *names[:3]) == set()
    assert sorted(columns(answer, "touchpoint", "exits", names[3])) == [
        (
            "Basket",
            1,
            0,
        ),  # where one who had been on the home page left, without an event asked for
        ("Home page", 0, 1),
        ("Home page", 1, 0),
    ]


def test_dates_are_those_of_events_and_of_exits_those_on_which_journeys_begin(generation):
    february = Filters.of(date(2025, 2, 1), date(2025, 2, 28))
    assert sorted(columns(ask(generation, "touchpoints", february), *COLUMNS)) == [
        ("buy", "Basket", "web", 2, 1, 1, 0),
        ("visit", "Home page", "store", 1, 1, 1, 1),
    ]
