"""Opens a Parquet file: it is read in place, from its own types."""

import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from journey.ingest.limits import (
    PARQUET_CELL_LIMIT,
    PARQUET_FROM,
    PARQUET_RATIO,
    PARQUET_ROWS_PER_BYTE,
)
from journey.ingest.nested import struct_columns
from journey.ingest.openers import parquet_table
from journey.ingest.openers.plain import column_names, fingerprint
from journey.ingest.source import PLAIN_PATH, SAMPLE_ROWS, Source
from journey.ingest.unpack import Part
from journey.model.errors import BadFile


def open_parquet(part: Part, folder: Path) -> Source:
    """The source of a Parquet file; raises BadFile where it is none, or far larger than it looks."""
    try:
        file = parquet.ParquetFile(part.path)
        schema, size = file.schema_arrow, file.metadata
    except Exception as error:
        raise BadFile(
            part.name,
            f"is not a whole Parquet file ({str(error).splitlines()[0]}): export it again.",
        ) from None
    _refuse_bomb(part, size)
    columns, renamed = column_names(part.name, schema.names)
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
        fingerprint(part),
        nested=nested,
        kinds=kinds,
        notes=tuple(renamed),
        sample=_sample(part, file),
    )


def without_broken_text(source: Source, target: Path) -> Source:
    """The Parquet source by way of a copy with its broken texts mended; the rows that held them are faults."""
    faults = tuple(parquet_table.repaired(parquet.ParquetFile(source.path), target, source.columns))
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


def _refuse_bomb(part: Part, size: parquet.FileMetaData) -> None:
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


def _sample(part: Part, file: parquet.ParquetFile) -> tuple[tuple[str, ...], ...]:
    try:
        return parquet_table.first_rows(file, SAMPLE_ROWS)
    except Exception as error:
        raise BadFile(
            part.name, f"cannot be read ({str(error).splitlines()[0]}): export it again."
        ) from None
