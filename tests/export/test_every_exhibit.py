"""Every exhibit there is as sheet, CSV and page, its numbers read back and compared with the answers asked anew in shared mode."""

import csv
import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from journey.exhibit.declared import DECLARED, make
from journey.exhibit.exhibit import Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import asking
from journey.export import sheets
from journey.export.captions import DEFINITIONS
from journey.export.collection import DeckRecipe, Entry, collect
from journey.export.passport import figures_of, passport
from journey.export.pdf import pdf
from journey.export.report import report
from journey.export.table import table_of
from journey.export.verify import verify
from journey.export.workbook import workbook
from journey.findings.asking import ask
from journey.model.filters import Filters
from journey.model.small_numbers import SHARED
from tests.export.test_report import Reader

FILTERS = Filters.of(where={"device": ["mobile"]})
ALL = 10**9  # rows
MADE_ON = date(2025, 3, 1)


@pytest.fixture(scope="module", params=[Filters(), FILTERS], ids=["all", "mobile"])
def filters(request):
    return request.param


@pytest.fixture(scope="module")
def told(sample, filters):
    """Each exhibit that shared mode tells; of the others it says why not."""
    source = asking(sample, filters)
    made = [make(Ref.of(id, filters), source) for id in DECLARED]
    assert all(each.reason for each in made if isinstance(each, Nothing))
    shown = [each for each in made if not isinstance(each, Nothing)]
    assert len(shown) > len(DECLARED) / 2
    return shown


@pytest.fixture(scope="module")
def asked_anew(sample, told):
    """The rows of each answer's view under its filters and options, by the front door of the command line; each asked once."""
    known = {}

    def rows(answer):
        options = {option.name: value for option, value in answer.options.given()}
        asked = {"metrics": answer.options.metrics, **options}
        key = repr((answer.view, answer.filters, answer.options.by, answer.options.at, asked))
        if key not in known:
            known[key] = ask(
                sample,
                answer.view,
                answer.filters,
                answer.options.by,
                SHARED,
                at=answer.options.at,
                **asked,
            ).rows
        return known[key]

    return rows


def test_answers_are_those_of_the_command_line(told, asked_anew):
    for answer in (answer for made in told for answer in made.answers):
        assert answer.mode == SHARED
        anew = replace(answer, rows=asked_anew(answer))
        for row, other in zip(
            figures_of(answer, ALL).rows, figures_of(anew, ALL).rows, strict=True
        ):
            for name, value in row.items():
                is_number = type(value) in (int, float)
                assert other[name] == (pytest.approx(value) if is_number else value), answer.view


def test_the_tables_of_a_sheet_hold_the_figures(sample, told, asked_anew):
    for made in told:
        data = sheets.xlsx(made, passport(sample, "", [made], MADE_ON))
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        written = [
            _numbers([[cell.value for cell in row] for row in sheet[table.ref]][1:])
            for table in sheet.tables.values()
        ]
        for answer in made.answers if made.ref.id != DEFINITIONS else ():
            numbers = _numbers(row.values() for row in asked_anew(answer))
            alike = [each for each in written if len(each) == len(numbers)]
            assert not numbers or any(numbers == pytest.approx(each) for each in alike), made.ref


def _numbers(rows) -> list[float]:
    return [value for row in rows for value in row if type(value) in (int, float)]


def test_a_csv_holds_what_is_drawn(told):
    for made in told:
        rows = list(csv.reader(io.StringIO(sheets.csv(made).decode("utf-8-sig"))))[1:]
        table = table_of(made)
        assert len(rows) == len(table.values) > 0, made.ref
        for row, values in zip(rows, table.values):
            for written, value in zip(row, values):
                if type(value) in (int, float):
                    assert float(written) == value


def test_a_review_of_all_of_them_verifies_and_every_page_says_its_finding(sample, filters):
    recipe = DeckRecipe("all", tuple(Entry(Ref.of(id, filters)) for id in DECLARED))
    made = collect(recipe, sample, "", MADE_ON)
    assert verify(made.passport, sample).moves == ()
    assert len(made.pages) + len(made.left_out) == len(DECLARED)
    page = Reader(report(made))
    assert [line for line in page.words["h2"] if line in {each.title for each in made.pages}] == [
        each.title for each in made.pages
    ]
    assert pdf(made).startswith(b"%PDF-")
    assert openpyxl.load_workbook(io.BytesIO(workbook(made))).sheetnames[0] == "Contents"
