"""The journey definition: a default for everything, one's own laid over it, mistakes named."""

import re
import tomllib
from datetime import date, datetime

import pytest

from journey.model.definition import DEFAULT_TOML, default_definition, overlaid, parse_definition
from journey.model.errors import BadDefinition, UserError
from journey.model.targets import written


def test_default_has_what_the_metrics_page_names():
    definition = default_definition()
    assert definition.stage_names == (
        "awareness",
        "consideration",
        "purchase",
        "retention",
        "advocacy",
    )
    assert (
        definition.inactivity_seconds == 0  # from the data
        and definition.timezone == "UTC"
        and definition.end is None
    )
    assert (
        definition.valences["delight"] == 0.9
        and definition.valences["anger"] == -0.9
        and len(definition.feelings) == 11
        and definition.valences["negative"] < 0 < definition.valences["positive"]
    )
    assert list(definition.friction_weights.values()) == [3, 1, 2, 1, 2, 2, 1]
    assert definition.scale("ces").good == (5, 7) and definition.scale("csat").bad == (1, 2)


def test_own_tables_are_laid_over_key_by_key():
    definition = parse_definition(
        '[touchpoints]\n"ER Triage" = "purchase"\n[emotions]\nAnger = -1.0\n'
    )
    assert definition.touchpoint_stages == {"ER Triage": "purchase"}
    assert definition.valences["anger"] == -1.0 and definition.valences["trust"] == 0.5


def test_full_text_says_the_same_again():
    first = parse_definition('[[stages]]\nname = "a"\n[[stages]]\nname = "b"\n')
    assert parse_definition(first.toml) == first
    assert parse_definition(DEFAULT_TOML).toml == DEFAULT_TOML == parse_definition("").toml


def test_days_are_those_of_the_time_zone():
    """Midnight in New York is 5 h after midnight UTC in winter; the day clocks go forward lasts 23 hours."""
    definition = parse_definition('timezone = "America/New_York"')
    assert definition.day_start(date(2025, 1, 1)) == 1735689600 + 5 * 3600
    assert (
        definition.day_end(date(2025, 3, 9)) - definition.day_start(date(2025, 3, 9)) == 23 * 3600
    )


def test_end_of_observation():
    assert parse_definition('[journeys]\nend = "2025-07-01T02:00:00+02:00"').end == datetime(
        2025, 7, 1
    )


def test_overlaid():
    assert tomllib.loads(overlaid('title = "x"', "scales", {"nps": "1-10"})) == {
        "title": "x",
        "scales": {"nps": "1-10"},
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[stages]", "not valid TOML"),
        ('colour = "red"', "unknown key 'colour'"),
        ("emotions = 3", "wrong form"),
        ("merge_spellings = 1", "neither true nor false"),
        ('group_addresses = "yes"', "neither true nor false"),
        ("group_subjects = 1", "neither true nor false"),
        ("[touchpoint_names]\nAd = 3", "must be a touchpoint's name"),
        ('[touchpoint_names]\nAd = " "', "must be a touchpoint's name"),
        ('[touchpoint_names]\na = "b"\nb = "c"', "name both 'c'"),
        ('[[stages]]\nname = "only"', "1 stages"),
        ('[[stages]]\nname = "A"\n[[stages]]\nname = "a"', "must differ"),
        ('[[stages]]\ntext = "x"', "no name"),
        ('[touchpoints]\nAd = "nowhere"', "unknown stage 'nowhere'"),
        ("[emotions]\njoy = 3", "emotions.joy"),
        ("[emotions]\njoy = -1.5", "emotions.joy"),
        ("[emotion_words]\njoy = 1.5", "emotion_words.joy"),
        ("[attributes]\nchanging_journeys = -1", "attributes.changing_journeys"),
        ('timezone = "Mars"', "timezone"),
        ('[scales]\nnps = "1-5"', "scales.nps"),
        ('[journeys]\nend = "soon"', "journeys.end"),
        ("[journeys]\ninactivity_days = -1", "journeys.inactivity_days"),
        ("[friction_weights]\npain = 1", "friction_weights"),
        ("[channels]\nx = 1", "channels.x"),
        (
            "[friction_weights]\n"
            + "\n".join(
                f"{p} = 0"
                for p in (
                    "leaves",
                    "repeats",
                    "contact_again",
                    "waits",
                    "feels_bad",
                    "effort",
                    "hand_off",
                )
            ),
            "at least one a weight",
        ),
    ],
)
def test_mistakes_are_named(text, said):
    with pytest.raises(UserError, match=said):
        parse_definition(text)


def test_one_part_of_friction_may_weigh_nothing():
    weights = parse_definition("[friction_weights]\nwaits = 0\neffort = 0\n").friction_weights
    assert list(weights.values()) == [3, 1, 2, 0, 2, 0, 1]


@pytest.mark.parametrize(
    "text",
    [
        '[touchpoints]\nAd = ["purchase"]',
        "[scales]\nnps = [1]",
        '[journeys]\nend = "0001-01-01T00:00:00+14:00"',
        "[journeys]\ninactivity_dais = 5",
        "[touchpoints]\nAd = {a = 1}",
    ],
)
def test_wrong_kinds_get_a_sentence_too(text):
    with pytest.raises(UserError):
        parse_definition(text)


def test_a_byte_order_mark_is_no_mistake():
    assert parse_definition("\ufefftitle = 'x'").title == "x"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[targets]\nhappiness = 1", "targets = 'happiness'"),
        (
            "[targets]\ncsat = 80",
            "targets.csat = 80 in the journey definition is no number from 0 to 1",
        ),
        ("[targets]\nnps = 101", "is no number from -100 to 100"),
        ("[targets]\nfirst_response = 0", "targets.first_response = 0"),
        ('[metrics]\ncsat = "mean"\n[targets]\ncsat = 0.8', "is no number from 1 to 5"),
        ("[targets]\nreopened = true", "targets.reopened = True"),
    ],
)
def test_a_target_is_in_the_unit_of_its_figure(text, said):
    with pytest.raises(BadDefinition, match=re.escape(said)):
        parse_definition(text)


def test_targets_are_kept():
    text = '[metrics]\nces = "very_easy"\n[targets]\nces = 0.6\nnps = -5\nresolution = 86400\n'
    found = parse_definition(text).targets
    assert found == {"ces": 0.6, "nps": -5, "resolution": 86_400}
    assert written("nps", "nps", -5) == "target \u22125"
    assert written("ces", "very_easy", 0.6) == "target 60 %"
    assert written("resolution", "", 86_400) == "target 1 day"
