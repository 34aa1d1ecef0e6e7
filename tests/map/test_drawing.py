"""The drawing can be read and trusted: no text over another, small enough to send, nothing executable, evidence behind each cell."""

import json
import re
from dataclasses import replace
from functools import lru_cache
from time import process_time
from xml.etree import ElementTree

import pytest

from journey.data.groups import fitting_period
from journey.data.views.ripe import ripe_age
from journey.map.answers import Comparison, MapAnswers
from journey.map.box import overlaps
from journey.map.build import build_journey_map
from journey.map.evidence.context import Context
from journey.map.evidence.panel import basics, evidence
from journey.map.frame import frame
from journey.map.grades import GRADE_WORDS
from journey.map.lanes.table import LANES
from journey.map.model import JourneyMap
from journey.map.narrow import narrow_scene
from journey.map.scene import Scene, Shape, packed, svg
from journey.map.wide import wide_scene
from journey.model.access import Ability
from journey.model.cells import OUTCOMES, SCORES, parse_cell
from journey.model.filters import Filters
from journey.model.metrics import FRICTION_PARTS
from journey.model.theme import DARK, LIGHT
from journey.model.vocabulary import use_words
from tests.logs import build, event
from tests.map.drawn import Drawing, DrawnCell, Words, assert_none, drawing
from tests.map.made import PLAIN
from tests.map.maps import all_asker, answers_of, map_of
from tests.map.test_numbers import holds, numbers, signed, spells

WIDTHS = (1040, 1300, 1800)
MAX_BYTES, MAX_SECONDS = 200_000, 1.0
MAPS = [(stages, touchpoints) for stages in (2, 5, 9) for touchpoints in (5, 40, 400)]


@lru_cache
def all_answers(generation) -> MapAnswers:
    """What the map asks without filters, once for all tests."""
    return answers_of(generation)


@lru_cache
def whole_map(generation) -> JourneyMap:
    return build_journey_map(
        generation.definition, all_answers(generation), "journey", generation.order
    )


def scenes(
    generation,
    journey_map: JourneyMap,
    widths: tuple[int, ...] = WIDTHS,
    against_expected: bool = False,
) -> dict[str, Scene]:
    """The map in every layout."""
    weights = dict(generation.definition.friction_weights)
    wide_scenes = {
        f"{width} px": wide_scene(frame(journey_map, width, weights, (), against_expected))
        for width in widths
    }
    return wide_scenes | {"phone": narrow_scene(journey_map)}


@lru_cache
def whole_scenes(generation) -> dict[str, Scene]:
    return scenes(generation, whole_map(generation))


def drawings(generation, journey_map: JourneyMap | None = None, **options) -> dict[str, Drawing]:
    """What is drawn in every layout, of the whole map where no other is given."""
    drawn = (
        scenes(generation, journey_map or whole_map(generation), **options)
        if journey_map or options
        else whole_scenes(generation)
    )
    return {name: drawing(scene) for name, scene in drawn.items()}


def enlarged(answers: MapAnswers, times: int) -> MapAnswers:
    """The same answers of a thousand times as many journeys: counts grow, shares stay."""

    def larger(row: dict) -> dict:
        return {
            name: value * times if type(value) is int and "rank" not in name else value
            for name, value in row.items()
        }

    return replace(
        answers,
        answers={
            name: replace(answer, rows=[larger(row) for row in answer.rows])
            for name, answer in answers.answers.items()
        },
    )


# (a) Texts stand apart and inside of the drawing.


def overlapping(drawn: Drawing) -> list[str]:
    """Pairs of texts whose boxes share more than a pixel in both directions."""
    ordered, pairs = sorted(drawn.words, key=lambda words: words.box[1]), []
    for index, words in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.box.y > words.box.bottom - 1:
                break
            if overlaps(words.box, other.box, 1):
                pairs.append(f"{words} under {other}")
    return pairs


def outside(drawn: Drawing) -> list[str]:
    """Texts that leave the drawing by more than a pixel."""
    return [str(words) for words in drawn.words if leaves(words, drawn)]


def leaves(words: Words, drawn: Drawing) -> bool:
    x, y, width, height = words.box
    return x < -1 or y < -1 or x + width > drawn.width + 1 or y + height > drawn.height + 1


def unreadable(drawn: dict[str, Drawing]) -> dict[str, list[str]]:
    """Faults of each layout that has any, so that a failure names width and texts."""
    return {
        name: faults
        for name, scene in drawn.items()
        if (faults := overlapping(scene) + outside(scene))
    }


