"""A bad answer never costs its event: it is left out, counted and listed. What the answers mean was worked out by hand."""

import csv
import io

import pytest

from journey.data import store
from journey.data.ask import ask
from journey.data.generation import open_generation
from journey.model.errors import Question
from journey.model.filters import Filters
from journey.use.load import load
from tests.logs import load_options


def loaded(folder, field, texts, **options):
    """The report of a file with one event an answer, and what was read of each."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(("customer_id", "occurred_at", "touchpoint", field))
    writer.writerows(
        (f"c{number:03d}", "2024-04-14", "Survey", text) for number, text in enumerate(texts)
    )
    path = folder / "log.csv"
    path.write_text(lines.getvalue(), encoding="utf-8")
    report = load(folder / "db", "log", path, load_options(**options))
    generation = open_generation(store.current_generation(folder / "db", "log"))
    rows = generation.rows(f"select {field} from events order by customer_id")
    return report, [row[0] if row[0] is None else float(row[0]) for row in rows], generation


@pytest.mark.parametrize(
    ("field", "text", "answer"),
    [
        ("nps", "10 - Extremely likely", 10),
        ("nps", "0 - Not at all likely", 0),
        ("nps", "8/10", 8),
        ("nps", "8/10 баллов", 8),
        ("nps", "9,0", 9),
        ("nps", "7.00", 7),
        ("csat", "5 (Very satisfied)", 5),
        ("csat", "Very satisfied (5)", 5),
        ("csat", "sehr zufrieden: 5", 5),
        ("csat", "4 stars", 4),
        ("csat", "4 out of 5", 4),
        ("csat", "3 = weder noch", 3),
        ("ces", "6. Agree", 6),
    ],
)
def test_a_number_with_words_beside_it(tmp_path, field, text, answer):
    report, read, _ = loaded(tmp_path, field, [text])
    assert read == [answer] and report.left_out == 0


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("nps", "6.5"),
        ("nps", "6,5"),
        ("nps", "8/5"),
        ("nps", "8/10 + 1"),
        ("csat", "4,5"),
        ("csat", "9"),
        ("csat", "between 2 and 3"),
        ("csat", "great"),
        ("ces", "inf"),
        ("valence", "2"),
        ("valence", "nan?"),
        ("revenue", "a lot"),
        ("cost", "1,2,3"),
        ("resolved_at", "soon"),
    ],
)
def test_what_is_no_answer_is_left_out_and_its_event_stays(tmp_path, field, text):
    good = {
        "nps": "9",
        "revenue": "4",
        "cost": "4",
        "resolved_at": "2024-04-15",
        "valence": "1",
    }.get(field, "4")
    if field == "resolved_at":
        report, _, _ = loaded_times(tmp_path, [good, text])
    else:
        report, read, _ = loaded(tmp_path, field, [good] * 30 + [text])
        assert read == [float(good)] * 30 + [None]
    assert (report.refused, report.left_out) == (0, 1)
    assert report.left_out_values[0].value == text
    assert any(
        finding.code == "left_out" and finding.level == "look" for finding in report.findings
    )


def loaded_times(folder, texts):
    path = folder / "log.csv"
    rows = "".join(f"c{number},2024-04-14,Call,{text}\n" for number, text in enumerate(texts))
    path.write_text("customer_id,occurred_at,touchpoint,resolved_at\n" + rows, encoding="utf-8")
    report = load(folder / "db", "log", path, load_options())
    generation = open_generation(store.current_generation(folder / "db", "log"))
    return (
        report,
        generation.rows("select resolved_at from events order by customer_id"),
        generation,
    )


@pytest.mark.parametrize("text", ["k.A.", "n/a", "Don't know", "-99", "99", "sans objet", "NS/NC"])
def test_what_says_that_there_is_no_answer_is_no_bad_one(tmp_path, text):
    report, read, _ = loaded(tmp_path, "csat", ["5"] * 9 + [text])
    assert read == [5] * 9 + [None] and report.left_out == 0
    assert f"1 cell of csat says {text!r}, which is no answer" in report.assumed


def test_0_beside_1_to_5_is_no_answer(tmp_path):
    """Three of 0 in ten are no slips, and no scale of CSAT goes from 0 to 5."""
    report, read, _ = loaded(tmp_path, "csat", ["1", "5", "4", "3", "2", "5", "5", "0", "0", "0"])
    assert sum(answer is None for answer in read) == 3 and report.left_out == 0
    assert "3 answers 0 of csat beside 1 to 5: not applicable, so no answer" in report.assumed


def test_0_beside_6_to_10_is_an_answer(tmp_path):
    _, read, _ = loaded(tmp_path, "nps", ["0", "10", "9"])
    assert read == [0, 10, 9]


def test_decimals_of_nps_leave_five_answers_of_thirty_five(tmp_path):
    """The thirty others were asked otherwise, and five are too few for a figure."""
    texts = ["6.5"] * 10 + ["8.5"] * 10 + ["9.5"] * 10 + ["9"] * 3 + ["10"] * 2
    report, _, generation = loaded(tmp_path, "nps", texts)
    row = next(
        row for row in ask(generation, "satisfaction", Filters()).rows if row["metric"] == "nps"
    )
    assert (row["n"], row["value"], report.left_out, report.loaded) == (5, None, 30, 35)


def test_labelled_ends_are_answers(tmp_path):
    """19 of 10, 6 of 8 and 7 of 0: (19 - 7) / 32 is 37.5."""
    texts = ["10 - Extremely likely"] * 19 + ["8"] * 6 + ["0 - Not at all likely"] * 7
    _, _, generation = loaded(tmp_path, "nps", texts)
    row = next(
        row for row in ask(generation, "satisfaction", Filters()).rows if row["metric"] == "nps"
    )
    assert (row["n"], row["value"]) == (32, 37.5)


def test_a_scale_is_asked_about_only_where_another_one_fits(tmp_path):
    with pytest.raises(Question) as asked:
        loaded(tmp_path, "csat", ["7", "6", "2", "5"])
    assert asked.value.choices == ["scale.csat=1-7", "scale.csat=0-10", "scale.csat=1-10"]
    report, read, _ = loaded(tmp_path, "csat", ["70", "60", "20", "5"])
    assert read == [None, None, None, 5] and report.left_out == 3


def test_what_tools_write_for_a_feeling_has_a_valence(tmp_path):
    """30 of -0.6 and 30 of 0 are -0.3; the words are no feelings that a stage can expect."""
    path = tmp_path / "log.csv"
    words = ["negative", "Neutral"] * 29 + ["bad", "mixed"]
    rows = "".join(f"c{number},2024-04-14,Call,{word}\n" for number, word in enumerate(words))
    path.write_text("customer_id,occurred_at,touchpoint,emotion\n" + rows, encoding="utf-8")
    load(tmp_path / "db", "log", path, load_options())
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    rows = ask(generation, "satisfaction", Filters()).rows
    mean = next(row for row in rows if row["definition"].startswith("mean valence"))
    assert (mean["value"], mean["n"]) == (pytest.approx(-0.3), 60)
    assert "negative" not in generation.definition.feelings


def test_a_valence_of_minus_1_is_one(tmp_path):
    """What a score writes for no answer is a number of another scale."""
    assert loaded(tmp_path, "valence", ["-1", "1", "0", "n/a"])[1] == [-1, 1, 0, None]


def test_answers_out_of_ten_are_on_ten_points(tmp_path):
    """What is written beside the number says the scale, also where the question is which one it is."""
    texts = [f"{number}/10" for number in range(1, 11)] * 3
    report, read, _ = loaded(tmp_path, "csat", texts, assumed=["scale.csat=1-10"])
    assert read == [float(number) for number in range(1, 11)] * 3 and report.left_out == 0
    (tmp_path / "asked").mkdir()
    with pytest.raises(Question, match="csat from 1 to 10 in 30 answers"):
        loaded(tmp_path / "asked", "csat", texts)
