"""One customer's timeline says everything that happened, in bands and gaps, to scale where asked, with no text over another."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from journey.data.ask import ask
from journey.map.one_customer import journeys_of, sentence, span_words
from journey.map.scene import Shape
from journey.map.timeline.drawing import EVENTS_LIMIT, left_out, put_together, timeline
from journey.map.timeline.layout import PHONE, ROW
from journey.map.timeline.rows import GAP_ROOM
from journey.map.timeline.runs import folded
from journey.map.timeline.scale import GAP_LIMIT
from journey.model.definition import default_definition
from journey.model.filters import Filters
from journey.model.theme import point_colour, stage_hue
from tests.map.drawn import drawing
from tests.map.test_drawing import outside, overlapping

DAY, SILENCE = 86_400, 30 * 86_400
START = datetime(2025, 3, 1, 9, tzinfo=UTC)


def rows(*events: dict, outcome: str = "dropped_off", number: int = 1) -> list[dict]:
    """Rows of the view `journey`; of each event `days` since the one before and what differs from a web visit in purchase."""
    plain = {
        "customer_id": "C1",
        "journey_id": f"J{number}",
        "journey_no": number,
        "stage": "purchase",
        "touchpoint": "Shop",
        "channel": "web",
        "emotion": None,
        "valence": None,
        "nps": None,
        "csat": None,
        "ces": None,
        "revenue": None,
        "duration_seconds": None,
        "comment": None,
        "outcome": outcome,
        "furthest_stage": "purchase",
    }
    result, at = [], START
    for index, event in enumerate(events):
        gap = None if index == 0 else round(event.get("days", 1) * DAY)
        at += timedelta(seconds=gap or 0)
        values = {name: value for name, value in event.items() if name != "days"}
        result.append(
            plain
            | {"occurred_at": at.isoformat().replace("+00:00", "Z"), "seconds_since_before": gap}
            | values
        )
    return result


STORY = rows(
    {
        "touchpoint": "Ad",
        "stage": "awareness",
        "channel": "advertising",
        "emotion": "excitement",
        "valence": 0.8,
    },
    {
        "touchpoint": "Payment failed",
        "days": 2,
        "emotion": "anger",
        "valence": -0.9,
        "csat": 1,
        "comment": "Three times! " * 60,
    },
    {"touchpoint": "Card payment", "days": 0, "nps": 9, "revenue": 1299.5},
    {"touchpoint": "Support call", "days": 41, "stage": "retention", "ces": 6, "valence": 0.1},
)


def drawn(event_rows: list[dict], **options):
    journeys = journeys_of(event_rows, default_definition())
    return {
        name: timeline(journeys, width, SILENCE, is_narrow=name == "phone", **options)
        for name, width in (("desk", 1300), ("small desk", 760), ("phone", PHONE))
    }


def all_shapes(shapes) -> list[Shape]:
    return [inner for shape in shapes for inner in (shape, *all_shapes(shape.children))]


def dots(scene) -> list[float]:
    """Heights of the dots of a single journey's events, from the top."""
    y = {
        round(shape.attributes["cy"], 1)
        for shape in all_shapes(scene.shapes)
        if shape.tag == "circle" and shape.attributes["cx"] == 292
    }
    return sorted(y)


@pytest.mark.parametrize("name", ["desk", "small desk", "phone"])
@pytest.mark.parametrize("is_scaled", [False, True])
def test_it_says_what_happened(name, is_scaled):
    scene = drawn(STORY, is_scaled=is_scaled)[name]
    texts = " ".join(words.text for words in drawing(scene).words)
    for words in (
        "J1",
        "Left",
        "4 events in 43 days",
        "Ad",
        "Payment failed",
        "excitement",
        "anger",
        "−0.9",
        "+0.8",
        "CSAT 1 of 5",
        "NPS 9",
        "CES 6 of 7",
        "1,299.50",
        "Awareness",
        "Purchase",
        "Retention",
        "2.0 days later",
        "41 days of silence",
        "same second",
        "1 Mar 2025",
        "“Three times!",
        "…",
    ):
        assert words in texts, words


