"""A feeling made from scores: what each answer counts for, and where the map draws it in place of a recorded one."""

import pytest

from journey.data.ask import ask
from journey.map.frame import frame
from journey.map.headline import lowest_emotion
from journey.map.lanes.emotion.scale import valence_y
from journey.map.lanes.emotion.wide import wide
from journey.map.model import extremes
from journey.map.narrow import narrow_scene
from journey.model.filters import Filters
from tests.logs import build, event
from tests.map.maps import map_of

SCALES = ("scale.nps=0-10", "scale.csat=1-5", "scale.ces=1-7")


@pytest.mark.parametrize(
    ("answers", "valence"),
    [
        ({"nps": 9}, 0.6),
        ({"nps": 7}, 0.0),
        ({"nps": 6}, -0.6),
        ({"csat": 4}, 0.6),
        ({"csat": 3}, 0.0),
        ({"csat": 2}, -0.6),
        ({"ces": 5}, 0.6),
        ({"ces": 4}, 0.0),
        ({"ces": 3}, -0.6),
        ({"nps": 10, "csat": 1}, 0.0),
        ({"nps": 10, "csat": 5, "ces": 4}, 0.4),
    ],
)
def test_what_an_answer_counts_for(tmp_path, answers, valence):
    """METRICS.md, "Emotion": good +0.6, middling 0, bad -0.6; several on one event averaged."""
    rows = [
        event(f"c{number}", "2025-01-01", "Shop", stage="purchase", **answers)
        for number in range(12)
    ]
    generation = build(tmp_path, rows, assumed=SCALES)
    [row] = ask(generation, "satisfaction", Filters(), metrics=("score_valence",)).rows
    assert (row["value"], row["n"]) == (pytest.approx(valence), 12)


def test_it_is_asked_for_by_name_alone(tmp_path):
    rows = [event(f"c{number}", "2025-01-01", "Shop", csat=5) for number in range(12)]
    generation = build(tmp_path, rows, assumed=SCALES)
    metrics = {row["metric"] for row in ask(generation, "satisfaction", Filters()).rows}
    assert metrics == {"csat"}


def mapped(tmp_path, rows):
    generation = build(tmp_path, rows, assumed=SCALES)
    return generation, map_of(generation)


def drawn(generation, found) -> list:
    lane = wide(frame(found, 1300, dict(generation.definition.friction_weights)))
    return list(_all(lane.shapes))


def _all(shapes):
    for shape in shapes:
        yield shape
        yield from _all(shape.children)


def test_scores_make_the_curve_where_nothing_is_recorded(tmp_path):
    """40 customers answered at the shop, badly, and at the desk, well; no emotion is recorded anywhere."""
    rows = [
        event(f"c{number}", f"2025-01-0{1 + place}", name, stage="purchase", csat=csat)
        for number in range(40)
        for place, (name, csat) in enumerate((("Shop", 1), ("Desk", 5)))
    ]
    generation, found = mapped(tmp_path, rows)
    [shop, desk] = [point.emotion for point in found.touchpoints]
    assert (shop.valence, desk.valence) == (pytest.approx(-0.6), pytest.approx(0.6))
    assert shop.is_by_scores and shop.kind == "score_valence" and shop.label is None
    assert [point.name for point in extremes(found)] == ["Shop", "Desk"]
    shapes = drawn(generation, found)
    assert "mean by scores, −1 to +1" in " ".join(str(shape.text) for shape in shapes)
    curve = [
        shape
        for shape in shapes
        if shape.tag == "path" and shape.attributes.get("stroke") == "url(#feeling)"
    ]
    assert [shape.attributes.get("stroke_dasharray") for shape in curve] == ["7 4"]
    assert lowest_emotion(found) is None, "no finding rests on it"
    assert "by scores" in str(narrow_scene(found, ()).data())


def test_a_recorded_feeling_of_30_customers_goes_before_scores_of_more(tmp_path):
    def rows(felt: int) -> list[dict]:
        return [
            event(
                f"c{number}",
                "2025-01-01",
                "Shop",
                stage="purchase",
                csat=5,
                valence=-0.5 if number < felt else None,
            )
            for number in range(60)
        ]

    for felt, value, others in ((30, -0.5, 60), (29, 0.6, 29)):
        (tmp_path / str(felt)).mkdir()
        _, found = mapped(tmp_path / str(felt), rows(felt))
        [emotion] = [point.emotion for point in found.touchpoints]
        assert (emotion.valence, emotion.others) == (pytest.approx(value), others)
        assert emotion.is_by_scores == (felt < 30)


