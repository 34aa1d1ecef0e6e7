"""The definition as tables: what the data hold stands beside the rules, and edited rows become the definition they say."""

import tomllib

import pytest

from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.data.store import current_generation
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.use.changes import changes
from journey.use.definition_tables import (
    Tables,
    as_toml,
    channel_rows,
    emotion_rows,
    stage_rows,
    touchpoint_rows,
)
from journey.use.load import redefine
from tests.logs import build, event

SETTINGS: dict = {}


def log(tmp_path):
    """Four events: one brings its stage, three wait for one; one channel and one emotion have no rule."""
    return build(
        tmp_path,
        [
            event(
                "a", "2025-01-01", "Ad click", stage="awareness", channel="Email", emotion="trust"
            ),
            event("a", "2025-01-02", "Checkout", channel="Facebook", emotion="zeal"),
            event("b", "2025-01-03", "Checkout"),
            event("b", "2025-01-04", "Zzz"),
        ],
    )


def tables(generation):
    return Tables(
        stage_rows(generation.definition),
        touchpoint_rows(generation),
        channel_rows(generation),
        emotion_rows(generation),
    )


def test_rows_hold_what_the_data_hold(tmp_path):
    generation = log(tmp_path)
    rows = {row["touchpoint"]: row for row in touchpoint_rows(generation)}
    assert (
        rows["Checkout"]["events"],
        rows["Checkout"]["without_own_stage"],
        rows["Checkout"]["suggested"],
    ) == (2, 2, "purchase")
    assert (
        rows["Ad click"]["without_own_stage"],
        rows["Zzz"]["suggested"],
        rows["Zzz"]["stage"],
    ) == (0, None, "unassigned")
    words = {row["written"]: row for row in channel_rows(generation)}
    assert (words["email"]["channel"], words["email"]["suggested"]) == ("e-mail", None)
    assert (words["facebook"]["channel"], words["facebook"]["suggested"]) == (
        "Facebook",
        "social media",
    )
    emotions = {row["emotion"]: row for row in emotion_rows(generation)}
    assert (
        emotions["zeal"]["valence"],
        emotions["zeal"]["events"],
        emotions["trust"]["valence"],
    ) == (None, 1, 0.5)


def test_touchpoints_and_channels_with_most_events_come_first(tmp_path):
    names = ["Zzz"] * 3 + ["Ad"] + ["Shop"] * 2 + ["Mail"]
    rows = [
        event(f"c{number}", "2025-01-01", name, channel=name) for number, name in enumerate(names)
    ]
    generation = build(tmp_path, rows)
    assert [row["touchpoint"] for row in touchpoint_rows(generation)] == [
        "Zzz",
        "Shop",
        "Ad",
        "Mail",
    ]
    assert [row["written"] for row in channel_rows(generation)][:2] == ["zzz", "shop"]


def test_the_stages_that_the_file_itself_gives_stand_beside_the_rule(tmp_path):
    stages = ("retention", "purchase", "", "nonsense", "purchase")
    rows = [
        event("a", f"2025-01-0{day}", "Shop", stage=stage) for day, stage in enumerate(stages, 1)
    ]
    [row] = touchpoint_rows(build(tmp_path, rows))
    assert row["own_stages"] == ["purchase", "retention"]
    assert (row["events"], row["without_own_stage"]) == (5, 2)


def test_a_longest_gap_of_odd_seconds_stays_as_it_is(tmp_path):
    generation = build(
        tmp_path, [event("a", "2025-01-01", "Ad")], "[wait_targets_seconds]\nAd = 1001\n"
    )
    toml = as_toml(generation.definition, tables(generation), SETTINGS)
    assert tomllib.loads(toml) == tomllib.loads(generation.definition.toml)


def test_unedited_rows_are_the_definition_again(tmp_path):
    generation = log(tmp_path)
    assert (
        as_toml(generation.definition, tables(generation), SETTINGS) == generation.definition.toml
    )


def test_a_tools_word_for_a_feeling_is_shown_with_its_valence_and_not_written_again(tmp_path):
    generation = build(tmp_path, [event("a", "2025-01-01", "Call", emotion="negative")])
    shown = tables(generation)
    row = next(row for row in shown[3] if row["emotion"] == "negative")
    assert (row["events"], row["valence"]) == (1, -0.6)
    assert as_toml(generation.definition, shown, SETTINGS) == generation.definition.toml


