"""What a table is before its rows are read: where it can be read, its columns, a sample, its fingerprint, and notes."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TextIO

from journey.ingest.dialect import Dialect, records
from journey.ingest.nested import Nested
from journey.ingest.openers import parquet_table
from journey.ingest.unpack import opened

SAMPLE_ROWS = 2000
PLAIN = Dialect(",", header_lines=1)
PLAIN_PATH = re.compile(
    r"[\w./\\: ~+-]+"
)  # what the database reads without taking a sign of it for a pattern


@dataclass(frozen=True)
class Source:
    """A table that can be read. `columns` are those of the file, then `nested`, the keys inside JSON columns.

    `texts` are longer texts of the columns, where a survey tool writes them; `row_numbers` the number of each row in a
    workbook or document (empty: rows stand on lines); `lines` counts lines, header included, 0 where some end with a return alone;
    `kinds` are those of a Parquet file's columns that are no texts: nested, float or bytes; `is_rewritten`: by this program, in
    plain form; `has_long_fields`: some may be too long, `too_long` are the lines that are; `faults` are (row, column, value,
    reason) of rows that cannot be taken as they are; `notes` say what was found out.
    """

    path: Path
    name: str
    kind: str  # csv or parquet
    columns: tuple[str, ...]
    sha256: str
    dialect: Dialect = PLAIN
    compression: str = "none"
    lines: int = 0
    texts: tuple[str, ...] = ()
    row_numbers: tuple[int, ...] = ()
    nested: tuple[Nested, ...] = ()
    kinds: Mapping[int, str] = field(default_factory=dict)
    has_long_lines: bool = False
    has_long_fields: bool = False
    too_long: tuple[int, ...] = ()
    faults: tuple[tuple[int, str, str, str], ...] = ()
    is_rewritten: bool = False
    sample: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Columns that the file itself has."""
        return len(self.columns) - len(self.nested)

    def rows(self) -> Iterator[tuple[int, int, list[str]]]:
        """Each record of a CSV below its header, with the first and last line that it stands on; empty lines left out."""
        with self.text() as file:
            yield from islice(
                records(file, self.dialect, self.name),
                self.dialect.rows_above + self.dialect.header_rows,
                None,
            )

    def rows_at(self, numbers: set[int]) -> Iterator[list[str]]:
        """The rows of these numbers in a workbook, a document or a Parquet file, as texts, in its order."""
        if self.kind == "parquet":
            yield from parquet_table.rows_at(self.path, numbers)
        else:
            yield from (
                fields
                for (_, _, fields), number in zip(self.rows(), self.row_numbers, strict=False)
                if number in numbers
            )

    @contextmanager
    def text(self) -> Iterator[TextIO]:
        with (
            opened(self.path, self.compression, self.name) as file,
            TextIOWrapper(file, encoding="utf-8-sig", newline="") as text,
        ):
            yield text
