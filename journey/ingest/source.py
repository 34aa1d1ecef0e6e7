"""What a table is before its rows are read: where it can be read, its columns, a sample, its fingerprint, and notes."""

import csv
import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as parquet

from journey.ingest import tabular
from journey.ingest.dialect import Dialect, find_dialect, joined_header, records
from journey.ingest.encoding import (
    UTF8,
    ByteScan,
    as_utf8,
    bom_encoding,
    encoding_question,
    scan_bytes,
    without_lines,
)
from journey.ingest.limits import (
    COLUMN_LIMIT,
    FIELD_LIMIT,
    PARQUET_CELL_LIMIT,
    PARQUET_FROM,
    PARQUET_RATIO,
    PARQUET_ROWS_PER_BYTE,
)
from journey.ingest.nested import Nested, nested_columns, struct_columns
from journey.ingest.unpack import Part, opened
from journey.model.errors import BadFile

DEFAULT_LINE_BYTES = 1 << 20  # bytes; the database has to be told of longer ones
SAMPLE_ROWS, SAMPLE_CHARACTERS = 2000, 4_000_000
PLAIN = Dialect(",", header_lines=1)
PLAIN_PATH = re.compile(r"[\w./\\: ~+-]+")


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
            yield from _parquet_rows_at(self.path, numbers)
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


def open_source(
    part: Part, folder: Path, answers: Mapping[str, str], sheet: str | None = None
) -> Source:
    """Look at one whole table, with the user's answers; raises UserError where it cannot be one, Question where it is unclear."""
    if part.kind == "parquet":
        source = _parquet(part, folder)
    elif part.kind == "xlsx":
        source = _workbook(part, folder, answers, sheet)
    elif part.kind == "json":
        source = _document(part, folder)
    else:
        source = _text(part, folder, answers)
    return _with_nested(_sampled(source))


def first_rows(source: Source, folder: Path) -> tuple[Source, bool]:
    """A source of the first rows alone, by way of a copy in the folder, and whether they are all."""
    if source.kind == "parquet":
        file = parquet.ParquetFile(source.path)
        batch = next(file.iter_batches(SAMPLE_ROWS), None)
        if batch is not None:
            parquet.write_table(pa.Table.from_batches([batch]), folder / "first.parquet")
            source = replace(source, path=folder / "first.parquet")
        return source, file.metadata.num_rows <= SAMPLE_ROWS
    rows = list(_sample_rows(source))
    with (folder / "first.csv").open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    plain = replace(PLAIN, header_rows=0, header_lines=0)
    row_numbers = source.row_numbers[: len(rows)]
    first = replace(
        source,
        path=folder / "first.csv",
        dialect=plain,
        compression="none",
        lines=0,
        row_numbers=row_numbers,
    )
    return first, next(islice(source.rows(), len(rows), None), None) is None


def _sampled(source: Source) -> Source:
    if source.kind == "parquet":
        return source
    return replace(source, sample=tuple(tuple(fields) for fields in _sample_rows(source)))


def _sample_rows(source: Source) -> Iterator[list[str]]:
    """The first rows, fewer where they are long."""
    characters = 0
    for _, _, fields in islice(source.rows(), SAMPLE_ROWS):
        yield fields
        characters += sum(map(len, fields))
        if characters > SAMPLE_CHARACTERS:
            return


def _with_nested(source: Source) -> Source:
    """The keys inside JSON columns as columns of their own, after the file's."""
    nested, notes = nested_columns(source) if source.kind == "csv" else (source.nested, [])
    if not nested:
        return source
    taken = Counter(source.columns)
    nested = tuple(replace(key, name=_free_name(key.name, taken)) for key in nested[:COLUMN_LIMIT])
    sample = tuple(
        (
            *row,
            *(
                key.value_in(row[key.column_index]) if len(row) > key.column_index else ""
                for key in nested
            ),
        )
        for row in source.sample
    )
    columns = (*source.columns, *(key.name for key in nested))
    return replace(
        source, columns=columns, nested=nested, sample=sample, notes=(*source.notes, *notes)
    )


def _free_name(name: str, taken: Counter) -> str:
    """The name, counted where a column has it already."""
    taken[name] += 1
    free_name = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return (
        free_name if free_name == name or free_name not in taken else _free_name(free_name, taken)
    )