def test_edited_rows_become_rules(tmp_path):
    generation = log(tmp_path)
    stages, touchpoints, channels, emotions = tables(generation)
    for row in touchpoints:
        row["stage"] = {"Checkout": "purchase"}.get(row["touchpoint"], row["stage"])
        row["longest_gap_hours"] = 2 if row["touchpoint"] == "Checkout" else float("nan")
    for row in channels:
        row["channel"] = row["suggested"] or row["channel"]
    for row in emotions:
        row["valence"] = 0.7 if row["emotion"] == "zeal" else row["valence"]
    toml = as_toml(
        generation.definition, Tables(stages, touchpoints, channels, emotions), {"title": "Ours"}
    )
    redefine(tmp_path / "db", "log", toml)
    after = open_generation(current_generation(tmp_path / "db", "log"))
    definition = after.definition
    assert (definition.title, definition.touchpoint_stages, definition.wait_targets) == (
        "Ours",
        {"Checkout": "purchase"},
        {"Checkout": 7200},
    )
    assert definition.channels["facebook"] == "social media" and definition.valences["zeal"] == 0.7
    reached = {row["stage"]: row["reached"] for row in ask(after, "funnel", Filters()).rows}
    assert (reached["awareness"], reached["purchase"]) == (2, 2)


def test_a_renamed_stage_keeps_the_events_that_say_its_old_name(tmp_path):
    generation = log(tmp_path)
    stages, *rest = tables(generation)
    stages[0]["name"] = "Discovery"
    toml = as_toml(generation.definition, Tables(stages, *rest), SETTINGS)
    redefine(tmp_path / "db", "log", toml)
    after = open_generation(current_generation(tmp_path / "db", "log"))
    assert after.definition.stages[0].also == ("awareness",)
    rows = ask(after, "touchpoints", Filters()).rows
    assert [row["stage"] for row in rows if row["touchpoint"] == "Ad click"] == ["Discovery"]


def test_stages_are_added_taken_away_and_put_in_order(tmp_path):
    generation = log(tmp_path)
    stages, touchpoints, *rest = tables(generation)
    touchpoints[0]["stage"] = "advocacy"
    stages = [row | {"place": 9 - row["place"]} for row in stages if row["name"] != "advocacy"]
    stages.append(
        {
            "was": None,
            "place": 0.5,
            "name": "loyalty",
            "text": None,
            "expected_emotion": float("nan"),
            "expected_service_mode": None,
            "also": None,
        }
    )
    toml = as_toml(generation.definition, Tables(stages, touchpoints, *rest), SETTINGS)
    redefine(tmp_path / "db", "log", toml)
    after = open_generation(current_generation(tmp_path / "db", "log")).definition
    assert after.stage_names == ("loyalty", "retention", "purchase", "consideration", "awareness")
    assert after.touchpoint_stages == {}


def test_of_touchpoints_put_together_a_blank_cell_of_one_leaves_the_others_word(tmp_path):
    """The editor gives nan for a gap that nobody wrote."""
    generation = log(tmp_path)
    stages, touchpoints, *rest = tables(generation)
    for row in touchpoints:
        row["longest_gap_hours"] = 3.0 if row["touchpoint"] == "Checkout" else float("nan")
        row["name"] = "Ad click" if row["touchpoint"] == "Checkout" else row["name"]
    toml = as_toml(generation.definition, Tables(stages, touchpoints, *rest), SETTINGS)
    assert tomllib.loads(toml)["wait_targets_seconds"] == {"Ad click": 10_800}


def test_what_is_wrong_is_named(tmp_path):
    generation = log(tmp_path)
    stages, *rest = tables(generation)
    with pytest.raises(UserError, match="1 stages: give 2 to 9"):
        as_toml(generation.definition, Tables(stages[:1], *rest), SETTINGS)
    stages[1]["also"] = "awareness"
    with pytest.raises(UserError, match="'awareness' would stand for two stages"):
        as_toml(generation.definition, Tables(stages, *rest), SETTINGS)


def test_what_changed_in_the_numbers_is_said(tmp_path):
    """Checkout was in no stage: two of two journeys now reach purchase, and nothing else changes but what follows from it."""
    before = log(tmp_path)
    redefine(tmp_path / "db", "log", '[touchpoints]\nCheckout = "purchase"\n')
    after = open_generation(current_generation(tmp_path / "db", "log"))
    found = {
        (change.figure, change.of): (change.before, change.after)
        for change in changes(before, after)
    }
    assert found["reached", "purchase"] == (None, 2) and found["reached", "awareness"] == (1, 2)
    assert found["events", "unassigned"] == (3, 1) and found["events", "purchase"] == (None, 2)
    assert ("events", "all") not in found and ("customers", "all") not in found
    assert changes(after, after) == []


def test_a_scale_without_answers_can_be_changed_and_one_with_answers_cannot(tmp_path):
    build(tmp_path, [event("a", "2025-01-01", "Ad", csat=4)])
    redefine(tmp_path / "db", "log", '[scales]\nces = "1-5"\n')
    with pytest.raises(UserError, match="csat answers were loaded on the scale 1-5, not 1-7"):
        redefine(tmp_path / "db", "log", '[scales]\ncsat = "1-7"\n')
