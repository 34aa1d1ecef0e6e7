"""Words of the command line become a recipe, and a recipe becomes words that say the same."""

import pytest

from journey.ingest.mapping_words import MappingWords, as_words, parse_words
from journey.ingest.recipe import Recipe, dated_event
from journey.model.errors import UserError

WORDS = [
    *("--map", "customer_id=Mail", "--map", "stage=", "--fixed", "channel=Shop"),
    *("--event", "Opened=Opened at", "--question", "Would you?=nps", "--question", "Branch=none"),
    *("--drop", "name", "--assume", "date_order=dmy", "--survey"),
]
SAID = Recipe(
    columns={"customer_id": ("Mail",), "stage": ()},
    fixed={"channel": "Shop"},
    events=(dated_event("Opened", "Opened at"),),
    is_survey=True,
    questions={"Would you?": "nps"},
    not_questions=("Branch",),
    drop=("name",),
    answers={"date_order": "dmy"},
)


def test_words_become_a_recipe_and_come_out_of_it_again():
    words = MappingWords(
        ["customer_id=Mail", "stage="],
        ["channel= Shop "],
        [" Opened =Opened at"],
        ["Would you?=nps", "Branch=none"],
        ["name"],
        ["date_order=dmy"],
        is_survey=True,
    )
    assert parse_words(words) == SAID
    assert as_words(SAID) == WORDS
    assert parse_words(MappingWords()) == Recipe() and as_words(Recipe()) == []


def test_the_last_word_about_a_field_counts():
    said = parse_words(MappingWords(["nps=a", "nps=b"], questions=["x=nps", "x=none"]))
    assert said.columns == {"nps": ("b",)}
    assert (said.questions, said.not_questions) == ({}, ("x",))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (MappingWords(["age=Age"]), "'age=Age' is not FIELD=COLUMN with a known field"),
        (MappingWords(fixed=["stage"]), "'stage' is not FIELD=VALUE with a known field"),
        (MappingWords(fixed=["stage= "]), "stage= has no value: write stage=VALUE."),
        (MappingWords(events=["=Opened"]), "'=Opened' is not TOUCHPOINT=COLUMN"),
        (MappingWords(questions=["Branch=colour"]), "'Branch=colour' is not COLUMN=KIND"),
        (MappingWords(answers=["ids=merged", "ids=x"]), "ids is said in two ways: say it once."),
        (MappingWords(answers=["colour=red"]), "colour is not known: use encoding"),
        (MappingWords(answers=["date_order=my"]), "date_order=my is not known: use ymd or dmy"),
    ],
)
def test_a_word_that_says_nothing_is_refused(words, sentence):
    with pytest.raises(UserError) as refused:
        parse_words(words)
    assert sentence in str(refused.value)


def test_the_same_answer_may_be_given_twice():
    assert parse_words(MappingWords(answers=["ids=merged"] * 2)).answers == {"ids": "merged"}
