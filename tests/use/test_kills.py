"""A job that is killed at any moment loses nothing, and is ended or told at the next start; the whole of it is `tests.kills`."""

import shutil
from bisect import bisect_left

import pytest

from journey.data import journal, workspace
from journey.data.journal import Entry
from journey.use.erase import erase
from journey.use.recovery import cut_jobs, recover
from tests import full_disk, kills, process
from tests.full_disk import GONE

pytestmark = pytest.mark.process

KILLS, SEED = 20, 4


@pytest.fixture(scope="module")
def start(once):
    return once("start-of-jobs", full_disk.make_start)


@pytest.fixture(scope="module")
def cut_at_the_notes(start, once):
    """A data folder whose erasure was killed when the events were gone and the notes not yet: before the first step after them."""

    def fill(folder):
        steps = range(1, kills.MOST_STEPS)
        first = bisect_left(
            steps, True, key=lambda step: _are_events_gone(start, folder / "db", step)[0]
        )
        assert _are_events_gone(start, folder / "db", steps[first]) == (True, True)
        assert GONE in workspace.notes(folder / "db", "log")[0].words

    return once("cut-at-the-notes", fill)


@pytest.fixture(scope="module")
def seconds(start, tmp_path_factory):
    return kills.durations(start, tmp_path_factory.mktemp("uncut"))


@pytest.mark.parametrize("kill", kills.moments(KILLS, SEED), ids=str)
def test_a_killed_job_is_ended_or_told(start, seconds, tmp_path, kill):
    assert kills.attempt(kill, start, tmp_path, seconds[kill.job]) in (
        "after",
        "before and told",
        "before it began",
    )


def test_a_load_that_was_cut_is_named_with_how_far_it_came(start, tmp_path):
    """Killed before its fourth step of 30, when three are done."""
    assert kills.run(kills.Kill("load", 4), start, _copy(start, tmp_path), 0.0)
    recover(tmp_path / "db")
    (job,) = cut_jobs(tmp_path / "db")
    assert (
        job.sentence.startswith("The load of third.csv into 'log', begun 20")
        and "was cut at 9 %; nothing changed." in job.sentence
    )
    listed = process.run("datasets", "--db", str(tmp_path / "db"))
    assert "was cut at 9 %; nothing changed." in listed.err and cut_jobs(tmp_path / "db") == []


def test_a_cut_job_is_told_as_it_was_when_it_was_found(start, tmp_path):
    """A load by somebody else afterwards does not make the cut one look as if it had come into force."""
    db = _copy(start, tmp_path)
    assert kills.run(kills.Kill("load", 8), start, db, 0.0)
    assert process.run(*full_disk.words("load many", start, db)).status == 0
    recover(db)
    assert "nothing changed" in cut_jobs(db)[0].sentence


def test_an_erasure_that_was_cut_before_the_notes_is_ended_at_the_next_start(
    cut_at_the_notes, tmp_path
):
    """Its record holds no id; the events are gone by then, and the notes alone still name the customer."""
    db = _copy(cut_at_the_notes, tmp_path)
    ((path, entry),) = journal.cut(db)
    assert entry.job == "erasure" and GONE not in path.read_text(encoding="utf-8")
    recover(db)
    assert [note.words for note in workspace.notes(db, "log")] == [
        "call (erased) back"
    ] and journal.cut(db) == []


def test_an_erasure_that_was_cut_is_ended_by_asking_again(cut_at_the_notes, tmp_path):
    db = _copy(cut_at_the_notes, tmp_path)
    assert erase(db, GONE).notes == 1
    assert [note.words for note in workspace.notes(db, "log")] == [
        "call (erased) back"
    ] and journal.cut(db) == []


def test_any_command_ends_it_and_says_so(cut_at_the_notes, tmp_path):
    db = _copy(cut_at_the_notes, tmp_path)
    run = process.run("show", "summary", "--db", str(db))
    assert (
        run.status == 0
        and "journey: The erasure, begun 20" in run.err
        and "was cut; it is ended now." in run.err
    )
    assert [note.words for note in workspace.notes(db, "log")] == [
        "call (erased) back"
    ] and journal.cut(db) == []


def test_a_restore_that_was_cut_gets_its_notes_at_the_next_start(start, tmp_path, monkeypatch):
    db = _copy(start, tmp_path)
    workspace.remove_note(db, "log", workspace.notes(db, "log")[0].note_no)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(
            workspace, "restore_opinions", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        kills.work("restore", start, db, lambda name: None)
    assert workspace.notes(db, "log") == []
    recover(db)
    assert [note.words for note in workspace.notes(db, "log")] == [
        f"call {GONE} back"
    ] and cut_jobs(db) == []


def test_a_record_that_cannot_be_read_is_told(tmp_path):
    with (
        pytest.raises(KeyboardInterrupt),
        journal.recorded(tmp_path, Entry("load", "log")) as recording,
    ):
        recording.path.write_text("{", encoding="utf-8")
        raise KeyboardInterrupt
    recover(tmp_path)
    assert (
        cut_jobs(tmp_path)[0].sentence
        == "A job whose record cannot be read was cut: look at the versions of your datasets."
    )


def _copy(start, folder):
    shutil.rmtree(folder / "db", ignore_errors=True)
    shutil.copytree(start / "db", folder / "db")
    return folder / "db"


def _are_events_gone(start, db, step: int) -> tuple[bool, bool]:
    """Whether a kill before this step of an erasure leaves a new version and no older one, as one before any later step does; and
    whether there was anything left to kill."""
    _copy(start, db.parent)
    was_cut = kills.run(kills.Kill("erase", step), start, db, 0.0)
    versions = [path.name for path in (db / "log").glob("generation*")]
    return versions == ["generation-000004.duckdb"], was_cut
