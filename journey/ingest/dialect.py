"""How a text file writes its table: delimiter, quotes, and where its header stands."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TextIO

from journey.ingest.limits import LINE_LIMIT
from journey.model.errors import BadFile, Cancelled, UserError
from journey.model.progress import BEAT_ROWS, beat

Record = tuple[int, int, list[str]]  # the first and the last line it stands on, its fields
OpenText = Callable[[], AbstractContextManager[TextIO]]
DELIMITERS = {
    "comma": ",",
    "semicolon": ";",
    "tab": "\t",
    "bar": "|",
    "caret": "^",
    "tilde": "~",
    "blanks": " ",
}
HEADERS = ("none", "1", "2", "3")
SAMPLED_RECORDS = 400
SAMPLED_LINES, FEWEST_QUOTED = 400, 4
EVEN_SHARE = 0.95  # of the first records, for blanks to part columns
csv.field_size_limit(LINE_LIMIT)

# In this order: plain doubled quotes first, then what some programs write instead.
QUOTINGS: dict[str, dict[str, Any]] = {
    "doubled": {"quotechar": '"'},
    "backslash": {"quotechar": '"', "doublequote": False, "escapechar": "\\"},
    "single": {"quotechar": "'"},
    "none": {"quoting": csv.QUOTE_NONE},
}


@dataclass(frozen=True)
class Dialect:
    """`rows_above` records stand above the header, which takes `header_rows` records; `header_lines` lines go to the end of it."""

    delimiter: str
    quoting: str = "doubled"
    rows_above: int = 0
    header_rows: int = 1
    header_lines: int = 1

    @property
    def is_plain(self) -> bool:
        """Whether DuckDB can read the file as it is."""
        return (
            len(self.delimiter) == 1
            and self.delimiter != " "
            and self.quoting == "doubled"
            and not self.rows_above
            and self.header_rows == 1
            and self.header_lines == 1
        )

    @property
    def name(self) -> str:
        return next(name for name, sign in DELIMITERS.items() if sign == self.delimiter)


def records(lines: Iterable[str], dialect: Dialect, name: str) -> Iterator[Record]:
    """Each record that is not empty, with the first and last line it stands on.

    Raises UserError with the line on which a quote opens that is never closed, or stands inside a field.
    """
    reader = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        strict=True,
        skipinitialspace=dialect.delimiter == " ",
        **QUOTINGS[dialect.quoting],
    )
    previous_line = 0
    try:
        for record_no, fields in enumerate(reader):
            if record_no % BEAT_ROWS == 0:
                beat(f"{record_no:,} rows")
            if dialect.delimiter == " " and fields and not fields[-1]:
                fields.pop()
            if fields:
                yield previous_line + 1, reader.line_num, fields
            previous_line = reader.line_num
    except csv.Error as error:
        raise UserError(_broken(name, previous_line + 1, reader.line_num, str(error))) from None


def _broken(name: str, first_line: int, last_line: int, error: str) -> str:
    if "field limit" in error or "field larger" in error:
        return (
            f"{name} has a field of more than {LINE_LIMIT:,} characters in line {first_line}: look for a quote that is not "
            "closed."
        )
    if "unexpected end" in error:
        return f"{name} opens a quote in line {first_line} that is never closed: close it, or double it if it belongs to the text."
    return (
        f"{name} cannot be read as CSV near line {last_line} ({error}): look for a quote that is not doubled, in the row that "
        f"begins in line {first_line}."
    )


def find_dialect(
    open_text: OpenText, name: str, delimiter: str | None, header: str | None
) -> tuple[Dialect, list[str]]:
    """The dialect under which the file's first records agree best, and notes about it.

    `open_text` opens the file's text anew; `delimiter` and `header` are answers of the user. Raises UserError for a single column.
    """
    signs = [DELIMITERS[delimiter]] if delimiter else list(DELIMITERS.values())
    fits = [_best_fit(open_text, delimiter_sign, name) for delimiter_sign in signs]
    best = max(fits, key=lambda fit: fit[0])
    (agreement, width), delimiter_sign, quoting, rows = best
    if width < 2 or not agreement:
        _refuse_broken(open_text, name)
        raise BadFile(
            name,
            f"has a single column under every usual delimiter ({', '.join(DELIMITERS)}): "
            "events need at least a customer, a time and a touchpoint.",
        )
    rows_above = next(
        (
            index
            for index, (_, _, fields) in enumerate(rows)
            if _filled_count(fields) >= 2 and len(fields) >= width
        ),
        None,
    )
    if rows_above is None:
        raise BadFile(
            name,
            "has no row with two filled cells: events need at least a customer, a time and a touchpoint.",
        )
    header_rows = (
        _header_rows([fields for _, _, fields in rows[rows_above : rows_above + 4]])
        if header is None
        else _header_row_count(header)
    )
    header_lines = (
        rows[rows_above + header_rows - 1][1]
        if header_rows
        else (rows[rows_above - 1][1] if rows_above else 0)
    )
    return Dialect(delimiter_sign, quoting, rows_above, header_rows, header_lines), _dialect_notes(
        delimiter_sign, quoting, rows_above, header_rows, header
    )


def _header_row_count(header: str) -> int:
    return 0 if header == "none" else int(header)


def _refuse_broken(open_text: OpenText, name: str) -> None:
    """Where the only trouble is a quote, say that rather than that there is one column."""
    for sign in DELIMITERS.values():
        if any(
            len(fields) > 1 for _, _, fields in islice(_readable(open_text, Dialect(sign), name), 1)
        ):
            _first_records(open_text, Dialect(sign), name)


def _readable(open_text: OpenText, dialect: Dialect, name: str) -> Iterator[Record]:
    """The records before the first that cannot be read."""
    with open_text() as file:
        try:
            yield from records(file, dialect, name)
        except Cancelled:
            raise
        except UserError:
            return


def _dialect_notes(
    sign: str, quoting: str, rows_above: int, header_rows: int, header: str | None
) -> list[str]:
    notes = []
    if sign == " ":
        notes.append("columns are told apart by runs of blanks (change it with delimiter)")
    if quoting != "doubled":
        notes.append(
            {
                "backslash": "quotes inside fields are escaped with a backslash",
                "single": "fields are quoted with apostrophes",
                "none": "quotation marks are part of the text",
            }[quoting]
        )
    if rows_above:
        notes.append(f"{rows_above} line{'s' if rows_above > 1 else ''} above the header left out")
    if not header_rows and header is None:
        notes.append(
            "the first row holds values, no names: columns are called column 1, column 2 (header=1 says otherwise)"
        )
    if header_rows > 1:
        notes.append(f"the header takes {header_rows} rows")
    return notes


def _best_fit(
    open_text: OpenText, sign: str, name: str
) -> tuple[tuple[float, int], str, str, list[Record]]:
    """(how many of the first records have the commonest width above 1, that width), and how they were read."""
    best: tuple[tuple[float, int], str, str, list[Record]] = (0, 0), sign, "doubled", []
    for quoting in QUOTINGS:
        if not _is_possible_quoting(quoting, open_text, sign):
            continue
        try:
            rows = _first_records(open_text, Dialect(sign, quoting), name)
        except Cancelled:
            raise
        except UserError:
            continue
        widths = Counter(len(fields) for _, _, fields in rows if len(fields) > 1)
        width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        is_uneven = sign == " " and (count < 2 or count < EVEN_SHARE * len(rows))
        if not is_uneven and (count > best[0][0] or not best[3]):
            best = (count, width), sign, quoting, rows
    return best


def _is_possible_quoting(quoting: str, open_text: OpenText, sign: str) -> bool:
    """Whether the file's first lines hold what this way of quoting leaves behind; without quotes only between tabs."""
    if quoting in ("doubled", "none"):
        return quoting == "doubled" or sign == "\t"
    with open_text() as file:
        start = "".join(islice(file, SAMPLED_LINES))
    if quoting == "backslash":
        return '\\"' in start
    return (
        len(
            re.findall(
                rf"(?:^|{re.escape(sign)})'[^'\n]*'(?={re.escape(sign)}|\r?\n)", start, re.MULTILINE
            )
        )
        >= FEWEST_QUOTED
    )


