"""What small parts of drawings and panels say, each worked out by hand."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from journey.map.answers import Comparison
from journey.map.captions import friction_sentence, short_of_the_last_stage
from journey.map.choice import choose_touchpoints
from journey.map.evidence.emotions import labels
from journey.map.frame import Column, frame
from journey.map.lanes import friction as friction_lane
from journey.map.lanes import satisfaction
from journey.map.lanes.river import _bar
from journey.map.lanes.river_compared import _narrow_bar
from journey.map.model import Figure, Friction
from journey.map.narrow import narrow_scene
from journey.map.paths.lines import _label
from journey.map.paths.variants_drawing import _ends
from journey.map.timeline.emotion_curve import _ends as curve_ends
from journey.map.wide import wide_scene
from journey.model.metrics import FRICTION_PARTS
from journey.model.theme import COMPARED
from journey.model.vocabulary import Wording, cell_kind, outcome, use_words
from tests.logs import build, event
from tests.map.drawn import drawing
from tests.map.maps import map_of


def words(shapes) -> list[str]:
    own = [str(shape.text) for shape in shapes if shape.tag == "text"]
    return own + [word for shape in shapes for word in words(shape.children)]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((40, 10, 30, 20), "40 % completed · 2.0 days"),
        ((10, 10, 30, 50), "50 % left · 2.0 days"),
        ((10, 60, 20, 10), "60 % ended well · 2.0 days"),
    ],
)
def test_a_variant_says_what_became_of_most(counts, said):
    names = ("completed", "ended_well", "in_progress", "dropped_off")
    row = {"journeys": 100, "base": "full", "median_seconds": 172_800, **dict(zip(names, counts))}
    assert words(_ends(row, 0, 0)) == [said]


def test_a_compared_bar_is_as_long_as_its_share():
    _, bar, *_ = _narrow_bar(0, 0.5, "50 %")
    room = _narrow_bar(0, 1.0, "100 %")[1].attributes["width"]
    assert bar.attributes["width"] == room / 2 and room > 300
    assert _narrow_bar(0, 0.0, "0 %")[1].attributes["width"] == 1.0


def test_compared_groups_have_a_row_each_with_their_answers(tmp_path):
    """40 in the north give 5 of 5, of 15 in the south 3 do; the south's sign is hollow, and in the west nobody is asked."""
    scores = [("north", 5)] * 40 + [("south", 5)] * 3 + [("south", 1)] * 12 + [("west", "")] * 9
    rows = [
        event(f"c{number:02}", "2025-01-01", "Ad", stage="awareness", region=region, csat=score)
        for number, (region, score) in enumerate(scores)
    ]
    generation = build(tmp_path, rows, assumed=("scale.csat=1-5",))
    compared = map_of(generation, comparison=Comparison("region", ("north", "south", "west")))
    weights = dict(generation.definition.friction_weights)
    wide = drawing(wide_scene(frame(compared, 1300, weights)))
    for drawn in (wide, drawing(narrow_scene(compared))):
        (cell,) = drawn.of("csat/awareness")
        assert list(cell.words) == ["100 %", "n 40", "20 %", "few, n 15", "none"]
        assert cell.label.endswith("west: too few or none")


def test_the_sign_of_a_compared_group_of_few_is_hollow():
    full, low = (
        satisfaction._group(
            Column(None, 0, 200, ()), 1, figure_of(base), 0, satisfaction._Room(16, 40)
        )
        for base in ("full", "low base")
    )
    fills = [
        next(shape for shape in shapes if shape.tag == "rect").attributes["fill"]
        for shapes in (full, low)
    ]
    assert fills == [COMPARED[1], "background"]


def figure_of(base: str) -> Figure:
    return Figure("csat", "share", 0.5, 0.4, 0.6, 20, base)


def test_the_ends_of_a_curve_are_the_days_of_its_first_and_last_event():
    events = [SimpleNamespace(at=datetime(2025, month, 2, tzinfo=UTC)) for month in (1, 3)]
    shown = words(curve_ends(SimpleNamespace(events=events), 300, 0))
    assert len(shown) == 2 and "Jan" in shown[0] and "Mar" in shown[1], shown
    one_day = SimpleNamespace(events=[events[0], events[0]])
    assert words(curve_ends(one_day, 300, 0)) == shown[:1]
    timeless = SimpleNamespace(events=[SimpleNamespace(at=None)])
    assert words(curve_ends(timeless, 300, 0)) == [""]


def test_labels_say_where_the_valences_of_all_of_them_come_from():
    row = {"events": 5, "share": 0.5, "share_low": 0.2, "share_high": 0.8}
    rows = [
        {"emotion": None, "recorded_share": 0.25},
        {"emotion": "joy", "recorded_share": 0.9, **row},
    ]
    shown = labels(SimpleNamespace(rows=rows))
    assert shown["source"].startswith("25 % of the valences were recorded")
    assert "source" not in labels(SimpleNamespace(rows=rows[1:]))


def test_a_move_back_is_labelled_in_the_colour_of_harm():
    shown = {back: _label(0, 0, "5", SimpleNamespace(is_back=back)) for back in (True, False)}
    assert shown[True].attributes["fill"] == "negative" and shown[False].attributes["fill"] == "ink"


def test_the_bar_of_a_stage_on_a_phone_is_as_wide_as_its_share_of_the_fullest():
    stage = SimpleNamespace(funnel={"reached": 25}, index=1)
    back, bar = _bar(SimpleNamespace(stage=stage, max_reached=100))
    assert bar.attributes["width"] == back.attributes["width"] / 4
    none = SimpleNamespace(funnel={"reached": 0}, index=1)
    assert _bar(SimpleNamespace(stage=none, max_reached=100))[1].attributes["width"] == 2.0


