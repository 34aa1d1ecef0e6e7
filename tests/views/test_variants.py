"""The paths that journeys take from their first event to their last, the most frequent first."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, HOUR, columns

TWELVE = [
    event(f"c{n}", f"2025-01-01T1{at}:00:00Z", touchpoint, stage=stage)
    for n in range(12)
    for at, (touchpoint, stage) in enumerate((("Home page", "visit"), ("Basket", "buy")))
]
THREE = [
    event(name, f"2025-01-01T1{at}:00:00Z", touchpoint, stage=stage)
    for name in ("Ben", "Cleo", "Dan")
    for at, (touchpoint, stage) in enumerate(
        (("Home page", "visit"), ("Home page", "visit"), ("Basket", "buy"))
    )
]
ANNA = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit"),
    event("Anna", "2025-01-01T11:00:00Z", "Basket", stage="buy"),
    event("Anna", "2025-01-01T12:00:00Z", "Delivery", stage="use"),
]
GIVEN = TWELVE + THREE + ANNA
COLUMNS = ("path", "steps", "journeys", "customers", "completed", "in_progress", "dropped_off")
EXPECTED = [
    (["Home page", "Basket"], 2, 12, 12, 0, 0, 12),
    (["Home page", "Home page", "Basket"], 3, 3, 3, 0, 0, 3),
    (["Home page", "Basket", "Delivery"], 3, 1, 1, 1, 0, 0),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("variants"), GIVEN, DEFINITION)


def test_rows(generation):
    assert columns(ask(generation, "variants", Filters()), *COLUMNS) == EXPECTED


def test_shares_and_times_from_ten_customers_on(generation):
    first, *others = ask(generation, "variants", Filters()).rows
    share = [first[f"share{end}"] for end in ("", "_low", "_high", "_n")]
    assert share == pytest.approx([12 / 16, 0.5050, 0.8982, 16], abs=5e-5)
    assert (first["median_seconds"], first["p90_seconds"]) == (HOUR, HOUR)
    assert {(row["share"], row["median_seconds"]) for row in others} == {(None, None)}
    assert [row["cumulative_share"] for row in (first, *others)] == [12 / 16, 15 / 16, 1]


def test_repeats_in_a_row_count_once_and_what_is_not_shown_is_counted(generation):
    answer = ask(generation, "variants", Filters(), collapse=True, top=1)
    assert columns(answer, "path", "journeys") == [(["Home page", "Basket"], 15)]
    assert answer.totals == {
        "journeys": 16,
        "variants": 2,
        "shown_journeys": 15,
        "hidden_journeys": 1,
        "hidden_variants": 1,
    }
