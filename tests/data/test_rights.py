"""Nobody but the owner reads what lies in the data folder, and temporary files go away."""

import os
import time
from pathlib import Path

import pytest

from journey.data import store, temporary, workspace
from journey.data.temporary import Temporary
from journey.use.backup import back_up
from journey.use.load import load
from journey.use.options import LoadOptions
from tests import process
from tests.logs import event, load_options, write_csv

WIDE_FOLDER, WIDE_FILE = 0o777, 0o666
pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights of files are another thing here")


def rights(db: Path) -> dict[str, set[str]]:
    found = {"folders": {oct(db.stat().st_mode & 0o777)}, "files": set()}
    for path in db.rglob("*"):
        found["folders" if path.is_dir() else "files"].add(oct(path.stat().st_mode & 0o777))
    return found


@pytest.fixture
def db(tmp_path) -> Path:
    """Everything that can lie there: versions, refused rows, a key, notes, a backup; made under the widest mask."""
    before = os.umask(0)
    try:
        rows = [event("a", "2025-01-01", "Ad"), event("", "2025-01-01", "Ad")]
        load(
            tmp_path / "db",
            "log",
            write_csv(tmp_path / "a.csv", rows),
            LoadOptions(pseudonymise=True),
        )
        workspace.add_note(tmp_path / "db", "log", "reached/purchase", "x")
        back_up(tmp_path / "db", "log")
        return tmp_path / "db"
    finally:
        os.umask(before)


def test_what_is_written_is_the_owner_s_alone(db):
    assert rights(db) == {"folders": {"0o700"}, "files": {"0o600"}}


def test_what_was_wider_before_is_narrowed_at_the_next_start(db):
    (db / store.INBOX).mkdir()
    (db / store.INBOX / "large.csv").write_text("x", encoding="utf-8")
    for path in (db, *db.rglob("*")):
        path.chmod(WIDE_FOLDER if path.is_dir() else WIDE_FILE)
    assert process.run("datasets", "--db", str(db)).status == 0
    assert rights(db) == {"folders": {"0o700"}, "files": {"0o600"}}


def test_what_is_not_ours_beside_the_data_is_left_alone(db):
    """A data folder may be named that holds other things, too."""
    other = db / "project"
    other.mkdir()
    (other / "code.py").write_text("x", encoding="utf-8")
    other.chmod(0o755)
    (other / "code.py").chmod(0o644)
    assert process.run("datasets", "--db", str(db)).status == 0
    assert (other.stat().st_mode & 0o777, (other / "code.py").stat().st_mode & 0o777) == (
        0o755,
        0o644,
    )


def test_a_temporary_folder_goes_with_its_holder_and_a_stale_one_at_the_next_start(tmp_path):
    held = Temporary(tmp_path, "upload")
    (held.path / "mine.csv").write_text("x", encoding="utf-8")
    stale = tmp_path / temporary.FOLDER / "upload-of-a-killed-process"
    stale.mkdir()
    (stale / "theirs.csv").write_text("y", encoding="utf-8")
    assert [one.files for one in temporary.kept(tmp_path, "upload")] != []
    temporary.remove_stale(tmp_path)
    assert not stale.exists() and (held.path / "mine.csv").exists()
    assert [one.files for one in temporary.kept(tmp_path, "upload")] == [(("mine.csv", 1),)]
    held.close()
    assert not held.path.exists()


def test_a_temporary_folder_goes_after_its_time_also_while_it_is_held(tmp_path):
    held = Temporary(tmp_path, "upload")
    os.utime(held.path, (time.time() - 90_000,) * 2)
    temporary.remove_older(tmp_path, "upload", 86_400)
    assert not held.path.exists()


def test_nothing_temporary_is_left_outside_the_data_folder(tmp_path, monkeypatch):
    """A load of a file that has to be rewritten, with the system's folder for temporary files watched."""
    watched = tmp_path / "system"
    watched.mkdir()
    (tmp_path / "a.csv").write_bytes(
        'customer_id;occurred_at;touchpoint\nMüller;2025-01-01;"Ad\nnew"\n'.encode("cp1252")
    )
    monkeypatch.setenv("TMPDIR", str(watched))
    run = process.began(_load_watched, tmp_path, watched)
    run.join()
    assert run.exitcode == 0


def _load_watched(folder: Path, watched: Path) -> None:
    import tempfile

    tempfile.tempdir = str(watched)
    seen = []
    load(
        folder / "db",
        "log",
        folder / "a.csv",
        load_options(assumed=("encoding=cp1252",)),
        lambda name: seen.extend(watched.iterdir()),
    )
    assert seen == [] and len(list((folder / "db" / temporary.FOLDER).iterdir())) == 0
