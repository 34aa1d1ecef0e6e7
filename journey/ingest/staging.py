"""The rows of a table as text under the fields' names, in a temporary table `raw`, and where in the file they stand."""

import csv
from dataclasses import dataclass, field, replace
from pathlib import Path

from journey.data.attributes import DURATION
from journey.data.engine import Connection, columns_of
from journey.data.room import is_no_room
from journey.ingest import expressions, shaping
from journey.ingest.dialect import Dialect
from journey.ingest.expressions import BoundValues
from journey.ingest.fields import ALWAYS_STAGED, STAGED
from journey.ingest.limits import FIELD_LIMIT, LINE_LIMIT
from journey.ingest.openers.parquet_file import without_broken_text
from journey.ingest.plan import Plan
from journey.ingest.recipe import Recipe
from journey.ingest.source import Source
from journey.model.errors import BadFile, UserError

LONG_LINES = f", max_line_size = {LINE_LIMIT}"
BROKEN_TEXT = ("Invalid string encoding", "not valid UTF8", "invalid UTF-8", "Invalid unicode")
ONE_LINE_END = ", new_line = '\\n'"  # so that returns inside fields end no row


class BrokenText(UserError):
    """A text of a Parquet file is no UTF-8."""


@dataclass(frozen=True)
class Staged:
    """Where the rows of the file begin: `starts` by row, or one line each from `first_line` on where it is None.

    `misshapen` are (line, reason) of rows that were not staged; `ends` tells the last line of a row by its first;
    `is_shaped`: a row of `raw` is an event, and its file_row the row it came from; `fields` are those that `raw` has, and
    `recipe` says from which columns; `faults` are (row, column, value, reason) of rows that are refused as they were read;
    `duration_no` is the number of the attribute that says how long events took, where the file tells when they ended.
    """

    first_line: int = 1
    starts: list[int] | None = None
    misshapen: list[tuple[int, str]] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    is_shaped: bool = False
    row_numbers: tuple[int, ...] = ()
    fields: tuple[str, ...] = STAGED
    recipe: Recipe = Recipe()
    faults: tuple[tuple[int, str, str, str], ...] = ()
    duration_no: int | None = None

    def column(self, field: str, part: int) -> str:
        """The columns that a field is read from, in the events of this rule; empty where none is."""
        rule_columns = self.recipe.events[part].columns if self.recipe.events else {}
        return " or ".join(rule_columns.get(field) or self.recipe.columns.get(field, ()))

    def line(self, row_number: int) -> int:
        """The line, or the number in a workbook or document, on which a row stands."""
        if self.row_numbers:
            return self.row_numbers[row_number - 1]
        return (
            self.first_line + row_number - 1 if self.starts is None else self.starts[row_number - 1]
        )

    def last_line(self, line: int) -> int:
        return self.ends.get(line, line)


def stage(
    connection: Connection,
    source: Source,
    plan: Plan,
    attribute_numbers: dict[str, int],
    rewritten: Path,
) -> Staged:
    """Make the table `raw`: the fields that the file has and the numbered attributes a1, a2..., all text, blank as null;
    and the view `texts`: the same with every field, numbered by row_no and file_row, and by part, the rule that made the event.

    Its rows stand in the file's order, so that rowid + 1 is a row's number: numbering by a window would read the
    file on one core only. A CSV in which every line is one row is read by DuckDB as it is. Any other is read by
    Python's reader and handed to DuckDB in plain form in the file `rewritten`: one reader decides what a row is.
    """
    is_shaped = not plan.recipe.is_plain
    staged = _staged(connection, source, plan, attribute_numbers, rewritten)
    staged_columns = columns_of(connection, "raw")
    lacking = "".join(
        f", {expressions.NULL_TEXT} as {name}" for name in STAGED if name not in staged_columns
    )
    row = (
        "* exclude (file_row, part), file_row, part"
        if is_shaped
        else "*, rowid + 1 as file_row, 0 as part"
    )
    connection.execute(
        f"create temp view texts as select rowid + 1 as row_no, {row}{lacking} from raw"
    )
    fields = tuple(name for name in STAGED if name in staged_columns)
    return replace(
        staged,
        is_shaped=is_shaped,
        fields=fields,
        recipe=plan.recipe,
        duration_no=attribute_numbers[DURATION] if plan.recipe.has_durations else None,
    )


def _staged(
    connection: Connection,
    source: Source,
    plan: Plan,
    attribute_numbers: dict[str, int],
    rewritten: Path,
) -> Staged:
    if source.kind != "csv":
        return _staged_parquet(connection, source, plan, attribute_numbers, rewritten)
    is_plain = source.dialect.is_plain and not (
        source.row_numbers or source.has_long_fields or source.too_long
    )
    if is_plain and _is_one_line_per_row(connection, source, plan, attribute_numbers):
        return Staged(first_line=2)
    staged = _rewrite(source, rewritten)
    plain = replace(
        source,
        path=rewritten,
        compression="none",
        dialect=Dialect(",", header_rows=0, header_lines=0),
        is_rewritten=True,
    )
    _read(connection, plain, plan, attribute_numbers)
    rows = _count(connection, plan)
    if rows != len(staged.starts or []):
        raise BadFile(
            source.name,
            f"cannot be read reliably: one reader finds {len(staged.starts or []):,} rows and another {rows:,}.",
        )
    return _numbered(staged, source)


