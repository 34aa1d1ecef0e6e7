"""The local rule of shared mode: no cell, complement in a row or total, or count that a rate implies is one to four customers.

Small rows merge with others until every total leaves them open; figures that imply a small count are blanked, with those of
other rows where a total would give them back. What a figure implies is declared at its column (`implies`, `of`, `rests_on`).
"""

from collections.abc import Callable, Container, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations, zip_longest
from typing import Any

HIDDEN_BELOW = 5
NAMING = ("name", "text", "path")  # kinds of columns that say what a row is about
SHARE = "share"
# Each unit counts at least as many as the next one: a small difference tells of few that come twice.
UNITS = (
    *("events", "moves", "rounds", "comments", "n", "entered", "reached"),
    *("journeys", "customers"),
)
Row = dict[str, Any]
Rows = list[Row]
Slices = list[frozenset[int]]


def is_small(customers: int | None) -> bool:
    """Whether the number itself must not be told; zero may."""
    return customers is not None and 0 < customers < HIDDEN_BELOW


def blank(row: Row, columns: Container[str]) -> Row:
    return {name: None if name in columns else value for name, value in row.items()}


@dataclass(frozen=True)
class Figure:
    """Columns that tell the same counts: blanked together. `count` holds the hits, or all parts as customers; of `n`."""

    columns: tuple[str, ...]
    count: str
    rate: str
    n: str
    customers: str

    def parts(self, row: Row) -> tuple[int, ...]:
        """Customers at least behind the hits and behind the rest; empty where the figure tells nothing."""
        value = row.get(self.count)
        if isinstance(value, tuple):
            return value
        n, rate = row.get(self.n), row.get(self.rate)
        hits = value if self.count else rate if rate is None else round(rate * (n or 0))
        if not n or hits is None:
            return ()
        return parts(hits, n, row.get(self.customers))


def parts(hits: int, n: int, customers: int | None) -> tuple[int, int]:
    """The fewest customers that can be behind the hits and behind the other n - hits.

    n things of `customers` repeat n - customers times; among any of them no more can be repeats.
    """
    repeats = max(0, n - (customers or 0))
    return _at_least(hits, repeats), _at_least(n - hits, repeats)


def _at_least(things: int, repeats: int) -> int:
    return max(1, things - repeats) if things > 0 else 0


def figures(columns: Iterable[Any], cells: tuple[str, ...] = ()) -> list[Figure]:
    """What the columns imply; shares of the cells themselves are left out, since merging keeps cells and complements large."""
    names = {column.name for column in columns}
    result: dict[str, Figure] = {}
    for column in columns:
        n = column.of or f"{column.name}_n"
        if column.implies and column.implies not in cells:
            before = result.get(column.implies)
            own = (*before.columns, column.name) if before else (column.implies, column.name)
            result[column.implies] = Figure(
                own, column.implies, "", before.n if before else n, column.rests_on
            )
        elif not column.implies and column.kind == SHARE and n in names:
            own = (column.name, f"{column.name}_low", f"{column.name}_high")
            result[column.name] = Figure(own, "", column.name, n, column.rests_on)
    return list(result.values())


def is_unsafe(counts: Iterable[int]) -> bool:
    return any(map(is_small, counts))


@dataclass(frozen=True)
class LocalRule:
    """How a table by category is told.

    `cells`: counts that the rows share out; `label`: the column that small rows merge under, without one they are blanked;
    `across`: columns whose values have totals of their own, as have all combinations of them; `kept`: what members of a
    merged row have in common; `silent`: columns never told.
    """

    columns: tuple[Any, ...]
    label: str = ""
    cells: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    def rows(self, rows: Rows) -> Rows:
        """The rows as they may be told; those put together carry `groups`, how many they are."""
        slices = totals(rows, self.across) if self.cells else []
        hidden = hidden_rows(rows, slices)
        safe = [blank(row, self.silent) for row in self._without_implied(rows, slices, hidden)]
        if not self.label:
            return [
                self._blanked(row) if index in hidden else row for index, row in enumerate(safe)
            ]
        return merged(safe, hidden, self.label, self.cells, self.kept)

    def _without_implied(self, rows: Rows, slices: Slices, hidden: set[int]) -> Rows:
        """Each figure is judged by the exact rows, also where another one has hidden its n."""
        told = rows
        for figure in figures(self.columns, self.cells):
            closed = unsafe_rows([figure.parts(row) for row in rows], slices, hidden)
            told = [
                blank(row, figure.columns) if index in closed else row
                for index, row in enumerate(told)
            ]
        return told

    def _blanked(self, row: Row) -> Row:
        return blank(row, {column.name for column in self.columns if column.kind not in NAMING})


