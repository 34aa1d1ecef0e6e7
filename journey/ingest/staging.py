"""The rows of a file as text under the fields' names, in a temporary table `raw`."""

from journey.ingest.fields import FIELDS, LABELS
from journey.ingest.mapping import Mapping
from journey.ingest.source import Source, records
from journey.model.errors import UserError


def stage(connection, source: Source, mapping: Mapping, attribute_numbers: dict[str, int]) -> None:
    """Make the table `raw`: every field and the numbered attributes a1, a2..., all text, blank as null.

    Its rows stand in the file's order, so that rowid + 1 is a row's number: numbering by a window would read the
    file on one core only.

    Only this program's words and column numbers enter the SQL; names of the file's columns never do.
    """
    columns = [f"c{place}" for place in range(len(source.columns))]
    reader, values = _csv_reader(source, columns) if source.kind == "csv" else _parquet_reader(source)
    positions = dict(mapping.fields)
    projected = [_projection(field, positions.get(field)) for field in FIELDS]
    projected += [f"nullif(trim(cast(c{place} as varchar)), '') as a{attribute_numbers[name]}"
                  for name, place in mapping.attributes]
    sql = (f"create temp table raw as select {', '.join(projected)} "
           f"from {reader} as file({', '.join(columns)})")
    try:
        connection.execute(sql, values)
    except Exception as error:
        raise UserError(f"{source.name} cannot be read as {source.kind.upper()}: {_first_line(error)}") from None


def _projection(field: str, place: int | None) -> str:
    """Labels lose the blanks around them; ids are kept to the letter, and one of blanks alone is missing."""
    if place is None:
        return f"cast(null as varchar) as {field}"
    text = f"cast(c{place} as varchar)"
    if field in LABELS:
        return f"nullif(trim({text}), '') as {field}"
    return f"case when trim({text}) <> '' then {text} end as {field}"


def _csv_reader(source: Source, columns: list[str]) -> tuple[str, dict]:
    typed = ", ".join(f"'{column}': 'varchar'" for column in columns)
    reader = (
        "read_csv($path, auto_detect = false, header = false, skip = $skip, delim = $delimiter, quote = '\"', "
        f"escape = '\"', columns = {{{typed}}}, compression = $compression, store_rejects = true, nullstr = '')"
    )
    values = {"path": str(source.path), "skip": source.header_lines, "delimiter": source.delimiter,
              "compression": source.compression}
    return reader, values


def _parquet_reader(source: Source) -> tuple[str, dict]:
    return "read_parquet($path)", {"path": str(source.path)}


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def misshapen_lines(connection, source: Source) -> list[tuple[int, int]]:
    """(line, number of fields) of the CSV rows whose width is not the header's.

    DuckDB's count of rows is compared with the file's lines or, where lines are empty or fields hold line breaks,
    with a second reader; raises UserError where the two do not agree, so that no row can go missing unseen.
    """
    if source.kind != "csv":
        return []
    rows = connection.execute("select count(*) from raw").fetchall()[0][0]
    if rows == source.lines - source.header_lines:
        return []
    width = len(source.columns)
    shapes = [(line, len(fields)) for line, fields in records(source)]
    misshapen = [(line, fields) for line, fields in shapes if fields != width]
    if rows + len(misshapen) != len(shapes):
        raise UserError(f"{source.name} cannot be read reliably: one reader finds {rows:,} rows and another "
                        f"{len(shapes) - len(misshapen):,}; look for a quote that is not closed.")
    return misshapen


def row_lines(source: Source, row_numbers: set[int]) -> dict[int, int]:
    """Line of the file for each row number of `raw` (a Parquet file's lines are its rows)."""
    if source.kind != "csv":
        return {number: number for number in row_numbers}
    width = len(source.columns)
    shaped = (line for line, fields in records(source) if len(fields) == width)
    return {number: line for number, line in enumerate(shaped, 1) if number in row_numbers}
