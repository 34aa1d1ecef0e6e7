"""The text of a query file, and the names of the values it wants."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

QUERIES = Path(__file__).parents[2] / "queries"
COLUMNS_AT_ONCE = 50
PARAMETER = re.compile(r"\$([a-z][a-z0-9_]*)")


@cache
def query(folder: str, name: str) -> str:
    """The text of queries/FOLDER/NAME.sql."""
    return (QUERIES / folder / f"{name}.sql").read_text(encoding="utf-8").strip()


@cache
def wanted(sql: str) -> frozenset[str]:
    """Names of the $parameters in the text; DuckDB refuses to be handed any other."""
    code = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", sql)
    return frozenset(PARAMETER.findall(code))


def bound(sql: str, values: dict) -> dict:
    """Those of the values that the text asks for; raises KeyError where one is missing."""
    return {name: values[name] for name in wanted(sql)}


def cte(name: str, folder: str, file: str, prefix: str = "", is_inlined: bool = False) -> str:
    """The query file as a CTE of this name; its parameters begin with the prefix. An inlined one is never kept as a table."""
    kept = "not materialized " if is_inlined else ""
    return f"{name} as {kept}(\n{numbered(query(folder, file), prefix)}\n)"


def numbered(sql: str, prefix: str) -> str:
    """The query with its parameters under names that begin with the prefix, so that it can be asked for several times in one."""
    return PARAMETER.sub(lambda found: f"${prefix}{found[1]}", sql) if prefix else sql


def with_ctes(sql: str, ctes: tuple[str, ...]) -> str:
    """The query with those of the CTEs before its own that it reads, directly or through each other.

    A CTE begins with its name; the query holds exactly one `with` at the start of a line. What is not read is left out,
    because the engine would still plan it.
    """
    kept: list[str] = []
    for cte in reversed(ctes):
        if re.search(rf"\b{cte.split(' ', 1)[0]}\b", "\n".join([sql, *kept])):
            kept.insert(0, cte)
    return (
        re.sub(r"^with\b", lambda _: f"with {', '.join(kept)},", sql, count=1, flags=re.MULTILINE)
        if kept
        else sql
    )


def batched(columns: Sequence) -> Iterator[Sequence]:
    """Some of the columns at a time: what the engine takes to plan a query grows with the square of its columns."""
    return (
        columns[start : start + COLUMNS_AT_ONCE]
        for start in range(0, len(columns), COLUMNS_AT_ONCE)
    )


def literal(text: str) -> str:
    """A text as an SQL string, for the few settings that cannot be bound (paths of this program's own making)."""
    return "'" + text.replace("'", "''") + "'"