def totals(rows: Rows, across: tuple[str, ...]) -> Slices:
    """The rows behind each total that a reader may have, the smallest first: of all, and by every choice of the columns."""
    result: Slices = []
    for size in range(len(across) + 1):
        for keys in combinations(across, size):
            members: dict[tuple[Any, ...], set[int]] = {}
            for index, row in enumerate(rows):
                members.setdefault(tuple(row[key] for key in keys), set()).add(index)
            result += _separate(rows, [frozenset(slice_) for slice_ in members.values()])
    return sorted(result, key=len)


def _separate(rows: Rows, slices: Slices) -> Slices:
    """The totals that may be told one by one: where all but one are surely small, they are told together."""
    large = [s for s in slices if sum(rows[i]["customers"] for i in s) >= HIDDEN_BELOW]
    return slices if len(slices) - len(large) == 0 or len(large) > 1 else []


def hidden_rows(rows: Rows, slices: Slices) -> set[int]:
    """Small rows, and the next smallest beside them until each total leaves two or more open, one of them of five or more."""

    def tells(inside: AbstractSet[int]) -> bool:
        return len(inside) < 2 or max(rows[index]["customers"] for index in inside) < HIDDEN_BELOW

    small = {index for index, row in enumerate(rows) if is_small(row["customers"])}
    return closure(small, slices, tells, lambda index: rows[index]["customers"])


def unsafe_rows(counts: list[tuple[int, ...]], slices: Slices, merged_rows: set[int]) -> set[int]:
    """Rows whose figure implies a small count, and others until no total gives one of them back."""

    def tells(inside: AbstractSet[int]) -> bool:
        largest = [max(part) for part in zip_longest(*(counts[i] for i in inside), fillvalue=0)]
        return sum(bool(counts[index]) for index in inside) < 2 or is_unsafe(largest)

    unsafe = {index for index, parts in enumerate(counts) if is_unsafe(parts)}
    counted = {index for index, parts in enumerate(counts) if parts}
    own = [slice_ & counted for slice_ in slices]
    return closure(unsafe | merged_rows & counted, own, tells, lambda index: sum(counts[index]))


def closure(
    hidden: set[int],
    slices: Slices,
    tells: Callable[[AbstractSet[int]], bool],
    size: Callable[[int], int],
) -> set[int]:
    """The hidden rows and the smallest others that each total needs so that it tells nothing; all of it where need be."""
    hidden, before = set(hidden), -1
    while len(hidden) > before:
        before = len(hidden)
        for slice_ in slices:
            others = sorted(slice_ - hidden, key=lambda index: (size(index), index))
            while others and (inside := slice_ & hidden) and tells(inside):
                hidden.add(others.pop(0))
    return hidden


def merged(
    rows: Rows, chosen: set[int], label: str, summed: tuple[str, ...], kept: tuple[str, ...] = ()
) -> Rows:
    """The chosen rows as one 'other, k groups' behind the rest; without five customers in any of them its sums are hidden too.

    It surely holds as many distinct customers as its largest member. `summed` are added up, `kept` taken from a member, the
    rest is None.
    """
    if not chosen:
        return rows
    members = [rows[index] for index in sorted(chosen, key=lambda i: (rows[i]["customers"], i))]
    groups, most = sum(row.get("groups", 1) for row in members), members[-1]["customers"]
    name = f"other, {groups} groups"
    is_path = any(isinstance(row[label], list) for row in members)
    other = {
        **dict.fromkeys(members[0]),
        **{column: members[0][column] for column in kept},
        label: [name] if is_path else name,
        "groups": groups,
    }
    is_safe = most >= HIDDEN_BELOW
    other |= {column: sum(row[column] for row in members) if is_safe else None for column in summed}
    other["customers"] = most if is_safe else 0
    return [row for index, row in enumerate(rows) if index not in chosen] + [other]


def without_small_differences(row: Row) -> Row:
    """Of two units the smaller is hidden where they differ by few: so few would come twice."""
    larger = None
    for name in UNITS:
        value = row.get(name)
        if larger is not None and value is not None and is_small(larger - value):
            row = blank(row, (name,))
        elif value is not None:
            larger = value
    return row
