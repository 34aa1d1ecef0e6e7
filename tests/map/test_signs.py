"""Compared groups are told apart by shape, not by colour alone."""

from types import SimpleNamespace

from journey.map.evidence.events import _line
from journey.map.lanes.groups import marker


def test_each_group_has_a_shape_of_its_own():
    assert [marker(index, 10, 10, 4)[0].tag for index in range(3)] == ["circle", "rect", "path"]


def test_a_line_of_touchpoints_says_what_was_lost_there():
    point = SimpleNamespace(name="Ad", events=5, shown_emotion=None, friction=None)
    assert _line(point, 10) == ["Ad", "5", "50 %", "–", "–"]
    point.friction = SimpleNamespace(journeys_lost=3)
    assert _line(point, 10)[-1] == "3"