def _text(part: Part, folder: Path, answers: Mapping[str, str]) -> Source:
    """A text file, in UTF-8 as it is, else by way of a copy in UTF-8."""
    notes: list[str] = []
    settings = {"encoding": "utf-8"}
    encoding = answers.get("encoding", "").lower() or bom_encoding(part)
    sha256 = ""
    if not encoding or encoding in UTF8:
        scan = scan_bytes(part)
        if not scan.is_utf8:
            raise encoding_question(part, scan)
        encoding, sha256 = "utf-8", scan.sha256
    if encoding != "utf-8" or scan.has_only_returns:
        sha256 = sha256 or _fingerprint(part)
        copy = folder / f"utf8-{sha256[:16]}"
        note = as_utf8(part, encoding, copy, encoding == "utf-8" and scan.has_only_returns)
        notes.append("its lines end with a carriage return" if encoding == "utf-8" else note)
        settings["encoding"] = encoding
        part = Part(copy, part.name, "text")
        scan = scan_bytes(part)
        if scan.has_only_returns:
            as_utf8(part, "utf-8", second := copy.with_suffix(".lines"), True)
            part = Part(second, part.name, "text")
            scan = scan_bytes(part)
    too_long = scan.too_long
    if too_long:
        without_lines(part, set(too_long), shorter := folder / f"shorter-{scan.sha256[:16]}")
        part = Part(shorter, part.name, "text")
        scan = scan_bytes(part)
    source = _csv(part, folder, answers, sha256, scan, notes, settings)
    return replace(source, too_long=too_long)


def _csv(
    part: Part,
    folder: Path,
    answers: Mapping[str, str],
    sha256: str,
    scan: ByteScan,
    notes: list[str],
    settings: dict[str, str],
) -> Source:
    draft = Source(part.path, part.name, "csv", (), sha256, compression=part.compression)
    dialect, dialect_notes = find_dialect(
        draft.text, part.name, answers.get("delimiter"), answers.get("header")
    )
    with draft.text() as file:
        top_rows = [
            fields
            for _, _, fields in islice(
                records(file, dialect, part.name), dialect.rows_above + max(dialect.header_rows, 1)
            )
        ]
    header = top_rows[dialect.rows_above :]
    names, texts = joined_header(header) if dialect.header_rows else ([""] * len(header[0]), [])
    columns, renamed = _columns(part.name, names)
    settings |= {
        "delimiter": dialect.name,
        "header": str(dialect.header_rows) if dialect.header_rows else "none",
    }
    path = (
        part.path
        if PLAIN_PATH.fullmatch(str(part.path))
        else Path(shutil.copyfile(part.path, folder / f"copy-{sha256[:16]}"))
    )
    return replace(
        draft,
        path=path,
        columns=columns,
        dialect=dialect,
        lines=0 if scan.has_lone_returns else scan.lines,
        has_long_lines=scan.longest > DEFAULT_LINE_BYTES,
        has_long_fields=scan.longest > FIELD_LIMIT,
        texts=tuple(texts),
        notes=(*notes, *dialect_notes, *renamed),
        settings=settings,
    )


