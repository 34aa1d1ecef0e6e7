"""What is measured under the board: a column a stage, whatever shared mode tells of it."""

import pytest

from journey.exhibit.journey_map.whole import built
from journey.exhibit.source import asking
from journey.model.filters import Filters
from journey.workshop.measured import Measured, MeasuredGroup, measured, of_json
from tests.logs import build, event
from tests.workshop.shop import DEFINITION, FIRST


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return of(build(tmp_path_factory.mktemp("measured"), FIRST, DEFINITION))


def of(generation) -> Measured:
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


def test_those_last_seen_at_a_touchpoint_are_a_share_of_those_who_came_there(tmp_path):
    """40 of the 80 who came to the basket, where ten are still under way: Wilson's interval of 40 of 80 is .3930 to .6070."""
    late = [event(f"late-{n}", "2025-04-01T12:00", "Ad", stage="find") for n in range(10)]
    found = of(build(tmp_path, [*FIRST[:-1], *late], DEFINITION))
    assert (found.stages[1].reached, found.stages[1].left) == (80, 40)
    [basket] = found.stages[1].touchpoints
    assert (basket.left, basket.passed) == (40, 80)
    assert (basket.low, basket.high) == pytest.approx((31.44, 48.56), abs=0.01)


def test_it_is_the_same_from_the_log(found):
    assert of_json(found.as_json()) == found
