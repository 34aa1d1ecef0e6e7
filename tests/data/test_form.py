"""Prepared tables carry the form of what made them: whatever changes there makes them anew."""

import hashlib

from journey.data.prepare import FORM, form_of
from tests.conftest import ROOT


def test_the_form_is_that_of_the_queries_and_modules_that_make_the_tables():
    paths = [ROOT / "journey/data/prepare.py", ROOT / "journey/data/symbols.py"]
    paths += sorted((ROOT / "queries/prepare").glob("*.sql"))
    text = "\0".join("\n".join(path.read_text().splitlines()) for path in paths)
    assert int(hashlib.sha256(text.encode()).hexdigest()[:12], 16) == FORM
    assert len(paths) > 15


def test_any_change_but_of_line_endings_is_another_form():
    assert form_of(["a\nb", "c"]) == form_of(["a\r\nb\n", "c"])
    assert (
        len({form_of(["a\nb", "c"]), form_of(["a\nb", "d"]), form_of(["a\nb c"]), form_of([])}) == 4
    )


def test_a_form_is_kept_exactly_in_the_settings(sample):
    assert sample.form == FORM and FORM > 2**32