def test_where_neither_has_30_the_recorded_one_is_told(tmp_path):
    rows = [
        event(
            f"c{number}",
            "2025-01-01",
            "Shop",
            stage="purchase",
            csat=5,
            valence=-0.5 if number < 12 else None,
        )
        for number in range(20)
    ]
    _, found = mapped(tmp_path, rows)
    [emotion] = [point.emotion for point in found.touchpoints]
    assert emotion.valence == pytest.approx(-0.5) and not emotion.is_by_scores


def test_lowest_and_highest_are_of_one_source(tmp_path):
    """Two recorded feelings, and scores that lie lower: the lowest is a recorded one."""
    rows = [
        event(f"c{number}", f"2025-01-0{1 + place}", name, stage="purchase", **felt)
        for number in range(40)
        for place, (name, felt) in enumerate(
            (("Shop", {"valence": -0.2}), ("Desk", {"valence": 0.5}), ("Till", {"csat": 1}))
        )
    ]
    _, found = mapped(tmp_path, rows)
    assert [point.name for point in extremes(found)] == ["Shop", "Desk"]


def test_no_curve_runs_over_what_is_not_known(tmp_path):
    """Five touchpoints, scores at the first two and the last two, four of one customer between them, none at all at another."""
    places = (("A", 5), ("B", 4), ("C", None), ("D", 1), ("E", 2))
    rows = [
        event(
            f"c{number}",
            f"2025-01-0{1 + place}",
            name,
            stage="purchase",
            csat=csat if csat or number else 5,
        )
        for number in range(40)
        for place, (name, csat) in enumerate((*places, ("F", None)))
        if not (name == "F" and number == 0)
    ]
    generation, found = mapped(tmp_path, rows)
    shapes = drawn(generation, found)
    strokes = [
        shape.attributes["stroke_dasharray"]
        for shape in shapes
        if shape.tag in ("path", "line")
        and shape.attributes.get("stroke_dasharray") in ("1 5", "7 4")
    ]
    assert sorted(strokes) == ["1 5", "7 4", "7 4"], "two curves and a dotted link"
    few = [shape for shape in shapes if shape.text == "too few"]
    assert len(few) == 1, "C alone, where one customer answered; nobody did at F"
    assert few[0].attributes["y"] > valence_y(-1), "below the scale, not at its middle"
    on_phone = str(narrow_scene(found, ()).data())
    assert on_phone.count("'too few'") == 1 and "1 5" in on_phone


def test_where_most_have_one_place_in_a_journey_no_curve_is_drawn(tmp_path):
    """Each customer answers at one desk of three: they come in no order."""
    rows = [
        event(f"c{desk}{number}", "2025-01-01", f"Desk {desk}", stage="purchase", csat=5)
        for desk in range(3)
        for number in range(40)
    ]
    generation, found = mapped(tmp_path, rows)
    curves = [shape for shape in drawn(generation, found) if shape.tag == "path"]
    assert curves == [] and len({point.order for point in found.touchpoints}) == 1
    assert not _curves_on_a_phone(found)


def _curves_on_a_phone(found) -> list:
    """The lines of the emotion curves, wherever in the drawing they stand."""
    shapes = [shape for block in narrow_scene(found, ()).data()["shapes"] for shape in _flat(block)]
    strokes = [(shape[0], str(shape[1].get("stroke"))) for shape in shapes]
    return [stroke for tag, stroke in strokes if tag == "path" and "feeling" in stroke]


def test_whether_touchpoints_have_an_order_is_a_matter_of_the_whole_map(tmp_path):
    """In the first stage both come first, half of the journeys at each; on a phone the curve runs there, too, as others follow."""
    rows = [
        event(f"c{number}", f"2025-01-0{1 + place}", name, stage=stage, csat=5)
        for number in range(80)
        for place, (name, stage) in enumerate(
            (
                (("Ad", "Post")[number % 2], "awareness"),
                ("Shop", "consideration"),
                ("Basket", "purchase"),
                ("Help", "retention"),
            )
        )
    ]
    _, found = mapped(tmp_path, rows)
    order = [point.order for point in found.touchpoints]
    assert order == [1, 1, 2, 3, 4]
    assert _curves_on_a_phone(found)


def _flat(shape):
    """The shape and all in it."""
    yield shape
    for child in shape[2] if isinstance(shape[2], list) else []:
        yield from _flat(child)