PARTS = dict.fromkeys(FRICTION_PARTS) | {"repeats": 0.5, "waits": 0.97, "waits_n": 100}
FRICTION = Friction(96, 56.0, 1, PARTS)
WEIGHTS = dict.fromkeys(FRICTION_PARTS, 1.0)


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (Wording(), "friction score 56 of 100"),
        (
            Wording(silence="7 days", are_ends_known=False),
            "are silent for 7 days, last seen here.",
        ),
        (Wording(silence="7 days", come_back=True), "here."),
    ],
)
def test_friction_has_a_score_only_where_leaving_is_told(wording, sentence):
    """The score weighs leaving most; of the silent nobody knows whether they left."""
    use_words(wording)
    assert sentence in friction_sentence("Call", FRICTION, "journey")


@pytest.mark.parametrize(
    ("n", "worst"), [(100, " 97 % wait."), (30, " 97 % wait."), (29, " 28 of 29 wait.")]
)
def test_a_part_of_friction_seen_at_few_is_no_percentage(n, worst):
    of_few = Friction(96, 56.0, 1, PARTS | {"waits_n": n})
    assert friction_lane._worst(of_few, WEIGHTS) == worst


def test_the_silent_are_told_apart_from_those_in_the_last_stage():
    stages = [SimpleNamespace(funnel={"completed": number}) for number in (0, 5)]
    journey_map = SimpleNamespace(stages=stages)
    assert short_of_the_last_stage(journey_map) == ""
    use_words(Wording(silence="7 days", are_ends_known=False))
    assert short_of_the_last_stage(journey_map) == " short of the last stage"
    stages.pop()
    assert short_of_the_last_stage(journey_map) == ""


def test_only_the_surely_lost_have_a_minus_and_the_colour_of_losses():
    """Silence is no loss: its numbers have the colour of caution, and stand on no red ground."""
    assert (outcome("dropped_off").role, Wording().loss_sign, Wording().loss_ground) == (
        "negative",
        "−",
        "tint",
    )
    silent = Wording(silence="7 days", are_ends_known=False)
    use_words(silent)
    assert (outcome("dropped_off").role, silent.loss_sign, silent.loss_ground) == (
        "warm",
        "",
        "surface",
    )


def test_comments_are_called_the_customers_words_only_where_they_answered(tmp_path):
    """Half of the comments beside an answer: theirs; fewer: anybody may have written them."""
    for answered, title in ((5, "In their words"), (4, "Comments")):
        rows = [
            event(
                f"c{number}",
                "2025-01-01",
                "Shop",
                stage="purchase",
                comment="fine",
                nps=9 if number < answered else None,
            )
            for number in range(10)
        ]
        (tmp_path / title).mkdir()
        wording = build(tmp_path / title, rows, assumed=("scale.nps=0-10",)).wording
        assert wording.comments_title == title
        use_words(wording)
        assert cell_kind("commented").heading == title


def test_the_friction_score_waits_until_leaving_is_told(tmp_path):
    """Where the silent were last seen is a fact; a score would weigh their silence as leaving."""
    rows = [event(f"c{number}", "2025-01-01", "Shop", stage="purchase") for number in range(12)]
    rows.append(event("late", "2026-01-01", "Shop", stage="purchase"))
    for name, ends, told in (
        ("settled", "", True),
        ("open", "[ends]\nare_settled = false\n", False),
    ):
        (tmp_path / name).mkdir()
        generation = build(tmp_path / name, rows, ends)
        use_words(generation.wording)
        drawn = words(friction_lane.wide(frame(map_of(generation), 1300, WEIGHTS)).shapes)
        assert ("Friction" in drawn) == told and ("−12" if told else "12") in drawn, drawn


def test_the_largest_touchpoint_of_a_stage_is_always_drawn(tmp_path):
    """Where two are drawn of three, one is that with most events; the other that where most were last seen."""
    rows = [
        event(f"c{number}", f"2025-01-0{1 + place}", name, stage="purchase")
        for number in range(40)
        for place, name in enumerate(("Shop", "Shop", "Desk") if number % 2 else ("Shop", "Till"))
    ]
    generation = build(tmp_path, [*rows, event("z", "2025-06-01", "Shop", stage="purchase")])
    chosen = choose_touchpoints(map_of(generation), 2)
    assert [point.name for choice in chosen for point in choice.touchpoints] == ["Shop", "Till"]


def tickets(cases: int, other: str) -> list[dict]:
    """Cases of two steps that came in by mail or phone; of the first the second step is by `other`."""
    return [
        event(
            f"c{case}",
            f"2025-01-0{day}",
            name,
            case_id=f"t{case}",
            channel="mail" if case % 2 else "phone",
        )
        | ({"channel": other} if not case and day == 2 else {})
        for case in range(cases)
        for day, name in ((1, "Ticket opened"), (2, "Ticket solved"))
    ]


@pytest.mark.parametrize(
    ("cases", "other", "kind", "is_of_journey"),
    [
        (100, "phone", "service_log", True),
        (100, "mail", "service_log", False),
        (99, "phone", "service_log", False),
        (100, "phone", "journey", False),
    ],
)
def test_the_channel_by_which_cases_came_in_is_not_said_of_their_steps(
    tmp_path, cases, other, kind, is_of_journey
):
    generation = build(tmp_path, tickets(cases, other), f"kind = '{kind}'")
    assert generation.wording.is_channel_of_journey == is_of_journey
    use_words(generation.wording)
    found = map_of(generation)
    drawn = words(narrow_scene(found, ("emotion",)).shapes)
    assert any(word.endswith((" · e-mail", " · phone")) for word in drawn) != is_of_journey, (
        "; ".join(drawn)
    )
