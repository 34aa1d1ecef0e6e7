"""What is said of a file wins over its layout, and only there."""

from pathlib import Path

import pytest

from journey.ingest.overlay import laid_over
from journey.ingest.recipe import EventRule, Recipe, dated_event
from journey.ingest.source import Source
from journey.model.errors import UserError

FILE = Source(Path("log.csv"), "log.csv", "csv", ("Who", "When", "What", "Mood"), "")
LAYOUT = Recipe(
    columns={"customer_id": ("Who",), "occurred_at": ("When",), "touchpoint": ("What", "Step")},
    fixed={"channel": "Shop"},
    drop=("Name",),
)


def columns(**said) -> dict:
    return dict(laid_over(LAYOUT, Recipe(**said), FILE).columns)


def test_what_is_not_spoken_of_stays_as_the_layout_has_it():
    assert laid_over(LAYOUT, Recipe(), FILE) == LAYOUT


def test_a_column_is_one_fields_but_where_two_are_said():
    who = {"case_id": ("Who",)}
    assert columns(columns=who) == {
        "occurred_at": ("When",),
        "touchpoint": ("What", "Step"),
        "case_id": ("Who",),
    }
    both = {"customer_id": ("Who",)} | who
    assert columns(columns=both).items() >= both.items()


def test_a_field_can_be_said_to_have_no_column():
    assert "touchpoint" not in columns(columns={"touchpoint": ()})
    assert "touchpoint" not in columns(fixed={"touchpoint": "Visit"})
    assert columns(drop=("What",))["touchpoint"] == ("Step",)


def test_dated_events_bring_their_own_time_and_touchpoint():
    over = laid_over(LAYOUT, Recipe(events=(dated_event("Opened", "When"),)), FILE)
    assert set(over.columns) == {"customer_id"}
    assert over.events == (EventRule("Opened", {"occurred_at": ("When",)}, key="Opened"),)


def test_a_survey_takes_its_answers_from_the_questions():
    over = laid_over(LAYOUT, Recipe(is_survey=True, questions={"Mood": "csat"}), FILE)
    assert set(over.columns) == {"customer_id", "occurred_at"}
    again = laid_over(over, Recipe(not_questions=("Mood",)), FILE)
    assert (again.questions, again.not_questions) == ({}, ("Mood",))
    once_more = laid_over(again, Recipe(questions={"Mood": "nps"}), FILE)
    assert (once_more.questions, once_more.not_questions) == ({"Mood": "nps"}, ())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Recipe(columns={"nps": ("Score",)}), "no column 'Score'"),
        (Recipe(events=(dated_event("Opened", "Opened"),)), "no column 'Opened'"),
        (Recipe(drop=("who",)), "no column 'who'"),
        (Recipe(is_survey=True, not_questions=("Why?",)), "no column 'Why?'"),
        (Recipe(questions={"Mood": "csat"}), "speaks of a survey"),
    ],
)
def test_what_the_file_cannot_be_is_refused(said, sentence):
    with pytest.raises(UserError) as refused:
        laid_over(LAYOUT, said, FILE)
    assert sentence in str(refused.value)
