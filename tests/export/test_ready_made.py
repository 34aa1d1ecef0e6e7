"""The review that every dataset has: what it begins with, under which filters, and what it leaves out by itself."""

from journey.exhibit.declared import DECLARED
from journey.export.ready_made import ready_made
from journey.model.filters import Filters
from tests.logs import build, event

MOBILE = Filters.of(where={"device": ["mobile"]})


def test_a_journey_log_has_all_of_it_under_the_filters(sample):
    refs = [entry.ref for entry in ready_made(sample, MOBILE).entries]
    assert [ref.id for ref in refs] == [
        "map.summary",
        "map",
        "drop_off.funnel",
        "drop_off.exits",
        "drop_off.contrasts",
        "map.emotion",
        "map.friction",
        "map.satisfaction",
        "map.satisfaction",
        "map.satisfaction",
        "definitions",
    ]
    assert {ref.filters for ref in refs} == {MOBILE} and {ref.id for ref in refs} <= set(DECLARED)
    assert [ref.option("metric") for ref in refs[-4:-1]] == ["nps", "csat", "ces"]


def test_scores_that_nobody_gave_are_not_in_it(tmp_path):
    rows = [
        event(f"c{number}", "2025-01-01", "Ad", stage="awareness", csat=1 + number % 5)
        for number in range(40)
    ]
    refs = [entry.ref for entry in ready_made(build(tmp_path, rows), Filters()).entries]
    assert [ref.option("metric") for ref in refs if ref.id == "map.satisfaction"] == ["csat"]


def test_a_survey_has_no_drop_off(tmp_path):
    rows = [event(f"c{number}", "2025-01-01", "Checkout", nps=number % 11) for number in range(40)]
    survey = build(tmp_path, rows, 'kind = "survey"\n')
    ids = [entry.ref.id for entry in ready_made(survey, Filters()).entries]
    assert not survey.has_outcomes
    assert ids == ["map.summary", "map", "map.emotion", "map.satisfaction", "definitions"]