def _staged_parquet(
    connection: Connection,
    source: Source,
    plan: Plan,
    attribute_numbers: dict[str, int],
    rewritten: Path,
) -> Staged:
    """The rows of a Parquet file; where the database refuses a text that is no UTF-8, from a copy without it."""
    try:
        _read(connection, source, plan, attribute_numbers)
    except BrokenText:
        shaping.drop_tables(connection)
        source = without_broken_text(source, rewritten)
        _read(connection, source, plan, attribute_numbers)
    return Staged(faults=source.faults)


def _numbered(staged: Staged, source: Source) -> Staged:
    """Rows of a workbook or document are known by their number there, not by a line."""
    if not source.row_numbers:
        return staged
    row_number = {
        line: number
        for (line, _, _), number in zip(source.rows(), source.row_numbers, strict=False)
    }
    return replace(
        staged,
        starts=[row_number[line] for line in staged.starts or []],
        misshapen=[(row_number[line], reason) for line, reason in staged.misshapen],
        ends={},
    )


def _is_one_line_per_row(
    connection: Connection, source: Source, plan: Plan, attribute_numbers: dict[str, int]
) -> bool:
    """Whether DuckDB reads each line below the header as one row; only then are its tables there."""
    try:
        _read(connection, source, plan, attribute_numbers)
    except UserError:
        shaping.drop_tables(connection)
        return False
    if _count(connection, plan) == source.lines - 1:
        return True
    shaping.drop_tables(connection)
    return False


def _count(connection: Connection, plan: Plan) -> int:
    return connection.execute(
        f"select count(*) from {'raw' if plan.recipe.is_plain else 'cells'}"
    ).fetchall()[0][0]


def _rewrite(source: Source, target: Path) -> Staged:
    """Write the well-shaped records in plain form. Empty fields behind the last column are fine.

    So is a short row of a workbook, whose rows end with their last filled cell.
    """
    width, starts, misshapen, ends = source.width, [], [], {}
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for line, last_line, fields in source.rows():
            if last_line > line:
                ends[line] = last_line
            if (len(fields) < width and not source.row_numbers) or any(fields[width:]):
                misshapen.append((line, f"has {len(fields)} fields where the header has {width}"))
            elif any(len(field) > FIELD_LIMIT for field in fields):
                misshapen.append((line, f"has a field of more than {FIELD_LIMIT:,} characters"))
            else:
                starts.append(line)
                writer.writerow([*fields[:width], *[""] * (width - len(fields))])
    misshapen += [
        (line, f"is a line of more than {LINE_LIMIT >> 20} MB") for line in source.too_long
    ]
    return Staged(1, starts, misshapen, ends)


def _read(
    connection: Connection, source: Source, plan: Plan, attribute_numbers: dict[str, int]
) -> None:
    """The table `raw` from the file, by way of `cells` where a row is not simply an event."""
    values = BoundValues()
    reader, bound = _csv_reader(source) if source.kind == "csv" else _parquet_reader(source)
    cells = expressions.cell_expressions(source, values)
    table_sql = expressions.table_expression(source, reader, values)
    if plan.recipe.is_plain:
        lacking = {
            f"{expressions.NULL_TEXT} as {name}" for name in STAGED if name not in ALWAYS_STAGED
        }
        columns = [
            text
            for text in expressions.field_expressions(plan.recipe, source, cells, values)
            if text not in lacking
        ]
        columns += expressions.attribute_expressions(attribute_numbers, plan.attributes, cells)
        _execute(
            connection,
            source,
            f"create temp table raw as select {', '.join(columns)} from {table_sql}",
            bound | values.bound,
        )
        return
    texts = ", ".join(f"{text} as c{index}" for index, text in enumerate(cells))
    _execute(
        connection,
        source,
        f"create temp table cells as select {texts} from {table_sql}",
        bound | values.bound,
    )
    shaping.shape(connection, source, plan, attribute_numbers)


def _execute(connection: Connection, source: Source, sql: str, values: dict) -> None:
    try:
        connection.execute(sql, values)
    except Exception as error:
        if "interrupt" in str(error).lower() or is_no_room(error):
            raise
        if source.kind == "parquet" and any(words in str(error) for words in BROKEN_TEXT):
            raise BrokenText(
                f"{source.name} holds signs that are no UTF-8: export it again."
            ) from None
        raise BadFile(
            source.name, f"cannot be read as {source.kind.upper()}: {_first_line(error)}"
        ) from None


def _csv_reader(source: Source) -> tuple[str, dict]:
    typed = ", ".join(f"'c{index}': 'varchar'" for index in range(source.width))
    reader = (
        "read_csv($path, auto_detect = false, header = false, skip = $skip, delim = $delimiter, quote = '\"', "
        f"escape = '\"', columns = {{{typed}}}, compression = $compression, store_rejects = true, nullstr = '', "
        f"hive_partitioning = false{LONG_LINES if source.has_long_lines else ''}{ONE_LINE_END if source.is_rewritten else ''})"
    )
    values = {
        "path": str(source.path),
        "skip": source.dialect.header_lines,
        "delimiter": source.dialect.delimiter,
        "compression": source.compression,
    }
    return reader, values


def _parquet_reader(source: Source) -> tuple[str, dict]:
    return "read_parquet($path, hive_partitioning = false)", {"path": str(source.path)}


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
