"""Prepared tables carry the form of what made them: whatever changes there makes them anew."""

import hashlib

from journey.data import definition_rows, prepare
from journey.data.kind import OF_CASES
from journey.data.prepare import FORM, LONGEST_SPAN, form_of
from journey.data.views.form import SPANS
from journey.data.views.options import DEEPEST
from journey.model.definition import DAY_SECONDS
from journey.model.metrics import (
    GOOD_VALENCE,
    NEGATIVE_VALENCE,
    POSITIVE_VALENCE,
    SERVICE_MODES,
)
from journey.model.vocabulary import SERVICE_LOG
from tests.conftest import ROOT

OWN = {  # of the modules' own text, which is in the form
    *("QUERIES", "TABLES", "LONGEST_SPAN", "CLUSTERED_BY", "FORM_BYTES", "MADE_BY"),
    *("TEMPORARY_TABLES", "TEXT_COLUMNS", "CONSTANTS", "FORM", "LATEST_S"),
    *("STAGES", "ENDS"),
}


def test_the_form_is_that_of_the_queries_and_modules_that_make_the_tables():
    modules = ("prepare", "attributes", "definition_rows", "symbols")
    paths = [ROOT / f"journey/data/{name}.py" for name in modules]
    paths += [
        ROOT / f"journey/model/{name}.py"
        for name in ("addresses", "subjects", "patterns", "spelling")
    ]
    paths += sorted((ROOT / "queries/prepare").glob("*.sql"))
    texts = ["\n".join(path.read_text().splitlines()) for path in paths]
    constants = (
        SPANS,
        LONGEST_SPAN,
        DEEPEST,
        NEGATIVE_VALENCE,
        POSITIVE_VALENCE,
        GOOD_VALENCE,
        DAY_SECONDS,
        OF_CASES,
        SERVICE_LOG,
        SERVICE_MODES,
    )
    text = "\0".join([*texts, repr(constants)])
    assert int(hashlib.sha256(text.encode()).hexdigest()[:12], 16) == FORM
    assert len(paths) > 15


def test_every_constant_that_the_modules_take_from_elsewhere_is_in_the_form():
    """Names in capitals, but for the folder of the queries, whose texts are in it themselves."""
    texts = vars(prepare) | vars(definition_rows)
    named = {name for name in texts if name.isupper() and name not in OWN}
    assert named == {
        "SPANS",
        "DEEPEST",
        "NEGATIVE_VALENCE",
        "POSITIVE_VALENCE",
        "GOOD_VALENCE",
        "DAY_SECONDS",
        "OF_CASES",
        "SERVICE_LOG",
        "SERVICE_MODES",
    }


def test_any_change_but_of_line_endings_is_another_form():
    assert form_of(["a\nb", "c"]) == form_of(["a\r\nb\n", "c"])
    assert (
        len({form_of(["a\nb", "c"]), form_of(["a\nb", "d"]), form_of(["a\nb c"]), form_of([])}) == 4
    )


def test_a_form_is_kept_exactly_in_the_settings(sample):
    assert sample.form == FORM and FORM > 2**32
