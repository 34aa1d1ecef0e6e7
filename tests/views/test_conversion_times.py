"""How long those who come from one touchpoint to another take, in spans of time."""

import pytest

from journey.data.ask import ask
from journey.model.filters import Filters
from tests.logs import build, event
from tests.views.shop import DAY, HOUR, MINUTE, columns

GIVEN = [
    event("Anna", "2025-01-01T10:00:00Z", "Home page"),
    event("Anna", "2025-01-01T10:00:30Z", "Basket"),
    event("Anna", "2025-01-09T10:00:00Z", "Basket"),  # the first one counts
    event("Ben", "2025-01-01T10:00:00Z", "Home page"),
    event("Ben", "2025-01-01T10:00:59Z", "Basket"),
    event("Cleo", "2025-01-01T10:00:00Z", "Home page"),
    event("Cleo", "2025-01-01T11:00:00Z", "Basket"),
    event("Dan", "2025-01-01T10:00:00Z", "Home page"),
    event("Eva", "2025-01-01T10:00:00Z", "Basket"),
]
ASKED = {"source": "Home page", "target": "Basket"}
EXPECTED = [(0, MINUTE, 2), (HOUR, 3 * HOUR, 1)]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("conversion_times"), GIVEN)


def test_rows(generation):
    answer = ask(generation, "conversion_times", Filters(), **ASKED)
    rows = columns(answer, "from_seconds", "to_seconds", "converted")
    assert [row for row in rows if row[2]] == EXPECTED
    assert rows[0][0] == 0 and rows[-1] == (365 * DAY, None, 0)
    assert answer.totals == {"converted": 3}


def test_within_half_an_hour(generation):
    answer = ask(generation, "conversion_times", Filters(), **ASKED, within=0.5 / 24)
    rows = columns(answer, "from_seconds", "to_seconds", "converted")
    assert [row for row in rows if row[2]] == EXPECTED[:1]
