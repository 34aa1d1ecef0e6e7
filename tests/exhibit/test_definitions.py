"""The definitions in a file are of what stands in it, in the order of the vocabulary."""

from dataclasses import replace
from datetime import date

import pytest

from journey.exhibit.declared import make
from journey.exhibit.definitions import of_shown, terms
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.exhibit.texts import texts
from journey.export.captions import all_definitions
from journey.export.collection import DeckRecipe, Entry, collect
from journey.model.filters import Filters

FUNNEL_TERMS = ["Reached", "Went on", "Completed", "Under way", "Left"]


@pytest.fixture(scope="module")
def source(sample):
    return asking(sample, Filters())


def names_in(exhibit) -> list[str]:
    return [name for name, _ in exhibit.content.words]


def told_of(source, *ids: str) -> list[str]:
    """The names on the page of definitions beside these exhibits."""
    shown = [make(Ref(id), source) for id in ids]
    return names_in(of_shown(make(Ref("definitions"), source), source.generation, shown))


def test_the_letters_of_a_drawing_are_its_texts(source):
    exits = make(Ref("drop_off.exits"), source)
    assert exits.title in texts(exits) and "Online ad" in texts(exits).split("\n")


def test_a_deck_of_a_funnel_defines_what_the_funnel_says(source):
    """No score, no revenue and no ends of intervals; NPS is not asked about in it."""
    names = told_of(source, "drop_off.funnel")
    assert [name for name in names if name in FUNNEL_TERMS] == FUNNEL_TERMS
    unused = {"Score", "Revenue", "Rows read", "Half go on within", "95 % from", "to", "NPS", "CES"}
    assert not unused & set(names)
    assert {"NPS", "Inactivity window"} <= set(told_of(source, "drop_off.funnel", "map.summary"))


def test_a_verb_needs_its_outcome(source):
    """'37 % leave' is told by what left means."""
    [funnel] = [source.ask("funnel")]
    assert [name for name, _ in terms([funnel], "37 % leave")] == ["Left"]
    assert [name for name, _ in terms([funnel], "37 % leavening, lefties")] == []


def test_a_recipe_has_the_definitions_of_its_other_entries(sample):
    """The page stands before the funnel, and has its terms all the same; alone it has those of a first deck."""
    refs = Ref("definitions"), Ref("drop_off.funnel")
    pages = collect(DeckRecipe("", tuple(map(Entry, refs))), sample, "", date(2026, 1, 1)).pages
    names = names_in(pages[0].exhibit)
    assert "Under way" in names and "Score" not in names
    [alone] = collect(DeckRecipe("", (Entry(refs[0]),)), sample, "", date(2026, 1, 1)).pages
    assert {"Under way", "Score"} <= set(names_in(alone.exhibit))


def test_paper_without_such_a_page_has_the_terms_of_its_tables(sample):
    made = collect(DeckRecipe("", (Entry(Ref("drop_off.funnel")),)), sample, "", date(2026, 1, 1))
    lines = all_definitions(made)
    assert any(line.startswith("Under way: ") for line in lines)
    assert not any(line.startswith("Base: ") for line in lines)
    told = replace(made.pages[0].exhibit, ref=Ref("definitions"))
    assert all_definitions(replace(made, pages=(replace(made.pages[0], exhibit=told),))) == []
