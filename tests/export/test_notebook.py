"""A dataset in a notebook: the command line's figures, exhibits as pictures, errors in a sentence."""

from datetime import date

import pytest

import journey
from journey.data.ask import ask
from journey.export.notebook import Opened
from journey.model.errors import UserError
from journey.model.filters import Filters

MOBILE = {"device": ["mobile"]}


@pytest.fixture
def notebook(sample):
    return Opened(sample, Filters())


def test_a_view_is_the_frame_of_its_rows(notebook, sample):
    reached = [row["reached"] for row in ask(sample, "funnel", Filters.of(where=MOBILE)).rows]
    assert list(notebook.filtered(where=MOBILE).ask("funnel")["reached"]) == reached


def test_an_exhibit_shows_itself_with_its_finding(notebook):
    shown = notebook.exhibit("drop_off.exits", stage="purchase")
    assert "80 % of those who left purchase were last seen at Basket" in shown._repr_html_()
    assert shown.frame()["journeys"].sum() == notebook.ask("exits")["journeys"].sum()


def test_shared_it_shows_what_files_show(notebook):
    shown = notebook.exhibit("drop_off.exits", shared=True, stage="purchase")
    assert set(shown.frame()["drop_stage"]) == {"any stage"}


def test_what_there_is_to_ask_for(notebook):
    assert notebook.exhibits["drop_off.exits"] == "Exit touchpoints"


def test_nothing_to_show_is_a_sentence(notebook):
    before = notebook.filtered(to_date=date(1999, 1, 1))
    with pytest.raises(UserError, match="under these filters"):
        before.exhibit("drop_off.exits")


def test_a_dataset_that_is_not_there(tmp_path):
    with pytest.raises(UserError, match="There is no dataset 'sample': there is none in"):
        journey.open("sample", str(tmp_path))
