"""How many rows each table of a generation holds and their checksum: noted as it is written, compared before it is trusted."""

from dataclasses import dataclass

from journey.data.engine import Connection, columns_of
from journey.data.sql import COLUMNS_AT_ONCE, batched

TABLE = "checksums"
TABLES = """
select table_name, column_count from duckdb_tables()
where database_name = current_database() and not temporary and table_name <> $own
order by 1
"""


@dataclass(frozen=True)
class Contents:
    """Of one table: its rows, and the sum of their hashes, which does not depend on their order."""

    rows: int
    checksum: str


def note(connection: Connection) -> dict[str, Contents]:
    """Write into the generation what each of its tables holds now, and return it."""
    engine, contents = _engine(connection), measured(connection)
    rows = [(name, table.rows, table.checksum, engine) for name, table in contents.items()]
    connection.execute(
        f"create table {TABLE} (table_name varchar not null, row_count bigint not null, checksum varchar not null, "
        "engine varchar not null)"
    )
    if rows:
        connection.execute(
            f"insert into {TABLE} values {', '.join(['(?, ?, ?, ?)'] * len(rows))}",
            [value for row in rows for value in row],
        )
    return contents


def measured(connection: Connection) -> dict[str, Contents]:
    """What each table holds, by its name; every row is read, by one query, which takes less to plan than one a table."""
    tables = connection.execute(TABLES, {"own": TABLE}).fetchall()
    sums = [
        f"select '{name}' as table_name, count(*) as row_count, coalesce(sum(cast(hash({columns}) as hugeint)), 0) as hashes "
        f'from "{name}"'
        for name, number in tables
        for columns in _columns(connection, name, number)
    ]
    if not sums:
        return {}
    rows = connection.execute(
        f"select table_name, max(row_count), sum(hashes) from ({' union all '.join(sums)}) group by 1 order by 1"
    ).fetchall()
    return {name: Contents(count, f"{int(hashes):x}") for name, count, hashes in rows}


def noted(connection: Connection) -> dict[str, Contents] | None:
    """What was noted; None in a generation of an earlier program, which noted nothing."""
    if not columns_of(connection, TABLE):
        return None
    rows = connection.execute(f"select table_name, row_count, checksum from {TABLE}").fetchall()
    return {name: Contents(count, checksum) for name, count, checksum in rows}


def differences(connection: Connection) -> list[str]:
    """Where a generation is not what it was when it was written, a sentence a table; empty where it is whole.

    Hashes of another DuckDB than the one that noted them may differ by right: then rows are counted, and every page is read.
    """
    expected, actual = noted(connection), measured(connection)
    if expected is None:
        return []
    engines = {
        engine
        for (engine,) in connection.execute(f"select distinct engine from {TABLE}").fetchall()
    }
    is_comparable = engines == {_engine(connection)}
    wrong = [f"the table {name} is missing" for name in expected if name not in actual]
    for name, contents in actual.items():
        before = expected.get(name)
        if before is None:
            wrong.append(f"the table {name} was not there when it was written")
        elif before.rows != contents.rows:
            wrong.append(
                f"the table {name} holds {contents.rows:,} rows and should hold {before.rows:,}"
            )
        elif is_comparable and before.checksum != contents.checksum:
            wrong.append(f"the table {name} has other content than when it was written")
    return wrong


def _columns(connection: Connection, table: str, number: int) -> list[str]:
    """The arguments of the hashes of a table's rows: all columns, or some of many at a time."""
    if number <= COLUMNS_AT_ONCE:
        return ["*columns(*)"]
    names = [f'"{name}"' for name in columns_of(connection, table)]
    return [", ".join(some) for some in batched(names)]


def _engine(connection: Connection) -> str:
    return str(connection.execute("select version()").fetchall()[0][0])
