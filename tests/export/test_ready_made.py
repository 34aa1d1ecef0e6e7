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


def test_a_score_of_one_stage_is_no_comparison(tmp_path):
    """CSAT is asked in two stages and NPS in one; nobody answered CES."""
    rows = [
        event(f"c{number}", f"2025-01-0{day}", "Ad", stage=stage, csat=1 + number % 5, **more)
        for number in range(40)
        for day, stage, more in ((1, "awareness", {}), (2, "purchase", {"nps": number % 11}))
    ]
    refs = [entry.ref for entry in ready_made(build(tmp_path, rows), Filters()).entries]
    assert [ref.option("metric") for ref in refs if ref.id == "map.satisfaction"] == ["csat"]
    assert [ref.values("hide") for ref in refs if ref.id == "map"] == [("satisfaction",)]


def test_without_stages_paths_stand_for_the_map(tmp_path):
    rows = [
        event(f"c{n}", f"2025-01-0{day}", name)
        for n in range(40)
        for day, name in ((1, "Ad"), (2, "Call"))
    ]
    ids = [entry.ref.id for entry in ready_made(build(tmp_path, rows), Filters()).entries]
    assert ids == [
        "map.summary",
        "paths.graph",
        "paths.variants",
        "paths.returned_to",
        "drop_off.exits",
        "definitions",
    ]


def test_where_nobody_is_said_to_have_left_the_exits_stand_for_friction(tmp_path):
    """Without a declared end and without a window of their own, journeys are silent and have no score."""
    rows = [event(f"c{n}", "2025-01-01", "Ad", stage="awareness") for n in range(40)]
    silent = build(tmp_path, rows)
    ids = [entry.ref.id for entry in ready_made(silent, Filters()).entries]
    assert "drop_off.exits" in ids
    assert ("map.friction" in ids) == silent.wording.tells_leaving


def test_a_survey_has_no_drop_off(tmp_path):
    rows = [event(f"c{number}", "2025-01-01", "Checkout", nps=number % 11) for number in range(40)]
    survey = build(tmp_path, rows, 'kind = "survey"\n')
    ids = [entry.ref.id for entry in ready_made(survey, Filters()).entries]
    assert not survey.has_outcomes
    assert ids == ["map.summary", "map", "map.emotion", "definitions"]
