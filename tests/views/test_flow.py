"""Where journeys go step by step: through stages, from a touchpoint, towards one or between two."""

import pytest

from journey.data.ask import ask
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DEFINITION, columns

GIVEN = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page", stage="visit"),
    event("Anna", "2025-01-02T10:00:00Z", "Home page", stage="visit"),
    event("Anna", "2025-01-03T10:00:00Z", "Basket", stage="buy"),
    event("Anna", "2025-01-04T10:00:00Z", "Delivery", stage="use"),
    event("Ben", "2025-01-01T10:00:00Z", "Home page", stage="visit"),
    event("Cleo", "2025-05-20T10:00:00Z", "Basket", stage="buy"),
]
COLUMNS = ("step", "source", "target", "end", "journeys")
EXPECTED = {
    (0, "visit", "buy", None, 1),
    (0, "visit", None, "dropped_off", 1),
    (0, "buy", None, "in_progress", 1),
    (1, "buy", "use", None, 1),
    (2, "use", None, "completed", 1),
}
OVER_TOUCHPOINTS = [
    (
        {"depth": 1},
        {
            (0, "Home page", "Home page", None, 1),
            (0, "Home page", None, "dropped_off", 1),
            (0, "Basket", None, "in_progress", 1),
            (1, "Home page", None, "goes_on", 1),
        },
    ),
    (
        {"source": "Basket"},
        {
            (0, "Basket", "Delivery", None, 1),
            (0, "Basket", None, "in_progress", 1),
            (1, "Delivery", None, "completed", 1),
        },
    ),
    (
        {"target": "Basket"},
        {
            (-2, None, "Home page", "begins", 1),
            (-2, "Home page", "Home page", None, 1),
            (-1, "Home page", "Basket", None, 1),
            (0, None, "Basket", "begins", 1),
        },
    ),
    (
        {"source": "Home page", "target": "Delivery"},
        {
            (0, "Home page", "Home page", None, 1),
            (1, "Home page", "Basket", None, 1),
            (2, "Basket", "Delivery", None, 1),
            (0, "Home page", None, "never", 1),
        },
    ),
    (
        {"source": "Home page", "target": "Delivery", "depth": 2},
        {(0, "Home page", None, "longer", 1), (0, "Home page", None, "never", 1)},
    ),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("flow"), GIVEN, DEFINITION)


def test_rows_through_the_stages(generation):
    assert set(columns(ask(generation, "flow", Filters()), *COLUMNS)) == EXPECTED


@pytest.mark.parametrize(("options", "expected"), OVER_TOUCHPOINTS)
def test_rows_through_touchpoints(generation, options, expected):
    answer = ask(generation, "flow", Filters(), over="touchpoints", **options)
    assert set(columns(answer, *COLUMNS)) == expected


def test_a_touchpoint_is_no_stage(generation):
    with pytest.raises(UserError, match="let the steps be touchpoints"):
        ask(generation, "flow", Filters(), source="Basket")
