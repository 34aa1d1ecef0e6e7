"""What is drawn of an exhibit stands where its values are, and can be read: no text over another, none beyond the edge."""

import re
from dataclasses import replace

import pytest

from journey.exhibit.chart import Axis, Bars, Cell, Cells, Curve, Curves, Dots, Series
from journey.exhibit.drawing.cells import cells_scene
from journey.exhibit.drawing.drawing import scene_of
from journey.exhibit.drawing.names import name_lines, note_lines
from journey.exhibit.drawing.scale import Scale, scale
from journey.exhibit.exhibit import Drawing
from journey.exhibit.grid import Column, Grid
from journey.map.box import overlaps
from journey.map.lettering import text_width
from journey.map.scene import Scene, Shape
from journey.model.theme import LIGHT, contrast, ink_on
from tests.exhibit.made import (
    BARS,
    CELLS,
    CURVES,
    DOTS,
    DOTS_OF_TWO,
    GRID,
    GROUPED,
    LONG,
    PLAIN,
    STACKED,
    hostile,
)
from tests.map.drawn import Words, assert_none, drawing

WIDTHS = (640, 900, 1280, 1600)
ROWS = (1, 2, 8, 40)


def shapes_of(scene: Scene, tag: str) -> list[Shape]:
    return [shape for shape in scene.shapes if shape.tag == tag]


def rects(scene: Scene, fill: str) -> list[tuple[float, float, float, float]]:
    """x, y, width and height of the rectangles of a colour."""
    return [
        tuple(shape.attributes[name] for name in ("x", "y", "width", "height"))
        for shape in shapes_of(scene, "rect")
        if shape.attributes["fill"] == fill
    ]


def words(scene: Scene) -> list[Words]:
    return drawing(scene).words


def place(scene: Scene, text: str) -> tuple[float, float]:
    """Where a text stands."""
    (shape,) = [shape for shape in shapes_of(scene, "text") if shape.text == text]
    return shape.attributes["x"], shape.attributes["y"]


