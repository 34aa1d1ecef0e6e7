"""Opinions stay while data change: the map's card and the notes, in a file that no load touches."""

from dataclasses import replace

from journey.data import store, workspace
from journey.data.workspace import MapCard
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
