"""A file is written whole or not at all, on a full disk too, and what was there before stands."""

import errno
import os

import pytest

from journey.data.room import NoRoom
from journey.export import writing
from journey.export.writing import write
from journey.model.errors import UserError
from tests import process
from tests.conftest import leave_out
from tests.full_disk import KILOBYTE, small_disk


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "a.txt"
    write(path, b"first")
    write(path, b"second")
    assert path.read_bytes() == b"second" and list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_and_a_folder_are_one_sentence(tmp_path):
    with pytest.raises(UserError, match="no such folder"):
        write(tmp_path / "none" / "a.txt", b"")
    with pytest.raises(UserError, match="is a folder"):
        write(tmp_path, b"")


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
def test_what_is_cut_leaves_nothing_and_what_was_there_stands(tmp_path, monkeypatch, error):
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")

    def cut(number):
        raise error

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(NoRoom if isinstance(error, OSError) else KeyboardInterrupt):
        write(path, b"after")
    assert path.read_bytes() == b"before" and list(tmp_path.iterdir()) == [path]


def test_a_draft_never_has_the_name_of_the_file(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(writing.os, "fsync", lambda number: seen.extend(tmp_path.iterdir()))
    write(tmp_path / "a.png", b"x")
    assert [path.name.endswith(".part") for path in seen] == [True]


@pytest.mark.process
def test_a_full_disk_is_one_sentence_and_leaves_no_half_file(sample_db):
    with small_disk() as disk:
        if disk is None:
            leave_out("no disk of its own can be mounted here")
        out = disk / "report.html"
        words = [
            "export",
            "report",
            "--exhibit",
            "drop_off.funnel",
            "--db",
            str(sample_db),
            "--out",
            str(out),
        ]
        filler = disk / "filler"
        with filler.open("wb") as file:
            while True:
                try:
                    file.write(b"x" * 10 * KILOBYTE)
                    file.flush()
                except OSError:
                    break
        run = process.run(*words)
        assert run.status == 2 and list(disk.iterdir()) == [filler]
        assert "has no room" in run.err and "Traceback" not in run.err
        filler.unlink()
        assert process.run(*words).status == 0 and list(disk.iterdir()) == [out]
