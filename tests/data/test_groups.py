"""Attributes called like something that an answer holds already."""

import pytest

from journey.data.ask import ask
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