def test_the_check_sees_texts_that_overlap_or_leave():
    """It would say so: two texts on one place, one beyond the edge."""
    words = [Shape("text", {"x": x, "y": 20, "font_size": 12}, "abcdef") for x in (10, 30, 80)]
    moved = Shape("g", {"transform": "translate(20,0)"}, "", tuple(words))
    assert (
        len(overlapping(drawing(Scene(100, 30, (moved,))))) == 1
        and len(outside(drawing(Scene(100, 30, (moved,))))) == 1
    )


def test_texts_stand_apart_on_the_sample(sample):
    assert_none(unreadable(drawings(sample)))


def test_texts_stand_apart_on_sepsis(staged_sepsis):
    assert_none(unreadable(drawings(staged_sepsis[1])))


def test_texts_stand_apart_before_it_is_said_where_journeys_end(tmp_path):
    """What the lanes count is said at greater length then, also where some have reached the last stage."""
    stages = '[touchpoints]\nAd = "awareness"\nShop = "purchase"\nReview = "advocacy"\n'
    rows = [
        event(f"c{number}", f"2025-01-0{day}", name, region="NS"[number % 2])
        for number in range(40)
        for day, name in list(enumerate(("Ad", "Shop", "Review"), 1))[: 1 + number % 3]
    ]
    rows.append(event("late", "2026-01-01", "Ad"))
    generation = build(tmp_path, rows, stages + "[ends]\nare_settled = false\n")
    use_words(generation.wording)
    assert_none(unreadable(drawings(generation)))
    compared = map_of(generation, Filters(), Comparison("region", ("N", "S")))
    assert_none(unreadable(drawings(generation, compared)))


def test_texts_stand_apart_where_groups_are_compared(sample):
    groups = tuple(sorted(sample.attribute_values("segment").values()))[:3]
    assert_none(
        unreadable(drawings(sample, map_of(sample, Filters(), Comparison("segment", groups))))
    )


def test_texts_stand_apart_against_what_was_expected(sample):
    assert_none(unreadable(drawings(sample, against_expected=True)))


@pytest.mark.parametrize(
    "hidden", [(lane,) for lane in LANES] + [("emotion", "touchpoints")], ids="+".join
)
def test_texts_stand_apart_whatever_is_hidden(sample, hidden):
    journey_map = whole_map(sample)
    weights = dict(sample.definition.friction_weights)
    wide = wide_scene(frame(journey_map, 1300, weights, (), False, hidden))
    assert_none(
        unreadable({"1300 px": drawing(wide), "phone": drawing(narrow_scene(journey_map, hidden))})
    )


@pytest.mark.parametrize(
    "filters",
    [{"channel": ["phone"]}, {"touchpoint": ["Complaint"], "segment": ["student"]}],
    ids=str,
)
def test_texts_stand_apart_where_few_are_left(sample, filters):
    assert_none(unreadable(drawings(sample, map_of(sample, Filters.of(where=filters)))))


def test_texts_stand_apart_with_millions_of_journeys(sample):
    journey_map = build_journey_map(
        sample.definition, enlarged(all_answers(sample), 1000), "journey", sample.order
    )
    assert journey_map.summary["journeys"] > 1_000_000
    assert_none(unreadable(drawings(sample, journey_map)))


@pytest.mark.parametrize(("stages", "touchpoints"), MAPS)
def test_texts_stand_apart_with_any_number_of_stages_and_long_names(made, stages, touchpoints):
    assert_none(unreadable(drawings(made(stages, touchpoints)[1])))


@pytest.mark.parametrize(("stages", "touchpoints"), MAPS)
def test_what_is_not_drawn_is_counted(made, stages, touchpoints):
    for name, drawn in drawings(made(stages, touchpoints)[1]).items():
        more = sum(int(numbers(*cell.words)[0]) for cell in drawn.cells if cell.kind == "more")
        assert len([cell for cell in drawn.cells if cell.kind == "passes"]) + more == touchpoints, (
            name
        )


# (b) Small enough for the browser.


@pytest.mark.parametrize(("stages", "kind"), [(2, ""), (5, ""), (9, ""), (9, PLAIN)])
def test_400_touchpoints_are_sent_in_200_kilobytes(made, stages, kind):
    """The two drawings that the page hands to the browser, for each width of the wide map."""
    generation = made(stages, 400, kind)[1]
    drawn = whole_scenes(generation)
    sizes = {
        name: len(json.dumps(packed({"wide": scene, "narrow": drawn["phone"]})).encode())
        for name, scene in drawn.items()
        if name != "phone"
    }
    assert len(whole_map(generation).touchpoints) == 400
    assert max(sizes.values()) < MAX_BYTES, sizes


