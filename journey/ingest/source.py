"""What a file is before its rows are read: its kind, dialect, columns, lines and fingerprint."""

import csv
import gzip
import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyarrow.parquet as parquet

from journey.ingest.fields import MOST_COLUMNS
from journey.model.errors import UserError

DELIMITERS = (",", ";", "\t", "|")
RECORDS_LOOKED_AT = 200
CHUNK = 4 << 20
LONGEST_FIELD = 10_000_000
PARQUET_MAGIC, GZIP_MAGIC = b"PAR1", b"\x1f\x8b"
csv.field_size_limit(LONGEST_FIELD)


@dataclass(frozen=True)
class Source:
    """A readable file of rows. `lines` counts its lines, header included (CSV only)."""

    path: Path
    kind: str  # "csv" or "parquet"
    columns: tuple[str, ...]
    sha256: str
    delimiter: str = ","
    compression: str = "none"
    header_lines: int = 1
    lines: int = 0

    @property
    def name(self) -> str:
        return self.path.name


def open_source(path: Path) -> Source:
    """Look at the whole file once; raises UserError where it cannot be a table of events."""
    if not path.is_file():
        raise UserError(f"{path} is not a file: check the name.")
    with path.open("rb") as file:
        magic = file.read(4)
    if not magic:
        raise UserError(f"{path.name} is empty: export the events again.")
    if magic == PARQUET_MAGIC:
        return _parquet_source(path)
    compression = "gzip" if magic[:2] == GZIP_MAGIC else "none"
    sha256, lines = _scan_text(path, compression)
    delimiter, columns, header_lines = _dialect(path, compression)
    return Source(path, "csv", columns, sha256, delimiter, compression, header_lines, lines)


def records(source: Source) -> Iterator[tuple[int, int, list[str]]]:
    """Each record of a CSV below its header, with the first and last line that it stands on; empty lines left out.

    Raises UserError near the line where a quote is not closed or not doubled.
    """
    with _text(source.path, source.compression) as file:
        reader = csv.reader(file, delimiter=source.delimiter, strict=True)
        try:
            yield from islice(_numbered(reader), 1, None)
        except csv.Error as error:
            raise UserError(f"{source.name} cannot be read as CSV near line {reader.line_num} ({error}): "
                            "look for a quote that is not closed or not doubled.") from None


def _numbered(reader) -> Iterator[tuple[int, int, list[str]]]:
    before = 0
    for fields in reader:
        if fields:
            yield before + 1, reader.line_num, fields
        before = reader.line_num


def _parquet_source(path: Path) -> Source:
    try:
        columns = tuple(parquet.read_schema(path).names)
    except Exception as error:
        raise UserError(f"{path.name} is not a whole Parquet file ({str(error).splitlines()[0]}): export it again.") from None
    return Source(path, "parquet", _checked_columns(path, columns), _fingerprint(path))


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _scan_text(path: Path, compression: str) -> tuple[str, int]:
    """Fingerprint and number of lines; every byte is looked at, so that nothing unreadable slips through."""
    digest, lines, rest = hashlib.sha256(), 0, b""
    try:
        with _binary(path, compression) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                whole, end, rest = (rest + chunk).rpartition(b"\n")
                _check_text(path, lines + 1, whole)
                lines += whole.count(b"\n") + len(end)
    except (EOFError, gzip.BadGzipFile, zlib.error, OSError) as error:
        raise UserError(f"{path.name} cannot be read to its end ({error}): export or copy it again.") from None
    _check_text(path, lines + 1, rest)
    return digest.hexdigest(), lines + bool(rest)


def _check_text(path: Path, first_line: int, text: bytes) -> None:
    if b"\0" in text:
        line = first_line + text.count(b"\n", 0, text.index(b"\0"))
        raise UserError(f"{path.name} is not a text file (NUL byte in line {line}): load a CSV or Parquet file.")
    if text.isascii():
        return
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first_line + text.count(b"\n", 0, error.start)
        raise UserError(
            f"{path.name} is not UTF-8 (byte 0x{text[error.start]:02X} in line {line}): save it as UTF-8, "
            "or name its encoding with --assume encoding=cp1252 (or latin-1, utf-16)."
        ) from None


def _dialect(path: Path, compression: str) -> tuple[str, tuple[str, ...], int]:
    """The delimiter under which the first records agree best, the header, and how many lines the header takes."""
    found = [(_agreement(path, compression, delimiter), delimiter) for delimiter in DELIMITERS]
    (agreeing, width), delimiter = max(found, key=lambda pair: pair[0])
    if width < 2 or not agreeing:
        raise UserError(f"{path.name} has a single column under every usual delimiter (comma, semicolon, tab, bar): "
                        "events need at least customer_id, occurred_at and touchpoint.")
    with _text(path, compression) as file:
        reader = csv.reader(file, delimiter=delimiter)
        header = next(fields for fields in reader if fields)
        return delimiter, _checked_columns(path, header), reader.line_num


def _agreement(path: Path, compression: str, delimiter: str) -> tuple[int, int]:
    """How many of the first records have the commonest width above 1, and that width."""
    with _text(path, compression) as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            widths = Counter(len(fields) for fields, _ in zip(reader, range(RECORDS_LOOKED_AT), strict=False) if fields)
        except csv.Error as error:
            raise UserError(f"{path.name} cannot be read as CSV near line {reader.line_num} ({error}).") from None
    wide = {width: count for width, count in widths.items() if width > 1}
    return max(((count, width) for width, count in wide.items()), default=(0, 0))


def _checked_columns(path: Path, header: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    columns = tuple(name.strip().removeprefix("\ufeff") or f"column {number}" for number, name in enumerate(header, 1))
    twice = [name for name, count in Counter(columns).items() if count > 1]
    if twice:
        raise UserError(f"{path.name} has two columns named {twice[0]!r}: rename one of them.")
    if len(columns) > MOST_COLUMNS:
        raise UserError(f"{path.name} has {len(columns):,} columns: at most {MOST_COLUMNS:,} can be loaded.")
    return columns


@contextmanager
def _binary(path: Path, compression: str) -> Iterator[BinaryIO]:
    with (gzip.open(path) if compression == "gzip" else path.open("rb")) as file:
        yield file


@contextmanager
def _text(path: Path, compression: str, encoding: str = "utf-8") -> Iterator[io.TextIOWrapper]:
    with _binary(path, compression) as file, io.TextIOWrapper(file, encoding=encoding, newline="") as text:
        if encoding == "utf-8" and text.read(1) != "\ufeff":
            text.seek(0)
        yield text


def original_lines(source: Source, numbers: set[int]) -> Iterator[str]:
    """The lines of these numbers as they stand in the file."""
    with _text(source.path, source.compression) as file:
        yield from (line for number, line in enumerate(file, 1) if number in numbers)


def as_utf8(path: Path, encoding: str, folder: Path) -> Path:
    """A copy of the file in the folder, its text in UTF-8; raises UserError where the encoding does not fit."""
    copy = folder / path.name.removesuffix(".gz")
    with path.open("rb") as file:
        compression = "gzip" if file.read(2) == GZIP_MAGIC else "none"
    try:
        with _text(path, compression, encoding) as text, copy.open("w", encoding="utf-8", newline="") as out:
            for chunk in iter(lambda: text.read(CHUNK), ""):
                out.write(chunk)
    except (UnicodeError, EOFError, zlib.error, OSError) as error:
        raise UserError(f"{path.name} cannot be read as {encoding} ({error}): name another encoding, or copy it again.") from None
    return copy
