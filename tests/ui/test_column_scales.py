"""The scale of a score's column in the form of a load: what is chosen there loads the same as the words of the command line."""

import time

from journey.data import store
from journey.data.generation import newest
from journey.model.metrics import ASKED_SCALES
from journey.presenters.scales import ScoreColumn
from journey.use.load import load
from tests import patience
from tests.logs import load_options
from tests.ui.test_pages import open_page, words

HOSTILE = "How satisfied were you with <b>*billing*</b> = $x?"
ROWS = [(1, 1, 7), (1, 2, 6), (2, 5, 5), (5, 5, 1)]


def survey(folder):
    """Of the first question low is good, in the second a 5 is for who has not used it, the third is asked on 1 to 7."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"Respondent ID,End Date,{HOSTILE},How satisfied are you now?,Rate our service overall"
    ]
    lines += [f"r{number},2026-01-05,{','.join(map(str, row))}" for number, row in enumerate(ROWS)]
    path = folder / "survey.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def widget(app, kind, key):
    return next(each for each in getattr(app, kind) if key in (each.key or ""))


def test_the_form_loads_what_the_words_load(monkeypatch, tmp_path):
    survey(tmp_path / "form" / store.INBOX)
    app = open_page(monkeypatch, tmp_path / "form", "pages/data.py")
    app.multiselect[0].select("survey.csv").run()
    assert not app.exception
    widget(app, "selectbox", f"scale.{HOSTILE}").set_value("1-5-reversed").run()
    second = widget(app, "multiselect", "no_answer.How satisfied are you now?")
    second.set_value(["5"]).run()
    assert "Of the first rows: 2 answers fit, 2 mean nothing, none are left out." in words(app)
    next(each for each in app.button if each.label == "Load").click().run()
    end = time.monotonic() + patience.SECONDS
    while not store.datasets(tmp_path / "form") and time.monotonic() < end:
        app.run()
    by_form = newest(tmp_path / "form", "survey")
    said = [
        f"scale.{HOSTILE}=1-5-reversed",
        "scale.How satisfied are you now?=1-5",
        "no_answer.How satisfied are you now?=5",
    ]
    path = survey(tmp_path / "words")
    load(tmp_path / "words" / "db", "survey", path, load_options(is_survey=True, assumed=said))
    by_words = newest(tmp_path / "words" / "db", "survey")
    sql = "select touchpoint, csat, count(*) from events where csat is not null group by all order by all"
    assert by_form.rows(sql) == by_words.rows(sql)
    assert [row[1:] for row in by_form.rows(sql) if row[0] == HOSTILE] == [(1, 1), (4, 1), (5, 2)]


def test_what_fits_is_counted():
    """Four on the scale, two words for nothing, 0 beside a scale from 1, one 7 that is off it."""
    column = ScoreColumn("Rate", "csat", {"5": 2, "1": 1, "4 - good": 1, "n/a": 2, "7": 1, "0": 1})
    counts = column.counts(ASKED_SCALES["csat"]["1-5"], ["7"])
    assert (counts.fitting, counts.nothing, counts.left_out) == (4, 4, 0)
    counts = column.counts(ASKED_SCALES["csat"]["1-5"], [])
    assert (counts.fitting, counts.nothing, counts.left_out) == (4, 2, 2)
    assert counts.words == "4 answers fit, 2 mean nothing, 2 are left out: 7, 0"


def test_the_scale_is_found_in_the_answers():
    assert ScoreColumn("Rate", "csat", {"1": 3, "5": 4}).found("1-5") == "1-5"
    assert ScoreColumn("Rate", "csat", {"1": 3, "7": 4}).found("1-5") == "1-7"
    assert ScoreColumn("Rate", "csat", {"0": 3, "10": 4}).found("1-5") == "0-10"
    assert ScoreColumn("Rate", "csat", {"55": 3}).found("1-5") == "1-5"
