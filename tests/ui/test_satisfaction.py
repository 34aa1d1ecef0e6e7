"""The Satisfaction screen: its link keeps what was chosen, and a figure leads to its journeys."""

import pytest

from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.data.store import current_generation
from journey.model.filters import Filters
from journey.presenters.page_state import SATISFACTION
from tests.ui.test_pages import open_page, words

PAGE = "pages/satisfaction.py"


def caption_of_list(app) -> str:
    return next(
        text.value.replace("\\", "") for text in app.caption if "Select a row to open" in text.value
    )


@pytest.mark.parametrize(
    ("link", "cohort", "where"),
    [
        ({"metric": "csat", "split": "stage", "behind": "retention"}, "csat/retention", {}),
        ({"metric": "csat", "split": "channel", "behind": "phone"}, "", {"channel": ["phone"]}),
        (
            {"part": "service", "served": "channel", "behind": "chatbot"},
            "",
            {"channel": ["chatbot"]},
        ),
        (
            {"part": "loyalty", "group": "segment", "behind": "business"},
            "",
            {"segment": ["business"]},
        ),
    ],
)
def test_a_figure_leads_to_its_journeys(monkeypatch, sample_db, link, cohort, where):
    app = open_page(monkeypatch, sample_db, PAGE, **link)
    filters = Filters.of(where=where)
    filters = filters.in_cohort(cohort) if cohort else filters
    generation = open_generation(current_generation(sample_db, "sample"))
    journeys = ask(generation, "summary", filters).rows[0]["journeys"]
    assert f"{journeys:,} journeys" in caption_of_list(app)


def test_what_is_chosen_stays_in_the_link():
    assert {"part", "metric", "variant", "split", "served", "within", "group", "behind"} <= set(
        SATISFACTION
    )


def test_days_within_come_from_the_link(monkeypatch, sample_db):
    """With thirty days fewer cases were resolved at the first contact, of fewer that are old enough."""
    app = open_page(monkeypatch, sample_db, PAGE, part="service", within="30")
    generation = open_generation(current_generation(sample_db, "sample"))
    [row] = ask(generation, "service", Filters(), within=30.0).rows
    said = f"{row['first_contact_resolution']:.0%} of {row['first_contact_resolution_n']:,} cases".replace(
        "%", " %"
    )
    assert said in words(app)
