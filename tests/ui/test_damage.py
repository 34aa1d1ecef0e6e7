"""What is locked, damaged or takes too long costs a sentence, not the page."""

import sqlite3

import pytest

from journey.data import engine, store, workspace
from journey.data.generation import Generation, TookTooLong
from journey.ui import data
from tests.logs import build, event
from tests.ui.test_pages import component, open_page


def warnings(app) -> str:
    return "\n".join(element.value.replace("\\", "") for element in app.warning)


def test_the_map_opens_without_notes_that_are_locked(monkeypatch, tmp_path):
    build(tmp_path, [event("a", "2025-01-01", "Ad", stage="awareness")])
    db = tmp_path / "db"
    workspace.add_note(db, "log", "reached/awareness", "call them")
    lock = sqlite3.connect(db / store.WORKSPACE)
    lock.execute("pragma locking_mode = exclusive")
    lock.execute("begin exclusive")
    lock.execute("delete from notes where false")
    app = open_page(monkeypatch, db)
    assert component(app)[
        "wide"
    ] and "are in use by another program, which holds workspace.sqlite" in warnings(app)
    lock.close()
    app.run()
    assert "another program" not in warnings(app)


def test_all_versions_damaged_is_said_where_there_is_nothing_else(monkeypatch, tmp_path):
    generation = build(tmp_path, [event("a", "2025-01-01", "Ad")])
    generation.path.write_text("no database", encoding="utf-8")
    app = open_page(monkeypatch, tmp_path / "db")
    assert app.title[0].value == "No data yet"
    assert (
        "No version of 'log' can be read: version 1 is damaged. Restore a backup, or load the files again."
        in warnings(app)
    )


def test_a_question_that_takes_too_long_is_stopped_with_a_sentence(monkeypatch, tmp_path):
    path = build(tmp_path, [event("a", "2025-01-01", "Ad")]).path
    monkeypatch.setattr(engine, "LONGEST_QUERY_MS", 100)
    other = path.with_name("generation-000002.duckdb")
    other.write_bytes(path.read_bytes())
    generation = Generation(other)
    with pytest.raises(TookTooLong, match="took longer than"):
        generation.rows("select count(*) from range(100000000000) where sqrt(range) > 1e9")


def test_a_page_whose_question_takes_too_long_says_so(monkeypatch, tmp_path):
    build(tmp_path, [event("a", "2025-01-01", "Ad")])
    monkeypatch.setattr(data, "ask", lambda *_, **__: (_ for _ in ()).throw(TookTooLong()))
    app = open_page(monkeypatch, tmp_path / "db", "pages/paths.py")
    assert (
        "This took longer than 60 seconds and was stopped: narrow the filters, or ask for less."
        in warnings(app)
    )
