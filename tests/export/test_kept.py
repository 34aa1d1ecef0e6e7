"""Kept decks come back as recipes, and a template is a presentation of a size that can be opened."""

import io
import zipfile

import pytest
from pptx import Presentation

from journey.data import workspace
from journey.data.workspace import Deck, DeckEntry
from journey.exhibit.exhibit import Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.export import template
from journey.export.collection import DeckRecipe, Entry, known
from journey.export.kept import as_deck, as_recipe, recipe, under
from journey.model.errors import UserError
from journey.model.filters import Filters
from tests.logs import build, event

GOLD = Filters.of(where={"plan": ["gold"]})
EXITS = Ref.of("drop_off.exits", GOLD, stage="purchase")
MAP = Ref.of("map", Filters(), hide=["quotes", "friction"])


def test_a_recipe_is_kept_and_comes_back(tmp_path):
    made = DeckRecipe("Board", (Entry(EXITS, "Ours", "say it"), Entry(MAP)), "House")
    workspace.save_deck(tmp_path, "one", as_deck(made))
    assert recipe(tmp_path, "one", "Board") == made
    with pytest.raises(UserError, match="There is no deck 'Bord': there is 'Board'"):
        recipe(tmp_path, "one", "Bord")


def test_what_is_no_reference_is_left_out():
    deck = Deck("Board", (DeckEntry({"id": "map"}), DeckEntry(MAP.as_dict())))
    assert as_recipe(deck).entries == (Entry(MAP),)
    assert under(deck.entries[0], GOLD) == deck.entries[0]


def test_an_exhibit_comes_under_other_filters_with_its_own_choices():
    entry = under(DeckEntry(EXITS.as_dict(), "Ours"), Filters())
    assert entry == DeckEntry(
        Ref.of("drop_off.exits", Filters(), stage="purchase").as_dict(), "Ours"
    )


def test_what_the_data_do_not_know_any_more_is_nothing_with_the_reason(tmp_path):
    generation = build(tmp_path, [event("a", "2025-01-01", "Ad", stage="awareness")])
    for ref, reason in ((EXITS, "plan"), (Ref.of("gone", Filters()), "no such exhibit")):
        found = known(ref, asking(generation, ref.filters))
        assert isinstance(found, Nothing) and reason in found.reason


def test_a_template_is_a_presentation(monkeypatch):
    content = io.BytesIO()
    Presentation().save(content)
    template.check("ours.pptx", content.getvalue())
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w") as parts:
        parts.writestr("ppt/presentation.xml", "<p/>")
    for wrong in (b"", b"PK", content.getvalue()[:-100], bare.getvalue()):
        with pytest.raises(UserError, match="'ours.pptx' cannot be opened as a presentation"):
            template.check("ours.pptx", wrong)
    monkeypatch.setattr(template, "LARGEST", 1 << 20)
    with pytest.raises(UserError, match="has more than 1 MB"):
        template.check("ours.pptx", bytes((1 << 20) + 1))


def test_a_template_that_unpacks_to_too_much_is_not_opened(monkeypatch):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("ppt/presentation.xml", bytes(2 << 20))
    monkeypatch.setattr(template, "LARGEST_UNPACKED", 1 << 20)
    monkeypatch.setattr(template, "_open", lambda content: pytest.fail("it is opened"))
    with pytest.raises(UserError, match="unpacks to too much"):
        template.check("ours.pptx", bomb.getvalue())
