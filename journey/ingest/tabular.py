"""Workbooks and JSON documents as plain tables: a CSV that the rest of the import reads, and where each row came from."""

import codecs
import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import ijson
import openpyxl
import pyarrow as pa
import pyarrow.parquet as parquet

from journey.data.room import is_no_room
from journey.ingest.limits import (
    COLUMN_LIMIT,
    FIELD_LIMIT,
    JSON_DEPTH_LIMIT,
    NESTED_KEY_LIMIT,
    SHEET_ROW_LIMIT,
)
from journey.ingest.unpack import Part, opened
from journey.model.errors import BadFile, Question, UserError
from journey.model.progress import BEAT_ROWS, beat

REPEATED_KEYS_SHOWN = 5
DIGIT_LIMIT = 400  # of a number in a document; a larger one stays as it was written


def from_workbook(part: Part, target: Path, sheet: str | None) -> tuple[list[int], list[str]]:
    """Write one sheet's values; returns each row's number in the sheet, and notes. Formulas give their last value."""
    with part.path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            raise BadFile(
                part.name, f"is not a whole XLSX workbook ({type(error).__name__}): save it again."
            ) from None
        with book_closed(book):
            try:
                name = _sheet(part, book, sheet)
                rows = book[name]
                rows.reset_dimensions()
                notes = [f"the sheet read is {name!r}"] if len(book.sheetnames) > 1 else []
                return _write(_sheet_rows(rows), target), notes
            except UserError:
                raise
            except Exception as error:
                if is_no_room(error):
                    raise
                raise BadFile(
                    part.name, f"cannot be read to its end ({type(error).__name__}): save it again."
                ) from None


class book_closed:  # noqa: N801
    """Closes the workbook's file at the end of the block."""

    def __init__(self, book):
        self.book = book

    def __enter__(self):
        return self.book

    def __exit__(self, *_):
        self.book.close()


def _sheet(part: Part, book, requested: str | None) -> str:
    names = [sheet.title for sheet in book.worksheets]
    if requested is not None:
        if requested not in names:
            raise BadFile(
                part.name,
                f"has no sheet {requested!r}: its sheets are {', '.join(map(repr, names))}.",
            )
        return requested
    filled = [name for name in names if _is_filled(book[name])]
    if not filled:
        raise BadFile(part.name, "has no sheet with rows: save the events into it.")
    if len(filled) > 1:
        raise Question(
            f"{part.name} has several sheets with rows.",
            [f"sheet={name}" for name in filled],
            "sheet",
        )
    return filled[0]


def _is_filled(sheet) -> bool:
    """Whether the sheet has a header and a row below it."""
    rows = 0
    for row in sheet.iter_rows(values_only=True, max_row=200):
        rows += sum(value is not None for value in row) > 1
        if rows > 1:
            return True
    return False


def _sheet_rows(sheet) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > SHEET_ROW_LIMIT:
            raise UserError(
                f"The sheet {sheet.title!r} has more than {SHEET_ROW_LIMIT:,} rows: save it as CSV."
            )
        texts = [cell_text(value) for value in row[: COLUMN_LIMIT + 1]]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts


