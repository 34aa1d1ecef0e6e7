"""The id of an answer that comes twice: which of its rows count, said with the choice; and rows of several answers."""

import json

import pytest

from journey.data import store
from journey.data.generation import open_generation
from journey.use.load import load
from tests.logs import event, load_options, write_csv


def answers(column: str = "response_id") -> list[dict]:
    """Three answers; r2 comes twice, and the second time it says something else."""
    return [
        event("a", "2025-01-01", "Survey", nps=9, **{column: "r1"}),
        event("b", "2025-01-02", "Survey", nps=10, **{column: "r2"}),
        event("b", "2025-01-04", "Survey", nps=3, **{column: "r2"}),
    ]


def loaded(tmp_path, rows, **options):
    path = write_csv(tmp_path / "log.csv", rows)
    return load(tmp_path / "db", "log", path, load_options(**options))


def said(report, code: str):
    return [finding for finding in report.findings if finding.code == code]


def test_all_rows_count_and_the_choice_is_said(tmp_path):
    report = loaded(tmp_path, answers())
    [found] = said(report, "answer_ids")
    assert report.events == 3 and found.sentence == (
        "'response_id' looks like the id of an answer, and 1 of 2 ids stands in several rows ('r2'), with different content: "
        "all of them count, and the first of each id alone could"
    )
    assert [(one.name, one.value) for one in found.settings] == [("map", "event_id=response_id")]
    assert said(report, "mapping") == []  # it is said once


def test_as_the_id_of_the_event_the_first_counts_and_the_way_back_is_said(tmp_path):
    report = loaded(tmp_path, answers(), mapping=("event_id=response_id",))
    [found] = said(report, "conflicts")
    assert (report.events, report.duplicates, report.conflicts) == (2, 1, 1)
    assert found.sentence.endswith(
        "the first one counts, not line 4 ('r2'); without an event_id all of them would"
    )
    assert [(one.name, one.value) for one in found.settings] == [("map", "event_id=")]
    assert said(report, "answer_ids") == []
    (tmp_path / "all").mkdir()
    report = loaded(tmp_path / "all", answers("event_id"), mapping=("event_id=",))
    assert (report.events, report.duplicates) == (3, 0)


@pytest.mark.parametrize("column", ["Response ID", "ResponseId", "Antwort-ID", "ID_réponse", "id_respuesta", "id_resposta", "id_risposta"])  # fmt: skip
def test_such_columns_in_six_languages(tmp_path, column):
    [found] = said(loaded(tmp_path, answers(column)), "answer_ids")
    assert repr(column) in found.sentence


def test_how_many_differ_is_told(tmp_path):
    """r1 comes twice with the same content, r2 with different content; then all with the same."""
    rows = [
        *answers(),
        *(event(f"c{n}", "2025-02-01", "Survey", response_id=f"r{n}") for n in (3, 4)),
    ]
    [found] = said(loaded(tmp_path, [rows[0], *rows]), "answer_ids")
    assert (
        "2 of 4 ids stand in several rows ('r1'), 1 of them with different content"
        in found.sentence
    )
    (tmp_path / "same").mkdir()
    [found] = said(loaded(tmp_path / "same", [rows[0], rows[0], *rows[3:]]), "answer_ids")
    assert "1 of 3 ids stands in several rows ('r1'), with the same content" in found.sentence


def test_ids_that_stand_once_are_proposed_and_ids_of_several_rows_each_are_not(tmp_path):
    """In a file of one row a question the response's id stands in every row of it: as event_id it would lose answers."""
    report = loaded(tmp_path, answers()[:2])
    [found] = said(report, "mapping")
    assert found.sentence.startswith("'response_id' is an attribute now and may be event_id")
    (tmp_path / "long").mkdir()
    rows = [
        event(f"c{number}", "2025-01-01", question, nps=9, response_id=f"r{number}")
        for number in range(5)
        for question in ("Shop", "Delivery")
    ]
    report = loaded(tmp_path / "long", rows)
    assert said(report, "answer_ids") == said(report, "mapping") == []


def test_what_programs_write_for_none_is_no_id(tmp_path):
    """Three events without an id of their own are three events, and of no journey but their customers'."""
    rows = [
        event("a", f"2025-01-0{day}", "Shop", event_id=word, journey_id=word, case_id=word)
        for day, word in enumerate(("NULL", "NULL", "n/a", "NaN"), 1)
    ]
    report = loaded(tmp_path, rows)
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert (report.events, report.duplicates) == (4, 0)
    assert generation.rows("select journey_id, steps from journeys") == [("", 4)]
    ids = "count(event_id), count(journey_id), count(case_id)"
    assert generation.rows(f"select {ids} from events") == [(0, 0, 0)]


def test_each_answer_of_a_row_has_an_id_of_its_own(tmp_path):
    """Two questions a row: with the row's id as event_id no answer is lost but those of the row that comes twice."""
    path = tmp_path / "survey.csv"
    path.write_text(
        "Response ID,Email,Date,How satisfied are you?,Would you recommend us?\n"
        "r1,a@example.com,2025-01-01,4,9\nr2,b@example.com,2025-01-02,5,10\nr2,b@example.com,2025-01-03,1,2\n",
        encoding="utf-8",
    )
    options = load_options(mapping=("event_id=Response ID",), is_survey=True)
    report = load(tmp_path / "db", "log", path, options)
    assert (report.events, report.loaded, report.duplicates, report.conflicts) == (4, 2, 1, 1)
    generation = open_generation(store.current_generation(tmp_path / "db", "log"))
    assert generation.rows("select sum(nps), sum(csat) from events") == [(19, 9)]
    (tmp_path / "plain").mkdir()
    report = load(tmp_path / "plain" / "db", "log", path, load_options(is_survey=True))
    [found] = said(report, "answer_ids")
    assert (
        report.events == 6
        and "1 of 2 ids stands in several rows ('r2'), with different content" in found.sentence
    )


def test_exports_that_overlap_count_each_event_once(tmp_path):
    """Two days each, one of them in both: the tool's own id against copies is taken without asking, and said."""
    for name, numbers in (("first", range(4)), ("second", range(2, 6))):
        lines = [
            json.dumps(
                {
                    "event": "Purchase",
                    "properties": {
                        "time": 1_749_081_600 + number * 43_200,
                        "distinct_id": f"d-{number}",
                        "$insert_id": f"i-{number}",
                    },
                }
            )
            for number in numbers
        ]
        path = tmp_path / f"{name}.json"
        path.write_text("\n".join(lines), encoding="utf-8")
        report = load(tmp_path / "db", "log", path, load_options())
        assert report.mapping == {
            "event_id": "properties.$insert_id",
            "customer_id": "properties.distinct_id",
            "touchpoint": "event",
            "occurred_at": "properties.time",
        }
    assert (report.loaded, report.duplicates, report.conflicts) == (2, 2, 0)