def _workbook(part: Part, folder: Path, answers: Mapping[str, str], sheet: str | None) -> Source:
    sha256 = _fingerprint(part)
    copy = folder / f"sheet-{sha256[:16]}.csv"
    row_numbers, notes = tabular.from_workbook(
        part, copy, sheet if sheet is not None else answers.get("sheet")
    )
    if not row_numbers:
        raise BadFile(part.name, "has no rows: save the events into it.")
    source = _csv(
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


def _document(part: Part, folder: Path) -> Source:
    sha256 = _fingerprint(part)
    copy = folder / f"json-{sha256[:16]}.csv"
    columns, row_numbers, notes = tabular.from_json(part, copy)
    dialect = Dialect(",", header_rows=0, header_lines=0)
    return Source(
        copy,
        part.name,
        "csv",
        _columns(part.name, list(columns))[0],
        sha256,
        dialect,
        row_numbers=tuple(row_numbers),
        has_long_lines=True,
        notes=tuple(notes),
    )


def _parquet(part: Part, folder: Path) -> Source:
    try:
        file = parquet.ParquetFile(part.path)
        schema, size = file.schema_arrow, file.metadata
    except Exception as error:
        raise BadFile(
            part.name,
            f"is not a whole Parquet file ({str(error).splitlines()[0]}): export it again.",
        ) from None
    _refuse_parquet_bomb(part, size)
    columns, renamed = _columns(part.name, schema.names)
    path = (
        part.path
        if PLAIN_PATH.fullmatch(str(part.path))
        else Path(shutil.copyfile(part.path, folder / "copy.parquet"))
    )
    nested = struct_columns(file, columns)
    kinds = {index: kind for index, column in enumerate(schema.types) if (kind := _kind(column))}
    return Source(
        path,
        part.name,
        "parquet",
        columns,
        _fingerprint(part),
        nested=nested,
        kinds=kinds,
        notes=tuple(renamed),
        sample=_parquet_sample(part, file),
    )


def without_broken_text(source: Source, target: Path) -> Source:
    """The Parquet source by way of a copy with its broken texts mended; the rows that held them are faults."""
    faults = tuple(tabular.repaired(parquet.ParquetFile(source.path), target, source.columns))
    return replace(source, path=target, faults=faults)


def _kind(column: pa.DataType) -> str:
    """How a column has to be made text, where its own words are none: see `expressions.AS_TEXT`."""
    column = column.value_type if pa.types.is_dictionary(column) else column
    if pa.types.is_nested(column):
        return "nested"
    if pa.types.is_floating(column):
        return "float"
    are_bytes = (
        pa.types.is_binary,
        pa.types.is_large_binary,
        pa.types.is_fixed_size_binary,
        pa.types.is_binary_view,
    )
    return "bytes" if any(is_such(column) for is_such in are_bytes) else ""


def _refuse_parquet_bomb(part: Part, size: parquet.FileMetaData) -> None:
    """From the metadata alone: more cells than any machine that this runs on could hold, or far more bytes than the file has."""
    packed = max(part.path.stat().st_size, 1)
    unpacked = sum(size.row_group(number).total_byte_size for number in range(size.num_row_groups))
    if (
        size.num_rows * max(size.num_columns, 1) > PARQUET_CELL_LIMIT
        or size.num_rows > PARQUET_ROWS_PER_BYTE * packed
        or unpacked > max(PARQUET_RATIO * packed, PARQUET_FROM)
    ):
        raise BadFile(
            part.name,
            f"says that it holds {size.num_rows:,} rows in {packed:,} bytes: that is no table of events; export anew.",
        )


def _parquet_sample(part: Part, file: parquet.ParquetFile) -> tuple[tuple[str, ...], ...]:
    try:
        batch = next(file.iter_batches(SAMPLE_ROWS), None)
    except Exception as error:
        raise BadFile(
            part.name, f"cannot be read ({str(error).splitlines()[0]}): export it again."
        ) from None
    if batch is None:
        return ()
    return tuple(tuple(tabular.cell_text(value) for value in row.values()) for row in _rows(batch))


def _parquet_rows_at(path: Path, numbers: set[int]) -> Iterator[list[str]]:
    first = 1
    for batch in parquet.ParquetFile(path).iter_batches():
        inside = sorted(
            number - first for number in numbers if first <= number < first + batch.num_rows
        )
        if inside:
            yield from (
                [tabular.cell_text(value) for value in row.values()]
                for row in _rows(batch.take(pa.array(inside)))
            )
        first += batch.num_rows


def _rows(batch) -> list[dict]:
    columns = {str(number): _values(column) for number, column in enumerate(batch.columns)}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _values(column: pa.Array) -> list:
    """A column's values; times that Python does not know, such as one of the year 10000, as text; broken texts mended."""
    try:
        return tabular.mended(column)[0].to_pylist()
    except (OverflowError, ValueError):
        return column.cast(pa.string()).to_pylist()


def _columns(name: str, header: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Distinct names of the columns; those without one are numbered, repeated ones counted, with notes about both."""
    plain = [" ".join(text.split()) or f"column {number}" for number, text in enumerate(header, 1)]
    if len(plain) > COLUMN_LIMIT:
        raise BadFile(name, f"has {len(plain):,} columns: at most {COLUMN_LIMIT:,} can be loaded.")
    counted, seen_so_far = Counter(plain), Counter()
    columns = []
    for text in plain:
        seen_so_far[text] += 1
        occurrence = seen_so_far[text]
        while occurrence > 1 and f"{text} ({occurrence})" in counted:
            occurrence += 1
        columns.append(text if occurrence == 1 else f"{text} ({occurrence})")
    repeated = [text for text, count in counted.items() if count > 1]
    return tuple(columns), [
        f"several columns are named {text!r}: the later ones are called {text + ' (2)'!r} and so on"
        for text in repeated[:3]
    ]


def _fingerprint(part: Part) -> str:
    with part.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
