"""No text of the map lies over another, measured by a browser with the font that the map is shown in, wherever the tests run."""

import base64

import pytest

from journey.map.answers import Comparison
from journey.map.document import FONT_FILE
from journey.map.frame import frame, narrowest
from journey.map.lanes.table import OFF_AT_FIRST
from journey.map.narrow import narrow_scene
from journey.map.room import drawing_width
from journey.map.scene import Scene, svg, text
from journey.map.wide import TAKING_TURNS, wide_scene
from journey.model.filters import Filters
from journey.model.theme import LIGHT
from journey.model.vocabulary import use_words
from tests.map.conftest import made as made
from tests.map.maps import map_of

pytestmark = pytest.mark.browser
WINDOWS = (1024, 1440, 1920)
MARGINS = 64  # beside the map in a window
# Texts that share more than a pixel in both directions, of the boxes that the browser gives them.
OVERLAPS = """text => {
    document.body.innerHTML = text;
    const texts = [...document.querySelectorAll('svg text')].map(node => [node.textContent, node.getBoundingClientRect()]);
    texts.sort((one, other) => one[1].top - other[1].top);
    const found = [];
    texts.forEach(([words, a], place) => {
        for (const [other, b] of texts.slice(place + 1)) {
            const shared = 0.28 * Math.min(a.height, b.height); // a box holds more than the letters
            if (b.top > a.bottom - shared) break;
            if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1) found.push(`${words} | ${other}`);
        }
    });
    const {right, bottom} = document.querySelector('svg').getBoundingClientRect();
    for (const [words, box] of texts) if (box.right > right + 1 || box.bottom > bottom + 1 || box.left < -1) found.push(`${words} leaves the map`);
    return found; }"""


@pytest.fixture(scope="module")
def measured(chrome):
    """A page in the map's font; what it measures of a drawing."""
    page = chrome.new_page()
    font = base64.b64encode(FONT_FILE.read_bytes()).decode()
    page.set_content(
        f"<style>@font-face{{font-family:'Source Sans';font-weight:200 900;src:url(data:font/woff2;base64,{font})}}"
        "body{margin:0;font-family:'Source Sans'}</style><body>Ag"
    )
    loaded = page.evaluate("document.fonts.load('12px Source Sans').then(fonts => fonts.length)")
    assert loaded == 1
    yield lambda scene: page.evaluate(OVERLAPS, svg(scene, LIGHT, "map"))
    page.close()


def test_the_check_sees_what_overlaps_and_what_leaves(measured):
    words = (text(10, 20, "one word", 12), text(30, 22, "another", 12), text(180, 60, "beyond", 12))
    assert measured(Scene(200, 80, words)) == ["one word | another", "beyond leaves the map"]


def scenes(generation, journey_map) -> dict[str, Scene]:
    """The map in every window, evidence open and closed, in Present and on a phone."""
    weights, least = dict(generation.definition.friction_weights), narrowest(journey_map)
    widths = {
        drawing_width(window - MARGINS, least, is_open)
        for window in WINDOWS
        for is_open in (False, True)
    }
    found = {
        f"{width:.0f} px": wide_scene(frame(journey_map, width, weights, (), False, OFF_AT_FIRST))
        for width in widths
    }
    presented = drawing_width(1920 - MARGINS, least, False, 1.5)
    for shown, away in (TAKING_TURNS, TAKING_TURNS[::-1]):
        hidden = (*OFF_AT_FIRST, away)
        lit = frame(journey_map, presented, weights, (), False, hidden, True)
        found[f"Present, {shown}"] = wide_scene(lit)
    return found | {"phone": narrow_scene(journey_map, OFF_AT_FIRST)}


@pytest.mark.parametrize("touchpoints", [5, 40, 120, 400])
@pytest.mark.parametrize("stages", [2, 5, 9])
def test_no_text_lies_over_another(measured, made, stages, touchpoints):
    """With long names in many scripts; compared and not."""
    generation = made(stages, touchpoints)[1]
    use_words(generation.wording)
    values = sorted(generation.attribute_values("segment").values())[:3]
    faults = {}
    for comparison in (None, Comparison("segment", tuple(values))):
        journey_map = map_of(generation, Filters(), comparison)
        for name, scene in scenes(generation, journey_map).items():
            if found := measured(scene):
                faults[name, bool(comparison)] = found[:6]
    assert faults == {}
