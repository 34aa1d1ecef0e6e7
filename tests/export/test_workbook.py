"""The workbook, read back by openpyxl: what is in it and what is not, the numbers of the views, nothing that runs."""

import io
import re
import zipfile

import openpyxl
import pytest

from journey.exhibit.source import asking
from journey.export.book import Book
from journey.export.passport import packed
from journey.export.workbook import workbook
from journey.model.filters import Filters
from tests.export.made_collection import HOSTILE, collection

CLEAN = HOSTILE.replace("\ud800", "").replace("\x07", "")


@pytest.fixture(scope="module")
def data(sample):
    return workbook(collection(sample))


@pytest.fixture
def book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def column(sheet, title: str, first_row: int = 1) -> list:
    """The cells of a native table's column, of the first such table from this row on."""
    for table in sheet.tables.values():
        heading, *rows = sheet[table.ref]
        titles = [cell.value for cell in heading]
        if title in titles and heading[0].row >= first_row:
            return [row[titles.index(title)].value for row in rows]
    raise AssertionError(f"no column {title}")


def test_the_first_sheet_says_what_is_in_it_and_what_is_not(book):
    contents = book.worksheets[0]
    words = [row[0].value for row in contents.iter_rows() if row[0].value]
    assert words[:4] == [
        "A review",
        "Dataset sample, version 1, events of 1 Jan – 31 Dec 2025; made on 2025-03-01.",
        "Filters: none.",
        "Counts of 1 to 4 customers are hidden. Intervals are 95 %.",
    ]
    assert column(contents, "Sheet") == book.sheetnames[1:-2]
    assert words[-2:] == [
        "1 exhibit is not in this file",
        "Flow: it is not told in shared mode",
    ]


def test_a_sheet_an_exhibit_then_the_passport(book):
    assert len(book.sheetnames) == 1 + 6 + 2
    assert book.sheetnames[-2:] == ["Passport", "journey-passport"]
    passport = {row[0]: row[1] for row in book["Passport"].iter_rows(values_only=True)}
    assert passport["Dataset"] == "sample"
    assert passport["Rows"] == "73,166 rows read: 73,166 loaded, 0 refused, 0 duplicates"


def test_numbers_are_numbers_with_formats_and_hidden_ones_are_blank(book):
    dots = book["Most leave at dots"]
    assert column(dots, "share") == [0.29, 0.125]
    assert column(dots, "share, low") == [0.25, 0.1]
    assert column(dots, "share, high") == [0.33, None]
    assert column(dots, "share, n") == [400, 80]
    assert dots["B6"].number_format == "0.0 %" and dots["E6"].number_format == "#,##0"
    grid = book["Most leave at grid"]
    assert column(grid, "Value") == [0.125, -4] and column(grid, "n") == [1200, None]
    assert [grid[place].number_format for place in ("B6", "B7")] == ["0.0 %", "#,##0"]


def test_the_figures_are_those_of_the_view(book, sample):
    told = asking(sample, Filters()).ask("exits").rows
    sheet = book["Most leave at dots"]
    below = [row[0].row for row in sheet.iter_rows() if row[0].value == "The figures it rests on"][
        0
    ]
    assert column(sheet, "Left", below) == [row["journeys"] for row in told]
    assert column(sheet, "Last touchpoint", below) == [row["touchpoint"] for row in told]
    events = [row["mean_valence"] for row in asking(sample, Filters()).ask("touchpoints").rows]
    assert column(book["Most leave at drawing"], "Mean valence") == events


def test_tables_are_native_and_the_heading_stays(book):
    sheet = book["Most leave at dots"]
    assert {table.ref for table in sheet.tables.values()} >= {"A5:E7"}
    assert sheet.freeze_panes == "A6"


def test_definitions_stand_below(book):
    words = [row[0].value for row in book["Most leave at dots"].iter_rows()]
    after = words[words.index("Definitions") + 1 :]
    assert any(str(line).startswith("Last touchpoint: ") for line in after)


def test_nothing_from_the_data_runs(data, book):
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert all(
        cell.hyperlink is None for sheet in book for row in sheet.iter_rows() for cell in row
    )
    assert any(cell.value == CLEAN for sheet in book for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8", "replace")
            assert "<f>" not in text and 'TargetMode="External"' not in text, name


def test_names_of_sheets_are_taken_by_excel(sample):
    book = Book(collection(sample).passport)
    names = [
        book.add_sheet(words).name
        for words in (
            "[a]:b*c?d/e\\f",
            "x" * 40,
            "x" * 40,
            "X" * 31,
            "History",
            "'quoted'",
            "",
            "passport",
        )
    ]
    assert len({name.lower() for name in [*names, "passport", "journey-passport"]}) == 10
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)
    assert "history" not in [name.lower() for name in names]
    assert book.closed()[:2] == b"PK"


def test_the_hidden_sheet_holds_the_passport(book, sample):
    cells = [row[0] for row in book["journey-passport"].iter_rows(values_only=True)]
    assert "".join(cell.split(" ", 2)[2] for cell in cells) == packed(collection(sample).passport)
