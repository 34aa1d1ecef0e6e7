"""Which touchpoints the map makes large or marks, whose expected feeling it draws, and who falls out of the river."""

from dataclasses import replace

from journey.map.frame import frame
from journey.map.lanes import river
from journey.map.lanes.emotion.wide import wide
from journey.map.model import extremes, marked
from journey.map.telling import telling
from tests.logs import build, event
from tests.map.maps import map_of
from tests.map.test_score_valence import _all

WEEK = "[journeys]\ninactivity_days = 7\n"


def felt(
    customers: int, name: str, stage: str, valence: float, day: str = "2025-01-01"
) -> list[dict]:
    return [
        event(
            f"{name}{number}",
            day,
            name,
            stage=stage,
            valence=valence + (0.01 if number % 2 else -0.01),
        )
        for number in range(customers)
    ]


def test_a_point_of_few_customers_that_lies_lower_takes_the_word_lowest_away(tmp_path):
    """Forty feel -0.2 at the shop and 0.5 at the desk: the lowest that is sure; fifteen feel -0.8 at the till."""
    rows = [*felt(40, "Shop", "purchase", -0.2), *felt(40, "Desk", "purchase", 0.5)]
    found = map_of(build(tmp_path, rows))
    assert [point.name for point in marked(found) if point] == ["Shop", "Desk"]
    (tmp_path / "few").mkdir()
    found = map_of(build(tmp_path / "few", [*rows, *felt(15, "Till", "purchase", -0.8)]))
    assert [point.name for point in extremes(found) if point] == ["Shop", "Desk"]
    assert [point and point.name for point in marked(found)] == [None, "Desk"]


def test_in_what_is_shared_a_hidden_feeling_may_lie_beyond_every_mark(tmp_path):
    """Of the till's eight customers no feeling is shown; in shared mode it may be one that others know to be lower."""
    rows = [*felt(40, "Shop", "purchase", -0.2), *felt(40, "Desk", "purchase", 0.5)]
    found = map_of(build(tmp_path, [*rows, *felt(8, "Till", "purchase", -0.8)]))
    assert [point.name for point in marked(found) if point] == ["Shop", "Desk"]
    assert marked(replace(found, is_shared=True)) == (None, None)


def test_what_lies_furthest_below_expectation_is_told_large(tmp_path):
    """Advocacy leads to expect delight: 0.3 there is further below it than anything else is below its own."""
    rows = [
        *felt(40, "Ad", "awareness", 0.75),
        *felt(40, "Shop", "purchase", -0.5),
        *felt(40, "Review", "advocacy", 0.3),
    ]
    found = map_of(build(tmp_path, rows))
    assert "Review" in [point.name for point in telling(found)]


def test_nothing_is_expected_where_the_data_have_no_touchpoint(tmp_path):
    generation = build(tmp_path, felt(40, "Shop", "purchase", 0.2))
    lane = wide(frame(map_of(generation), 1300, dict(generation.definition.friction_weights)))
    expected = [
        shape.text for shape in _all(lane.shapes) if str(shape.text).startswith("expected: ")
    ]
    dashes = [
        shape for shape in _all(lane.shapes) if shape.attributes.get("stroke_dasharray") == "5 4"
    ]
    assert expected == ["expected: anxiety"] and len(dashes) == 1


def test_what_is_expected_is_whole_in_narrow_columns(tmp_path):
    """At 1,300 the words stand on one line, at 580 on two: none is cut, and nobody reads "expected:" alone."""
    generation = build(tmp_path, felt(40, "Shop", "retention", 0.2))
    weights = dict(generation.definition.friction_weights)
    told = {}
    for width in (1300, 580):
        lane = wide(frame(map_of(generation), width, weights))
        words = [str(shape.text) for shape in _all(lane.shapes)]
        told[width] = [word for word in words if "expected" in word or "satisfaction" in word]
    assert told == {1300: ["expected: satisfaction"], 580: ["expected:", "satisfaction"]}


def test_who_is_under_way_stays_at_the_level_of_the_water(tmp_path):
    """Forty left in January, forty came in the last week: one band falls, one stays."""
    rows = [
        *felt(40, "Old", "awareness", 0.1),
        *felt(40, "New", "awareness", 0.1, "2025-03-01"),
        event("z", "2025-03-01", "Shop", stage="purchase"),
    ]
    generation = build(tmp_path, rows, WEEK)
    lane = river.wide(frame(map_of(generation), 1300, dict(generation.definition.friction_weights)))
    fills = [(shape.tag, shape.attributes.get("fill")) for shape in _all(lane.shapes)]
    assert ("rect", "url(#fall-0-0)") in fills and ("path", "url(#fall-0-2)") in fills
