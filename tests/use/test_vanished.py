"""A job goes on in words where what it was to work on is damaged or gone by the time it comes to it."""

import pytest

from journey.data import journal, store
from journey.data.journal import Entry
from journey.model.errors import UnknownName
from journey.use import backup, erase, intent
from journey.use.load import load
from journey.use.options import LoadOptions
from tests.logs import event, write_csv


@pytest.fixture
def db(tmp_path):
    rows = [event("ann7", "2025-01-01", "Ad")]
    load(tmp_path / "db", "log", write_csv(tmp_path / "a.csv", rows), LoadOptions())
    return tmp_path / "db"


def test_an_erasure_ends_where_the_only_version_turns_out_to_be_damaged(db):
    found = erase.traces(db, "ann7")
    store.current_generation(db, "log").write_text("no database", encoding="utf-8")
    entry = Entry(intent.ERASURE, intent=intent.of(db, ["ann7"], ["log"], is_all=True))
    with journal.recorded(db, entry) as recording:
        erasure = erase.erase_words(db, ["ann7"], found, recording)
    assert erasure.damaged == 1 and store.damaged(db, "log") == []
    assert erasure.sentences()[0].endswith("erased; no version is left that could be read")


def test_a_backup_that_waited_for_a_deletion_says_that_nothing_is_there(db, monkeypatch):
    current = store.current_generation(db, "log")
    monkeypatch.setattr(backup, "renewed", lambda db, dataset: current)
    store.delete_dataset(db, "log")
    with pytest.raises(UnknownName, match="log"):
        backup.back_up(db, "log")
