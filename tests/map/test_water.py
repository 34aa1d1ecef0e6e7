"""The water of the river: widths add up, what falls stays in its stage's column, and the water stands out from its ground."""

import re

import pytest

from journey.map.lanes.water import BEND, DEPTH, FALL, RUN, THINNEST, Band, Stretch, _falling, water
from journey.model.theme import DARK, LIGHT, STAGE_HUES, contrast, water_role


def stretch(width: float, depth: float, onward: float, *leaving: tuple[str, float]) -> Stretch:
    bands = [Band(role, thick, role != "muted") for role, thick in leaving]
    return Stretch(0, 100.0, 100.0 + width, 108.0 + width, depth, onward, 1, bands)


def flat(shapes) -> list:
    return [inner for shape in shapes for inner in (shape, *flat(shape.children))]


def corners(d: str) -> list[tuple[float, float]]:
    """Where the pieces of a path begin and end."""
    x = y = 0.0
    found = []
    for letter, words in re.findall(r"([MCHV])([^MCHVZ]+)", d):
        numbers = [float(number) for number in words.replace(",", " ").split()]
        if letter == "H":
            x = numbers[0]
        elif letter == "V":
            y = numbers[0]
        else:
            x, y = numbers[-2:]
        found.append((x, y))
    return found


def test_where_a_stage_has_room_the_water_runs_and_bends_as_drawn():
    """240 px, 35 of 92 leave: the run ends at 140, the fall begins one radius later."""
    found = stretch(240, 92, 57, ("muted", 1), ("negative", 34))
    assert (found.width, found.bend, found.end) == (35, BEND, 100 + RUN)
    below, beside = found.clear_of_fall(92 + BEND), found.clear_of_fall(92)
    assert (below, beside) == (276, 240), "words beside the bend end where it begins"
    assert found.clear_of_fall(92 + BEND / 2) == pytest.approx(240 + BEND * 0.866, abs=0.01)


@pytest.mark.parametrize(
    ("width", "depth", "leaving"), [(240, 92, 92), (128, 92, 60), (128, 40, 40), (240, 92, 1)]
)
def test_what_falls_is_as_wide_as_those_who_leave_and_stays_in_its_column(width, depth, leaving):
    found = stretch(width, depth, depth - leaving, ("negative", leaving))
    points = corners(_falling(found, 26.0, 0.0, leaving))
    right, left = max(x for x, _ in points), points[3][0]
    assert right - left == pytest.approx(leaving, abs=0.2)
    assert right <= 100 + width + 8.2, "no further than the gap to the next stage"
    assert max(y for _, y in points) >= 26 + FALL - 0.1


def test_bands_lie_beside_each_other_about_one_centre():
    found = stretch(240, DEPTH, 52, ("muted", 10), ("negative", 30))
    outer, inner = _falling(found, 26.0, 0.0, 10), _falling(found, 26.0, 10, 40)
    assert corners(outer)[3][0] == corners(inner)[2][0], "where the one ends the other begins"


def test_too_few_to_be_seen_draw_nothing():
    tags = [
        shape.attributes.get("fill")
        for shape in flat(water(stretch(240, 92, 91.5, ("negative", THINNEST / 2)), 26.0))
    ]
    assert tags.count("url(#water-0)") == 1 and not any("fall" in str(tag) for tag in tags)
    assert water(stretch(240, 0, 0), 26.0) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_water_stands_out_from_its_ground(theme):
    """1.8 to 1 or more in both themes, and no more than that needs: words on it stay readable."""
    for index in range(-1, len(STAGE_HUES)):
        colour = theme.role(water_role(index))
        assert 1.8 <= contrast(colour, theme.background) < 2.3, (index, colour)
        assert contrast(theme.role("ink"), colour) >= 4.5


def test_who_is_under_way_does_not_fall():
    """Grey at the level of the water, up to the stage's end; the red band beside it falls."""
    drawn = flat(water(stretch(240, DEPTH, 52, ("muted", 10), ("negative", 30)), 26.0))
    [grey] = [shape for shape in drawn if shape.tag == "rect"]
    assert (grey.attributes["y"], grey.attributes["height"]) == (26 + 52, 10)
    assert grey.attributes["x"] + grey.attributes["width"] == pytest.approx(340)
    assert (
        sum(
            shape.tag == "path"
            and "V" in shape.attributes["d"]
            and "fall-0-1)" in shape.attributes["fill"]
            for shape in drawn
        )
        == 1
    )
