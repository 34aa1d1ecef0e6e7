"""Questions that begin alike are called by what differs; a file that asks questions is told to be a survey."""

import pytest

from journey.__main__ import main
from journey.data import store
from journey.data.generation import open_generation
from journey.ingest.questions import SurveyQuestion
from journey.ingest.short_names import with_short_names
from journey.model.errors import MissingFields, UserError
from journey.use.load import load
from tests.logs import load_options

GRID = "How satisfied are you with each of the following?"


def named(*texts: str, touchpoints=(), before=()) -> list[str]:
    questions = [SurveyQuestion(text, text, "csat", "", text) for text in texts]
    short, _ = with_short_names(questions, touchpoints, dict(before))
    return [question.touchpoint for question in short]


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        ((f"{GRID} - Billing", f"{GRID} - Ordering"), ["Billing", "Ordering"]),
        ((f"{GRID} Billing", f"{GRID} – Ordering"), ["Billing", "Ordering"]),
        ((f"{GRID} [Billing]", f"{GRID} [Ordering]"), ["Billing", "Ordering"]),
        (("Please rate our service: Speed", "Please rate our service: Staff"), ["Speed", "Staff"]),
        # the whole question goes, not only the part that all three share with the first separator
        (
            (f"{GRID} - Billing - Mail", f"{GRID} - Billing - App", f"{GRID} - Staff"),
            ["Billing - Mail", "Billing - App", "Staff"],
        ),
        (
            (f"Were you alone? {GRID} - Billing", f"Were you alone? {GRID} - Staff"),
            ["Billing", "Staff"],
        ),
    ],
)
def test_questions_that_begin_alike_are_called_by_what_differs(texts, names):
    assert named(*texts) == names


@pytest.mark.parametrize(
    "texts",
    [
        (f"{GRID} - Billing", "Why?"),  # a single question
        ("Rate our shop: Till", "Rate our shop: Staff"),  # 13 characters
        (f"{GRID} - Billing", f"{GRID} - Ordering", "Billing"),  # not unique
        (
            f"{GRID} - Billing",
            f"{GRID} - Staff",
            "How important is each of these to you? - Billing",
            "How important is each of these to you? - Shop",
        ),  # nor here: Billing is asked twice
        (f"{GRID} ", f"{GRID} - Ordering"),  # what remains of the first is blank
    ],
)
def test_other_questions_keep_their_texts(texts):
    assert named(*texts) == list(texts)


def test_a_name_that_a_layouts_own_event_has_is_not_taken():
    texts = (f"{GRID} - Billing", f"{GRID} - Ordering")
    assert named(*texts, touchpoints=["billing"]) == list(texts)


def test_a_question_that_is_new_in_a_later_file_is_called_as_its_family():
    before = {f"{GRID} - Billing": "Billing"}
    assert named(f"{GRID} - Ordering", before=before, touchpoints=["Billing"]) == ["Ordering"]


def test_the_report_names_the_beginning_once(tmp_path):
    """Two respondents; Billing 5 and 3, Ordering 4 and 2."""
    path = tmp_path / "survey.csv"
    header = f"Respondent ID,End Date,{GRID} - Billing,{GRID} - Ordering\n"
    path.write_text(header + "r1,2025-01-01,5,4\nr2,2025-01-02,3,2\n")
    report = load(tmp_path / "db", "log", path, load_options(is_survey=True))
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    sums = "select touchpoint, sum(csat) from events group by 1 order by 1"
    assert generation.rows(sums) == [("Billing", 8), ("Ordering", 6)]
    [said] = [sentence for sentence in report.assumed if GRID in sentence]
    assert said == (
        "2 touchpoints are called by what differs, 'Billing', 'Ordering': their questions begin with "
        f"{GRID!r}"
    )


SURVEYS = [
    f"Respondent ID,End Date,{GRID} - Billing,{GRID} - Ordering\nr1,2025-01-01,5,4\nr2,2025-01-02,3,2\n",
    "id,Startdatum,Enddatum,Wie zufrieden sind Sie mit uns?,Was können wir besser machen?\n"
    "1,2025-01-01,2025-01-01,4,Mehr Personal\n2,2025-01-02,2025-01-02,5,\n",
    "Respondent ID,End Date,I trust this company to do right,The staff knew what I needed,I would come back to it\n"
    "r1,2025-01-01,5,4,4\nr2,2025-01-02,3,2,5\n",
    "E-mail,How likely are you to recommend us to a friend\na@x.org,10\nb@x.org,7\n",
]


@pytest.mark.parametrize("content", SURVEYS)
def test_a_survey_that_was_not_called_one_is_told(tmp_path, capsys, content):
    path = tmp_path / "answers.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=r"answers.csv looks like a survey: \d columns? asks? "):
        load(tmp_path / "db", "log", path, load_options())
    main(["load", str(path), "--db", str(tmp_path / "db"), "--look"])
    said = capsys.readouterr().out
    assert "looks like a survey" in said and "(--survey or --map touchpoint=COLUMN)" in said
    assumed = ("time=none",) if "2025" not in content else ()
    columns = ("customer_id=id",) if content.startswith("id") else ()
    report = load(
        tmp_path / "db",
        "log",
        path,
        load_options(is_survey=True, assumed=assumed, mapping=columns),
    )
    assert report.refused == 0


@pytest.mark.parametrize(
    "content",
    [
        "Ticket,Opened at,Solved at,First reply time in minutes,Reopened?\n1,2025-01-01,2025-01-02,3,yes\n2,2025-01-01,2025-01-02,4,no\n",
        "id,date,First contact?,Escalated?\n1,2025-01-01,yes,no\n2,2025-01-02,no,no\n",
        "order,day,Satisfied?\n1,2025-01-01,4\n2,2025-01-02,5\n",
    ],
)
def test_a_file_of_tickets_or_orders_is_no_survey(tmp_path, content):
    path = tmp_path / "tickets.csv"
    path.write_text(content)
    with pytest.raises(MissingFields):
        load(tmp_path / "db", "log", path, load_options())
