"""The view of the map survives a link; what is wrong in a link is reported and left out."""

import pytest

from journey.map.answers import Comparison
from journey.map.lanes.table import OFF_AT_FIRST
from journey.map.view import MapView, from_link, to_link
from journey.model.cells import KINDS, Cell, Place, parse_cell, parse_place
from journey.model.errors import UserError

VIEWS = [
    MapView(),
    MapView(Cell("valence", "purchase", "Card / payment & more")),
    MapView(None, ("river", "quotes"), None, True),
    MapView(Cell("nps", "a=b"), (), Comparison("segment", ("x", "y", "z"))),
]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_link_brings_back_the_view(view):
    assert from_link(to_link(view)) == (view, [])


def test_lanes_off_at_first_are_shown_by_the_link_that_asks_for_them():
    view, notices = from_link({"show": ["exits"], "hide": ["river"]})
    assert (view.hidden, notices) == (("river", "channels"), [])
    assert to_link(view) == {"hide": ["river"], "show": ["exits"]}


def test_what_is_as_usual_is_not_in_the_link():
    assert to_link(MapView()) == {}


def test_a_wrong_link_says_so():
    view, notices = from_link(
        {
            "cell": ["mood/x"],
            "hide": ["river", "nothing"],
            "compare": ["segment"],
            "group": list("abcd"),
        }
    )
    assert view == MapView(None, ("river", *OFF_AT_FIRST), Comparison("segment", ("a", "b", "c")))
    assert len(notices) == 2 and "names no cell" in notices[0] and "no lane 'nothing'" in notices[1]


@pytest.mark.parametrize("kind", KINDS)
def test_cells_have_words_that_survive(kind):
    cell = Cell(kind, "Ä/b %", "T/1" if kind in ("passes", "lost", "valence") else "")
    assert parse_cell(str(cell)) == cell and " " not in str(cell)


@pytest.mark.parametrize(
    "word",
    ["", "lost/purchase", "reached/purchase/x", "reached//", "reached/", "x/y", "passes/a/b/c"],
)
def test_no_cell(word):
    with pytest.raises(UserError, match="names no cell"):
        parse_cell(word)


def test_places():
    assert parse_place("a%2Fb/c") == Place("a/b", "c") and str(Place("a/b", "c d")) == "a%2Fb/c%20d"
    assert (
        Place("a").holds({"stage": "a"})
        and Place("a").holds({"value": 1})
        and not Place("a", "t").holds({"stage": "a", "touchpoint": "u"})
    )
