"""What is measured under the board: a column a stage, whatever shared mode tells of it."""

import pytest

from journey.exhibit.journey_map.whole import built
from journey.exhibit.source import asking
from journey.model.filters import Filters
from journey.workshop.measured import MeasuredGroup, measured, of_json
from tests.logs import build
from tests.workshop.shop import DEFINITION, FIRST


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    generation = build(tmp_path_factory.mktemp("measured"), FIRST, DEFINITION)
    journey_map, _ = built(asking(generation, Filters()))
    return measured(journey_map, generation.definition.stage_names, "all", 7)


def test_stages_that_are_only_told_together_have_a_column_each(found):
    """One of the 81 who found the shop is still under way, who may not be told of: so of both stages nobody's end is."""
    assert [stage.name for stage in found.stages] == ["find", "buy", "use"]
    assert [stage.left for stage in found.stages] == [None, None, 0]
    [group] = found.groups
    assert isinstance(group, MeasuredGroup)
    assert (group.stages, group.reached, group.left) == (("find", "buy"), 81, None)


def test_each_touchpoint_stands_in_its_own_stage(found):
    assert [[each.name for each in stage.touchpoints] for stage in found.stages] == [
        ["Ad"],
        ["Basket"],
        ["App"],
    ]


def test_it_is_the_same_from_the_log(found):
    assert of_json(found.as_json()) == found
