"""Targets and marked days in the charts of their figures."""

import pytest

from journey.exhibit.declared import make
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst
from journey.map.frame import frame
from journey.map.lanes.satisfaction import wide
from journey.model.filters import Filters
from tests.logs import SCALES, build, event
from tests.map.maps import map_of

TARGETS = "[targets]\ncsat = 0.75\nfirst_response = 1800\nfirst_contact_resolution = 0.5\n"
KIND = "[journeys]\ninactivity_days = 30\ncase_is_journey = false\nid_is_journey = false\n"


def made(generation, id: str, **options) -> Exhibit:
    found = make(Ref.of(id, Filters(), **options), analyst(generation, Filters()))
    assert isinstance(found, Exhibit)
    return found


def support(tmp_path, definition: str = TARGETS):
    """By phone an agent answers after a minute, on the web after a day; each month ten of each."""
    rows = []
    for month in (1, 2, 3):
        for n in range(20):
            channel = "phone" if n < 10 else "web"
            plain = {"case_id": f"k{month}-{n}", "channel": channel, "stage": "retention"}
            day = f"2025-0{month}-05"
            rows.append(
                event(
                    f"c{month}-{n}",
                    f"{day}T10:00",
                    "Call",
                    actor="customer",
                    csat="5" if n % 3 else "1",
                    **plain,
                )
            )
            answered = f"{day}T10:01" if n < 10 else f"2025-0{month}-06T10:00"
            rows.append(event(f"c{month}-{n}", answered, "Call", actor="agent", **plain))
    return build(tmp_path, rows, KIND + definition, assumed=SCALES)


def test_each_chart_of_a_figure_has_its_target(tmp_path):
    generation = support(tmp_path)
    for id, options in (
        ("satisfaction.by_group", {"metric": "csat", "split": "channel"}),
        ("satisfaction.over_time", {"metric": "csat"}),
    ):
        assert made(generation, id, **options).content.target == (0.75, "target 75 %")
    assert made(generation, "satisfaction.first_response", served="channel").content.target == (
        1800,
        "target 30 min",
    )


def test_a_target_is_of_the_definition_that_stands_first(tmp_path):
    """In means no share is drawn."""
    found = made(
        support(tmp_path), "satisfaction.by_group", metric="csat", split="channel", variant="mean"
    )
    assert found.content.target is None
    assert (
        made(
            support_of(tmp_path), "satisfaction.by_group", metric="csat", split="channel"
        ).content.target
        is None
    )


def support_of(tmp_path):
    (tmp_path / "none").mkdir()
    return support(tmp_path / "none", "")


def test_minutes_and_days_side_by_side_stand_on_a_logarithmic_axis(tmp_path):
    assert made(
        support(tmp_path), "satisfaction.first_response", served="channel"
    ).content.axis.is_log


def test_marked_days_within_the_curve_stand_on_it(tmp_path):
    found = made(
        support(tmp_path),
        "satisfaction.over_time",
        metric="csat",
        days="2025-02-01@Training|2031-01-01@Later",
    )
    assert [words for _, words in found.content.marks] == ["Training"]


def test_a_heat_map_says_the_target(tmp_path):
    assert "Target 75 %." in made(support(tmp_path), "satisfaction.heatmap", metric="csat").notes


def test_the_map_s_lane_has_the_target_on_its_scale(tmp_path):
    """A dashed mark at three quarters of the scale, in each stage with the score; its sentence says it, and how to read it."""
    generation = support(tmp_path)
    weights = dict(generation.definition.friction_weights)
    lane = wide(frame(map_of(generation), 1300, weights))
    [scale_row] = [one for one in lane.shapes if one.attributes.get("cell") == "csat/retention"]
    marks = [one for one in scale_row.children if one.attributes.get("stroke_dasharray") == "3 2"]
    ends = [
        one.attributes for one in scale_row.children if one.attributes.get("stroke_width") == 2.5
    ][0]
    assert len(marks) == 1
    length = ends["x2"] - ends["x1"]
    assert marks[0].attributes["x1"] == pytest.approx(ends["x1"] + 0.75 * length, abs=0.2)
    assert any("dashed: target" in (one.text or "") for one in lane.shapes)
    (tmp_path / "none").mkdir()
    bare = wide(frame(map_of(support(tmp_path / "none", "")), 1300, weights))
    assert not any("dashed" in (one.text or "") for one in bare.shapes)
