"""Opens one sheet of an Excel workbook, by way of a CSV copy of its values."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from journey.data.room import is_no_room
from journey.ingest.encoding.scan import scan_bytes
from journey.ingest.limits import COLUMN_LIMIT, SHEET_ROW_LIMIT
from journey.ingest.openers.plain import cell_text, fingerprint, write_rows
from journey.ingest.openers.text import open_csv
from journey.ingest.source import Source
from journey.ingest.unpack import Part
from journey.model.errors import BadFile, Question, UserError


def open_workbook(
    part: Part, folder: Path, answers: Mapping[str, str], sheet: str | None
) -> Source:
    """The source of a sheet: the one that is named, or the only one with rows; raises Question where there are several."""
    sha256 = fingerprint(part)
    copy = folder / f"sheet-{sha256[:16]}.csv"
    row_numbers, notes = _copied(part, copy, sheet if sheet is not None else answers.get("sheet"))
    if not row_numbers:
        raise BadFile(part.name, "has no rows: save the events into it.")
    source = open_csv(
        Part(copy, part.name, "text"),
        folder,
        answers,
        sha256,
        scan_bytes(Part(copy, part.name, "text")),
        notes,
        {},
    )
    above = source.dialect.rows_above + source.dialect.header_rows
    return replace(
        source,
        row_numbers=tuple(row_numbers[above:]),
        settings={"header": source.settings["header"]},
    )


def _copied(part: Part, target: Path, sheet: str | None) -> tuple[list[int], list[str]]:
    """Write one sheet's values; returns each row's number in the sheet, and notes. Formulas give their last value."""
    with part.path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            raise BadFile(
                part.name, f"is not a whole XLSX workbook ({type(error).__name__}): save it again."
            ) from None
        with closing(book):
            try:
                name = _sheet(part, book, sheet)
                rows = book[name]
                rows.reset_dimensions()
                notes = [f"the sheet read is {name!r}"] if len(book.sheetnames) > 1 else []
                return write_rows(_sheet_rows(rows), target), notes
            except UserError:
                raise
            except Exception as error:
                if is_no_room(error):
                    raise
                raise BadFile(
                    part.name, f"cannot be read to its end ({type(error).__name__}): save it again."
                ) from None


def _sheet(part: Part, book: Workbook, requested: str | None) -> str:
    names = [sheet.title for sheet in book.worksheets]
    if requested is not None:
        if requested not in names:
            raise BadFile(
                part.name,
                f"has no sheet {requested!r}: its sheets are {', '.join(map(repr, names))}.",
            )
        return requested
    filled = [name for name in names if _is_filled(book[name])]
    if not filled:
        raise BadFile(part.name, "has no sheet with rows: save the events into it.")
    if len(filled) > 1:
        raise Question(
            f"{part.name} has several sheets with rows.",
            [f"sheet={name}" for name in filled],
            "sheet",
        )
    return filled[0]


def _is_filled(sheet: Worksheet) -> bool:
    """Whether the sheet has a header and a row below it."""
    rows = 0
    for row in sheet.iter_rows(values_only=True, max_row=200):
        rows += sum(value is not None for value in row) > 1
        if rows > 1:
            return True
    return False


def _sheet_rows(sheet: Worksheet) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > SHEET_ROW_LIMIT:
            raise UserError(
                f"The sheet {sheet.title!r} has more than {SHEET_ROW_LIMIT:,} rows: save it as CSV."
            )
        texts = [cell_text(value) for value in row[: COLUMN_LIMIT + 1]]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts
