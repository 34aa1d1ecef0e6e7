"""The map on slides: letters that a board can read, two touchpoints a stage, every lane, nothing over another."""

import pytest

from journey.exhibit.exhibit import Drawing as Content
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.journey_map.whole import whole
from journey.exhibit.ref import Ref
from journey.exhibit.source import analyst
from journey.map.scene import Scene, Shape
from journey.model.filters import Filters
from journey.model.vocabulary import use_words
from tests.logs import build, event
from tests.map.drawn import assert_none, drawing
from tests.map.test_drawing import outside, overlapping

WIDE, CLASSIC = (874.0, 355.0), (648.0, 310.0)  # the room of slides of 16:9 and of 4:3, in points
LARGER_FONT = (540.0, 258.0)  # of 4:3 in Georgia, whose letters take 20 % more


def drawn_on(generation, room, **options) -> list:
    use_words(generation.wording)
    made = whole(Ref.of("map", Filters(), **options), analyst(generation, Filters()))
    assert isinstance(made, Exhibit) and isinstance(made.content, Content) and made.content.parts
    return list(made.content.parts(*room))


def sizes(shapes: tuple[Shape, ...]) -> list[float]:
    own = [shape.attributes["font_size"] for shape in shapes if shape.tag == "text"]
    return own + [size for shape in shapes for size in sizes(shape.children)]


def points(scene: Scene, room: tuple[float, float]) -> float:
    """The smallest letters where the drawing fills the room."""
    return min(sizes(scene.shapes)) * min(room[0] / scene.width, room[1] / scene.height)


def touchpoints(scene: Scene) -> dict[str, int]:
    """How many cards each stage has."""
    told: dict[str, int] = {}
    for cell in drawing(scene).cells:
        if cell.kind == "passes":
            told[cell.name.split("/")[1]] = told.get(cell.name.split("/")[1], 0) + 1
    return told


def regions(scene: Scene) -> set[str]:
    return {cell.region for cell in drawing(scene).cells}


def test_five_stages_are_two_slides(sample):
    for room, least in ((WIDE, 9), (CLASSIC, 9), (LARGER_FONT, 8)):
        parts = drawn_on(sample, room, hide=["satisfaction"])
        assert [part.words for part in parts] == ["how many go on", "how they feel"]
        assert min(points(part.scene, room) for part in parts) >= least
        assert all(set(touchpoints(part.scene).values()) >= {2} for part in parts)
        flow, feelings = (regions(part.scene) for part in parts)
        assert flow == {"Stages", "Journeys", "Touchpoints", "Last seen here"}
        assert feelings == {"Stages", "Emotion", "Touchpoints", "Comments"}


def test_where_all_fits_it_is_one_slide_that_says_no_part(sample):
    (part,) = drawn_on(sample, (874.0, 600.0))
    assert part.words == "" and points(part.scene, (874.0, 600.0)) >= 9


@pytest.mark.parametrize("stages", (2, 5, 9))
@pytest.mark.parametrize("room", (WIDE, CLASSIC, LARGER_FONT))
def test_letters_can_be_read_and_stand_apart(made, stages, room):
    parts = drawn_on(made(stages, 40)[1], room)
    assert_none({part.words: overlapping(drawing(part.scene)) for part in parts})
    assert_none({part.words: outside(drawing(part.scene)) for part in parts})
    assert min(points(part.scene, room) for part in parts) >= 8
    with_cards = [touchpoints(part.scene) for part in parts if "Touchpoints" in regions(part.scene)]
    assert all(min(cards.values()) >= 2 for cards in with_cards)
    assert len(parts) <= (3 if stages < 9 else 6)


def test_with_all_lanes_the_ends_have_a_slide_of_their_own(sample):
    parts = drawn_on(sample, CLASSIC, show=["channels", "exits"])
    assert [part.words for part in parts] == [
        "how many go on",
        "where they were last seen",
        "how they feel",
        "what they say",
    ]
    assert min(points(part.scene, CLASSIC) for part in parts) >= 8


def test_nine_stages_go_on_in_the_order_of_the_journey(made):
    _, generation = made(9, 40)
    parts = drawn_on(generation, WIDE)
    assert [part.words for part in parts][:2] == [
        "how many go on, stages 1 to 4 of 9",
        "how many go on, stages 5 to 9 of 9",
    ]
    first, second = ({cell.kind for cell in drawing(part.scene).cells} for part in parts[:2])
    assert "completed" not in first and "advanced" in first and "completed" in second


def test_a_slide_of_comments_has_them_whole_and_the_stages_with_one_alone(tmp_path):
    """Of three stages one has comments, of more letters than the two lines of a map beside other lanes hold."""
    said = "We waited for forty minutes and nobody came to tell us why it took so long"
    steps = (("Ad", "awareness", ""), ("Page", "consideration", ""), ("Till", "purchase", said))
    rows = [
        event(f"c{number:02}", f"2025-01-0{day}", name, stage=stage, comment=comment)
        for number in range(40)
        for day, (name, stage, comment) in enumerate(steps, 1)
    ]
    room = (400.0, 150.0)
    *others, last = drawn_on(build(tmp_path, rows), room)
    assert others and last.words == "what they say"
    assert {cell.name for cell in drawing(last.scene).cells if cell.region == "Stages"} == {
        "stage/purchase"
    }
    words = " ".join(texts(last.scene.shapes))
    assert f"\u201c{said}\u201d" in words


def texts(shapes: tuple[Shape, ...]) -> list[str]:
    own = [shape.text for shape in shapes if shape.tag == "text" and shape.text]
    return own + [words for shape in shapes for words in texts(shape.children)]
