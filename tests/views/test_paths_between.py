"""The paths that journeys took from one touchpoint to another, the most frequent first."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import HOUR, columns

ELEVEN = [  # delivered after 1, 2, .. 11 hours
    event(f"c{n}", f"2025-01-01T{at}:00Z", touchpoint)
    for n in range(1, 12)
    for at, touchpoint in (
        ("00:00", "Home page"),
        ("00:30", "Basket"),
        (f"{n:02}:00", "Delivery"),
        ("23:00", "Delivery"),  # the next time counts, not the last
    )
]
BEN = [
    event("Ben", "2025-01-01T10:00:00Z", "Delivery"),  # before
    event("Ben", "2025-01-02T10:00:00Z", "Home page"),
    event("Ben", "2025-01-03T10:00:00Z", "Home page"),
    event("Ben", "2025-01-04T10:00:00Z", "Delivery"),
]
ANNA = [event("Anna", "2025-01-01T10:00:00Z", "Home page")]
GIVEN = ELEVEN + BEN + ANNA
ASKED = {"source": "Home page", "target": "Delivery"}
COLUMNS = ("path", "journeys", "customers", "median_seconds", "p90_seconds")
EXPECTED = [
    (["Home page", "Basket", "Delivery"], 11, 11, 6 * HOUR, 10 * HOUR),
    (["Home page", "Home page", "Delivery"], 1, 1, None, None),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("paths_between"), GIVEN)


def test_rows(generation):
    answer = ask(generation, "paths_between", Filters(), **ASKED)
    assert columns(answer, *COLUMNS) == EXPECTED
    often, once = columns(answer, "share", "share_low", "share_high", "share_n")
    assert often == pytest.approx((11 / 12, 0.64611, 0.98514, 12), abs=5e-5)
    assert once == (None, None, None, 12)


def test_within_a_day(generation):
    answer = ask(generation, "paths_between", Filters(), **ASKED, within=1)
    assert columns(answer, *COLUMNS) == EXPECTED[:1]
    assert columns(answer, "share", "share_n") == [(1, 11)]


def test_what_is_not_shown_is_counted(generation):
    answer = ask(generation, "paths_between", Filters(), **ASKED, top=1)
    assert columns(answer, *COLUMNS) == EXPECTED[:1]
    assert answer.totals == {
        "journeys": 12,
        "variants": 2,
        "hidden_variants": 1,
        "hidden_journeys": 1,
    }
