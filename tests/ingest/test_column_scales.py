"""The scale of a column, its direction and the values that mean nothing, as they are said. All figures were worked out by hand."""

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.ingest.column_scales import list_of, values_of
from journey.ingest.mapping_file import as_toml, parse_recipe
from journey.ingest.mapping_words import MappingWords, as_words, parse_words
from journey.model.errors import Question, UserError
from journey.model.metrics import METRIC_NUMBERS
from journey.use.load import load
from journey.use.preview import preview_file
from tests.logs import load_options

HOSTILE = "<b>Rate</b> '; drop table events; -- $v0 {x} a=b.c?"


def written(folder, columns, name="survey.csv", day="2026-01-05"):
    """A survey with these columns, the answers of one respondent a row."""
    rows = zip(*columns.values(), strict=True)
    lines = [",".join(["Respondent ID", "End Date", *(f'"{column}"' for column in columns)])]
    lines += [
        ",".join([f"{name}{number}", day, *(f'"{answer}"' for answer in row)])
        for number, row in enumerate(rows)
    ]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def loaded(folder, columns, *assumed, name="survey.csv", day="2026-01-05", **options):
    path = written(folder, columns, name, day)
    options = {"is_survey": True, **options}
    report = load(folder / "db", "log", path, load_options(assumed=list(assumed), **options))
    return report, open_generation(store.current_generation(folder / "db", "log"))


def figures(generation, metric="csat"):
    """Of each touchpoint (share of good answers, answers), also where these are too few to be shown."""
    rows = generation.rows(
        "select touchpoint, avg(mark), count(*) from answers join touchpoints using (touchpoint_no) "
        f"where metric_no = {METRIC_NUMBERS[metric]} group by touchpoint"
    )
    return {touchpoint: (pytest.approx(share), n) for touchpoint, share, n in rows}


def answers(generation, column="csat"):
    return [
        row[0]
        for row in generation.rows(
            f"select {column} from events where {column} is not null order by event_no"
        )
    ]


def test_two_questions_on_different_scales(tmp_path):
    """1 to 5: 4 and 5 are good, 2 of 5. 1 to 7: 6 and 7 are, 2 of 5; a 5 of 7 is middling. On 1 to 7 no answer loses its place."""
    columns = {"Rate billing": [1, 2, 3, 4, 5], "Rate ordering": [1, 3, 5, 6, 7]}
    report, generation = loaded(
        tmp_path, columns, "scale.Rate billing=1-5", "scale.Rate ordering=1-7"
    )
    assert figures(generation) == {"Rate billing": (0.4, 5), "Rate ordering": (0.4, 5)}
    assert generation.definition.scale_names["csat"] == "1-7"
    assert answers(generation) == [1, 1, 2, 3, 4, 5, 6, 6, 7, 7]
    assert "'Rate ordering' is csat asked on 1 to 7" in report.assumed
    assert (
        "'Rate billing' is csat asked on 1 to 5 and counted on 1 to 7 (1 as 1, 2 as 2, 3 as 4, 4 as 6, 5 as 7): its shares are "
        "exact, its means approximate"
    ) in report.assumed


def test_a_question_of_which_nothing_is_said_keeps_the_definitions_scale(tmp_path):
    """Counted on 1 to 5: of 7 the 6 and 7 are 4 and 5, the 4 and 5 are 3, the 1, 2 and 3 are 1, 2 and 2."""
    columns = {"Rate billing": [1, 2, 3, 4, 5, 5, 5], "Rate ordering": [1, 2, 3, 4, 5, 6, 7]}
    _, generation = loaded(tmp_path, columns, "scale.Rate ordering=1-7")
    assert generation.definition.scale_names["csat"] == "1-5"
    assert figures(generation)["Rate ordering"] == (2 / 7, 7)
    rows = generation.rows(
        "select csat from events where touchpoint = 'Rate ordering' order by event_no"
    )
    assert [row[0] for row in rows] == [1, 2, 2, 3, 3, 4, 5]


def test_a_reversed_scale(tmp_path):
    """1 is best: 1, 1 and 2 are good, 3 of 5; the other question stands as it is."""
    columns = {"Rate us": [1, 1, 2, 3, 5], "Rate them": [5, 4, 3, 2, 1]}
    report, generation = loaded(tmp_path, columns, "scale.Rate us=1-5-reversed")
    assert figures(generation) == {"Rate us": (0.6, 5), "Rate them": (0.4, 5)}
    rows = generation.rows("select csat from events where touchpoint = 'Rate us' order by event_no")
    assert [row[0] for row in rows] == [5, 5, 4, 3, 1]
    assert (
        "'Rate us' is csat asked on 1 to 5, low is good: 1 counts as 5 and 5 as 1" in report.assumed
    )