def test_a_long_word_does_not_hold_up_the_drawing(tmp_path):
    """Chinese and Japanese are written without spaces: a comment of some sentences is one word."""
    rows = [
        event(
            f"c{number}",
            "2025-01-01",
            "问" * 100,
            stage="purchase",
            comment="我等了很久没有人回答" * 40,
        )
        for number in range(3)
    ]
    journey_map = map_of(build(tmp_path, rows))
    start = process_time()
    wide_scene(frame(journey_map, 1300, dict.fromkeys(FRICTION_PARTS, 1)))
    narrow_scene(journey_map)
    assert process_time() - start < MAX_SECONDS, "of the processor, whoever else is at work"


# (c) Data stays text.

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</text><script>alert(1)</script>",
    "&amp;",
    '" onload="alert(1)',
    "' style='x",
    "]]>",
    "<!--",
    "a\x07b\x1b[31mc",
    "\u202eevil\u2028",
    "javascript:alert(1)",
    "url(http://evil.example)",
    "<?xml ?>",
)
SVG = "{http://www.w3.org/2000/svg}"
TAGS = ("g", "path", "rect", "circle", "line", "text", "linearGradient", "stop")
ALLOWED_TAGS = {f"{SVG}{tag}" for tag in ("svg", "title", *TAGS)}
OUTSIDE = re.compile(r"url\((?!#[a-z0-9-]+\)$)|javascript:|https?:|data:", re.IGNORECASE)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Hostile words wherever a file or a definition may hold them."""
    stages = [
        f"[[stages]]\nname = {json.dumps(name)}\ntext = {json.dumps(name)}\n"
        for name in HOSTILE[:6]
    ]
    rows = [
        event(
            f"c{number}",
            f"2025-01-01T{number % 20:02d}:{index:02d}:00",
            name,
            stage=HOSTILE[index % 6],
            channel=HOSTILE[-1 - index],
            emotion=HOSTILE[index],
            valence=0.5,
            comment=HOSTILE[index],
            nps=number % 10,
            segment=name,
        )
        for number in range(30)
        for index, name in enumerate(HOSTILE)
    ]
    return build(tmp_path_factory.mktemp("hostile"), rows, "\n".join(stages))


def unsafe(picture: str) -> list[str]:
    """What a picture holds that it may not: other tags, event handlers, addresses, processing instructions."""
    root, faults = ElementTree.fromstring(picture.encode()), []
    for node in root.iter():
        faults += [] if node.tag in ALLOWED_TAGS else [f"tag {node.tag}"]
        faults += [
            f"{node.tag} has {name}={value}"
            for name, value in node.attrib.items()
            if name.lower().startswith("on")
            or "href" in name.lower()
            or name.lower() == "style"
            or OUTSIDE.search(value)
        ]
    return faults + re.findall(
        r"<(?:!|\?|/?script|style|a\b|image|use|foreignObject)[^>]*", picture
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_picture_is_well_formed_and_holds_nothing_that_runs(
    sample, staged_sepsis, hostile, made, theme
):
    for generation in (sample, staged_sepsis[1], hostile, made(5, 40)[1]):
        for name, scene in whole_scenes(generation).items():
            assert unsafe(svg(scene, theme, HOSTILE[1])) == [], (generation.dataset, name)


def test_the_check_sees_what_may_not_be_there():
    assert unsafe(
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x"><script/><a href="http://x">x</a></svg>'
    )


def test_hostile_names_are_escaped_letter_by_letter(hostile):
    """The very names stand in the picture as text: read back they are the same, and no raw sign of them is left."""
    journey_map = whole_map(hostile)
    picture = svg(whole_scenes(hostile)["1800 px"], LIGHT, HOSTILE[0])
    assert (
        "&lt;img src=x onerror=alert(1)&gt;" in picture
        and "&lt;/text&gt;&lt;script&gt;" in picture
        and "&amp;amp;" in picture
    )
    assert not any(
        raw in picture
        for raw in ("<img", "<script", "</text><script", "\x07", "\x1b", '" onload', "' style")
    )
    read = [node.text or "" for node in ElementTree.fromstring(picture).iter()]
    for touchpoint in journey_map.touchpoints:
        kept = "".join(sign for sign in touchpoint.name if sign >= " ")
        assert any(text.startswith(f"{kept}: ") for text in read), touchpoint.name


def test_the_browser_gets_hostile_names_as_values_only(hostile):
    """Tags and names of attributes come from the code, never from data."""

    def walk(shape: list) -> None:
        tag, attributes, inside = shape
        assert tag in TAGS and all(re.fullmatch(r"[a-zA-Z0-9_]+", name) for name in attributes)
        for child in inside if isinstance(inside, list) else []:
            walk(child)

    for scene in whole_scenes(hostile).values():
        for shape in json.loads(json.dumps(scene.data()))["shapes"]:
            walk(shape)


@pytest.mark.parametrize(
    "words",
    ["\x00\ud800", "a\x00\ud800b\udfff\ufffe\uffffc", "\x08\x0b\x0c\x1f", "<\x00script>", "\t\r\n"],
)
def test_signs_that_xml_does_not_know_are_left_out(words):
    shapes = (
        Shape("text", {"x": 1, "y": 1, "font_size": 10, "fill": "ink"}, words),
        Shape("g", {"tip": words, "cell": words, "label": words}),
    )
    picture = svg(Scene(10, 10, shapes), LIGHT, words)
    assert picture.encode("utf-8") and unsafe(picture) == []
    kept = "".join(sign for sign in words if sign.isprintable())
    assert (ElementTree.fromstring(picture).find(f"{SVG}text").text or "") == kept


# (d) Each cell can be named, found by a screen reader, and proven.


def test_every_cell_has_a_sentence_and_a_name(sample, staged_sepsis, hostile, made):
    for generation in (sample, staged_sepsis[1], hostile, made(9, 400)[1], made(2, 5)[1]):
        for drawn in drawings(generation).values():
            assert [cell.name for cell in drawn.cells if len(cell.label.strip()) < 5] == []
            for cell in drawn.cells:
                assert str(parse_cell(cell.name)) == cell.name


def unnamed(drawn: Drawing) -> list[str]:
    """Cells whose name is refused where a click comes in: the page calls parse_cell with this alone."""
    faults = []
    for name in dict.fromkeys(cell.name for cell in drawn.cells):
        try:
            assert str(parse_cell(name)) == name
        except Exception as error:
            faults.append(f"{name}: {error}")
    return faults


def test_every_cell_can_be_opened_by_its_name(sample):
    assert {
        name: unnamed(drawn) for name, drawn in drawings(sample).items() if unnamed(drawn)
    } == {}


def context_of(generation, attributes: tuple[str, ...] = ()) -> Context:
    """As the page makes it."""
    period = fitting_period(generation)
    return Context(
        whole_map(generation),
        all_answers(generation),
        all_asker(generation, Filters()),
        frozenset(Ability),
        generation.definition,
        attributes,
        period,
        ripe_age(generation),
    )


@pytest.fixture(scope="module")
def sample_cells(sample) -> dict[str, list[DrawnCell]]:
    """The cells of the sample's map by name, as often as they are drawn in the two layouts, those of the wide map first."""
    by_name: dict[str, list[DrawnCell]] = {}
    for drawn in drawings(sample, widths=(1300,)).values():
        for cell in drawn.cells:
            by_name.setdefault(cell.name, []).append(cell)
    return by_name


