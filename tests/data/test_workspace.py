"""Opinions stay while data change: the map's card and the notes, in a file that no load touches."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from journey.data import store, workspace
from journey.data.workspace import MapCard, SavedView
from journey.model.errors import UserError
from tests.logs import build, event


def test_a_card_comes_back_and_an_unknown_dataset_has_an_empty_one(tmp_path):
    card = MapCard(
        "Mobile",
        "Jane",
        "2026-12-01",
        "watch the app",
        figures={"dropped_off/purchase": [0.3, 0.2, 0.4]},
    )
    workspace.save_card(tmp_path, "one", card)
    assert (
        workspace.read_card(tmp_path, "one") == card
        and workspace.read_card(tmp_path, "two") == MapCard()
    )
    workspace.mark_reviewed(tmp_path, "one", 7, {"a": [1, 2, 3]}, 900)
    again = workspace.read_card(tmp_path, "one")
    assert (again.reviewed_version, again.figures) == (
        7,
        {"a": [1, 2, 3]},
    ) and again.reviewed_at.endswith("Z")
    assert again.reviewed_until == 900
    before = {"reviewed_at": "", "reviewed_version": 0, "reviewed_until": 0}
    assert replace(again, **before, figures=card.figures) == card


def test_several_notes_are_added_once(tmp_path):
    workspace.add_note(tmp_path, "one", "stage/buy", "slow")
    new = [("stage/buy", "slow"), ("lost/buy/Card", "slow"), ("lost/buy/Card", "slow")]
    assert workspace.add_notes(tmp_path, "one", new) == 1
    assert workspace.add_notes(tmp_path, "one", new) == 0
    found = [(note.cell, note.words) for note in workspace.notes(tmp_path, "one")]
    assert found == [("stage/buy", "slow"), ("lost/buy/Card", "slow")]


def test_notes(tmp_path):
    workspace.add_note(tmp_path, "one", "reached/purchase", "<b>ask</b>; drop table notes --")
    workspace.add_note(tmp_path, "one", "valence/purchase/Pay", "second")
    workspace.add_note(tmp_path, "two", "reached/purchase", "elsewhere")
    first, second = workspace.notes(tmp_path, "one")
    assert (
        first.words == "<b>ask</b>; drop table notes --" and second.cell == "valence/purchase/Pay"
    )
    workspace.remove_note(tmp_path, "two", first.note_no)
    assert len(workspace.notes(tmp_path, "one")) == 2
    workspace.remove_note(tmp_path, "one", first.note_no)
    assert [note.words for note in workspace.notes(tmp_path, "one")] == ["second"]


def test_no_load_touches_it_and_it_is_no_dataset(tmp_path):
    workspace.add_note(tmp_path / "db", "log", "reached/purchase", "kept")
    build(tmp_path, [event("a", "2025-01-01", "Ad", stage="awareness")])
    build(tmp_path, [event("b", "2025-01-02", "Ad", stage="awareness")])
    assert [note.words for note in workspace.notes(tmp_path / "db", "log")] == [
        "kept"
    ] and store.datasets(tmp_path / "db") == ["log"]


def test_saved_views_are_kept_by_name_and_dataset(tmp_path):
    phones = SavedView("'; drop table notes --", "app.py", {"where.device": ["phone", "tab"]})
    workspace.save_view(tmp_path, "one", phones)
    workspace.save_view(tmp_path, "one", SavedView("a", "pages/paths.py", {}))
    workspace.save_view(tmp_path, "two", SavedView("a", "app.py", {"hide": ["quotes"]}))
    assert workspace.saved_views(tmp_path, "one") == [phones, SavedView("a", "pages/paths.py", {})]
    over = replace(phones, page="pages/drop_off.py", address={})
    workspace.save_view(tmp_path, "one", over)
    workspace.delete_view(tmp_path, "one", "a")
    assert workspace.saved_views(tmp_path, "one") == [over]
    workspace.forget_dataset(tmp_path, "one")
    assert workspace.saved_views(tmp_path, "one") == []
    assert len(workspace.saved_views(tmp_path, "two")) == 1


def test_a_view_does_not_take_the_name_of_another(tmp_path):
    for name in ("a", "b"):
        workspace.save_view(tmp_path, "one", SavedView(name, "app.py", {"hide": [name]}))
    with pytest.raises(UserError, match="There is a view 'b' already"):
        workspace.rename_view(tmp_path, "one", "a", "b")
    workspace.rename_view(tmp_path, "one", "a", "c")
    assert [(view.name, view.address) for view in workspace.saved_views(tmp_path, "one")] == [
        ("b", {"hide": ["b"]}),
        ("c", {"hide": ["a"]}),
    ]


def test_a_workspace_of_an_earlier_program_has_no_views_and_takes_some(tmp_path):
    workspace.add_note(tmp_path, "one", "reached/purchase", "kept")
    with closing(sqlite3.connect(tmp_path / store.WORKSPACE)) as connection:
        connection.execute("drop table saved_views")
        connection.commit()
    assert workspace.saved_views(tmp_path, "one") == []
    assert workspace.texts(tmp_path) == ["kept", "reached/purchase"]
    workspace.save_view(tmp_path, "one", SavedView("a", "app.py", {}))
    assert [view.name for view in workspace.saved_views(tmp_path, "one")] == ["a"]
    assert [note.words for note in workspace.notes(tmp_path, "one")] == ["kept"]
    assert workspace.damaged(tmp_path) == []


def test_words_are_erased_from_saved_views(tmp_path):
    named = SavedView("Jane", "pages/customer.py", {"customer": ["Jane"]})
    workspace.save_view(tmp_path, "one", named)
    workspace.save_view(tmp_path, "one", SavedView("other", "app.py", {"where.plan": ["Janet"]}))
    assert workspace.erase_words(tmp_path, ["Jane"]) == 2
    assert [(view.name, view.address) for view in workspace.saved_views(tmp_path, "one")] == [
        ("(erased)", {"customer": ["(erased)"]}),
        ("other", {"where.plan": ["Janet"]}),
    ]
    assert b'"Jane"' not in (tmp_path / store.WORKSPACE).read_bytes()