def faults(scene: Scene) -> list[str]:
    """Texts that overlap each other or stand beyond the drawing."""
    drawn = words(scene)
    return [
        f"{one} is over {other}"
        for index, one in enumerate(drawn)
        for other in drawn[index + 1 :]
        if overlaps(one.box, other.box, 0.5)
    ] + [
        f"{one} is beyond the edge"
        for one in drawn
        if one.box.x < -0.5
        or one.box.right > scene.width + 0.5
        or one.box.y < -0.5
        or one.box.bottom > scene.height + 0.5
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_plain_contents_are_read_at_every_width(width):
    assert_none({name: faults(scene_of(content, width)) for name, content in PLAIN.items()})


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("rows", ROWS)
def test_hostile_contents_are_read_at_every_width(rows, width):
    assert_none({name: faults(scene_of(content, width)) for name, content in hostile(rows).items()})


@pytest.mark.parametrize("rows", ROWS)
def test_a_drawing_keeps_its_width(rows):
    for content in hostile(rows).values():
        assert scene_of(content, 900).width == 900


def test_texts_that_overlap_and_stand_beyond_the_edge_are_found():
    """The tests above can fail."""
    scene = scene_of(BARS, 640)
    assert not faults(scene)
    twice = Scene(640, scene.height, (*scene.shapes, *scene.shapes))
    assert len(faults(twice)) >= len(words(scene))
    assert (
        len(faults(Scene(300, scene.height, scene.shapes))) == 7
    )  # three ticks, the title, the words of three bars


def test_bars_are_as_long_as_their_values():
    """400, 200 and 100 of an axis that ends at 400: the whole of it, a half, a quarter."""
    scene = scene_of(BARS, 1280)
    (x, _, whole, _), *others = rects(scene, "negative")
    assert {left for left, *_ in others} == {x}
    assert [wide for _, _, wide, _ in others] == pytest.approx([whole / 2, whole / 4], abs=0.1)
    assert place(scene, "400")[0] == pytest.approx(x + whole) and place(scene, "0")[0] == x
    assert place(scene, "200 · 29 %")[0] == pytest.approx(x + whole / 2 + 8, abs=0.1)
    assert [shape.text for shape in shapes_of(scene, "text")[:5]] == [
        "0",
        "100",
        "200",
        "300",
        "400",
    ]


def test_rows_of_bars_have_their_own_colours():
    scene = scene_of(
        Bars(BARS.rows, BARS.series, BARS.axis, row_colours=("accent", "warm", "calm")), 800
    )
    assert [len(rects(scene, colour)) for colour in ("accent", "warm", "calm", "negative")] == [
        1,
        1,
        1,
        0,
    ]


def test_parts_of_a_stack_follow_each_other():
    """Visit: 600, 100 and 300 of 1,000; each part begins where the one before ends, a pixel apart."""
    scene = scene_of(STACKED, 1280)
    (x, y, on, _), (way_x, way_y, way, _), (left_x, left_y, left, _) = (
        rects(scene, colour)[1]  # the first is the legend's
        for colour in ("accent", "muted", "negative")
    )
    thousand = place(scene, "1,000")[0] - place(scene, "0")[0]
    assert (on + 1, way + 1, left + 1) == pytest.approx(
        (0.6 * thousand, 0.1 * thousand, 0.3 * thousand), abs=0.1
    )
    assert (way_x, left_x) == pytest.approx((x + 0.6 * thousand, x + 0.7 * thousand), abs=0.1)
    assert y == way_y == left_y
    assert place(scene, "600 (60 %)")[0] == pytest.approx(x + 0.3 * thousand, abs=0.1)
    assert "10" not in [text.text for text in words(scene)]  # too narrow for its words


def test_series_beside_each_other_and_what_is_hidden():
    """40 % and 20 % of an axis to 50 %; a hidden value has its word and no bar."""
    scene = scene_of(GROUPED, 1280)
    legend, forty, ten = rects(scene, "negative")
    legend_of_others, twenty = rects(scene, "accent")
    half = place(scene, "50 %")[0] - place(scene, "0 %")[0]
    assert (forty[2], ten[2], twenty[2]) == pytest.approx(
        (0.8 * half, 0.2 * half, 0.4 * half), abs=0.1
    )
    assert twenty[1] > forty[1] + forty[3] and legend[2] == legend_of_others[2] == 14
    assert place(scene, "hidden")[0] == pytest.approx(forty[0] + 8)


def test_bars_below_zero_go_to_the_left_of_it():
    series = Series("change", "accent", (-10.0, 5.0), ("ten less", "+5.0"))
    scene = scene_of(Bars(("a", "b"), (series,), Axis("change", "points")), 1280)
    (x, _, ten, _), (zero, _, five, _) = rects(scene, "accent")
    assert x + ten == pytest.approx(zero, abs=0.1) and ten == pytest.approx(2 * five, abs=0.1)
    assert place(scene, "+5.0")[0] == pytest.approx(zero + five + 8, abs=0.1)
    assert "change (points)" in [text.text for text in words(scene)]
    less = next(text.box for text in words(scene) if text.text == "ten less")
    assert less.right == pytest.approx(x - 8, abs=0.1)


def test_words_of_a_row_of_several_bars_stand_there_once():
    silent = tuple(replace(series, words=()) for series in GROUPED.series)
    scene = scene_of(replace(GROUPED, series=silent, row_words=("n 50", "n 60")), 1280)
    assert [text.text for text in words(scene)].count("n 50") == 1


def test_words_of_an_upright_line_end_with_the_axis():
    curve = Curve("a", "accent", (0.0, 4.0), (0.1, 0.2))
    marks = ((4.0, "the last of all events"),)
    scene = scene_of(Curves((curve,), Axis("n", "count"), Axis("share", "share"), marks), 800)
    said = next(text.box for text in words(scene) if text.text == "the last of all events")
    assert said.right == pytest.approx(place(scene, "4")[0], abs=0.1)


def test_dots_stand_at_their_values_with_their_intervals():
    """Scores 3, 2 and 4 on 1 to 5; 2 with 1 to 3, whose ends have caps; the line of all at 3."""
    scene = scene_of(DOTS, 1280)
    one, five = place(scene, "1")[0], place(scene, "5")[0]
    at = {value: one + (value - 1) / 4 * (five - one) for value in (1, 2, 3, 4)}
    dots = [shape.attributes["cx"] for shape in shapes_of(scene, "circle")]
    assert dots == pytest.approx([at[3], at[2], at[4]], abs=0.1)
    lines = [
        shape.attributes
        for shape in shapes_of(scene, "line")
        if shape.attributes["stroke"] == "accent"
    ]
    across = [(each["x1"], each["x2"]) for each in lines if each["y1"] == each["y2"]]
    caps = [each["x1"] for each in lines if each["x1"] == each["x2"]]
    assert across[1] == pytest.approx((at[1], at[3]), abs=0.1) and len(across) == 2
    assert caps[2:] == pytest.approx([at[1], at[3]], abs=0.1) and len(caps) == 4
    (reference,) = [
        shape.attributes
        for shape in shapes_of(scene, "line")
        if "stroke_dasharray" in shape.attributes
    ]
    assert reference["x1"] == reference["x2"] == pytest.approx(at[3], abs=0.1)
    assert place(scene, "all: 3.0")[0] == pytest.approx(at[3], abs=0.1)
    assert [place(scene, n)[0] for n in ("n 120", "n 40", "n 80")] == [1280] * 3


def test_series_of_dots_differ_in_shape_and_have_a_legend():
    scene = scene_of(DOTS_OF_TWO, 1280)
    squares = [shape for shape in shapes_of(scene, "path") if shape.attributes["fill"] == "warm"]
    assert len(shapes_of(scene, "circle")) == 1 + 2 and len(squares) == 1 + 3
    assert {"members", "others"} <= {text.text for text in words(scene)}


def test_a_row_has_lines_only_for_what_it_says():
    """Purchase has one of the two series: its dot stands in the middle of a row that is one line tall."""
    scene = scene_of(DOTS_OF_TWO, 1280)
    name = next(text.box for text in words(scene) if text.text == "Purchase")
    dot = next(text.box for text in words(scene) if text.text == "90 %")
    assert name.y + name.height / 2 == pytest.approx(dot.y + dot.height / 2, abs=1)
    one_each = tuple(
        replace(series, values=values, words=())
        for series, values in zip(DOTS_OF_TWO.series, ((0.2, None, 0.3), (None, 0.4, None)))
    )
    assert scene_of(replace(DOTS_OF_TWO, series=one_each), 1280).height == pytest.approx(
        scene.height - 2 * 22
    )


def test_words_of_dots_below_zero_stand_left_of_them():
    """Away from zero, so that the line there does not run through them."""
    valence = Series("", "accent", (-0.5, 0.5, -1.0), ("−0.5", "+0.5", "−1.0"))
    scene = scene_of(Dots(("a", "b", "c"), (valence,), Axis("valence", "valence", (-1, 1))), 900)
    ends = {text.text: text.box for text in words(scene) if text.box.y < 100}
    zero = place(scene, "0.0")[0]
    assert ends["−0.5"].right < zero < ends["+0.5"].x
    lowest = shapes_of(scene, "circle")[2].attributes["cx"]
    assert place(scene, "a")[0] < ends["−1.0"].x < ends["−1.0"].right < lowest


def test_words_of_dots_do_not_cross_the_reference():
    """2.0 lies wholly below all: 3.0, so its words stand on its left; those of 3.0 and 4.0 on their right."""
    dots = replace(DOTS, series=(replace(DOTS.series[0], highs=(3.5, 2.9, None)),))
    scene = scene_of(replace(dots, axis=Axis("score", "number", (-3.0, 5.0))), 1280)
    boxes = {text.text: text.box for text in words(scene) if text.box.y < 110}
    line_at = place(scene, "all: 3.0")[0]
    assert boxes["2.0"].right < line_at < min(boxes["3.0"].x, boxes["4.0"].x)


def test_words_that_cross_the_reference_hide_it():
    """At 640 there is no room on the left: what stands over the line has a ground of its own, right below it."""
    said = "with it 11 points fewer leave"
    series = Series("", "accent", (-9.0, 9.0), (said, said), (-10.0, 8.0), (-8.0, 10.0))
    scene = scene_of(Dots((LONG, "b"), (series,), Axis("n", "points"), (), (0.0, "")), 640)
    crossing = next(
        index for index, shape in enumerate(scene.shapes) if shape.text == "with it 11 points fewer"
    )
    below = scene.shapes[crossing - 1]
    line_at = place(scene, "0")[0]
    assert below.attributes["fill"] == "background"
    assert below.attributes["x"] < line_at < below.attributes["x"] + below.attributes["width"]
    assert scene.shapes[crossing + 1].text == "leave"  # in two lines, and whole


def test_a_legend_shows_the_first_colours_of_rows():
    """Of four, three: the first series has as many colours as rows."""
    bars = replace(STACKED, row_colours=("calm", "warm", "positive"))
    drawn = scene_of(bars, 1280)
    swatches = [rects(drawn, colour)[0] for colour in ("calm", "warm", "positive")]
    assert [wide for _, _, wide, _ in swatches] == pytest.approx([14 / 3] * 3, abs=0.1)
    assert len({y for _, y, *_ in swatches}) == 1 and not rects(drawn, "accent")


@pytest.mark.parametrize(
    ("unit", "last", "wanted"),
    [
        ("share", 0.25, "a 25 %"),
        ("seconds", 7200.0, "a 2.0 h"),
        ("count", 1234.0, "a 1,234"),
        ("points", -12.0, "a −12"),
        ("valence", 0.25, "a +0.25"),
        ("number", -1234.5, "a −1,234.5"),
    ],
)
def test_a_curve_is_named_with_its_last_value(unit, last, wanted):
    curve = Curve("a", "accent", (0.0, 1.0, 2.0), (0.0, last, None))
    scene = scene_of(Curves((curve,), Axis("n", "count"), Axis("y", unit)), 800)
    assert wanted in [text.text for text in words(scene)]


def test_a_reference_without_words_takes_no_room():
    assert scene_of(replace(DOTS, reference=(3.0, "")), 800).height == pytest.approx(
        scene_of(replace(DOTS, reference=None), 800).height
    )


def test_a_dot_of_few_is_hollow_and_the_legend_says_so():
    few = Series("score", "accent", (3.0, 2.0), (), (), (), (29, 30))
    scene = scene_of(Dots(("a", "b"), (few,), Axis("score", "number")), 800)
    fills = [shape.attributes["fill"] for shape in shapes_of(scene, "circle")]
    assert fills == ["background", "background", "accent"]  # the legend's, then the two dots
    assert "n under 30: read with care" in [text.text for text in words(scene)]


def points(shape: Shape) -> list[tuple[float, float]]:
    return [
        tuple(map(float, pair))
        for pair in re.findall(r"(-?[\d.]+),(-?[\d.]+)", shape.attributes["d"])
    ]


def test_curves_run_through_their_points():
    """Basket: 0 %, 25 % after a day, 50 % after two, 75 % after four, each height kept until the next point."""
    scene = scene_of(CURVES, 1280)
    zero, four = place(scene, "0")[0], place(scene, "4")[0]
    foot, top = (place(scene, share)[1] - 4.5 for share in ("0 %", "100 %"))
    (basket,) = [
        shape
        for shape in shapes_of(scene, "path")
        if shape.attributes.get("stroke") == "accent" and shape.attributes["fill"] == "none"
    ]
    wanted = [(0, 0), (1, 0), (1, 0.25), (2, 0.25), (2, 0.5), (4, 0.5), (4, 0.75)]
    for (x, y), (day, share) in zip(points(basket), wanted, strict=True):
        assert x == pytest.approx(zero + day / 4 * (four - zero), abs=0.1)
        assert y == pytest.approx(foot + share * (top - foot), abs=0.1)
    assert "since the first event in the stage (days)" in [text.text for text in words(scene)]
    assert {"Basket 75 %", "Visit 76 %"} <= {text.text for text in words(scene)}
    assert place(scene, "half of Basket: 2.0 days")[0] == pytest.approx((zero + four) / 2, abs=0.1)


def test_a_curve_is_broken_where_a_value_is_unknown():
    curve = Curve("a", "accent", (0.0, 1.0, 2.0, 3.0, 4.0), (0.1, 0.2, None, 0.3, 0.4))
    scene = scene_of(Curves((curve,), Axis("n", "count"), Axis("share", "share")), 800)
    runs = [shape for shape in shapes_of(scene, "path") if shape.attributes["fill"] == "none"]
    assert [len(points(run)) for run in runs] == [2, 2]


def test_curves_without_a_known_value_leave_empty_axes():
    curve = Curve("a", "accent", (0.0, 1.0), (None, None))
    scene = scene_of(Curves((curve,), Axis("n", "count"), Axis("share", "share")), 800)
    assert not shapes_of(scene, "path") and "share" in [text.text for text in words(scene)]


def test_cells_are_shaded_by_their_value_and_their_words_can_be_read():
    """20 % to 60 %: the palest and the full colour; pale where not final, an outline where there is no value."""
    scene = scene_of(CELLS, 1280)
    fields = [shape for shape in shapes_of(scene, "rect") if shape.attributes["height"] >= 30]
    fills = [shape.attributes["fill"] for shape in fields]
    assert fills[1] == LIGHT.negative and fills[2] == fills[5] == "surface" and fills[4] == "none"
    assert (
        contrast(fills[0], LIGHT.background)
        < contrast(fills[3], LIGHT.background)
        < contrast(fills[1], LIGHT.background)
    )
    inks = [(shape.text, shape.attributes["fill"]) for shape in shapes_of(scene, "text")]
    assert ("60 %", ink_on(LIGHT.negative)) in inks
    assert contrast(dict(inks)["40 %"], fills[3]) >= 4.5
    first, second, third, below = (fields[index].attributes["x"] for index in range(4))
    assert second - first == third - second and below == first
    assert [text.text for text in words(scene)][-3:] == ["share that left", "20 %", "60 %"]


def test_words_of_narrow_cells_take_two_lines():
    cells = Cells(
        ("a",), tuple("bcdefghijklm"), ((Cell("12 % of 40", 0.5),) * 12,), Axis("n", "share")
    )
    assert [text.text for text in words(scene_of(cells, 1280))][-12:] == ["12 % of 40"] * 12
    narrow = [text.text for text in words(scene_of(cells, 640))]
    assert narrow[-24:] == ["12 % of", "40"] * 12


def test_words_stand_in_all_cells_or_in_none():
    wide = scene_of(hostile(8)["cells"], 1280)
    narrow = scene_of(hostile(40)["cells"], 1280)
    assert sum(text.text.endswith("of 1,234") for text in words(wide)) == 64
    assert not any(text.text.endswith("of 1,234") for text in words(narrow))


def test_numbers_of_a_table_end_below_their_heading():
    scene = scene_of(GRID, 1280)
    ends = {text.text: text.box.right for text in words(scene)}
    assert (
        ends["Journeys"]
        == pytest.approx(ends["1,200"], abs=0.1)
        == pytest.approx(ends["80"], abs=0.1)
    )
    assert place(scene, "Touchpoint")[0] == place(scene, "Basket")[0] == 0
    assert "next, days" in ends and ends["next, days"] == pytest.approx(ends["3.5"], abs=0.1)
    assert place(scene, "and 188 more touchpoints")[1] > place(scene, "Card payment")[1]


def test_many_columns_of_a_table_move_together():
    """Ten numbers of 44 pixels and a name of 150 fit 700 at a distance of 10, not at 24; nothing is broken or cut."""
    columns = (Column("Name"), *(Column("n", True),) * 10)
    row = ("got no further than this", *("100 %",) * 10)
    scene = scene_of(Grid(columns, (row,), (row,)), 700)
    assert [text.text for text in words(scene)][-11:] == list(row)
    first, second = (text.box.right for text in words(scene)[-2:])
    assert second - first == pytest.approx(44 + 10, abs=6)


def test_a_long_field_takes_four_lines():
    path = " → ".join(["Newsletter"] * 30)
    scene = scene_of(Grid((Column("Path"),), ((path,),), ((path,),)), 900)
    shown = [text.text for text in words(scene)][1:]
    assert " ".join(shown) == path and 2 < len(shown) <= 4


def test_an_empty_table_has_its_headings():
    scene = scene_of(Grid((Column("Touchpoint"),), (), (), ""), 800)
    assert [text.text for text in words(scene)] == ["Touchpoint"]


def test_contents_without_rows_are_drawn():
    axis = Axis("n", "count")
    for content in (
        Bars((), (Series("", "accent", ()),), axis),
        Dots((), (Series("", "accent", ()),), axis),
        Curves((), axis, axis),
        Cells((), (), (), axis),
        Grid((), (), ()),
    ):
        assert not faults(scene_of(content, 640))


def test_a_drawing_of_shapes_is_as_wide_as_it_needs():
    content = Drawing(lambda width: Scene(width, 100, ()), narrowest=760)
    assert scene_of(content, 640).width == 760 and scene_of(content, 1280).width == 1280


def test_cells_of_one_value_have_a_key():
    scene = scene_of(
        Cells(("a",), ("b",), ((Cell("50 %", 1.0, value=0.5),),), Axis("share", "share")), 640
    )
    assert "share" in [text.text for text in words(scene)]


@pytest.mark.parametrize(
    ("low", "high", "unit", "limit", "wanted"),
    [
        (0, 400, "count", 5, ["0", "100", "200", "300", "400"]),
        (0, 3, "count", 8, ["0", "1", "2", "3"]),
        (0, 23_000, "count", 6, ["0", "5,000", "10,000", "15,000", "20,000"]),
        (0, 1, "share", 6, ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]),
        (0, 0.004, "share", 5, ["0.0 %", "0.1 %", "0.2 %", "0.3 %", "0.4 %"]),
        (-12, 7, "points", 5, ["−10", "−5", "0", "+5"]),
        (-1, 1, "valence", 5, ["−1.0", "−0.5", "0.0", "+0.5", "+1.0"]),
        (0, 4 * 86_400, "seconds", 5, ["0", "1", "2", "3", "4"]),
        (0, 5 * 3_600, "seconds", 6, ["0", "1", "2", "3", "4", "5"]),
        (1, 5, "number", 5, ["1", "2", "3", "4", "5"]),
        (-0.5, 0.3, "number", 5, ["−0.4", "−0.2", "0.0", "0.2"]),
    ],
)
def test_ticks_stand_at_round_values(low, high, unit, limit, wanted):
    assert [words for _, words in Scale(low, high, 0, 100, unit).ticks(limit)] == wanted


