"""One exhibit as a workbook and as CSV: numbers as numbers, text as nothing but text."""

import csv as comma_separated
import io
import re

from journey.exhibit.exhibit import Exhibit
from journey.export.book import Book, is_number
from journey.export.passport import Passport
from journey.export.plain_text import plain
from journey.export.table import table_of, titled
from journey.presenters.journey_list import FORMULA_STARTS

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def csv(exhibit: Exhibit) -> bytes:
    """The exhibit's table for a spreadsheet: text that would run as a formula there begins with an apostrophe."""
    table = table_of(exhibit)
    buffer = io.StringIO()
    writer = comma_separated.writer(buffer)
    writer.writerow([safe_cell(titled(column)) for column in table.columns])
    for words, values in zip(table.words, table.values):
        writer.writerow(
            [
                _number(value) if is_number(value) else "" if value is None else safe_cell(word)
                for word, value in zip(words, values)
            ]
        )
    return buffer.getvalue().encode("utf-8-sig")


def _number(value: float) -> float:
    """A whole number without a decimal, as counts are written."""
    return int(value) if float(value).is_integer() else value


def safe_cell(words: str) -> str:
    """The words as a spreadsheet shows them: what would run as a formula there begins with an apostrophe."""
    text = plain(words)
    is_formula = text.startswith((*FORMULA_STARTS, "\n")) and not NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def xlsx(exhibit: Exhibit, passport: Passport) -> bytes:
    """A workbook of one exhibit."""
    book = Book(passport)
    book.add_exhibit(exhibit, exhibit.title)
    return book.closed()
