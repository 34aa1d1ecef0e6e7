"""What a screen says of errors: the control that mends them, or the number under which the log has them."""

import pytest
from streamlit.testing.v1 import AppTest

from journey.model.errors import NeedsTime, Setting, UserError
from journey.presenters.errors import plain_sentence
from journey.ui import journey_map
from journey.use import error_log
from tests import patience
from tests.conftest import ROOT
from tests.logs import build, event

SECRET = "ann@example.com"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UserError("Too small."), "Too small."),
        (NeedsTime("log", ["dates"]), "The answers of 'log' have no time: leave dates out."),
        (
            UserError("It is there.", Setting("dataset", "NAME"), Setting("replace")),
            "It is there. Choose another name under Dataset or Put it in place of what is there.",
        ),
    ],
)
def test_settings_are_controls(error, words):
    assert plain_sentence(error) == words


def test_an_unexpected_error_has_a_number_and_no_words_of_the_data(
    monkeypatch, tmp_path, shows_unexpected_errors
):
    def broken(filters):
        raise KeyError(SECRET)

    build(tmp_path, [event("a", "2025-01-01", "Ad")])
    monkeypatch.setattr(journey_map, "show", broken)
    monkeypatch.setenv("JOURNEY_DB", str(tmp_path / "db"))
    monkeypatch.chdir(ROOT)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=patience.SECONDS).run()
    (shown,) = app.error
    log = (tmp_path / "db" / error_log.LOG).read_text()
    assert log.split()[0] in shown.value and "KeyError" in log and "tests/ui/test_errors.py" in log
    assert not app.exception and SECRET not in shown.value + log
