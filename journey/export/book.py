"""A workbook being written: sheets of lines and native tables, numbers as numbers, text as nothing but text."""

import io
import math
import re
from datetime import datetime
from typing import Any, TypeGuard

import xlsxwriter

from journey.exhibit.declared import DECLARED
from journey.exhibit.exhibit import Exhibit
from journey.exhibit.grid import Column, Grid, Plain
from journey.export.captions import DEFINITIONS, basis, definitions, passport_table
from journey.export.carried import pieces
from journey.export.passport import NAME, Passport, packed
from journey.export.plain_text import plain
from journey.export.table import of_answer, table_of, titled
from journey.model.theme import LIGHT

AS_TEXT = {  # nothing of what is written may become a formula, a link or a number by its looks
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORMATS = {
    "count": "#,##0",
    "share": "0.0 %",
    "valence": "+0.00;-0.00;0.00",
    "seconds": "#,##0",
    "points": "0.0",
}
WHOLE_NUMBER, OTHER_NUMBER, MOMENT = "#,##0", "#,##0.0##", "yyyy-mm-dd hh:mm"
SHEET_NAME_LIMIT, TITLE_LIMIT, CELL_LIMIT = 31, 240, 32_767  # letters
NARROWEST, WIDEST, MEASURED_ROWS = 9, 52, 300
FIRST_YEAR = 1900  # of moments in a workbook
A4 = 9
UNFIT_FOR_SHEET = re.compile(r"[\[\]:*?/\\]")
PASSPORT = "Passport"
KEPT_NAMES = {NAME, PASSPORT.lower(), "history"}  # the last by Excel


def is_number(value: Plain) -> TypeGuard[float]:
    """Whether a cell holds it as a number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


class Book:
    """A workbook being written; sheets are added in their order, the passport is the last."""

    def __init__(self, passport: Passport):
        self.passport = passport
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, AS_TEXT)
        made = datetime.combine(passport.made_on, datetime.min.time())
        self._book.set_properties(
            {
                "title": plain(passport.title),
                "subject": plain(passport.filters),
                "comments": plain(passport.source),
                "created": made,
            }
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names = set(KEPT_NAMES)

    def _format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def add_sheet(self, name: str) -> "Sheet":
        return self._sheet(self._unused(name))

    def _sheet(self, name: str) -> "Sheet":
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        return Sheet(sheet, self._format)

    def add_exhibit(self, exhibit: Exhibit, title: str, notes: str = "") -> str:
        """A sheet with the exhibit's table, the rows of its answers and what they mean below; returns the sheet's name."""
        known = DECLARED.get(exhibit.ref.id)
        sheet = self.add_sheet(known.name if known else title)
        sheet.line(title, bold=True, font_size=14)
        sheet.line(exhibit.subtitle)
        sheet.line(basis(exhibit))
        sheet.skip()
        table, answers = table_of(exhibit), exhibit.answers
        sheet.table(table, is_heading_kept=True)
        for note in (*exhibit.notes, notes):
            sheet.line(note, font_color=LIGHT.muted)
        for answer in answers if exhibit.ref.id != DEFINITIONS else ():
            if (rows := of_answer(answer)) != table:
                sheet.skip()
                sheet.line("The figures it rests on", bold=True)
                sheet.line(answer.command, font_color=LIGHT.muted)
                sheet.table(rows)
        if meanings := definitions([exhibit]):
            sheet.skip()
            sheet.line("Definitions", bold=True)
            for meaning in meanings:
                sheet.line(meaning)
        sheet.set_widths()
        return sheet.name

    def closed(self) -> bytes:
        """The whole workbook with its passport: a sheet for people, and one that only programs see."""
        sheet = self._sheet(PASSPORT)
        sheet.line("Where the figures of this workbook come from", bold=True, font_size=14)
        sheet.line("python -m journey verify FILE says whether the present data still give them.")
        sheet.skip()
        sheet.table(passport_table(self.passport), is_heading_kept=True)
        sheet.set_widths()
        hidden = self._book.add_worksheet(NAME)
        for row, piece in enumerate(pieces(packed(self.passport))):
            hidden.write_string(row, 0, piece)
        hidden.very_hidden()
        self._book.close()
        return self._buffer.getvalue()

    def _unused(self, words: str) -> str:
        """The words as a name that Excel takes and no other sheet has."""
        clean = UNFIT_FOR_SHEET.sub(" ", plain(words)).strip(" '") or "Exhibit"
        name, number = clean[:SHEET_NAME_LIMIT].strip(" '"), 1
        while name.lower() in self._names:
            number += 1
            end = f" {number}"
            name = clean[: SHEET_NAME_LIMIT - len(end)].strip() + end
        self._names.add(name.lower())
        return name


class Sheet:
    """A sheet being written downwards."""

    def __init__(self, sheet: Any, style: Any):
        self._sheet, self._style = sheet, style
        self._row = 0
        self._widths: dict[int, int] = {}

    @property
    def name(self) -> str:
        return str(self._sheet.get_name())

    def line(self, words: str, **style: Any) -> None:
        """A line of text in the first column, which runs on over the next ones; none where there are no words."""
        if words:
            self._text(self._row, 0, words, self._style(**style) if style else None)
            self._row += 1

    def skip(self) -> None:
        self._row += 1

    def table(self, grid: Grid, is_heading_kept: bool = False) -> None:
        """A native table of the grid, and what is not in it; its heading stays on the screen where it is kept."""
        if not grid.values:
            return
        if is_heading_kept:
            self._sheet.freeze_panes(self._row + 1, 0)
        last = self._row + len(grid.values)
        titles = _told_apart([_one_line(titled(column)) for column in grid.columns])
        self._sheet.add_table(
            self._row,
            0,
            last,
            len(grid.columns) - 1,
            {
                "columns": [{"header": title} for title in titles],
                "style": "Table Style Light 1",
                "autofilter": False,
            },
        )
        for index, (title, column) in enumerate(zip(titles, grid.columns)):
            style = {"align": "right"} if column.is_number else {"indent": 1} if index else {}
            self._text(self._row, index, title, self._style(bold=True, **style))
            self._measure(index, title)
        for words, values in zip(grid.words, grid.values):
            self._row += 1
            for index, column in enumerate(grid.columns):
                self._cell(index, column, words[index], values[index])
        self._row += 1
        self.line(grid.rest)

    def set_widths(self) -> None:
        """Columns as wide as what their tables hold."""
        for index, width in self._widths.items():
            self._sheet.set_column(index, index, min(max(width + 2, NARROWEST), WIDEST))

    def _cell(self, index: int, column: Column, words: str, value: Plain) -> None:
        if is_number(value):
            style = self._style(num_format=_number_format(column.unit, words, value))
            self._sheet.write_number(self._row, index, value, style)
        elif isinstance(value, datetime) and value.year >= FIRST_YEAR:
            naive = value.replace(tzinfo=None)
            self._sheet.write_datetime(self._row, index, naive, self._style(num_format=MOMENT))
        elif isinstance(value, bool):
            self._sheet.write_boolean(self._row, index, value)
        elif value is not None:
            style = {"indent": 1} if index else {}
            style |= {"text_wrap": True, "valign": "top"} if len(words) > WIDEST else {}
            self._text(self._row, index, words, self._style(**style))
        if self._row < MEASURED_ROWS:
            self._measure(index, words)

    def _text(self, row: int, column: int, words: str, style: Any) -> None:
        self._sheet.write_string(row, column, plain(words)[:CELL_LIMIT], style)

    def _measure(self, index: int, words: str) -> None:
        self._widths[index] = max(self._widths.get(index, 0), len(words))


def _number_format(unit: str, words: str, value: float) -> str:
    """By the unit; where none is said a share is told by its words."""
    if unit in FORMATS:
        return FORMATS[unit]
    if words.endswith("%"):
        return FORMATS["share"]
    return WHOLE_NUMBER if float(value).is_integer() else OTHER_NUMBER


def _one_line(words: str) -> str:
    """The words as the title of a column of a native table."""
    return " ".join(plain(words).split())[:TITLE_LIMIT]


def _told_apart(titles: list[str]) -> list[str]:
    """The titles, none empty and each another one, as a native table demands."""
    found: dict[str, str] = {}
    for title in titles:
        name, number = title or "Name", 1
        while name.lower() in found:
            number += 1
            name = f"{title or 'Name'} ({number})"
        found[name.lower()] = name
    return list(found.values())
