"""Drawings become shapes of PowerPoint at the same places: outlines, transforms, gradients and groups worked out by hand."""

from io import BytesIO

import pptx
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from journey.export.deck.affine import Affine, parsed
from journey.export.deck.deck import deck
from journey.export.deck.lettered import Lettered
from journey.export.deck.markup import declared, element
from journey.export.deck.outline import Part, bounds, outline
from journey.export.deck.shapes import Converter
from journey.map.box import Box
from journey.map.scene import Scene, Shape, circle, gradient, group, path, rect, text
from tests.export.made_up import DRAWING, collection, exhibit


def test_absolute_and_relative_commands_are_the_same_outline():
    wanted = [
        Part("M", ((10.0, 20.0),)),
        Part("L", ((30.0, 20.0),)),
        Part("L", ((30.0, 50.0),)),
        Part("C", ((30.0, 60.0), (20.0, 60.0), (10.0, 50.0))),
        Part("Z"),
    ]
    assert outline("M10,20H30V50C30,60 20,60 10,50Z") == wanted
    assert outline("m10 20h20v30c0 10-10 10-20 0z") == wanted


def test_a_move_of_several_points_goes_on_in_lines_and_a_closed_part_goes_back():
    assert outline("M0 0 5 5l1-1zl2 2") == [
        Part("M", ((0.0, 0.0),)),
        Part("L", ((5.0, 5.0),)),
        Part("L", ((6.0, 4.0),)),
        Part("Z"),
        Part("L", ((2.0, 2.0),)),
    ]


def test_smooth_and_quadratic_curves_are_cubic():
    curves = outline("M0,0C0,10 10,10 10,0S20,-10 20,0")
    assert curves[2] == Part("C", ((10.0, -10.0), (20.0, -10.0), (20.0, 0.0)))
    raised = outline("M0,0Q3,3 6,0T12,0")
    assert sum(raised[1].points, ()) == pytest.approx((2.0, 2.0, 4.0, 2.0, 6.0, 0.0))
    assert sum(raised[2].points, ()) == pytest.approx((8.0, -2.0, 10.0, -2.0, 12.0, 0.0))


def test_a_half_circle_is_two_quarters():
    parts = outline("M-10,0A10,10 0 0 1 10,0")
    assert [part.kind for part in parts] == ["M", "C", "C"]
    assert parts[1].points[2] == pytest.approx((0.0, -10.0))
    assert parts[1].points[0] == pytest.approx((-10.0, -5.5228), abs=1e-3)
    assert parts[2].points[2] == (10.0, 0.0)


def test_the_other_way_round_and_too_small_an_arc():
    assert outline("M-10,0A10,10 0 0 0 10,0")[1].points[2] == pytest.approx((0.0, 10.0))
    assert outline("M-10,0A1,1 0 0 1 10,0")[1].points[2] == pytest.approx((0.0, -10.0))
    assert outline("M0,0A0,5 0 0 1 10,0")[1] == Part("L", ((10.0, 0.0),))


def test_an_unknown_command_ends_the_outline():
    assert outline("M1,1L2,2X9,9L3,3") == outline("M1,1L2,2")
    assert bounds(outline("M1,1L5,-2")) == (1.0, -2.0, 5.0, 1.0)


def test_transforms_are_put_together_from_the_inside():
    assert parsed("translate(10,20) scale(2)").at(1, 1) == (12.0, 22.0)
    assert parsed("scale(2)").of(parsed("translate(10,20)")).at(1, 1) == (22.0, 42.0)
    assert parsed("rotate(90,10,10)").at(20, 10) == pytest.approx((10.0, 20.0))
    assert parsed("translate(7)").at(0, 0) == (7.0, 0.0)
    assert parsed("skewX(9)") == Affine()


def drawn(*shapes: Shape, width: float = 100.0, height: float = 100.0):
    """The group of a drawing of 100 by 100 on 1000 by 1000."""
    numbers = iter(range(2, 1000))
    converter = Converter(lambda: next(numbers))
    box = Box(0, 0, 1000, 1000)
    return element(declared(converter.group(Scene(width, height, shapes), box, "All", "Alt")))


def box_of(node) -> tuple[int, int, int, int]:
    off, ext = node.find(f".//{qn('a:off')}"), node.find(f".//{qn('a:ext')}")
    return tuple(int(value) for value in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))


def test_a_drawing_stands_in_the_middle_of_its_box_as_large_as_it_fits():
    group_ = drawn(rect(0, 0, 50, 100, fill="accent"), width=50.0)
    assert box_of(group_.find(qn("p:sp"))) == (250, 0, 500, 1000)


def test_nested_groups_move_and_pale_their_shapes():
    inner = group(
        [circle(10, 10, 5, fill="negative", fill_opacity=0.5)], transform="translate(20,30)"
    )
    shape = drawn(group([inner], opacity=0.4)).find(qn("p:sp"))
    assert box_of(shape) == (250, 350, 100, 100)
    assert shape.find(f".//{qn('a:prstGeom')}").get("prst") == "ellipse"
    assert shape.find(f".//{qn('a:alpha')}").get("val") == "20000"


