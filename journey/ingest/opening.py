"""Open a table of any form: its source, with a sample and the keys inside its JSON columns; or its first rows alone."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from journey.ingest.limits import COLUMN_LIMIT
from journey.ingest.nested import nested_columns
from journey.ingest.openers.document import open_document
from journey.ingest.openers.event_log import open_event_log
from journey.ingest.openers.parquet_file import open_parquet
from journey.ingest.openers.text import open_text
from journey.ingest.openers.workbook import open_workbook
from journey.ingest.source import PLAIN, SAMPLE_ROWS, Source
from journey.ingest.unpack import Part

SAMPLE_CHARACTERS = 4_000_000


def open_source(
    part: Part, folder: Path, answers: Mapping[str, str], sheet: str | None = None
) -> Source:
    """Look at one whole table, with the user's answers; raises UserError where it cannot be one, Question where it is unclear."""
    if part.kind == "parquet":
        source = open_parquet(part, folder)
    elif part.kind == "xlsx":
        source = open_workbook(part, folder, answers, sheet)
    elif part.kind == "xes":
        source = open_event_log(part, folder)
    elif part.kind == "json":
        source = open_document(part, folder)
    else:
        source = open_text(part, folder, answers)
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