def test_colours_say_the_same_as_the_words():
    shapes = all_shapes(drawn(STORY)["desk"].shapes)
    fills = {shape.attributes.get("fill") for shape in shapes}
    assert {
        point_colour(-0.9),
        point_colour(0.8),
        *(stage_hue(index) for index in (0, 2, 3)),
    } <= fills
    role = {shape.text: shape.attributes["fill"] for shape in shapes if shape.tag == "text"}
    assert (role["anger"], role["excitement"], role["Left"]) == ("negative", "positive", "negative")
    frames = [
        shape.attributes["stroke"]
        for shape in shapes
        if shape.tag == "rect" and "stroke" in shape.attributes
    ]
    assert frames == ["negative", "positive", "line", "positive"], "CSAT 1, NPS 9, revenue, CES 6"


def test_a_comment_that_is_cut_shows_whole_on_hovering():
    tips = [
        shape.attributes["tip"]
        for shape in all_shapes(drawn(STORY)["desk"].shapes)
        if "tip" in shape.attributes
    ]
    assert tips == [STORY[1]["comment"]]


def test_bands_last_from_stage_to_stage():
    """Consideration once, then purchase for two events: two bands, one above the other, that leave out nothing."""
    scene = drawn(rows({"stage": "consideration"}, {}, {}))["desk"]
    bands = [
        shape.attributes
        for shape in all_shapes(scene.shapes)
        if shape.tag == "rect" and shape.attributes["width"] == 118
    ]
    first, second = bands
    assert (
        first["y"] + first["height"] == second["y"] - 3 and second["height"] > 1.6 * first["height"]
    )


def test_to_scale_distances_are_as_the_times():
    """8 days are twice as far as 4; an hour takes the least that a row needs."""
    events = [{}, {"days": 4}, {"days": 8}, {"days": 8}, {"days": 1 / 24}]
    first, second, third, fourth, fifth = dots(drawn(rows(*events), is_scaled=True)["desk"])
    assert (third - second) / (second - first) == pytest.approx(2, abs=0.01)
    assert fourth - third == pytest.approx(third - second, abs=0.11)
    assert round(fifth - fourth, 1) == ROW + GAP_ROOM
    even = dots(drawn(rows(*events))["desk"])
    assert {round(below - above) for above, below in zip(even, even[1:])} == {ROW + GAP_ROOM}


def test_a_long_silence_is_a_broken_line():
    events = [{}, *[{"days": 1}] * 8, {"days": 20}]
    scene = drawn(rows(*events), is_scaled=True)["desk"]
    dot_heights = dots(scene)
    assert dot_heights[-1] - dot_heights[-2] == pytest.approx(GAP_LIMIT, abs=0.2)
    texts = [words.text for words in drawing(scene).words]
    assert "20 days of silence" in texts and any(
        words.startswith("This bar is 1 day. A longer silence") for words in texts
    )


def test_journeys_stand_below_each_other():
    event_rows = STORY + [
        row | {"occurred_at": row["occurred_at"].replace("2025", "2026")}
        for row in rows({}, outcome="completed", number=2)
    ]
    texts = [words.text for words in drawing(drawn(event_rows)["desk"]).words]
    assert (
        texts.index("Journey 1 of 2 · J1") < texts.index("Journey 2 of 2 · J2")
        and "Completed" in texts
    )
    assert any("begins 322 days after the last event of the one before" in words for words in texts)


NEWS = {"touchpoint": "Newsletter", "channel": "e-mail"}
WEEKS = rows(
    NEWS | {"emotion": "interest", "valence": 0.4},
    NEWS | {"emotion": "anger", "valence": -0.6},
    NEWS | {"days": 30, "channel": "app"},
    {"days": 1},
    NEWS,
    NEWS | {"comment": "Stop it"},
    NEWS,
    NEWS,
    NEWS | {"days": 0.125},
    NEWS | {"stage": "retention"},
)