def test_a_scale_holds_all_that_is_known():
    on = scale(Axis("n", "count"), [None, 40.0, 10.0], 0, 100, from_zero=True, margin=0)
    assert (on.low, on.high, on.at(20), on.at(80)) == (0, 40, 50, 100)
    assert scale(Axis("n", "share"), [0.02, 0.99], 0, 100).high == 1.0
    assert scale(Axis("n", "share"), [0.01, 0.99], 0, 100).low == 0.0
    alike = scale(Axis("n", "number"), [3.0, 3.0], 0, 100)
    assert alike.at(3.0) == 50


def test_names_take_two_lines_and_lose_their_middle():
    assert name_lines("Card payment", 14, 200) == ["Card payment"]
    assert name_lines("Card payment", 14, 70) == ["Card", "payment"]
    first, last = name_lines(LONG, 14, 300)
    assert LONG.startswith(first) and "…" in last and last.endswith("vom Vorjahr")
    assert max(text_width(first, 14), text_width(last, 14)) <= 300
    assert name_lines("", 14, 100) == ["–"]


TARGET_LOOK = "7 4"  # its dashes


def targets(scene: Scene) -> list[Shape]:
    return [
        one
        for one in shapes_of(scene, "line")
        if one.attributes.get("stroke_dasharray") == TARGET_LOOK
    ]