def cell_text(value: object) -> str:
    """A cell as the text that a CSV would hold: ISO times, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return (
        json.dumps(value, ensure_ascii=False, default=str)
        if isinstance(value, dict | list)
        else str(value)
    )


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


def _write(rows: Iterable[tuple[int, list[str]]], target: Path) -> list[int]:
    numbers = []
    with target.open("w", encoding="utf-8", newline="", errors="backslashreplace") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for number, texts in rows:
            if number % BEAT_ROWS == 0:
                beat(f"{number:,} rows")
            numbers.append(number)
            writer.writerow(
                [text.replace("\0", "")[: FIELD_LIMIT + 1] for text in texts]
            )  # longer ones are refused later
    return numbers


def from_json(part: Part, target: Path) -> tuple[tuple[str, ...], list[int], list[str]]:
    """Write a document's records flat; returns the columns, each record's number, and notes.

    Nested objects become dotted columns, lists stay JSON text. The document is an array, one object a line, or an object
    with one array of objects in it. It is read twice: for the columns, then for the rows.
    """
    prefix, is_lines, repeated_keys = _document_form(part)
    columns: dict[str, bool] = {}  # whether it is ever filled
    for record in _records(part, prefix, is_lines):
        for name, text in _flat(record).items():
            columns[name] = bool(text) or columns.get(name, False)
        if len(columns) > COLUMN_LIMIT:
            raise BadFile(
                part.name,
                f"has more than {COLUMN_LIMIT:,} different keys: at most so many columns can be loaded.",
            )
    if not columns:
        raise BadFile(
            part.name, "holds no objects: one object an event is needed, in an array or one a line."
        )
    # A list or object that is empty in some records is a column only where its keys are none.
    names = tuple(
        name
        for name, filled in columns.items()
        if filled or not any(other.startswith(f"{name}.") for other in columns)
    )
    rows = (
        (number, _row(_flat(record), names))
        for number, record in enumerate(_records(part, prefix, is_lines), 1)
    )
    numbers = _write(rows, target)
    notes = (
        [f"the records are those under {prefix.removesuffix('.item')!r}"]
        if prefix not in ("item", "")
        else []
    )
    return names, numbers, notes + _repeated_key_notes(repeated_keys)


def _repeated_key_notes(repeated_keys: list[tuple[int, str]]) -> list[str]:
    """Keys that stand twice in one object, with the records: the last value counts, which may surprise."""
    if not repeated_keys:
        return []
    named = ", ".join(
        f"{key!r} in record {number:,}" for number, key in repeated_keys[:REPEATED_KEYS_SHOWN]
    )
    more = (
        f" and {len(repeated_keys) - REPEATED_KEYS_SHOWN:,} more"
        if len(repeated_keys) > REPEATED_KEYS_SHOWN
        else ""
    )
    return [f"a key stands twice in one object, and the last value counts: {named}{more}"]


def _row(flat: dict[str, str], names: tuple[str, ...]) -> list[str]:
    return [flat.get(name, "") for name in names]


def _flat(record: dict, before: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in record.items():
        name = f"{before}{key}".replace("\0", "")
        if isinstance(value, dict):
            _add(flat, _flat(value, f"{name}.") if value else {})
        elif isinstance(value, list):
            _add(
                flat,
                _pairs(name, value)
                or {name: json.dumps(value, ensure_ascii=False, default=str) if value else ""},
            )
        else:
            _add(flat, {name: _scalar(value)})
    return flat


def _add(flat: dict[str, str], more: dict[str, str]) -> None:
    """Keys that come to the same dotted name, as a.b and b inside a, both keep a column."""
    for name, text in more.items():
        flat[f"{name} (2)" if name in flat else name] = text


def _pairs(name: str, values: list) -> dict[str, str]:
    """A list of {key, value} records, as Google Analytics writes its parameters, as one column a key; {} where it is none."""
    if not values or not all(
        isinstance(entry, dict) and {"key", "value"} <= set(entry) for entry in values
    ):
        return {}
    columns = {}
    for entry in values[:NESTED_KEY_LIMIT]:
        value = entry["value"]
        if isinstance(value, dict):
            value = next((inner for inner in value.values() if inner is not None), None)
        columns[f"{name}.{entry['key']}"] = _scalar(value)
    return columns


def _scalar(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f") if abs(value.adjusted()) < DIGIT_LIMIT else str(value)
    return (
        str(value)
        if isinstance(value, str | int)
        else json.dumps(value, ensure_ascii=False, default=str)
    )


def _document_form(part: Part) -> tuple[str, bool, list[tuple[int, str]]]:
    """The path of the records in the document, whether each line is a document of its own, and which record has a key twice.

    The whole document is looked at without building anything of it, so that depth is known before it can hurt.
    """
    lists: dict[str, int] = {}
    path: list[str] = []
    keys: list[set[str]] = []
    repeated_keys: list[tuple[int, str]] = []
    documents = 0
    with _document(part) as file, json_errors(part.name):
        for event, value in ijson.basic_parse(file, multiple_values=True):
            if event == "map_key":
                path[-1] = value
                if value in keys[-1]:
                    record = (
                        lists.get(".".join(path[: path.index("item") + 1]), 0)
                        if "item" in path
                        else documents + 1
                    )
                    repeated_keys.append((record, value))
                keys[-1].add(value)
            elif event in ("start_map", "start_array"):
                if event == "start_map" and path and path[-1] == "item" and path.count("item") == 1:
                    lists[".".join(path)] = lists.get(".".join(path), 0) + 1
                path.append("item" if event == "start_array" else "")
                keys.append(set())
                if len(path) > JSON_DEPTH_LIMIT:
                    raise BadFile(
                        part.name, f"is nested more than {JSON_DEPTH_LIMIT} deep: flatten it first."
                    )
            elif event in ("end_map", "end_array"):
                path.pop()
                keys.pop()
                documents += not path
    return *_list_of_records(part, lists, documents), repeated_keys


@contextmanager
def _document(part: Part) -> Iterator[BinaryIO]:
    """The document's bytes behind a mark of UTF-8, if it begins with one."""
    with opened(part.path, part.compression, part.name) as file:
        if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            file.seek(0)
        yield file


def _list_of_records(part: Part, lists: dict[str, int], documents: int) -> tuple[str, bool]:
    if documents > 1 or not lists:
        return "", True
    shallowest = min(path.count(".") for path in lists)
    names = [path for path in lists if path.count(".") == shallowest]
    if len(names) > 1:
        list_names = ", ".join(name.removesuffix(".item") for name in names)
        raise BadFile(
            part.name, f"holds several lists of objects ({list_names}): save one of them alone."
        )
    return names[0], False


def _records(part: Part, prefix: str, is_lines: bool) -> Iterator[dict]:
    with _document(part) as file, json_errors(part.name):
        for number, record in enumerate(
            ijson.items(file, "" if is_lines else prefix, multiple_values=is_lines), 1
        ):
            if not isinstance(record, dict):
                raise BadFile(
                    part.name,
                    f"holds something else than objects (record {number}): save one object an event.",
                )
            yield record


class json_errors:  # noqa: N801
    """Turns what the JSON reader raises into one sentence."""

    def __init__(self, name: str):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _):
        if kind is not None and issubclass(
            kind, ijson.JSONError | UnicodeDecodeError | RecursionError | ValueError
        ):
            first = str(error).strip().splitlines() or ["broken off"]
            raise BadFile(
                self.name, f"is not valid JSON ({first[0][:200]}): export it again."
            ) from None
        return False