def test_a_reversed_effort_keeps_the_scales_own_direction(tmp_path):
    """Where all are asked so, answers stay as given: 1 to 3 of 7 are easy, 3 of 4."""
    _, generation = loaded(
        tmp_path, {"Was it easy?": [1, 2, 3, 7]}, "scale.Was it easy?=1-7-reversed"
    )
    assert generation.definition.scale_names["ces"] == "1-7-reversed"
    assert figures(generation, "ces") == {"Was it easy?": (0.75, 4)}
    assert answers(generation, "ces") == [1, 2, 3, 7]


def test_a_zero_that_its_behaviour_does_not_tell(tmp_path):
    """On 0 to 10 a 0 is an answer until it is said to be none: 9 and 10 are good, 2 of 5 and then 2 of 3."""
    columns = {"Rate us": [0, 0, 9, 10, 4]}
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
    _, before = loaded(tmp_path / "before", columns, "scale.Rate us=0-10")
    assert figures(before) == {"Rate us": (0.4, 5)}
    report, after = loaded(tmp_path / "after", columns, "scale.Rate us=0-10", "no_answer.Rate us=0")
    assert figures(after) == {"Rate us": (2 / 3, 3)}
    assert "2 cells of 'Rate us' say what means nothing: no answer, as said" in report.assumed
    assert report.left_out == 0 and report.events == 3


def test_a_nine_that_means_do_not_know(tmp_path):
    """Nine answers on 1 to 5 of which 3 are good, two 9 and a word; without a word of it the column is no score."""
    columns = {"Rate us": [1, 2, 3, 4, 5, 5, 9, "9.0", "egal, gleich"]}
    report, generation = loaded(
        tmp_path, columns, "scale.Rate us=1-5", 'no_answer.Rate us=9, "egal, gleich"'
    )
    assert figures(generation) == {"Rate us": (0.5, 6)}
    assert (report.rows_read, report.loaded, report.refused, report.left_out) == (9, 6, 3, 0)


def test_what_is_said_of_a_metric_holds_for_its_columns(tmp_path):
    columns = {"Rate us": [1, 2, 5, 9], "Rate them": [1, 1, 4, 9]}
    _, generation = loaded(
        tmp_path,
        columns,
        "scale.csat=1-5-reversed",
        "no_answer.csat=9",
        questions=["Rate us=csat", "Rate them=csat"],
    )
    assert figures(generation) == {"Rate us": (2 / 3, 3), "Rate them": (2 / 3, 3)}


def test_the_column_of_a_log(tmp_path):
    """One event a row: 7 and 6 of 7 are good, 2 of 4; 8 lies off the scale and is left out under its column's name."""
    path = tmp_path / "log.csv"
    rows = [f"c{number},2026-01-05,Chat,{answer}" for number, answer in enumerate((7, 6, 5, 1, 8))]
    path.write_text("\n".join(["who,when,what,Note", *rows]) + "\n", encoding="utf-8")
    mapping = ["customer_id=who", "occurred_at=when", "touchpoint=what", "csat=Note"]
    report = load(
        tmp_path / "db",
        "log",
        path,
        load_options(mapping=mapping, assumed=["scale.Note=1-7"]),
    )
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert figures(generation) == {"Chat": (0.5, 4)}
    assert [value.sentence() for value in report.left_out_values] == [
        "line 6: csat (Note) '8' is not a whole number from 1 to 7"
    ]


def test_left_out_answers_are_told_by_their_own_column_and_scale(tmp_path):
    """6 is no answer on 1 to 5 and a good one on 1 to 7, 8 is none there."""
    columns = {"Rate billing": [1, 6, 5], "Rate ordering": [6, 8, 1]}
    report, generation = loaded(
        tmp_path, columns, "scale.Rate billing=1-5", "scale.Rate ordering=1-7"
    )
    assert [value.sentence() for value in report.left_out_values] == [
        "line 3: csat (Rate billing) '6' is not a whole number from 1 to 5",
        "line 3: csat (Rate ordering) '8' is not a whole number from 1 to 7",
    ]
    assert figures(generation) == {"Rate billing": (0.5, 2), "Rate ordering": (0.5, 2)}