def test_a_turned_rectangle_is_a_freeform():
    shape = drawn(
        group([rect(0, 0, 20, 10, fill="ink")], transform="translate(50,50) rotate(90)")
    ).find(qn("p:sp"))
    assert box_of(shape) == (400, 500, 100, 200)
    assert len(shape.findall(f".//{qn('a:lnTo')}")) == 3


def test_turned_words_are_turned():
    shape = drawn(text(50, 50, "up", 10, transform="rotate(-90,50,50)")).find(qn("p:sp"))
    assert shape.find(f".//{qn('a:xfrm')}").get("rot") == str(-90 * 60_000)


def test_a_rounded_corner_is_a_share_of_the_shorter_side():
    shape = drawn(rect(0, 0, 40, 20, rx=5, fill="ink")).find(qn("p:sp"))
    assert shape.find(f".//{qn('a:gd')}").get("fmla") == "val 25000"


def test_a_gradient_is_told_in_the_shape_s_own_measures():
    """From x = 0 to 100, seen by a shape from 25 to 75: it begins at a quarter of the way and ends at three quarters."""
    shape = drawn(
        gradient("g", (0, 0, 100, 0), ((0, "#000000", 1.0), (1, "#FFFFFF", 0.0))),
        rect(25, 0, 50, 10, fill="url(#g)"),
    ).find(qn("p:sp"))
    stops = shape.findall(f".//{qn('a:gs')}")
    assert [stop.get("pos") for stop in stops] == ["0", "100000"]
    assert [stop[0].get("val") for stop in stops] == ["404040", "BFBFBF"]
    assert [stop.find(f".//{qn('a:alpha')}").get("val") for stop in stops] == ["75000", "25000"]
    assert shape.find(f".//{qn('a:lin')}").get("ang") == "0"


def test_a_gradient_downwards_with_a_stop_within():
    shape = drawn(
        gradient("g", (0, 0, 0, 100), ((0.5, "#FF0000", 1.0), (1, "#0000FF", 1.0))),
        rect(0, 0, 10, 100, fill="url(#g)"),
    ).find(qn("p:sp"))
    assert [stop.get("pos") for stop in shape.findall(f".//{qn('a:gs')}")] == [
        "0",
        "50000",
        "100000",
    ]
    assert shape.find(f".//{qn('a:lin')}").get("ang") == "5400000"


def test_dashes_are_told_in_widths_of_the_line():
    shape = drawn(
        path("M0,0L50,0", fill="none", stroke="ink", stroke_width=2, stroke_dasharray="5 4")
    )
    dash = shape.find(f".//{qn('a:ds')}")
    assert (dash.get("d"), dash.get("sp")) == ("250000", "200000")
    assert shape.find(f".//{qn('a:ln')}").get("w") == "20"


def test_words_keep_their_anchor_whatever_the_font():
    shape = drawn(text(90, 50, "end", 10, text_anchor="end")).find(qn("p:sp"))
    x, y, width, height = box_of(shape)
    assert (x + width, height) == (900, 100)
    assert y + height / 2 == pytest.approx(500 - 34)  # the middle of its letters
    assert shape.find(f".//{qn('a:pPr')}").get("algn") == "r"
    assert shape.find(f".//{qn('a:bodyPr')}").get("wrap") == "none"


def test_letters_of_a_wider_font_are_smaller_in_the_same_place():
    scene = Scene(100.0, 100.0, (text(0, 50, "words", 10),))
    drawings = [
        element(
            declared(
                Converter(lambda: 2, shrink).group(
                    scene, Box(0, 0, 1_270_000, 1_270_000), "All", ""
                )
            )
        )
        for shrink in (1.0, Lettered("Verdana").shrink)
    ]
    sizes = [int(one.find(f".//{qn('a:rPr')}").get("sz")) for one in drawings]
    assert sizes == [1000, 847]  # Verdana is 1.18 times as wide
    assert box_of(drawings[0].find(qn("p:sp"))) == box_of(drawings[1].find(qn("p:sp")))


def test_names_in_the_selection_pane_are_those_of_the_drawing():
    made = deck(collection((exhibit("map", "The finding", DRAWING),)))
    whole = next(
        shape
        for shape in pptx.Presentation(BytesIO(made)).slides[1].shapes
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP
    )
    assert whole.name == "The finding"
    names = [shape.name for shape in whole.shapes]
    assert "Stages" in names and "right edge" in names
    stages = next(shape for shape in whole.shapes if shape.name == "Stages")
    purchase = next(shape for shape in stages.shapes if shape.name == "Purchase: 409 journeys")
    assert [shape.name for shape in purchase.shapes] == ["Purchase: 409 journeys: box", "Purchase"]


def test_a_group_s_own_measures_are_those_of_the_slide():
    nested = drawn(
        group([rect(10, 10, 20, 20, fill="ink"), rect(50, 10, 10, 30, fill="ink")], label="Both")
    )
    transform = nested.find(qn("p:grpSp")).find(f".//{qn('a:xfrm')}")
    read = {
        child.tag.rpartition("}")[2]: tuple(map(int, child.attrib.values())) for child in transform
    }
    assert read["off"] == read["chOff"] == (100, 100)
    assert read["ext"] == read["chExt"] == (500, 300)
