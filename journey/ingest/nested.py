"""Keys inside JSON cells and nested Parquet columns, as columns of their own."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as parquet

from journey.ingest.limits import NESTED_KEY_LIMIT

if TYPE_CHECKING:
    from journey.ingest.source import Source  # which imports this module

NESTING_LIMIT = 4
JSON_SHARE = 0.95


@dataclass(frozen=True)
class Nested:
    """One key inside the column at `column_index`: `path` leads to it, or it is the value of an entry whose key is `pair`."""

    name: str
    column_index: int
    path: tuple[str, ...] = ()
    pair: str | None = None

    @property
    def pointer(self) -> str:
        """The path as a JSON pointer (RFC 6901), in which no sign of a key means anything else."""
        return "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in self.path)

    def pair_expression(self, cell: str, number: int) -> tuple[str, dict[str, str | None]]:
        """SQL text of the value of the entry whose key is `pair`, and the values to bind."""
        cell = f"case when json_valid({cell}) then {cell} end"
        position = f"list_position(json_extract_string({cell}, '$[*].key'), $pair_{number}) - 1"
        value = f"json_extract({cell}, '$[' || ({position}) || '].value')"
        kinds = ", ".join(
            f"json_extract_string({value}, '$.{kind}_value')"
            for kind in ("string", "int", "float", "double", "bool")
        )
        return (
            f"case json_type({value}) when 'OBJECT' then coalesce({kinds}, nullif(cast({value} as varchar), '{{}}')) "
            f"else json_extract_string({value}, '$') end",
            {f"pair_{number}": self.pair},
        )

    def value_in(self, cell: str) -> str:
        """Its value in a cell of the sample."""
        try:
            value = json.loads(cell) if cell else None
        except (ValueError, RecursionError):
            return ""
        if self.pair is not None:
            value = next(
                (
                    entry.get("value")
                    for entry in value or []
                    if isinstance(entry, dict) and entry.get("key") == self.pair
                ),
                None,
            )
            value = (
                next((inner for inner in value.values() if inner is not None), None)
                if isinstance(value, dict)
                else value
            )
        for key in self.path:
            value = value.get(key) if isinstance(value, dict) else None
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def nested_columns(source: "Source") -> tuple[tuple[Nested, ...], list[str]]:
    """Every key inside the CSV's columns that hold JSON objects, or lists of {key, value}, and notes about them.

    Keys are looked for in every row.
    """
    json_columns = [
        column_index
        for column_index in range(source.width)
        if _is_json([row[column_index] for row in source.sample if len(row) > column_index])
    ]
    if not json_columns:
        return (), []
    key_counts: dict[int, Counter] = {column_index: Counter() for column_index in json_columns}
    broken_cells: Counter = Counter()
    for _, _, fields in source.rows():
        for column_index in json_columns:
            cell = fields[column_index].strip() if len(fields) > column_index else ""
            key_counts[column_index].update(_keys(cell))
            broken_cells[column_index] += bool(cell) and not _is_valid_json(cell)
    nested = [
        _nested(source.columns[column_index], column_index, key)
        for column_index in json_columns
        for key, _ in key_counts[column_index].most_common(NESTED_KEY_LIMIT)
    ]
    notes = [
        f"{number:,} cells of {source.columns[column_index]!r} are no JSON, so their keys are blank"
        for column_index, number in broken_cells.items()
        if number
    ]
    notes += [
        f"of {len(counts):,} keys in {source.columns[column_index]!r} the {NESTED_KEY_LIMIT} commonest are columns"
        for column_index, counts in key_counts.items()
        if len(counts) > NESTED_KEY_LIMIT
    ]
    return tuple(nested), notes


def _is_valid_json(cell: str) -> bool:
    """Whether a cell is JSON; with half a letter in it, which the database does not take, it is none."""
    try:
        value = json.loads(cell)
        return "\\u" not in cell or bool(json.dumps(value, ensure_ascii=False).encode())
    except (ValueError, RecursionError):
        return False


def _nested(column: str, column_index: int, key: tuple) -> Nested:
    if key[0] == "pair":
        return Nested(f"{column}.{key[1]}", column_index, pair=key[1])
    return Nested(f"{column}.{'.'.join(key[1])}", column_index, path=key[1])


def _is_json(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    likely = [cell for cell in filled if cell[:1] == "{" or cell[:2] == "[{"]
    return bool(filled) and len(likely) >= JSON_SHARE * len(filled) and bool(_keys(likely[0]))


def _keys(cell: str) -> list[tuple]:
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        return []
    if isinstance(value, list):
        pairs = [
            entry["key"]
            for entry in value
            if isinstance(entry, dict) and isinstance(entry.get("key"), str) and "value" in entry
        ]
        return [("pair", key) for key in pairs if _is_text(key)] if len(pairs) == len(value) else []
    paths = _paths(value, ()) if isinstance(value, dict) else []
    return [("path", path) for path in paths if all(map(_is_text, path))]


def _is_text(key: str) -> bool:
    """Whether a key can be written down: half a surrogate pair cannot."""
    return key.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in key)


def _paths(value: dict, before: tuple[str, ...]) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = []
    for key, inner in value.items():
        path = (*before, key)
        paths += (
            _paths(inner, path)
            if isinstance(inner, dict) and inner and len(path) < NESTING_LIMIT
            else [path]
        )
    return paths


def struct_columns(file: parquet.ParquetFile, columns: tuple[str, ...]) -> tuple[Nested, ...]:
    """The fields of Parquet's nested columns; keys of {key, value} lists come from every row group."""
    nested: list[Nested] = []
    for column_index, kind in enumerate(file.schema_arrow.types):
        if pa.types.is_struct(kind):
            nested += [
                Nested(f"{columns[column_index]}.{'.'.join(path)}", column_index, path)
                for path in _fields(kind, ())
            ]
        elif (
            pa.types.is_list(kind)
            and pa.types.is_struct(kind.value_type)
            and {"key", "value"} <= {f.name for f in kind.value_type}
        ):
            nested += [
                Nested(f"{columns[column_index]}.{key}", column_index, pair=key)
                for key in _pair_keys(file, file.schema_arrow.names[column_index])
            ]
    return tuple(nested)


def _fields(kind: pa.StructType, before: tuple[str, ...]) -> list[tuple[str, ...]]:
    paths: list[tuple[str, ...]] = []
    for inner in kind:
        path = (*before, inner.name)
        paths += (
            _fields(inner.type, path)
            if pa.types.is_struct(inner.type) and len(path) < NESTING_LIMIT
            else [path]
        )
    return paths


def _pair_keys(file: parquet.ParquetFile, name: str) -> list[str]:
    keys: Counter = Counter()
    for batch in file.iter_batches(columns=[name]):
        entries = batch.column(0).flatten()
        keys.update(key for key in entries.field("key").to_pylist() if key)
    return [key for key, _ in keys.most_common(NESTED_KEY_LIMIT)]
