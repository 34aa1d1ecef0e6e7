"""The report of a load in words, from rows that can be counted on the fingers."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from journey.data import store
from journey.ingest.check import write_left_out
from journey.ingest.report import Finding, LoadReport, RowFault
from journey.model.definition import parse_definition
from journey.model.errors import Setting
from journey.presenters import load_report


def report(loaded: int, refused: int = 0, duplicates: int = 0, **more) -> LoadReport:
    given = {
        "dataset": "shop", "file": "in/may.x.csv", "version": 2,
        "rows_read": loaded + refused + duplicates,
        "loaded": loaded, "refused": refused, "duplicates": duplicates,
        "identical": 0, "conflicts": 0, "ties": 0, "events": loaded,
        "first_at": "2025-05-01T00:00:00Z", "last_at": "2025-05-31T00:00:00Z",
    }  # fmt: skip
    return LoadReport(**given | more)


@pytest.mark.parametrize(
    ("reports", "sentence"),
    [
        ([report(1)], "All 1 row were loaded"),
        ([report(2), report(3)], "All 5 rows were loaded"),
        (
            [report(7, 2, 1)],
            "Every row is accounted for: 7 of 10 loaded, 2 refused and 1 duplicate",
        ),
        ([report(7, 0, 3)], "Every row is accounted for: 7 of 10 loaded, 3 duplicates"),
        (
            [report(7, unchanged=True)],
            "Nothing changed: this was loaded before in the same way",
        ),
        ([], "All 0 rows were loaded"),
    ],
)
def test_the_headline_accounts_for_every_row(reports, sentence):
    assert load_report.headline(reports) == sentence


def test_stored_reports_are_read_back():
    assert load_report.stored([report(7).as_dict()]) == [report(7)]


def test_a_load_in_one_line():
    assert load_report.title(report(7, 3)) == "in/may.x.csv: 7 of 10 rows loaded"


def test_the_parts_of_the_rows():
    assert load_report.account(report(7, 2, 1)) == [
        ("loaded", 0.7, "7 loaded"),
        ("refused", 0.2, "2 refused"),
        ("duplicates", 0.1, "1 duplicate"),
    ]
    assert load_report.account(report(0))[2] == ("duplicates", 0.0, "0 duplicates")


def test_the_events_that_came_of_it():
    assert load_report.events_sentence(report(7)) == (
        "7 events from 2025-05-01 to 2025-05-31, version 2"
    )
    seen = report(1, identical=2, ties=3, timeless=True)
    assert load_report.events_sentence(seen) == (
        "1 event without times, version 2; 2 identical to another row, 3 equal times"
    )


def test_what_was_assumed_stands_with_the_findings_of_that_level():
    findings = [Finding("look", "gap", "A gap."), Finding("assumed", "utc", "Times are UTC.")]
    seen = report(7, findings=findings, assumed=["Commas separate."])
    assert load_report.findings(seen, "look") == ["A gap."]
    assert load_report.findings(seen, "assumed") == ["Times are UTC.", "Commas separate."]
    assert load_report.findings(seen, "fine") == []


def test_attributes_are_named():
    assert load_report.attributes(report(7)) == "0 attributes: none"
    assert load_report.attributes(report(7, attributes=["a", "b"])) == "2 attributes: a, b"


def test_refused_rows_have_their_reason():
    rows = [
        RowFault(3, "occurred_at", "soon", "is no time", "When"),
        RowFault(4, "touchpoint", "", "is empty"),
    ]
    seen = report(8, 2, refused_rows=rows)
    assert load_report.refused_title(seen) == "**2 rows refused** (20 %)"
    assert load_report.fault_rows(seen.refused_rows) == [
        {"Line": 3, "Column": "When", "Value": "soon", "Reason": "occurred_at is no time"},
        {"Line": 4, "Column": "touchpoint", "Value": "", "Reason": "touchpoint is empty"},
    ]
    assert load_report.file_name(seen, load_report.REFUSED) == "refused may.csv"


def test_values_left_out_have_their_line_and_reason():
    values = [RowFault(11, "csat", "9", "is not a whole number from 1 to 5", "Rating")]
    seen = report(8, left_out=25, left_out_values=values)
    assert load_report.left_out_title(seen) == "**25 values left out** (their events stay)"
    assert load_report.left_out_title(report(8, left_out=1)) == (
        "**1 value left out** (its event stays)"
    )
    reason = "csat is not a whole number from 1 to 5"
    assert load_report.fault_rows(seen.left_out_values) == [
        {"Line": 11, "Column": "Rating", "Value": "9", "Reason": reason}
    ]
    assert load_report.file_name(seen, load_report.VALUES_LEFT_OUT) == "left out may.csv"


def test_where_the_table_is_only_a_part_the_file_is_named():
    assert load_report.first_of_them(25, 20) == "The first 20 of them; all are in the file."
    assert load_report.first_of_them(20, 20) == ""


def test_a_spreadsheet_runs_no_value_that_was_left_out(tmp_path):
    path = tmp_path / "left-out.csv"
    values = [RowFault(2, "csat", '=HYPERLINK("http://x")', "is not a number", "@Rating")]
    write_left_out([*values, RowFault(3, "csat", "a, b", "is not a number")], path)
    rows = list(csv.DictReader(io.StringIO(load_report.left_out_csv(path).decode("utf-8-sig"))))
    assert [tuple(row.values()) for row in rows] == [
        ("2", "'@Rating", '\'=HYPERLINK("http://x")', "is not a number"),
        ("3", "csat", "a, b", "is not a number"),
    ]


def test_the_file_of_refused_rows_is_found_after_a_move(tmp_path):
    here = store.dataset_folder(tmp_path, "shop")
    here.mkdir(parents=True)
    (here / "refused may.csv").touch()
    moved = report(8, 2, refused_file="/gone/shop/refused may.csv")
    assert load_report.kept_file(moved.refused_file, tmp_path, "shop") == here / "refused may.csv"
    erased = report(8, 2, refused_file=str(Path("/gone/shop/refused june.csv")))
    assert load_report.kept_file(erased.refused_file, tmp_path, "shop") is None
    assert load_report.kept_file(None, tmp_path, "shop") is None


def test_a_finding_names_the_control_that_would_change_it():
    """Never an option of the command line; two answers to one question are one control."""
    apart = [Setting("assume", f"placeholder_ids={word}") for word in ("left_out", "apart")]
    again = "To change it, load the file again in place of what is there and choose under"
    for settings, control in (
        ([], ""),
        (apart, f" {again} “Ids that stand for nobody, such as guest or unknown”."),
        ([Setting("assume", "blank_ids=apart")], f" {again} “Rows without a customer's id”."),
        ([Setting("map", "event_id=")], f" {again} “Id of the event”."),
        ([Setting("map", "nps=Score")], f" {again} “NPS answer”."),
        (
            [Setting("assume", "journeys=by_id")],
            " Choose otherwise above, or under Define, Journeys.",
        ),
    ):
        found = Finding("look", "code", "it is so", settings=tuple(settings))
        assert load_report.worded(found) == f"it is so{'.' if control else ''}{control}"


def test_settings_of_findings_are_read_back():
    found = Finding("look", "ids", "x", settings=(Setting("assume", "ids=merged"),))
    stored = json.loads(json.dumps(report(1, findings=[found]).as_dict()))
    assert load_report.stored([stored])[0].findings == [found]


def test_what_was_answered_since_the_load_is_no_longer_asked():
    codes = ("ends", "names", "addresses", "stages", "proposed_stages", "ids")
    loaded = replace(report(7), findings=[Finding("look", code, code) for code in codes])

    def left(toml: str, is_placed: bool = False) -> set[str]:
        found = load_report.open_findings(loaded, parse_definition(toml), is_placed).findings
        return {each.code for each in found}

    assert left("[ends]\nare_settled = false\n") == set(codes)
    assert left("[ends]\nare_settled = true\n") == set(codes) - {"ends"}
    merged = "merge_spellings = true\ngroup_addresses = true\n[ends]\nare_settled = false\n"
    assert left(merged) == set(codes) - {"names", "addresses"}
    assert left("[ends]\nare_settled = false\n", True) == set(codes) - {"stages", "proposed_stages"}
