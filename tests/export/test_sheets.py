"""One exhibit as CSV and workbook, read back by other programs: numbers are numbers, hostile text is text."""

import csv
import io

import openpyxl
import pytest

from journey.export import sheets
from journey.export.passport import passport
from tests.export.made_collection import HOSTILE, MADE_ON, exhibit

CLEAN = HOSTILE.replace("\ud800", "").replace("\x07", "")


def read(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_chart_as_csv(sample):
    assert read(sheets.csv(exhibit("bars", sample))) == [
        ["Name", "left", "In words"],
        ["Basket", "120", "120 · 73 %"],
        ["'" + CLEAN, "45", "45 · 27 %"],
        ["hidden one", "", ""],
    ]


def test_intervals_and_n_are_columns(sample):
    assert read(sheets.csv(exhibit("dots", sample))) == [
        ["Name", "share", "share, low", "share, high", "share, n"],
        ["mobile", "0.29", "0.25", "0.33", "400"],
        ["desktop", "0.125", "0.1", "", "80"],
    ]


def test_curves_and_heat_maps_are_a_row_a_point(sample):
    assert read(sheets.csv(exhibit("curves", sample)))[:2] == [
        ["Name", "time since the first event (seconds)", "share who went on", "low", "high"],
        ["all", "0", "0", "0", "0"],
    ]
    assert read(sheets.csv(exhibit("cells", sample))) == [
        ["Name", "Column", "share completed", "n", "In words"],
        ["January", "week 1", "0.1", "50", "10 %"],
        ["January", "week 2", "", "", "–"],
        ["February", "week 1", "0.2", "40", "20 %"],
        ["February", "week 2", "0", "30", "0 %"],
    ]


@pytest.mark.parametrize(
    "text, written",
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-5", "-5"),
        ("+4.5e3", "+4.5e3"),
        ("-inf", "'-inf"),
        ("Basket = full", "Basket = full"),
    ],
)
def test_what_would_run_begins_with_an_apostrophe(text, written):
    assert sheets.safe_cell(text) == written


def test_a_drawing_gives_the_answer_it_shows(sample):
    made = exhibit("drawing", sample)
    table = read(sheets.csv(made))
    events = table[0].index("Events")
    told = [str(row["events"]) if row["events"] is not None else "" for row in made.answers[0].rows]
    assert [row[events] for row in table[1:]] == told


def test_one_exhibit_as_workbook(sample):
    made = exhibit("bars", sample)
    book = openpyxl.load_workbook(
        io.BytesIO(sheets.xlsx(made, passport(sample, "", [made], MADE_ON)))
    )
    assert [(sheet.title[:13], sheet.sheet_state) for sheet in book] == [
        ("Most leave at", "visible"),
        ("Passport", "visible"),
        ("journey-passp", "veryHidden"),
    ]