def in_evidence(cell: DrawnCell, proof: dict) -> bool:
    """Whether the evidence holds the numbers that are drawn: in its sentence; those of lists in the table beside it."""
    rows = [[str(value) for value in row] for row in proof["table"]["rows"]]
    listed = [value for row in rows for value in row]
    if cell.kind == "valence":
        return all(
            abs(as_number(drawn) - as_number(proof["sentence"])) <= 0.0501
            for drawn in numbers(*cell.words)[:1]
        )
    if cell.kind == "channels":
        return all(
            part.startswith("+") or part.rsplit(" ", 2)[1:] == row[2].split(" ")
            for part, row in zip(cell.words[0].split(" · "), rows)
        )
    if cell.kind == "commented":
        return spells("".join(cell.words[:-1]), proof["sentence"].split(" said a customer at ")[0])
    if cell.kind == "dropped_off" and len(cell.words) > 2:
        return all(row[2] == drawn for row, drawn in zip(rows, cell.words[1:6:2]))
    if cell.kind == "passes":
        return (
            not cell.words or holds(proof["sentence"], numbers(cell.words[-1])[0])
            if cell.region == "Touchpoints"
            else True
        )
    return all(
        holds(proof["sentence"], drawn.lstrip("−") if cell.kind == "lost" else drawn)
        or cell.kind == "lost"
        and (drawn in listed or holds(" ".join(proof.get("cause", {}).get("lines", [])), drawn))
        for drawn in numbers(*cell.words)
    )