def test_a_run_of_one_touchpoint_folds_into_one_row():
    """Three newsletters around a silence of 30 days, a visit, a newsletter before a comment and three after, one in retention.

    The silence, the comment and the stage part the runs: 2, 1, 1, 1, 1, 3 and 1 events.
    """
    (journey,) = journeys_of(WEEKS, default_definition())
    runs = folded(journey.events, SILENCE)
    assert [run.name for run in runs] == [
        *("Newsletter × 2", "Newsletter", "Shop", "Newsletter", "Newsletter"),
        *("Newsletter × 3", "Newsletter"),
    ]
    assert sum(run.times for run in runs) == len(journey.events) == 10
    first, last = runs[0], runs[5]
    assert (first.valence, first.emotion) == (-0.6, "anger at worst")
    assert span_words(first) == "1 Mar to 2 Mar 2025" and span_words(runs[1]) == ""
    assert span_words(last) == "5 Apr to 6 Apr 2025" and last.valence is None
    assert put_together([journey], SILENCE) == 3
    assert folded(journey.events, 40 * DAY)[0].channel == "e-mail, app", (
        "30 days are no silence then"
    )


def test_a_folded_timeline_counts_and_curves_every_event():
    (journey,) = journeys_of(rows(*[NEWS | {"valence": 0.5}] * 7), default_definition())
    every, folded_scene = (
        timeline([journey], 1300, SILENCE, is_folded=is_folded) for is_folded in (False, True)
    )
    texts = [words.text for words in drawing(folded_scene).words]
    assert len(dots(every)) == 7 and len(dots(folded_scene)) == 1
    assert {"Newsletter × 7", "1 Mar to 7 Mar 2025"} <= {*texts}
    assert any(words.startswith("7 events in 6.0 days") for words in texts)
    points = [
        shape for shape in all_shapes(folded_scene.shapes) if shape.attributes.get("r") == 4.5
    ]
    assert len(points) == 7
    (phone,) = (drawn([*WEEKS], is_folded=True)[name] for name in ("phone",))
    assert "1 Mar to 2 Mar 2025 · e-mail" in [words.text for words in drawing(phone).words]


def test_a_run_within_a_day_says_its_day_and_hours():
    (journey,) = journeys_of(rows(NEWS, NEWS | {"days": 0.125}), default_definition())
    (run,) = folded(journey.events, SILENCE)
    assert span_words(run) == f"{run.at:%H:%M} to {run.until:%H:%M}"
    scene = timeline([journey], PHONE, SILENCE, is_narrow=True, is_folded=True)
    assert f"1 Mar 2025 {span_words(run)} · e-mail" in [
        words.text for words in drawing(scene).words
    ]


def test_texts_stand_apart():
    long = "An unreasonably long name of a touchpoint that nobody would ever choose, and yet it was chosen by somebody"
    odd = rows(
        {
            "touchpoint": long,
            "channel": long,
            "emotion": long,
            "valence": 0.3,
            "nps": 3,
            "csat": 2,
            "ces": 1,
            "revenue": 1e9,
        },
        {"touchpoint": "W" * 200, "stage": long, "days": 100, "comment": "x" * 900},
        *[{"days": 0, "stage": name, "valence": 0.5} for name in "ababab"],
    )
    for event_rows in (STORY, STORY + rows({}, {}, number=2), odd, WEEKS):
        for options in ({}, {"is_scaled": True}, {"is_folded": True}):
            for name, scene in drawn(event_rows, **options).items():
                assert overlapping(drawing(scene)) + outside(drawing(scene)) == [], (name, options)


def test_texts_stand_apart_on_the_sample_and_sepsis(sample, sepsis):
    for generation, customer in ((sample, "C003950"), (sepsis, "NGA")):
        journeys = journeys_of(
            ask(generation, "journey", Filters(), customer=customer).rows, generation.definition
        )
        for width, is_narrow, is_scaled in ((1300, False, True), (PHONE, True, False)):
            result = drawing(timeline(journeys, width, SILENCE, is_scaled, is_narrow))
            assert overlapping(result) + outside(result) == []


