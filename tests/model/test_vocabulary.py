"""One record an outcome: nothing that switches over outcomes forgets one, and nobody types their words a second time."""

import re

import pytest

from journey.charts.theme import DARK, LIGHT
from journey.map import evidence
from journey.model.cells import WORDS
from journey.model.path_filters import FUNNEL_OUTCOMES
from journey.model.vocabulary import ENDS, ORDERED_OUTCOMES, OUTCOMES, SHARES_OF_REACHED, outcome
from tests.conftest import ROOT

FUNNEL = (ROOT / "journey" / "data" / "views" / "funnel.py").read_text(encoding="utf-8")


def test_the_outcomes_of_the_funnel_have_a_record_each():
    """The columns of counts that the view `funnel` declares, but for the customers they rest on."""
    columns = set(re.findall(r"\"(\w+)\",\s*COUNT|Column\(\"(\w+)\", COUNT", FUNNEL))
    named = {first or second for first, second in columns}
    assert {name for name in named if not name.endswith("customers")} == set(OUTCOMES)


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_switch_over_outcomes_knows_each(name):
    assert name in WORDS and name in evidence.TITLES and name in evidence.MEASURES


def test_those_of_the_ordered_funnel_are_all_there():
    assert set(FUNNEL_OUTCOMES) <= set(OUTCOMES) | set(ORDERED_OUTCOMES)
    assert set(ENDS) < set(SHARES_OF_REACHED) < set(OUTCOMES)


@pytest.mark.parametrize(
    "record", [*OUTCOMES.values(), *ORDERED_OUTCOMES.values()], ids=lambda r: r.id
)
def test_a_record_has_all_its_words_and_a_colour_of_the_theme(record):
    assert all((record.noun, record.verb, record.clause, record.of_stage))
    for theme in (LIGHT, DARK):
        assert record.role in ("", "stage") or theme.role(record.role).startswith("#")
    assert outcome(record.id) is record


def test_the_words_are_typed_nowhere_else():
    """No dictionary or tuple outside the vocabulary gives a word to an outcome's id."""
    pairs = "|".join(f'{name}"[:,] f?"{record.noun}' for name, record in OUTCOMES.items())
    found = {
        path.name
        for path in (ROOT / "journey").glob("**/*.py")
        if path.name != "vocabulary.py"
        and re.search(rf"\"({pairs})\"", path.read_text(encoding="utf-8"), re.IGNORECASE)
    }
    assert found == set()


# As the glossary has them: noun, verb, the role of the colour.
IN_FORCE = {
    "reached": ("reached", "reach", "stage"),
    "advanced": ("went on", "go on", "accent"),
    "completed": ("completed", "complete", "positive"),
    "in_progress": ("under way", "are under way", "muted"),
    "dropped_off": ("left", "leave", "negative"),
    "skipped": ("skipped", "skip it", ""),
    "out_of_order": ("out of order", "come out of order", "warm"),
    "stopped": ("stopped", "stop", "negative"),
}


def test_words_and_colours_are_those_of_the_glossary():
    records = OUTCOMES | ORDERED_OUTCOMES
    assert {id: (one.noun, one.verb, one.role) for id, one in records.items()} == IN_FORCE
