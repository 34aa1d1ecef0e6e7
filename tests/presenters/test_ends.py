"""Where journeys end, as a question: asked once, answered in one click, and not of data that cannot tell."""

import pytest

from journey.model.definition import parse_definition
from journey.presenters import definition as editor
from journey.presenters.ends import (
    GOOD,
    NO_END,
    answered,
    as_an_end,
    end_sentences,
    ends_question,
)
from tests.logs import build, event

DELIVERED = [
    event(f"c{number}", day, name)
    for number in range(60)
    for day, name in (("2025-01-01", "Ad"), ("2025-01-02", "Delivered"))
]
RETURNED = [event(f"c{number}", "2025-01-09", "Returned") for number in range(10)]
MAILED = [event(f"c{number}", "2025-02-01", "Newsletter") for number in range(30)]
ADS = [event(f"d{number}", "2025-01-01", "Ad") for number in range(40)]
UNANSWERED = "[ends]\nare_settled = false\n"
ROWS = [*DELIVERED, *RETURNED, *MAILED, *ADS]


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """The log whose ends are asked about; read only."""
    return build(tmp_path_factory.mktemp("asked"), ROWS, UNANSWERED)


def test_the_question_lists_the_ends_and_presets_them_by_name(asked):
    question = ends_question(asked)
    assert [(end.touchpoint, end.words, question.preset(end)) for end in question.ends] == [
        ("Delivered", "the last step so far of 50 of the 60 that pass it", GOOD),
        ("Ad", "the last step so far of 40 of the 100 that pass it", NO_END),
        ("Returned", "the last step so far of 10 of the 10 that pass it", NO_END),
    ]
    passive = (
        "A step is the last here whatever of these follows, as their names speak of messages or of work of others: Newsletter. "
        "The map counts them as steps until this is answered."
    )
    assert question.beside(True) == ["A good end is undone by: Returned.", passive]
    assert question.beside(False) == [passive], "nothing can undo an end that none is"


@pytest.mark.parametrize(
    ("answers", "good", "undone_by"),
    [
        ({"Delivered": GOOD, "Ad": NO_END}, ("Delivered",), ("Returned",)),
        ({"Delivered": NO_END, "Ad": NO_END}, (), ()),
        ({}, (), ()),
        ({"Delivered": GOOD, "Returned": GOOD}, ("Delivered", "Returned"), ()),
    ],
    ids=str,
)
def test_an_answer_is_a_definition_and_the_question_is_not_asked_again(
    asked, tmp_path, answers, good, undone_by
):
    toml = answered(asked, ends_question(asked), answers)
    ends = parse_definition(toml).ends
    assert (ends.good, ends.undone_by, ends.passive) == (good, undone_by, ("Newsletter",))
    assert ends_question(build(tmp_path, ROWS, toml)) is None


def test_one_more_end_is_said_where_its_loss_is_shown(tmp_path):
    generation = build(tmp_path, ROWS, '[ends]\ngood = ["Delivered"]')
    assert parse_definition(as_an_end(generation, "Ad")).ends.good == ("Delivered", "Ad")


def test_no_question_of_a_survey_and_none_where_ends_are_named(tmp_path):
    for number, toml in enumerate(('kind = "survey"', '[ends]\ngood = ["Ad"]')):
        (tmp_path / str(number)).mkdir()
        assert ends_question(build(tmp_path / str(number), ROWS, toml)) is None


def test_the_editor_keeps_what_it_does_not_show():
    """Values of columns among the good ends, the other windows; an equal table is spelt as it was."""
    toml = '[ends]\ngood = ["conversion = 1"]\npassive = ["Survey"]\n[journeys]\nsplit_days = 5'
    definition = parse_definition(toml)
    choices, chosen = editor.listed(definition, "good", ["Ad"])
    assert (choices, chosen) == (["conversion = 1", "Ad"], ["conversion = 1"])
    named = {"good": ["conversion = 1", "Ad"], "undone_by": [], "passive": ["Survey"]}
    flags = {"undone_by_customer": False, "case_is_journey": False}
    settings = editor.ends(definition, "journey", named, flags)
    assert settings["ends"]["good"] == ["conversion = 1", "Ad"] and settings["ends"]["are_settled"]
    assert settings["journeys"]["split_days"] == 5 and not settings["journeys"]["case_is_journey"]


def test_what_an_end_would_change_is_said_first(tmp_path):
    """Of the 60 with a delivery 10 returned it and the other 50 are silent for eleven months."""
    late = event("late", "2025-12-31", "Ad")
    generation = build(tmp_path, [*DELIVERED, *RETURNED, late], "[journeys]\ninactivity_days = 7\n")
    first, second, _ = end_sentences(generation, "Delivered")
    assert first.startswith("50 customers left, last seen at Delivered. They will have ended well")
    assert second == "A good end is undone by: Returned."


def test_a_survey_is_not_asked_where_journeys_end(asked, tmp_path):
    assert ends_question(asked) is not None
    survey = f"kind = 'survey'\n{UNANSWERED}"
    assert ends_question(build(tmp_path, ROWS, survey)) is None


def test_left_is_said_only_once_the_question_is_answered(asked, tmp_path):
    assert asked.wording.outcome("dropped_off").noun.startswith("silent for ")
    assert asked.wording.outcome("in_progress").noun == "not yet silent"
    toml = answered(asked, ends_question(asked), {})
    wording = build(tmp_path, ROWS, toml).wording
    assert wording.outcome("dropped_off").noun == "left"
    assert wording.outcome("in_progress").noun == "under way"