def test_a_target_is_a_line_through_all_dots_with_its_words():
    """Twice as far from 0 as the reference, whatever the width; both are said."""
    content = replace(
        DOTS,
        reference=(2.0, "all: 2"),
        target=(4.0, "target 4"),
        axis=Axis("x", "number", (0.0, 10.0)),
    )
    scene = scene_of(content, 900)
    [line] = targets(scene)
    ticks = {shape.text: shape.attributes["x"] for shape in shapes_of(scene, "text")}
    assert line.attributes["x1"] == line.attributes["x2"] == pytest.approx(ticks["4"], abs=0.1)
    assert place(scene, "target 4") and place(scene, "all: 2")
    assert targets(scene_of(replace(content, target=None), 900)) == []


def test_a_target_beyond_the_values_is_on_the_scale():
    scene = scene_of(replace(CURVES, target=(9_000.0, "target 9,000")), 900)
    [line] = targets(scene)
    assert line.attributes["y1"] == line.attributes["y2"] and place(scene, "target 9,000")
    highest = min(shape.attributes["y"] for shape in shapes_of(scene, "text") if shape.text)
    assert line.attributes["y1"] > highest


def test_equal_ratios_are_equally_long_on_a_logarithmic_axis():
    """A minute, an hour, sixty hours: the middle lies in the middle; ticks are round lengths of time, and the title says it."""
    on = scale(Axis("t", "seconds", is_log=True), [60.0, 3_600.0, 216_000.0], 0, 100)
    assert on.at(3_600) == pytest.approx(50) and on.at(0.0) == 0
    assert [words for _, words in on.ticks()] == ["1 min", "10 min", "1 h", "6 h", "1 day"]
    series = Series("half within", "accent", (60.0, 216_000.0), ("1 min", "60 h"))
    scene = scene_of(Dots(("a", "b"), (series,), Axis("half within", "seconds", is_log=True)), 900)
    assert place(scene, "half within (logarithmic)")


def test_a_note_without_room_keeps_whole_parts():
    """68 units hold 'nine in ten' or 'n 1,699' and not two parts: the part after the last that fits is left to the table."""
    assert note_lines("n 1,699", 13, 68) == ["n 1,699"]
    assert note_lines("nine in ten 14 h · n 533", 13, 68) == ["nine in ten", "14 h", "n 533"]
    assert note_lines("n 1,699 · +27, as the others", 13, 52) == ["n 1,699", "+27"]


def test_columns_without_room_are_all_named_on_levels():
    """Eight channels in 360 units: each name stands whole on one of the levels, a line leads from it to its column."""
    names = ("e-mail", "in person", "web", "phone", "mobile app", "events", "store", "live chat")
    row = tuple(Cell("+24", 0.5) for _ in names)
    cells = Cells(("retention",), names, (row,), Axis("NPS", "points"), columns_title="channel")
    shapes = cells_scene(cells, 360).shapes
    assert {one.text for one in shapes if one.tag == "text"} >= set(names)