def as_number(words: str) -> float:
    return float(re.search(r"[+−]\d+(?:\.\d+)?|\b0\.0+\b", words)[0].replace("−", "-"))


def test_every_cell_of_the_sample_has_evidence_with_the_number_that_is_drawn(sample, sample_cells):
    """On a phone more touchpoints are drawn: for them the sentence of the evidence is checked, not its lists."""
    context, on_the_desk = (
        context_of(sample, ("device", "segment")),
        {cell.name for cell in drawings(sample, widths=(1300,))["1300 px"].cells},
    )
    for name, drawn in sample_cells.items():
        proof = (evidence if name in on_the_desk else basics)(parse_cell(name), context)
        assert (
            proof
            and proof["cell"] == name
            and proof["sentence"]
            and proof["definition"]
            and proof["grade"] in GRADE_WORDS
        ), name
        if "list" in proof:
            assert json.dumps(proof) and (
                proof["list"]["rows"] or proof["list"]["caption"].startswith("0 ")
            ), name
        if drawn[0].kind not in ("more", "stage"):
            assert [cell.words for cell in drawn if not in_evidence(cell, proof)] == [], proof[
                "sentence"
            ]


def test_the_evidence_of_more_lists_every_touchpoint_of_the_stage(sample, sample_cells):
    context, more = context_of(sample), [name for name in sample_cells if name.startswith("more/")]
    assert more
    for name in more:
        cell = parse_cell(name)
        proof, stage = (
            basics(cell, context),
            next(stage for stage in context.journey_map.stages if stage.name == cell.stage),
        )
        assert (
            len(proof["table"]["rows"])
            == len(stage.touchpoints)
            == int(numbers(proof["sentence"])[0])
        )
        assert sum(int(row[1].replace(",", "")) for row in proof["table"]["rows"]) == stage.events


def test_one_cell_of_each_kind_says_how_it_developed_and_how_groups_differ(sample, sample_cells):
    context = context_of(sample, ("segment", "device"))
    kinds = [kind for kind in OUTCOMES if kind != "ended_well"]  # the sample names no good end
    for kind in (*kinds, *SCORES, "valence", "passes", "lost", "stage"):
        proof = evidence(
            parse_cell(next(name for name in sample_cells if name.startswith(f"{kind}/"))), context
        )
        trends = [proof["trend"]] if proof["trend"] else []
        assert len(proof["splits"]) >= 2 and json.dumps(proof), kind
        assert [len(trend["rows"]) > 2 for trend in trends] == [True] * (kind != "in_progress"), (
            kind
        )
        for chart in (*trends, *proof["splits"]):
            shapes = tuple(map(shape_of, chart["scene"]["shapes"]))
            assert_none(
                unreadable(
                    {
                        kind: drawing(
                            Scene(chart["scene"]["width"], chart["scene"]["height"], shapes)
                        )
                    }
                )
            )


def shape_of(data: list) -> Shape:
    tag, attributes, inside = data
    return (
        Shape(tag, attributes, inside, ())
        if isinstance(inside, str)
        else Shape(tag, attributes, "", tuple(map(shape_of, inside)))
    )


def test_every_cell_of_any_map_says_what_it_is(staged_sepsis, hostile, made):
    """Without further questions: no cell is drawn that the evidence does not know, however few customers there are."""
    for generation in (staged_sepsis[1], hostile, made(9, 400)[1], made(9, 5)[1], made(2, 5)[1]):
        context = context_of(generation)
        names = {cell.name for drawn in drawings(generation).values() for cell in drawn.cells}
        assert [name for name in sorted(names) if not basics(parse_cell(name), context)] == []


def test_emotions_are_drawn_as_rounded_as_they_are_said(sample, sample_cells):
    drawn_cells = {
        name: cells for name, cells in sample_cells.items() if name.startswith("valence/")
    }
    emotions = {(point.stage, point.name): point.emotion for point in whole_map(sample).touchpoints}
    for name, cells in drawn_cells.items():
        cell = parse_cell(name)
        emotion = emotions[cell.stage, cell.touchpoint]
        wanted = signed(emotion.mean_valence, 1) if emotion and emotion.is_shown else None
        assert all(next(iter(numbers(*drawn.words)), None) == wanted for drawn in cells), name
