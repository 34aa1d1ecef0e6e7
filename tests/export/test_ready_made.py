"""The review that every dataset has: what it begins with, under which filters, and what it leaves out by itself."""

from journey.exhibit.declared import DECLARED, make
from journey.exhibit.source import asking
from journey.export.ready_made import ready_made
from journey.findings.keep import SWITCH
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


def test_scores_of_no_stage_are_told_by_question_and_group(tmp_path):
    """Two questions and two regions; nobody answered CSAT."""
    rows = [
        event(f"c{n}", "2025-01-01", question, nps=n % 11, region="NS"[n % 2])
        for n in range(60)
        for question in ("Recommend", "Again")
    ]
    survey = build(tmp_path, rows, 'kind = "survey"\n', assumed=("scale.nps=0-10",))
    refs = [entry.ref for entry in ready_made(survey, Filters()).entries]
    assert [(ref.id, ref.option("metric")) for ref in refs if "survey" in ref.id] == [
        ("survey.by_question", "nps"),
        ("survey.by_group", "nps"),
    ]


def test_tickets_of_one_stage_have_their_paths_and_times(tmp_path):
    """40 tickets are solved a day later; CSAT, asked in their only stage, is told by region."""
    rows = [
        event(f"c{n}", f"2025-01-0{day}", name, stage="retention", region="NS"[n % 2], **more)
        for n in range(40)
        for day, name, more in ((1, "Opened", {}), (2, "Solved", {"csat": 1 + n // 2 % 5}))
    ]
    tickets = build(tmp_path, rows, assumed=("scale.csat=1-5",))
    recipe = ready_made(tickets, Filters())
    refs = [entry.ref for entry in recipe.entries]
    assert [ref.id for ref in refs][:4] == ["map.summary", "map", "paths.graph", "paths.variants"]
    assert refs[2].options == (("colour", "time"),)
    assert [ref.option("metric") for ref in refs if ref.id == "survey.by_group"] == ["csat"]
    assert "map.satisfaction" not in {ref.id for ref in refs}
    graph = make(refs[2], asking(tickets, Filters()))
    assert graph.title == "Half of the 40 moves from Opened to Solved take 1.0 days or longer"


def test_findings_come_after_the_map_where_they_are_known(sample, monkeypatch):
    ids = [entry.ref.id for entry in ready_made(sample, MOBILE).entries]
    assert "findings.listed" not in ids  # nobody looks for them here
    monkeypatch.setenv(SWITCH, "on")
    ids = [entry.ref.id for entry in ready_made(sample, MOBILE).entries]
    assert ids[:3] == ["map.summary", "map", "findings.listed"]