def test_one_of_several_columns_is_asked_about_by_its_name(tmp_path):
    """Twenty answers up to 7 among sixty up to 5: a third of its own, a twelfth of all."""
    five, seven = [1, 2, 3, 4, 5] * 4, [1, 2, 3, 7, 7] * 4
    columns = {"Rate a": five, "Rate b": five, "Rate c": five, "Rate = d": seven}
    kinds = [f"{column}=csat" for column in columns]
    with pytest.raises(Question) as raised:
        loaded(tmp_path, columns, questions=kinds)
    assert raised.value.key == "scale.Rate = d"
    assert raised.value.choices[0] == "scale.Rate = d=1-7"
    assert "csat of 'Rate = d' from 1 to 7 in 20 answers" in str(raised.value)
    _, generation = loaded(tmp_path, columns, raised.value.choices[0], questions=kinds)
    assert figures(generation)["Rate = d"] == (0.4, 20)


def test_hostile_names_and_values(tmp_path):
    columns = {HOSTILE: [1, 2, 5, "'; drop table events; --", "$x, {y} 'z'"]}
    nothing = list_of(["'; drop table events; --", "$x, {y} 'z'"])
    report, generation = loaded(
        tmp_path, columns, f"scale.{HOSTILE}=1-5-reversed", f"no_answer.{HOSTILE}={nothing}"
    )
    assert figures(generation) == {HOSTILE: (2 / 3, 3)}
    assert report.left_out == 0


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("scale.Rate x=1-7", "There is no column 'Rate x' whose scale could be said"),
        ("scale.Rate us=7-1", "The scale of 'Rate us' cannot go from 7 to 1: say its lowest value"),
        ("scale.Rate us=3-3", "The scale of 'Rate us' cannot go from 3 to 3"),
        ("scale.Rate us=1-9", "'Rate us' cannot be csat on 1 to 9: csat is asked on 1-5, 1-7"),
        ("scale.Rate us=", "'' is no scale of 'Rate us': say its lowest and its highest value"),
        ("no_answer.Rate us=", "No value of 'Rate us' is named that means nothing"),
        ("no_answer.Rate us=0,,9", "No value of 'Rate us' is named that means nothing"),
        ("scale.Region=1-5", "'Region' is read as no score: say first which one it is"),
    ],
)
def test_what_cannot_be_said_is_one_sentence(tmp_path, word, sentence):
    columns = {"Rate us": [1, 2, 3], "Region": ["N", "S", "N"]}
    with pytest.raises(UserError) as raised:
        loaded(tmp_path, columns, word, questions=["Region=attribute"] * ("Region" in word))
    assert str(raised.value).startswith(sentence)
    assert not store.datasets(tmp_path / "db")


def test_five_points_are_no_nps(tmp_path):
    with pytest.raises(UserError, match="A 1-5 question is not NPS: take 'Rate us' for csat"):
        loaded(tmp_path, {"Rate us": [1, 2]}, "scale.Rate us=1-5", questions=["Rate us=nps"])


def test_a_saved_mapping_says_it_again(tmp_path):
    """And the second month needs no word."""
    columns = {"Rate us": [1, 1, 9], "Rate them": [7, 6, 1]}
    said = ["scale.Rate us=1-5-reversed", "no_answer.Rate us=9", "scale.Rate them=1-7"]
    path = written(tmp_path, columns)
    [seen] = preview_file(
        tmp_path / "db", "log", path, load_options(is_survey=True, assumed=said), tmp_path
    )
    recipe = parse_recipe(as_toml(seen.plan.recipe), "mapping.toml")
    assert recipe.answers == dict(word.rsplit("=", 1) for word in said)
    (tmp_path / "mapping.toml").write_text(as_toml(recipe), encoding="utf-8")
    by_mapping, _ = loaded(
        tmp_path, columns, is_survey=False, preset=str(tmp_path / "mapping.toml")
    )
    again, generation = loaded(tmp_path, columns, *said)
    assert by_mapping.left_out == 0 and again.unchanged
    assert figures(generation) == {"Rate us": (1.0, 2), "Rate them": (2 / 3, 3)}
    report, generation = loaded(
        tmp_path, columns, name="february.csv", day="2026-02-05", is_survey=False
    )
    assert "read as survey.csv was, with its mapping and answers" in report.assumed
    assert figures(generation) == {"Rate us": (1.0, 4), "Rate them": (2 / 3, 6)}


def test_words_say_the_same_again():
    words = ["scale.a = b.c?=1-7-reversed", "no_answer.a = b.c?=0,weiß nicht"]
    recipe = parse_words(MappingWords(answers=words))
    assert recipe.answers == {
        "scale.a = b.c?": "1-7-reversed",
        "no_answer.a = b.c?": "0,weiß nicht",
    }
    assert as_words(recipe) == ["--assume", words[0], "--assume", words[1]]


@pytest.mark.parametrize("values", [["0"], ["0", "9"], ["a, b", 'say "so"'], ["x\ny", "|", "'"]])
def test_a_list_of_values_is_read_back(values):
    assert values_of(list_of(values)) == values
