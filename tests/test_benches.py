"""The benches run: a tiny run of each, so that no renamed view or option stops a long one half-way."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from journey.export.files import COLLECTION_FORMS, EXHIBIT_FORMS
from journey.findings.asking import FINDING_VIEWS, FORMS
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


def run(folder, *words: str) -> str:
    """What the bench prints."""
    tiny = {"JOURNEY_BENCH": "tiny", "JOURNEY_BENCH_FOLDER": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=os.environ | tiny,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_loads_and_views(tmp_path):
    printed = run(tmp_path, "tests.benchmark")
    for view in FORMS.keys() - FINDING_VIEWS:
        assert re.search(rf"^{view} +\d+ /", printed, re.MULTILINE), view
    for file in ("csv, clean", "parquet, refused"):
        assert re.search(rf"^1 M, all columns, {file} +\d", printed, re.MULTILINE), file
    assert re.search(r"^findings of all, s \d", printed, re.MULTILINE)
    assert "nan" not in printed


def test_pages(tmp_path, sample_db):
    """Of what stands where `tests.benchmark` leaves the large file."""
    shutil.copytree(sample_db / "sample", tmp_path / "db" / "csv")
    assert run(tmp_path, "tests.benchmark_pages").count("first page from a cold start") == 1


def test_files(tmp_path, sample_db):
    shutil.copytree(sample_db / "sample", tmp_path / "db" / "csv")
    printed = run(tmp_path, "tests.benchmark_files")
    for form in (*COLLECTION_FORMS, *EXHIBIT_FORMS):
        line = rf"^(one exhibit as )?{re.escape(form.label)} +\d"
        assert re.search(line, printed, re.MULTILINE), form.label


def test_the_server(tmp_path):
    printed = run(tmp_path, "tests.benchmark_server")
    assert (
        "errors 0" in printed
        and "wrong or failed 0" in printed
        and "a message of a socket" in printed
    )


def test_paths(tmp_path):
    printed = run(tmp_path, "tests.benchmark_paths")
    figures = re.findall(r"^(.{32}) +\d+\.\d\d +(\S+)$", printed, re.MULTILINE)
    assert len(figures) >= 6 and all(re.fullmatch(r"\d+\.\d+", seconds) for _, seconds in figures)


def test_a_workshop(tmp_path):
    assert "lost 0, boards that differ 0" in run(tmp_path, "tests.benchmark_workshop")


def test_a_workshop_whose_server_is_killed(tmp_path):
    assert re.search(
        r"killed at 2 moments: [1-9]\d* notes confirmed, lost 0;",
        run(tmp_path, "tests.benchmark_workshop_killed"),
    )
