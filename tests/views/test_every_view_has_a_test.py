"""A view is three files: its query, its module, and its test here."""

from pathlib import Path

from journey.findings.asking import FORMS

HERE = Path(__file__)


def test_each_view_has_its_test_and_each_test_its_view():
    tests = {path.stem.removeprefix("test_") for path in HERE.parent.glob("test_*.py")}
    assert tests - {HERE.stem.removeprefix("test_")} == set(FORMS)
