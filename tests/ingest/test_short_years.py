"""Dates with two figures for the year: read where one order fits, asked about where two do, refused where none does."""

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.ingest.short_years import order_words
from journey.model.errors import Question, UserError
from journey.use.load import load
from tests.logs import load_options


def loaded(tmp_path, texts: list[str], *answers: str):
    rows = "".join(f"c{number},{text},Ad\n" for number, text in enumerate(texts))
    path = tmp_path / "log.csv"
    path.write_text(f"customer_id,occurred_at,touchpoint\n{rows}", encoding="utf-8")
    report = load(tmp_path / "db", "log", path, load_options(assumed=answers))
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    moments = [
        row[0] for row in generation.rows("select occurred_at from events order by event_no")
    ]
    return report, [f"{moment:%Y-%m-%d %H:%M}" for moment in moments]


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["31/12/23 10:00", "13/01/99 09:30"], "2023-12-31 10:00"),
        (["12/31/23", "1/14/99"], "2023-12-31 00:00"),
        (["99-12-31", "98-11-30"], "1999-12-31 00:00"),
        (["31.12.23 9:05 PM", "30.11.99 9:05 AM"], "2023-12-31 21:05"),
    ],
)
def test_the_one_order_that_fits_is_taken_and_said(tmp_path, texts, first):
    """A day over 12 and one over 31 leave one order; a year in the future is none."""
    report, moments = loaded(tmp_path, texts)
    assert moments[0] == first
    assert any("no other order fits them" in note for note in report.assumed)


def test_two_orders_that_fit_are_asked_about_and_each_answer_works(tmp_path):
    texts = ["01/02/23", "03/04/22"]
    with pytest.raises(Question) as raised:
        loaded(tmp_path, texts)
    assert "'01/02/23', with two figures for the year" in raised.value.sentence
    assert raised.value.choices == [
        "time.format=%d/%m/%y",
        "time.format=%m/%d/%y",
        "time.format=%y/%m/%d",
    ]
    wanted = ("2023-02-01", "2023-01-02", "2001-02-23")
    for number, (answer, day) in enumerate(zip(raised.value.choices, wanted)):
        (tmp_path / str(number)).mkdir()
        assert loaded(tmp_path / str(number), texts, answer)[1][0] == f"{day} 00:00"


def test_no_order_fits_and_other_forms_are_left_alone(tmp_path):
    with pytest.raises(UserError, match="is not a date or time"):
        loaded(tmp_path, ["45/45/45", "46/46/46"])
    (tmp_path / "whole").mkdir()
    assert loaded(tmp_path / "whole", ["2024-01-02", "2024-01-03"])[1][0] == "2024-01-02 00:00"


def test_the_order_in_words():
    assert order_words("%m/%d/%y %H:%M") == "month, day, year" and order_words("%Y") == "%Y"