def _first_records(open_text: OpenText, dialect: Dialect, name: str) -> list[Record]:
    with open_text() as file:
        return list(islice(records(file, dialect, name), SAMPLED_RECORDS))


def _filled_count(fields: list[str]) -> int:
    return sum(bool(field.strip()) for field in fields)


def _header_rows(rows: list[list[str]]) -> int:
    """3 for Qualtrics, 2 for SurveyMonkey, 0 where the first row is like those below it, else 1."""
    if len(rows) > 2 and all('"ImportId"' in cell for cell in rows[2] if cell.strip()):
        return 3
    if (
        len(rows) > 1
        and not rows[1][0].strip()
        and any(cell.strip() in ("Response", "Open-Ended Response") for cell in rows[1])
    ):
        return 2
    if len(rows) > 1 and any(_is_value(cell) for cell in rows[0]):
        alike = sum(
            _is_value(above) == _is_value(below)
            for above, below in zip(rows[0], rows[1], strict=False)
        )
        return 0 if 2 * alike > len(rows[0]) else 1
    return 1


def _is_value(cell: str) -> bool:
    """Whether a cell is a number, a date or an e-mail address, which names of columns are not."""
    return bool(
        re.fullmatch(
            r"[+-]?\d+([.,]\d+)*%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?|[^@\s]+@[^@\s]+\.\w+",
            cell.strip(),
        )
    )


def joined_header(rows: list[list[str]]) -> tuple[list[str], list[str]]:
    """Names and longer texts of the columns from one to three header rows, as survey tools write them."""
    if len(rows) == 3:
        return rows[0], rows[1]
    if len(rows) == 1:
        return rows[0], [""] * len(rows[0])
    names, question = [], ""
    for upper, lower in zip(rows[0], [*rows[1], *[""] * len(rows[0])], strict=False):
        question = upper.strip() or question
        option = lower.strip()
        is_question_alone = option in ("", "Response", "Open-Ended Response")
        names.append(question if is_question_alone else f"{question} – {option}")
    return names, [""] * len(names)
