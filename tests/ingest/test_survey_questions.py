"""What the columns of a survey ask, told by their texts and answers. Figures by hand: NPS is 100 x (9-10 less 0-6) / answers."""

import pytest

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.ingest.matching import matches
from journey.ingest.questions import answer_number, kind_of
from journey.model.errors import Question
from journey.model.filters import Filters
from journey.use.load import load
from tests.logs import load_options

ASK = "How likely are you to recommend us?"


@pytest.mark.parametrize(
    ("text", "answers", "kind"),
    [
        (ASK, ["10 - Extremely likely", "7", "0 - Not at all likely"], "nps"),
        (ASK, ["6.5", "8.5"], "nps"),
        (ASK, ["5", "4", "1"] * 7, "csat"),  # 21 answers, none above 5
        (ASK, ["7", "4", "1"] * 7, "csat"),
        (ASK, ["5", "4", "1"] * 6, "nps"),  # 18 may all be so
        (ASK, ["0", "5", "4"] * 7 + ["8"], "nps"),
        ("Wifi", ["3", "0", "4", "5"], "csat"),
        ("Wifi", ["3", "0", "4", "6"], "attribute"),
        ("Service", ["Very satisfied (5)", "Neutral (3)"], "csat"),
        ("Was it easy?", ["7: strongly agree", "1: strongly disagree"], "ces"),
        ("Which channels did you use?", ["1,3", "2"], "attribute"),  # codes of several choices
        ("Plan", ["Plan 9", "Plan 2"], "attribute"),
    ],
)
def test_what_a_question_asks(text, answers, kind):
    assert kind_of(text, answers)[0] == kind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9", 9),
        ("10 - Extremely likely", 10),
        ("Very satisfied (5)", 5),
        ("1,3", None),
        ("3 of 5", None),
        ("fine", None),
    ],
)
def test_the_number_that_an_answer_carries(text, number):
    assert answer_number(text) == number


def loaded(folder, name, content, **options):
    path = folder / name
    path.write_text(content, encoding="utf-8")
    report = load(folder / "db", "log", path, load_options(**options))
    return report, open_generation(store.current_generation(folder / "db", "log"))


def nps(generation):
    """(value, answers) of the NPS of all answers, None where there is none."""
    rows = [
        row for row in ask(generation, "satisfaction", Filters()).rows if row["metric"] == "nps"
    ]
    return (rows[0]["value"], rows[0]["n"]) if rows else None


@pytest.mark.parametrize("name", ["Rate us - Group", "Rate us_NPS_GROUP", "Rate us – Gruppe"])
def test_a_group_made_of_another_question_is_no_answer(tmp_path, name):
    """20 of 10 and 10 of 3: (20 - 10) / 30; the group of each is 3 and 1."""
    rows = [
        f"r{number},2024-04-14,{10 if number < 20 else 3},{3 if number < 20 else 1}"
        for number in range(30)
    ]
    report, generation = loaded(
        tmp_path,
        "log.csv",
        "\n".join([f"Respondent ID,End Date,Rate us,{name}", *rows]) + "\n",
        is_survey=True,
        questions=("Rate us=nps",),
    )
    assert nps(generation) == (pytest.approx(100 / 3), 30) and report.attributes == [name]


def test_a_column_called_nps_on_1_to_5_is_offered_as_csat(tmp_path):
    rows = "".join(f"u{number},2024-04-14,Survey,{1 + number % 5}\n" for number in range(30))
    content = "customer_id,occurred_at,touchpoint,nps\n" + rows
    report, generation = loaded(tmp_path, "log.csv", content)
    assert nps(generation) is None and report.attributes == ["nps (column)"]
    finding = next(finding for finding in report.findings if finding.code == "mapping")
    assert (
        finding.sentence
        == "'nps' is an attribute now and may be csat: its answers go from 1 to 5, which is no NPS"
    )
    with pytest.raises(Question, match="asked on 1 to 5 it is no NPS"):
        loaded(tmp_path, "log.csv", content, mapping=("nps=nps",), replace=True)
    _, generation = loaded(
        tmp_path,
        "log.csv",
        content,
        mapping=("nps=nps",),
        assumed=("scale.nps=0-10",),
        replace=True,
    )
    assert nps(generation) == (-100, 30)


def test_0_is_not_applicable_beside_1_to_5_in_a_column_of_a_survey(tmp_path):
    """Seat: 4, 5, 3, 2; Wifi: 3, 4, 5, and a 0 that is none."""
    content = "id,Seat,Wifi\n1,4,3\n2,5,0\n3,3,4\n4,2,5\n"
    _, generation = loaded(
        tmp_path,
        "wide.csv",
        content,
        is_survey=True,
        mapping=("customer_id=id",),
        assumed=("time=none",),
    )
    assert generation.rows(
        "select touchpoint, count(csat), avg(csat) from events group by 1 order by 1"
    ) == [("Seat", 4, 3.5), ("Wifi", 3, 4.0)]


@pytest.mark.parametrize(
    ("ids", "customer"),
    [
        (["5.70E+17", "5.70E+17", "5,71E+17"], None),
        (["570000000000000001", "12", "E17"], "user_id"),
    ],
)
def test_ids_that_a_spreadsheet_damaged_are_not_offered(ids, customer):
    found = matches(("user_id", "event"), [(name, "Ad") for name in ids])
    assert next((match.column for match in found if match.field == "customer_id"), None) == customer


def test_what_a_person_wrote_is_a_comment_though_it_is_no_score(tmp_path):
    said = ["not sure", "None", "99", "weiß nicht", "great"]
    empty = ["n/a", "-", "k.A.", "not asked"]
    rows = "".join(f"c{n},2025-01-01,{text},5\n" for n, text in enumerate([*said, *empty]))
    rows += "d1,2025-01-01,not sure,not sure\n"
    header = "customer_id,occurred_at,What could we improve?,How easy was it?\n"
    _, generation = loaded(
        tmp_path,
        "survey.csv",
        header + rows,
        is_survey=True,
        questions=["What could we improve?=comment", "How easy was it?=ces"],
        assumed=["scale.ces=1-7"],
    )
    comments = [row[0] for row in generation.rows("select comment from events order by event_no")]
    assert sorted(filter(None, comments)) == sorted([*said, "not sure"])
    assert generation.rows("select count(*) from events where ces is not null") == [(9,)]
