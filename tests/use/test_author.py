"""Whose change it is: said where it begins, kept with what was changed, and nothing where an earlier program kept it."""

import sqlite3
from contextlib import closing

from journey.data import store, workspace
from journey.data.generation import newest, open_generation
from journey.data.workspace import Deck, SavedView
from journey.model.access import Key, Visitor
from journey.model.author import written_by
from journey.use.load import redefine
from tests import process
from tests.logs import build, event

ANN = Visitor(Key.EDIT, "Ann").words
ROWS = [event("c1", "2025-01-01", "Ad"), event("c2", "2025-01-02", "Ad")]


def test_a_version_and_a_load_say_by_whom(tmp_path):
    with written_by(ANN):
        first = build(tmp_path, ROWS)
    assert (first.origin.author, first.loads[0]["author"]) == ("Ann (edit key)", "Ann (edit key)")
    with written_by(Visitor(Key.OWNER).words):
        redefine(
            tmp_path / "db", "log", 'title = "Other"\n' + first.definition.toml.partition("\n")[2]
        )
    after = newest(tmp_path / "db", "log")
    assert (after.origin.author, after.loads[0]["author"]) == ("the owner", "Ann (edit key)")


def test_the_command_line_says_that_it_was_the_command_line(tmp_path):
    build(tmp_path, ROWS)
    db = tmp_path / "db"
    (tmp_path / "more.csv").write_text("customer_id,occurred_at,touchpoint\nc3,2025-01-03,Ad\n")
    process.run("load", str(tmp_path / "more.csv"), "--dataset", "log", "--db", str(db))
    generation = open_generation(store.current_generation(db, "log"))
    assert [load["author"] for load in generation.loads] == ["", "the command line"]
    assert generation.origin.author == "the command line"


def test_what_is_kept_beside_the_data_says_by_whom(tmp_path):
    with written_by(ANN):
        workspace.add_note(tmp_path, "log", "reached/purchase", "ask sales")
        workspace.save_view(tmp_path, "log", SavedView("mine", "app.py", {}))
        workspace.save_deck(tmp_path, "log", Deck("Board"))
    authors = [each.author for each in workspace.notes(tmp_path, "log")]
    authors += [each.author for each in workspace.saved_views(tmp_path, "log")]
    authors += [each.author for each in workspace.decks(tmp_path, "log")]
    assert authors == ["Ann (edit key)"] * 3


def test_a_workspace_of_an_earlier_program_names_nobody_and_takes_who_comes(tmp_path):
    workspace.add_note(tmp_path, "log", "reached/purchase", "old")
    with closing(sqlite3.connect(tmp_path / store.WORKSPACE)) as connection:
        for table in ("notes", "saved_views", "decks"):
            connection.execute(f"alter table {table} drop column author")
        connection.commit()
    assert [note.author for note in workspace.notes(tmp_path, "log")] == [""]
    assert workspace.saved_views(tmp_path, "log") == [] == workspace.decks(tmp_path, "log")
    assert workspace.texts(tmp_path) == ["old", "reached/purchase"]
    with written_by(ANN):
        workspace.add_note(tmp_path, "log", "reached/purchase", "new")
    assert [note.author for note in workspace.notes(tmp_path, "log")] == ["", "Ann (edit key)"]
