"""A full disk loses nothing and says so: six jobs, on a small disk, with too little room beforehand, too little on the way, and enough."""

import shutil
import subprocess
import sys

import pytest

from tests import full_disk
from tests.conftest import ROOT, leave_out

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def start(once):
    return once("start-of-jobs", full_disk.make_start)


@pytest.fixture(scope="module")
def disk():
    with full_disk.small_disk() as mounted:
        if mounted is None:
            leave_out("no small disk can be mounted here: only root can")
        yield mounted


@pytest.mark.parametrize(
    ("job", "kilobytes"), [(job, size) for job, sizes in full_disk.JOBS.items() for size in sizes]
)
def test_a_job_is_done_or_refused_and_nothing_is_lost(start, disk, job, kilobytes):
    outcome = full_disk.attempt(job, start, disk, kilobytes)
    assert (outcome == "done") == (kilobytes == full_disk.JOBS[job][-1]), outcome


@pytest.mark.parametrize(
    "job", ["load many", "first load", "definition", "erase", "undo", "restore", "backup"]
)
def test_a_limit_on_the_size_of_a_file_is_another_case(start, tmp_path, job):
    """The disk has room, but no file may grow beyond less than the job writes: refused, with what to do, and nothing changed."""
    db = tmp_path / "db"
    shutil.copytree(start / "db", db)
    before = full_disk.state(db)
    limit = {"load many": 1_000, "first load": 1_000, "backup": 6}.get(job, 300)  # kilobytes
    command = [sys.executable, "-m", "journey", *full_disk.words(job, start, db)]
    run = subprocess.run(
        ["bash", "-c", f'ulimit -f {limit}; exec "$@"', "-", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (
        run.returncode == 2
        and f"grew to the size that this system allows for one file, {limit * 1024 / 1e3:,.0f} KB. Nothing was changed"
        in run.stderr.replace("1.0 MB", "1,024 KB")
    ), run.stderr
    assert (
        full_disk.state(db) == before
        and not list(db.rglob("draft*"))
        and not list((db / ".jobs").glob("*.json"))
    )
