"""A survey has no outcomes and no order, though its answers have times: blank and said in every view, on the command line too."""

import pytest

from journey.data.ask import VIEWS
from journey.data.timeless import NOTE_ON_SURVEYS
from journey.graph.answers import GRAPH_VIEWS, ask
from journey.map.one_customer import journeys_of, sentence
from journey.model.filters import Filters
from journey.model.vocabulary import use_words
from journey.presenters.customers import ListedCustomers
from tests.data.test_rows import faults
from tests.data.test_timeless import COLUMNS_NEED_TIME, ROWS_NEED_TIME
from tests.logs import build, event

MOMENTS = ("first_at", "last_at", "occurred_at")
ROWS = [
    event(f"c{number}", f"2025-01-{1 + number:02d}", question, nps=number % 11, comment="fine")
    for number in range(20)
    for question in ("Recommend", "Again")
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("survey")
    return build(folder, ROWS, 'kind = "survey"\n', assumed=("scale.nps=0-10",))


@pytest.fixture
def survey(answers):
    use_words(answers.wording)
    return answers


@pytest.mark.parametrize("view", sorted(ROWS_NEED_TIME - {"contrasts", "conversion", "trend"}))
def test_what_needs_an_order_has_no_rows(survey, view):
    """A trend needs none: answers have their own times."""
    if VIEWS[view].needs:
        return
    answer = ask(survey, view, Filters())
    assert answer.rows == [] and NOTE_ON_SURVEYS in answer.notes


def test_a_survey_with_times_has_a_trend(survey):
    """Forty answers of twenty days, by week."""
    [row] = ask(survey, "trend", Filters(), metrics=("nps",)).rows
    assert (row["n"], row["first_period"]) == (40, "2025-01-01") and row["slope"] is not None


@pytest.mark.parametrize("view", sorted(COLUMNS_NEED_TIME))
def test_outcomes_are_blank_and_moments_are_told(survey, view):
    needed = {"customer": "c1"} if view == "journey" else {}
    answer = ask(survey, view, Filters(), **needed)
    assert answer.rows and faults(answer) == set()
    moments = [column.name for column in VIEWS[view].columns if column.name in MOMENTS]
    blank = [
        column.name
        for column in VIEWS[view].columns
        if column.name.startswith(COLUMNS_NEED_TIME[view]) and column.name not in moments
    ]
    for row in answer.rows:
        told = {name: row[name] for name in row if name in blank}
        assert set(told.values()) <= {None}, (view, told)
    assert all(row[name] for row in answer.rows for name in moments)
    assert (NOTE_ON_SURVEYS in answer.notes) == bool(blank)


def test_satisfaction_is_told_without_a_word_on_outcomes(survey):
    answer = ask(survey, "satisfaction", Filters(), metrics=("nps",))
    assert answer.rows[0]["n"] == 40 and NOTE_ON_SURVEYS not in answer.notes


def test_no_graph_is_worked_out(survey):
    for view, form in GRAPH_VIEWS.items():
        pair = {"source": "Recommend", "target": "Again"} if form.needs else {}
        assert ask(survey, view, Filters(), **pair).rows == [], view


def test_customers_are_said_to_have_answered(survey):
    listed = ask(survey, "journeys", Filters())
    customers = ListedCustomers.of(listed.rows, listed.totals["journeys"])
    assert customers.headline(has_outcomes=survey.has_outcomes) == "20 customers answered"
    events = ask(survey, "journey", Filters(), customer="c1")
    told = sentence("c1", journeys_of(events.rows, survey.definition))
    assert told == "c1 gave 2 answers"
