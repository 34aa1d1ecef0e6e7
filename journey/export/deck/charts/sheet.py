"""The data sheet of a chart: columns that the chart names by their place and repeats as it last read them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from journey.export.deck.markup import escaped, plain

NAME = "Sheet1"
CONSTANT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Value = str | float | None


@dataclass(frozen=True)
class Column:
    """`place` is its number from 0; `format` is a number format, '' of words."""

    place: int
    title: str
    values: tuple[Value, ...]
    format: str = ""

    @property
    def title_cell(self) -> str:
        return f"{NAME}!${xl_col_to_name(self.place)}$1"

    @property
    def cells(self) -> str:
        letter = xl_col_to_name(self.place)
        last = f":${letter}${len(self.values) + 1}" if len(self.values) > 1 else ""
        return f"{NAME}!${letter}$2{last}"

    def _points(self) -> str:
        points = "".join(
            f'<c:pt idx="{index}"><c:v>{_written(value)}</c:v></c:pt>'
            for index, value in enumerate(self.values)
            if value is not None
        )
        return f'<c:ptCount val="{len(self.values)}"/>{points}'

    def numbers(self) -> str:
        """The reference to the numbers with what it last gave; what is hidden is a gap."""
        code = f"<c:formatCode>{escaped(self.format or 'General')}</c:formatCode>"
        return f"<c:numRef><c:f>{self.cells}</c:f><c:numCache>{code}{self._points()}</c:numCache></c:numRef>"

    def words(self) -> str:
        return (
            f"<c:strRef><c:f>{self.cells}</c:f><c:strCache>{self._points()}</c:strCache></c:strRef>"
        )

    def name(self) -> str:
        """The title as a series' name."""
        point = f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escaped(self.title)}</c:v></c:pt>'
        return f"<c:tx><c:strRef><c:f>{self.title_cell}</c:f><c:strCache>{point}</c:strCache></c:strRef></c:tx>"


def _kept(value: Value) -> Value:
    """Words that a file can hold, plain numbers, nothing for what is no number."""
    if isinstance(value, str):
        return plain(value)
    return float(value) if value is not None and math.isfinite(value) else None


def _written(value: Value) -> str:
    return escaped(value) if isinstance(value, str) else repr(value)


@dataclass
class Sheet:
    """Columns side by side, in the order in which they were added, with empty cells to the `least` of rows.

    LibreOffice draws nothing of an XY series of one point: its sheets have two rows at least.
    """

    least: int = 1
    columns: list[Column] = field(default_factory=list)

    def add(self, title: str, values: Sequence[Value], format: str = "") -> Column:
        kept = [*map(_kept, values), *([None] * (self.least - len(values)))]
        column = Column(len(self.columns), plain(title), tuple(kept), format)
        self.columns.append(column)
        return column

    def workbook(self) -> bytes:
        """As .xlsx: words as words whatever they begin with, gaps as empty cells."""
        whole = BytesIO()
        with xlsxwriter.Workbook(whole, {"in_memory": True} | CONSTANT) as book:
            page = book.add_worksheet(NAME)
            for column in self.columns:
                look = book.add_format({"num_format": column.format}) if column.format else None
                page.write_string(0, column.place, column.title)
                longest = max((len(str(value)) for value in column.values if value), default=0)
                page.set_column(column.place, column.place, min(40, max(10, longest + 2)))
                for row, value in enumerate(column.values, 1):
                    if isinstance(value, str):
                        page.write_string(row, column.place, value)
                    elif value is not None:
                        page.write_number(row, column.place, value, look)
        return whole.getvalue()