def test_at_most_200_events_are_drawn_and_the_rest_is_counted():
    journeys = journeys_of(
        rows(*[{"days": 0.1}] * 150) + rows(*[{"days": 0.1}] * 150, number=2), default_definition()
    )
    assert len(dots(timeline(journeys[:1], 1300, SILENCE))) == 150
    texts = [words.text for words in drawing(timeline(journeys, 1300, SILENCE)).words]
    assert texts.count("Shop") == EVENTS_LIMIT and any(
        words.startswith("150 events in 15 days")
        for words in texts[texts.index("Journey 2 of 2 · J2") :]
    )
    assert (
        left_out(journeys)
        == "The first 200 events are drawn; 100 more events stand in the table below."
    )
    assert left_out(journeys[:1]) == ""


def test_without_times_nothing_is_said_of_them():
    event_rows = [
        row | {"occurred_at": None, "seconds_since_before": None, "outcome": None} for row in STORY
    ]
    for scene in drawn(event_rows, is_scaled=True).values():
        texts = " ".join(words.text for words in drawing(scene).words)
        assert (
            "Payment failed" in texts
            and "later" not in texts
            and "2025" not in texts
            and "Left" not in texts
            and "4 events" in texts
        )
    assert (
        sentence("C1", journeys_of(event_rows, default_definition()))
        == "C1 has 4 events and felt worst at Payment failed (−0.9)"
    )


def test_on_a_phone_an_event_of_which_nothing_more_is_known_takes_a_line_less():
    """Without a time: where it was, or an answer, takes a line below the touchpoint's name."""

    def height(**known) -> float:
        bare = {"channel": None, "occurred_at": None, "seconds_since_before": None, "outcome": None}
        return drawn(rows({**bare, **known}))["phone"].height

    assert height(channel="web") == height(nps=9) == height(emotion="joy") == height() + 18


@pytest.mark.parametrize("width", ["desk", "small desk", "phone"])
def test_it_says_how_long_an_event_took(width):
    """Where that is known, below the touchpoint's name, or on a phone beside the time; no other words give way."""
    timed = rows({"touchpoint": "Call", "duration_seconds": 1200}, {"duration_seconds": 0}, {})
    texts = [words.text for words in drawing(drawn(timed)[width]).words]
    assert sum("took" in words for words in texts) == 1
    assert any("took 20 min" in words for words in texts)
    assert any("web" in words for words in texts)
    scene = drawing(drawn(timed)[width])
    assert overlapping(scene) + outside(scene) == []
    untimed = drawn([row | {"duration_seconds": None} for row in timed])[width]
    assert not any("took" in words.text for words in drawing(untimed).words)


def test_the_sentence():
    journeys = journeys_of(STORY, default_definition())
    assert (
        sentence("C1", journeys)
        == "C1 began at Ad, felt worst at Payment failed (−0.9) and was last seen after 43 days, having reached purchase"
    )
    completed = replace(journeys[0], outcome="completed", number=2)
    assert (
        sentence("C1", [*journeys, completed])
        == "C1 has 2 journeys, 1 completed and 1 left, and felt worst at Payment failed (−0.9)"
    )
    assert (
        sentence("C1", [*journeys, *journeys, *journeys])
        == "C1 has 3 journeys, all left, and felt worst at Payment failed (−0.9)"
    )
    single = journeys_of(rows({"valence": 0.5}, outcome="in_progress"), default_definition())
    assert (
        sentence("C1", single)
        == "C1 was seen once, at Shop (+0.5), and is under way, having reached purchase"
    )
    assert (
        sentence("C1", journeys_of(rows({}, {}), default_definition()))
        == "C1 began at Shop and was last seen after 1.0 days, having reached purchase"
    )


def test_clocks_that_change_do_not_change_lengths():
    """Across the change to summer time in Madrid a day of 24 hours stays one."""
    definition = replace(default_definition(), timezone="Europe/Madrid")
    event_rows = rows({}, {"days": 40})
    assert journeys_of(event_rows, definition)[0].seconds == 40 * DAY
    assert (
        journeys_of(event_rows, definition)[0].events[0].at.hour,
        journeys_of(event_rows, definition)[0].events[1].at.hour,
    ) == (10, 11)
