"""The rows of a file as text under the fields' names, in a temporary table `raw`, and where in the file they stand."""

import csv
from dataclasses import dataclass, field, replace
from pathlib import Path

from journey.ingest.fields import FIELDS, IDS
from journey.ingest.mapping import Mapping
from journey.ingest.source import Source, records
from journey.model.errors import UserError


@dataclass(frozen=True)
class Staged:
    """Where the rows of `raw` begin: `starts` by row, or one line each from `first_line` on where it is None.

    `misshapen` are (line, number of fields) of rows that are not in `raw`; `ends` tells the last line of a row by its first.
    """

    first_line: int = 1
    starts: list[int] | None = None
    misshapen: list[tuple[int, int]] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)

    def line(self, row_number: int) -> int:
        return self.first_line + row_number - 1 if self.starts is None else self.starts[row_number - 1]

    def last_line(self, line: int) -> int:
        return self.ends.get(line, line)


def stage(connection, source: Source, mapping: Mapping, attribute_numbers: dict[str, int], rewritten: Path) -> Staged:
    """Make the table `raw`: every field and the numbered attributes a1, a2..., all text, blank as null.

    Its rows stand in the file's order, so that rowid + 1 is a row's number: numbering by a window would read the
    file on one core only. A CSV in which every line is one row is read by DuckDB as it is. Any other is read by
    Python's reader and handed to DuckDB in plain form in the file `rewritten`: one reader decides what a row is.
    """
    if source.kind != "csv":
        _read(connection, source, mapping, attribute_numbers)
        return Staged()
    if source.header_lines == 1 and _is_a_row_a_line(connection, source, mapping, attribute_numbers):
        return Staged(first_line=2)
    staged = _rewrite(source, rewritten)
    plain = replace(source, path=rewritten, delimiter=",", compression="none", header_lines=0)
    _read(connection, plain, mapping, attribute_numbers)
    if _count(connection) != len(staged.starts or []):
        raise UserError(f"{source.name} cannot be read reliably: one reader finds {len(staged.starts or []):,} rows and another "
                        f"{_count(connection):,}.")
    return staged


def _is_a_row_a_line(connection, source: Source, mapping: Mapping, attribute_numbers: dict[str, int]) -> bool:
    """Whether DuckDB reads each line below the header as one row; only then is `raw` there."""
    try:
        _read(connection, source, mapping, attribute_numbers)
    except UserError:
        return False
    if _count(connection) == source.lines - 1:
        return True
    connection.execute("drop table raw")
    return False


def _count(connection) -> int:
    return connection.execute("select count(*) from raw").fetchall()[0][0]


def _rewrite(source: Source, target: Path) -> Staged:
    """Write the well-shaped records in plain form; empty fields behind the last column are no misshape."""
    width, starts, misshapen, ends = len(source.columns), [], [], {}
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for line, last_line, fields in records(source):
            if last_line > line:
                ends[line] = last_line
            if len(fields) < width or any(fields[width:]):
                misshapen.append((line, len(fields)))
            else:
                starts.append(line)
                writer.writerow(fields[:width])
    return Staged(1, starts, misshapen, ends)


def _read(connection, source: Source, mapping: Mapping, attribute_numbers: dict[str, int]) -> None:
    """The table `raw` from the file. Only this program's words and column numbers enter the SQL, no name of the file's."""
    columns = [f"c{place}" for place in range(len(source.columns))]
    reader, values = _csv_reader(source, columns) if source.kind == "csv" else _parquet_reader(source)
    positions = dict(mapping.fields)
    projected = [_projection(name, positions.get(name)) for name in FIELDS]
    projected += [f"nullif(trim(cast(c{place} as varchar)), '') as a{attribute_numbers[name]}"
                  for name, place in mapping.attributes]
    sql = f"create temp table raw as select {', '.join(projected)} from {reader} as file({', '.join(columns)})"
    try:
        connection.execute(sql, values)
    except Exception as error:
        if "interrupt" in str(error).lower():
            raise
        raise UserError(f"{source.name} cannot be read as {source.kind.upper()}: {_first_line(error)}") from None


def _projection(name: str, place: int | None) -> str:
    """Ids are kept to the letter, and one of blanks alone is missing; all else loses the blanks around it."""
    if place is None:
        return f"cast(null as varchar) as {name}"
    text = f"cast(c{place} as varchar)"
    if name not in IDS:
        return f"nullif(trim({text}), '') as {name}"
    return f"case when trim({text}) <> '' then {text} end as {name}"


def _csv_reader(source: Source, columns: list[str]) -> tuple[str, dict]:
    typed = ", ".join(f"'{column}': 'varchar'" for column in columns)
    reader = (
        "read_csv($path, auto_detect = false, header = false, skip = $skip, delim = $delimiter, quote = '\"', "
        f"escape = '\"', columns = {{{typed}}}, compression = $compression, store_rejects = true, nullstr = '', "
        "hive_partitioning = false)"
    )
    values = {"path": str(source.path), "skip": source.header_lines, "delimiter": source.delimiter,
              "compression": source.compression}
    return reader, values


def _parquet_reader(source: Source) -> tuple[str, dict]:
    return "read_parquet($path, hive_partitioning = false)", {"path": str(source.path)}


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
