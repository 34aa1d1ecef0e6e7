"""The text of a query file, the names of the values it wants, and how files become one query."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import Template
from typing import Any, TypeVar

from journey.model.place import ROOT

QUERIES = ROOT / "queries"
COLUMNS_AT_ONCE = 50
TEXTS_KEPT = 2_000
# A comment or a text, in which nothing is a parameter; else a parameter, whose name is the group.
PARAMETER = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\$([a-z][a-z0-9_]*)")
WORD = re.compile(r"--[^\n]*|(\w+)")  # likewise of words, which may be names of relations


@cache
def query(folder: str, name: str) -> str:
    """The text of queries/FOLDER/NAME.sql."""
    return (QUERIES / folder / f"{name}.sql").read_text(encoding="utf-8").strip()


@lru_cache(TEXTS_KEPT)
def parameters(sql: str) -> frozenset[str]:
    """Names of the $parameters in the text; DuckDB refuses to be handed any other."""
    return frozenset(name for name in PARAMETER.findall(sql) if name)


def bound(sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that the text asks for; raises KeyError where one is missing."""
    return {name: values[name] for name in parameters(sql)}


def filled(sql: str, words: Mapping[str, str]) -> str:
    """The query with these of its $parameters written as SQL: parameters of other names, columns, a condition; never a value.

    SQL has no scope for parameters and binds neither columns nor conditions: this is the one place where a text is changed.
    """
    return Template(sql).safe_substitute(words)


def numbered(sql: str, prefix: str) -> str:
    """The query with its parameters under names that begin with the prefix, so that it can be asked for several times in one."""
    return filled(sql, {name: f"${prefix}{name}" for name in parameters(sql)})


@dataclass(frozen=True)
class Relation:
    """A query under the name by which others read it: in SQL a CTE. An inlined one is never kept as a table."""

    name: str
    sql: str
    is_inlined: bool = False

    @property
    def cte(self) -> str:
        return f"{self.name} as {'not materialized ' if self.is_inlined else ''}(\n{self.sql}\n)"


def part(name: str, file: str, prefix: str = "", is_inlined: bool = False) -> Relation:
    """queries/parts/FILE.sql as a relation of this name; its parameters begin with the prefix."""
    return Relation(name, numbered(query("parts", file), prefix), is_inlined)


def composed(sql: str, relations: Sequence[Relation]) -> str:
    """The query after those of the relations that it reads, directly or through each other; each may read those before it.

    What is not read is left out, because the engine would still plan it.
    """
    read: list[Relation] = []
    words = _words(sql)
    for relation in reversed(relations):
        if relation.name in words:
            read.insert(0, relation)
            words |= _words(relation.sql)
    ctes = ", ".join(relation.cte for relation in read)
    return f"with {ctes}\nselect * from (\n{sql}\n)" if read else sql


@lru_cache(TEXTS_KEPT)
def _words(sql: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(sql) if word)


T = TypeVar("T")


def batched(columns: Sequence[T]) -> Iterator[Sequence[T]]:
    """Some of the columns at a time: what the engine takes to plan a query grows with the square of its columns."""
    return (
        columns[start : start + COLUMNS_AT_ONCE]
        for start in range(0, len(columns), COLUMNS_AT_ONCE)
    )


def literal(text: str) -> str:
    """A text as an SQL string, for the few settings that cannot be bound (paths of this program's own making)."""
    return "'" + text.replace("'", "''") + "'"
