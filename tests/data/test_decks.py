"""Decks and templates are kept by name, go with their dataset, and are rid of a customer as notes are."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest

from journey.data import store, workspace
from journey.data.workspace import Deck, DeckEntry
from journey.model.errors import UserError

EXITS = {
    "id": "drop_off.exits",
    "filters": {"where.plan": ["gold"]},
    "options": {"stage": "purchase"},
}
ONE = DeckEntry(EXITS, "Where we lose them", "Ask'; drop table decks --")


def pptx(*paragraphs: str) -> bytes:
    """A file with one slide, as far as a search for words sees it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        words = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in paragraphs)
        parts.writestr("ppt/slides/slide1.xml", f"<p:sld>{words}</p:sld>")
        parts.writestr("ppt/media/image1.png", b"ann7@example.com")
    return file.getvalue()


def test_decks_are_kept_by_name_and_dataset(tmp_path):
    assert workspace.decks(tmp_path, "one") == []
    review = Deck("Review", (ONE, DeckEntry(EXITS)), "House", 3)
    for dataset, deck in (("one", review), ("one", Deck("Board")), ("two", Deck("Review"))):
        workspace.save_deck(tmp_path, dataset, deck)
    assert workspace.decks(tmp_path, "one") == [Deck("Board"), review]
    changed = replace(review, entries=(ONE,), template="")
    workspace.save_deck(tmp_path, "one", changed)
    workspace.delete_deck(tmp_path, "one", "Board")
    assert workspace.decks(tmp_path, "one") == [changed]
    workspace.forget_dataset(tmp_path, "one")
    assert workspace.decks(tmp_path, "one") == []
    assert workspace.decks(tmp_path, "two") == [Deck("Review")]


def test_an_exhibit_is_put_at_the_end_of_a_deck_which_it_may_begin(tmp_path):
    assert workspace.add_to_deck(tmp_path, "one", "Review", ONE) == 1
    workspace.save_deck(tmp_path, "one", Deck("Review", (ONE,), "House", 3))
    assert workspace.add_to_deck(tmp_path, "one", "Review", DeckEntry({"id": "map"})) == 2
    [deck] = workspace.decks(tmp_path, "one")
    assert deck == Deck("Review", (ONE, DeckEntry({"id": "map"})), "House", 3)


def test_a_deck_is_renamed_copied_and_known_to_be_made(tmp_path):
    workspace.save_deck(tmp_path, "one", Deck("a", (ONE,), "House"))
    workspace.mark_made(tmp_path, "one", "a", 7)
    assert workspace.duplicate_deck(tmp_path, "one", "a") == "a copy"
    assert workspace.duplicate_deck(tmp_path, "one", "a") == "a copy 2"
    with pytest.raises(UserError, match="There is a deck 'a copy' already"):
        workspace.rename_deck(tmp_path, "one", "a", "a copy")
    workspace.rename_deck(tmp_path, "one", "a", "b")
    made = [(deck.name, deck.made_version) for deck in workspace.decks(tmp_path, "one")]
    assert made == [("a copy", 0), ("a copy 2", 0), ("b", 7)]
    assert all(deck.entries == (ONE,) for deck in workspace.decks(tmp_path, "one"))
    with pytest.raises(UserError, match="There is no deck 'a' any more"):
        workspace.duplicate_deck(tmp_path, "one", "a")


def test_templates_are_kept_for_all_datasets_and_leave_their_decks(tmp_path):
    assert workspace.template_names(tmp_path) == []
    assert workspace.template_content(tmp_path, "House") is None
    workspace.save_template(tmp_path, "House", b"first")
    workspace.save_template(tmp_path, "House", b"second", is_new=True)
    assert workspace.template_content(tmp_path, "House") == b"first"
    workspace.save_template(tmp_path, "House", b"second")
    workspace.save_template(tmp_path, "Board", b"other")
    assert workspace.template_names(tmp_path) == ["Board", "House"]
    assert workspace.template_content(tmp_path, "House") == b"second"
    workspace.save_deck(tmp_path, "one", Deck("a", (), "House"))
    workspace.save_deck(tmp_path, "two", Deck("b", (), "Board"))
    workspace.delete_template(tmp_path, "House")
    assert workspace.template_names(tmp_path) == ["Board"]
    assert [workspace.decks(tmp_path, name)[0].template for name in ("one", "two")] == ["", "Board"]


