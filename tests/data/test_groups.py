"""Groups: attributes called like something that an answer holds already, and the period that fits a dataset."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from journey.data.ask import ask
from journey.data.groups import MOST_PERIODS, fitting_period, period_starts
from journey.model.errors import BadOption
from journey.model.filters import Filters
from tests.logs import build, event

ROWS = [
    event("a", "2025-01-01", "Ad", source="web", score="high", month="May"),
    event("a", "2025-01-02", "Basket", source="web", score="high", month="May"),
    event("b", "2025-01-01", "Ad", source="shop", score="low", month="June"),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    return build(tmp_path_factory.mktemp("groups"), ROWS)


@pytest.mark.parametrize(
    ("days", "period"),
    [
        *((45, "day"), (46, "week"), (240, "week"), (241, "month")),
        *((1464, "month"), (1465, "quarter"), (4392, "quarter"), (4393, "year")),
    ],
)
def test_a_development_is_told_in_periods_that_fit_it(days, period):
    """Days up to six weeks, weeks up to eight months, months up to four years, quarters up to twelve."""
    assert fitting_period(SimpleNamespace(span=(0, days * 86_400))) == period


def test_figures_and_periods_keep_their_names_and_columns_get_another(generation):
    assert set(generation.attributes) == {"source", "score (column)", "month (column)"}
    rows = ask(generation, "friction", Filters(), ("score (column)",)).rows
    assert {row["score (column)"] for row in rows} == {"high", "low"}


def test_groups_by_an_attribute_called_source_hold_its_values(generation):
    rows = ask(generation, "conversion", Filters(), ("source",), source="Ad", target="Basket").rows
    assert {row["source"]: (row["entered"], row["converted"]) for row in rows} == {
        "web": (1, 1),
        "shop": (1, 0),
    }


def test_an_older_dataset_with_a_figures_name_is_refused_in_words(generation):
    with pytest.raises(BadOption, match="cannot group 'funnel' by reached"):
        ask(generation, "funnel", Filters(), ("reached",))


@pytest.mark.parametrize(("weeks", "is_asked"), [(MOST_PERIODS - 1, True), (MOST_PERIODS, False)])
def test_as_many_periods_as_there_may_be(tmp_path, weeks, is_asked):
    last = date(2015, 1, 5) + timedelta(weeks=weeks)
    rows = [event("a", "2015-01-05", "Ad"), event("b", last.isoformat(), "Ad")]
    generation = build(tmp_path, rows)
    if is_asked:
        assert len(period_starts(generation, "week")) == MOST_PERIODS
    else:
        with pytest.raises(BadOption, match="take a longer period"):
            period_starts(generation, "week")
