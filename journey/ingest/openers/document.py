"""Opens a JSON document, by way of a flat CSV copy of its records."""

import codecs
import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import ijson

from journey.ingest.dialect import Dialect
from journey.ingest.limits import COLUMN_LIMIT, JSON_DEPTH_LIMIT, NESTED_KEY_LIMIT
from journey.ingest.openers.plain import column_names, fingerprint, write_rows
from journey.ingest.openers.record_parts import PART, is_a_record, parted
from journey.ingest.source import Source
from journey.ingest.unpack import Bytes, Part, opened
from journey.model.errors import BadFile

REPEATED_KEYS_SHOWN = 5
DIGIT_LIMIT = 400  # of a number in a document; a larger one stays as it was written


def open_document(part: Part, folder: Path) -> Source:
    """The source of a document; raises BadFile where it holds no list of objects."""
    sha256 = fingerprint(part)
    copy = folder / f"json-{sha256[:16]}.csv"
    columns, row_numbers, notes = _copied(part, copy)
    dialect = Dialect(",", header_rows=0, header_lines=0)
    return Source(
        copy,
        part.name,
        "csv",
        column_names(part.name, list(columns))[0],
        sha256,
        dialect,
        row_numbers=tuple(row_numbers),
        has_long_lines=True,
        notes=tuple(notes),
    )


def _copied(part: Part, target: Path) -> tuple[tuple[str, ...], list[int], list[str]]:
    """Write a document's records flat; returns the columns, each row's number, and notes.

    Nested objects become dotted columns, lists stay JSON text; of a record that holds parts each part is a row. The document
    is an array, one object a line, or an object with one array of objects in it. It is read twice: for the columns, then for
    the rows.
    """
    prefix, is_lines, repeated_keys = _document_form(part)
    columns: dict[str, bool] = {}  # whether it is ever filled
    for record in _rows(part, prefix, is_lines):
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
        for number, record in enumerate(_rows(part, prefix, is_lines), 1)
    )
    numbers = write_rows(rows, target)
    notes = (
        [f"the records are those under {prefix.removesuffix('.item')!r}"]
        if prefix not in ("item", "")
        else []
    )
    if f"{PART}.part_type" in names:
        notes.append("each part of a record is a row, and what began the record is its first")
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
    with _document(part) as file, _json_errors(part.name):
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
def _document(part: Part) -> Iterator[Bytes]:
    """The document's bytes behind a mark of UTF-8, if it begins with one."""
    with opened(part.path, part.compression, part.name) as file:
        if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            file.seek(0)
        yield file


def _list_of_records(part: Part, lists: dict[str, int], documents: int) -> tuple[str, bool]:
    if documents > 1 or not lists or any(map(is_a_record, lists)):
        return "", True
    shallowest = min(path.count(".") for path in lists)
    names = [path for path in lists if path.count(".") == shallowest]
    if len(names) > 1:
        list_names = ", ".join(name.removesuffix(".item") for name in names)
        raise BadFile(
            part.name, f"holds several lists of objects ({list_names}): save one of them alone."
        )
    return names[0], False


def _rows(part: Part, prefix: str, is_lines: bool) -> Iterator[dict]:
    """The records, those that hold parts part by part."""
    for record in _records(part, prefix, is_lines):
        yield from parted(record)


def _records(part: Part, prefix: str, is_lines: bool) -> Iterator[dict]:
    with _document(part) as file, _json_errors(part.name):
        for number, record in enumerate(
            ijson.items(file, "" if is_lines else prefix, multiple_values=is_lines), 1
        ):
            if not isinstance(record, dict):
                raise BadFile(
                    part.name,
                    f"holds something else than objects (record {number}): save one object an event.",
                )
            yield record


@contextmanager
def _json_errors(name: str) -> Iterator[None]:
    """Turns what the JSON reader raises into one sentence."""
    try:
        yield
    except (ijson.JSONError, UnicodeDecodeError, RecursionError, ValueError) as error:
        first = str(error).strip().splitlines() or ["broken off"]
        raise BadFile(name, f"is not valid JSON ({first[0][:200]}): export it again.") from None
