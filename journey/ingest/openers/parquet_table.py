"""The rows of a Parquet file as texts, and its broken texts mended."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from journey.ingest.openers.plain import cell_text
from journey.model.progress import beat


def first_rows(file: parquet.ParquetFile, limit: int) -> tuple[tuple[str, ...], ...]:
    """So many rows from the beginning."""
    batch = next(file.iter_batches(limit), None)
    return () if batch is None else tuple(map(tuple, _texts(batch)))


def rows_at(path: Path, numbers: set[int]) -> Iterator[list[str]]:
    """The rows of these numbers, counted from 1, in the file's order."""
    first = 1
    for batch in parquet.ParquetFile(path).iter_batches():
        inside = sorted(
            number - first for number in numbers if first <= number < first + batch.num_rows
        )
        if inside:
            yield from _texts(batch.take(pa.array(inside)))
        first += batch.num_rows


def _texts(batch: pa.RecordBatch) -> Iterator[list[str]]:
    for row in zip(*map(_values, batch.columns), strict=True):
        yield [cell_text(value) for value in row]


def _values(column: pa.Array) -> list:
    """A column's values; times that Python does not know, such as one of the year 10000, as text; broken texts mended."""
    try:
        return mended(column)[0].to_pylist()
    except (OverflowError, ValueError):
        return column.cast(pa.string()).to_pylist()


def repaired(
    file: parquet.ParquetFile, target: Path, columns: tuple[str, ...]
) -> Iterator[tuple[int, str, str, str]]:
    """Write the table with every text that is no UTF-8 mended; gives (row, column, value, reason) of each as it is found."""
    schema, first = file.schema_arrow, 1
    with parquet.ParquetWriter(target, schema) as out:
        for batch in file.iter_batches():
            arrays = []
            for name, array in zip(columns, batch.columns, strict=False):
                whole, broken = mended(array)
                arrays.append(whole)
                yield from (
                    (first + index, name, text, "holds signs that are no UTF-8")
                    for index, text in broken
                )
            out.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
            first += batch.num_rows
            beat(f"{first:,} rows")


def mended(array: pa.Array) -> tuple[pa.Array, list[tuple[int, str]]]:
    """The array with its broken texts replaced, and (index, text) of each."""
    if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
        return array, []
    try:
        array.validate(full=True)
        return array, []
    except pa.ArrowInvalid:
        raw = array.cast(
            pa.large_binary() if pa.types.is_large_string(array.type) else pa.binary()
        ).to_pylist()
        texts = [None if value is None else value.decode("utf-8", "replace") for value in raw]
        pairs = enumerate(zip(raw, texts, strict=True))
        broken = [
            (index, text)
            for index, (value, text) in pairs
            if text is not None and text.encode() != value
        ]
        return pa.array(texts, array.type), broken