def test_a_customer_is_erased_from_names_titles_notes_and_filters_of_decks(tmp_path):
    words = "ann7@example.com"
    ref = {
        "id": "x",
        "filters": {"where.owner": [words]},
        "options": {"cell": "exit/Mail%20to%20ann7%40example.com"},
    }
    deck = Deck(
        f"For {words}", (DeckEntry(ref, f"{words} left", f"call {words}"),), f"{words} look"
    )
    workspace.save_deck(tmp_path, "one", deck)
    workspace.save_deck(tmp_path, "one", Deck("other", (DeckEntry(EXITS, f"{words}x stays"),)))
    workspace.save_template(tmp_path, f"{words} look", pptx("Nobody"))
    assert workspace.holding(tmp_path, [words]) == 4
    assert workspace.erase_words(tmp_path, [words]) == 4
    clean, other = workspace.decks(tmp_path, "one")
    assert clean.name == "For (erased)" and clean.template == "(erased) look"
    assert workspace.template_names(tmp_path) == ["(erased) look"]
    [entry] = clean.entries
    assert (entry.title, entry.notes) == ("(erased) left", "call (erased)")
    assert entry.ref["filters"] == {"where.owner": ["(erased)"]}
    assert entry.ref["options"] == {"cell": "exit/Mail%20to%20(erased)"}
    assert other.entries[0].title == f"{words}x stays"
    assert workspace.holding(tmp_path, [words]) == 0
    kept = (tmp_path / store.WORKSPACE).read_bytes()
    assert words.encode() not in kept.replace(f"{words}x stays".encode(), b"")


def test_a_template_that_names_the_customer_goes_and_its_decks_keep_what_they_hold(tmp_path):
    workspace.save_template(tmp_path, "told", pptx("Dear ann7@example.com,", "we &amp; you"))
    workspace.save_template(tmp_path, "silent", pptx("Dear ann7@example.community,"))
    assert "we & you" in workspace.texts(tmp_path)
    assert workspace.erase_words(tmp_path, ["ann7@example.com"]) == 1
    assert workspace.template_names(tmp_path) == ["silent"]


def test_two_names_that_become_the_same_stay_two_decks(tmp_path):
    for name in ("ann7@example.com", "p-1234567"):
        workspace.save_deck(tmp_path, "one", Deck(name, (ONE,)))
    assert workspace.erase_words(tmp_path, ["ann7@example.com", "p-1234567"]) == 2
    names = [deck.name for deck in workspace.decks(tmp_path, "one")]
    assert names == ["(erased)", "(erased) 2"]


def test_a_workspace_of_an_earlier_program_has_no_decks_and_takes_some(tmp_path):
    workspace.add_note(tmp_path, "one", "reached/purchase", "kept")
    with closing(sqlite3.connect(tmp_path / store.WORKSPACE)) as connection:
        connection.executescript("drop table decks; drop table templates")
    assert workspace.decks(tmp_path, "one") == [] == workspace.template_names(tmp_path)
    assert workspace.texts(tmp_path) == ["kept", "reached/purchase"]
    workspace.add_to_deck(tmp_path, "one", "a", ONE)
    assert [deck.name for deck in workspace.decks(tmp_path, "one")] == ["a"]
    assert workspace.damaged(tmp_path) == []


@pytest.mark.parametrize(
    "entries", ["no JSON", "[1]", json.dumps([{"ref": {}, "colour": "red"}])], ids=str
)
def test_a_list_that_another_program_left_is_an_empty_deck(tmp_path, entries):
    workspace.save_deck(tmp_path, "one", Deck("a", (ONE,)))
    with closing(sqlite3.connect(tmp_path / store.WORKSPACE)) as connection:
        connection.execute("update decks set entries = ?", (entries,))
        connection.commit()
    assert workspace.decks(tmp_path, "one") == [Deck("a")]
