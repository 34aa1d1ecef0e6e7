"""What every view module provides."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from journey.data.generation import Generation
from journey.data.sql import Relation
from journey.data.views.options import ViewOptions
from journey.model import shared_mode, vocabulary
from journey.model.access import Ability
from journey.model.intervals import UNKNOWN, Interval, wilson
from journey.model.sharing.rule import Shared
from journey.model.vocabulary import KINDS, over_table

Row = dict[str, Any]
Totals = dict[str, Any]  # what the rows add up to, by name
Columns = dict[str, np.ndarray]
Bound = tuple[dict[str, Any], tuple[Relation, ...]]  # further values and relations of a query
JOURNEYS, EVENTS = "journeys", "events"  # by what dates select
# In seconds: one minute, 5, 15; one hour, 3, 6, 12; one day, 2, 3, 7, 14, 30, 60, 90, 180, 365.
SPANS = (
    0,
    60,
    300,
    900,
    3_600,
    10_800,
    21_600,
    43_200,
    86_400,
    172_800,
    259_200,
    604_800,
    1_209_600,
    2_592_000,
    5_184_000,
    7_776_000,
    15_552_000,
    31_536_000,
)
# What a column holds, and the unit of its numbers.
NAME, TEXT, PATH, MOMENT, COUNT, NUMBER, SHARE, SECONDS, VALENCE, MONEY, SCORE = KINDS
UNITS = {
    SHARE: "0 to 1",
    SECONDS: "seconds",
    VALENCE: "-1 to 1",
    MOMENT: "ISO 8601, UTC",
    MONEY: "the currency of the data",
}
NOTHING = "nothing matches these filters"
BOUNDS, N = ("_low", "_high"), "_n"
RANGE = ("", *BOUNDS)
MERGED, SOMETIMES = "in rows that shared mode has put together", "in some rows"


@dataclass(frozen=True)
class Column:
    """A column of a view's rows: what it holds, and its definition in words, which may depend on the journey definition.

    `rests_on` names the column with the distinct customers that it rests on: from ten of them on it is shown. `needs_time`:
    blank where answers have no time. `is_helper`: counted for the other columns, never shown. `blank`: of a name or a count, where
    rows lack it: SOMETIMES, or only where they are MERGED.
    `noun`: its word on screens, where the vocabulary's does not say it best.
    `implies`: the count that the figure tells together with the one it is `of` (unless said, its `_n`), or a helper with the
    customers behind all of its parts; shared mode blanks both where one is small.
    """

    name: str
    kind: str = NAME
    definition: str | Callable[[Generation], str] = ""
    rests_on: str = ""
    needs_time: bool = False
    is_helper: bool = False
    blank: str = ""
    noun: str = ""
    implies: str = ""
    of: str = ""

    def words(self, generation: Generation) -> str:
        return self.definition if isinstance(self.definition, str) else self.definition(generation)


@dataclass(frozen=True)
class Heading:
    """A column of a table for reading: its name in the rows, what stands over it, and what it holds."""

    name: str
    words: str
    kind: str = NAME


def names(*columns: str, blank: str = "") -> tuple[Column, ...]:
    """Columns that name what a row is about."""
    return tuple(Column(name, blank=blank) for name in columns)


def ranged(
    name: str, kind: str, definition: str | Callable[[Generation], str], rests_on: str
) -> tuple[Column, ...]:
    """A figure and both ends of its range, none of which is always told."""
    return tuple(
        Column(name + end, kind, "" if end else definition, rests_on=rests_on, blank=SOMETIMES)
        for end in RANGE
    )


def with_interval_and_n(column: Column) -> tuple[Column, ...]:
    """The column, both ends of its interval, and its n."""
    ends = (replace(column, name=column.name + end, definition="", noun="") for end in BOUNDS)
    part = column.implies if column.kind != SHARE else ""  # the n of a mean is itself a part
    n = Column(
        column.name + N, COUNT, needs_time=column.needs_time, blank=column.blank, implies=part
    )
    return (column, *ends, n)


@dataclass(frozen=True)
class Declaration:
    """What command line, screens, docs and shared mode know of a view, whether it is counted or worked out from others.

    `unit` is what it counts, `columns` the rows' columns in order. `shared`: what shared mode may tell of it; without one it
    tells nothing. `by`: the dimensions it can be grouped by beside attributes and periods, None where it cannot be grouped.
    `rule`: whether dates select journeys by their first event, or single events.
    `options`: which of OPTIONS it understands; `needs`: which of them it cannot do without; `check` refuses other combinations.
    `needs_time`: no rows at all where answers have no time; nor in a survey, unless it `needs_no_order` of them. `terms` are
    definitions of values. `is_over_time`: it runs over the weeks itself, so that no period groups it.
    """

    name: str
    unit: str
    columns: tuple[Column, ...]
    _: KW_ONLY
    shared: Shared | None = None
    by: tuple[str, ...] | None = None
    rule: str = JOURNEYS
    options: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    check: Callable[[ViewOptions], None] = lambda options: None
    needs_time: bool = False
    needs_no_order: bool = False
    is_over_time: bool = False
    terms: Callable[[Generation], dict[str, str]] = lambda generation: {}

    def definitions(self, generation: Generation) -> dict[str, str]:
        """What its columns and values mean, by name."""
        columns = {column.name: column.words(generation) for column in self.columns}
        return {name: words for name, words in columns.items() if words} | self.terms(generation)

    @property
    def asks(self) -> Ability:
        """What the key of a screen's reader must allow; a view that does not say what it may tell is of single customers."""
        is_of_many = self.shared is not None and self.shared is not shared_mode.OF_SINGLE_CUSTOMERS
        return Ability.LOOK if is_of_many else Ability.SEE_CUSTOMERS

    @cached_property
    def rates(self) -> dict[str, tuple[str, ...]]:
        """The columns that rest on a count of customers, by that count."""
        found: dict[str, tuple[str, ...]] = {}
        for column in self.columns:
            if column.rests_on:
                found[column.rests_on] = (*found.get(column.rests_on, ()), column.name)
        return found

    @cached_property
    def measured(self) -> frozenset[str]:
        """The columns that hold figures, so that no group may have their names."""
        return frozenset(column.name for column in self.columns if column.kind != NAME)

    @property
    def nouns(self) -> dict[str, str]:
        """The word for each column that is shown, of those in force."""
        return {
            column.name: column.noun or vocabulary.noun(column.name)
            for column in self.columns
            if not column.is_helper
        }

    @property
    def headings(self) -> dict[str, str]:
        """The heading of each column in a table for reading."""
        return {name: over_table(noun) for name, noun in self.nouns.items()}

    def table(self, *names: str) -> tuple[Heading, ...]:
        """The columns of a table for reading, in this order; the ends of its only interval need not say whose they are."""
        columns = {column.name: column for column in self.columns}
        is_plain = sum(name.endswith(BOUNDS[0]) for name in names) == 1
        plain = dict(zip(BOUNDS, map(vocabulary.noun, ("low", "high")))) if is_plain else {}
        return tuple(
            Heading(
                name,
                next(
                    (over_table(words) for end, words in plain.items() if name.endswith(end)),
                    self.headings[name],
                ),
                columns[name].kind,
            )
            for name in names
        )

    @cached_property
    def helpers(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns if column.is_helper)

    @cached_property
    def of_time(self) -> frozenset[str]:
        """The columns that are blank where answers have no time."""
        return frozenset(column.name for column in self.columns if column.needs_time)

    @cached_property
    def of_order(self) -> frozenset[str]:
        """Those of them that are no moment: a survey has times, but no order of its answers and no end."""
        return frozenset(
            column.name for column in self.columns if column.needs_time and column.kind != MOMENT
        )


@dataclass(frozen=True)
class OfColumns:
    """How columns become rows, where a query gives so many that they come as arrays."""

    finish: Callable[[Generation, Columns, ViewOptions], list[Row]]


@dataclass(frozen=True)
class View(Declaration):
    """How a view's query becomes rows: `finish(generation, sums, options)` makes them from what the query gives.

    `lists_touchpoints`: the busiest alone where there are very many. `notes` says what has to stand beside the rows, `totals`
    what they add up to. `queried` names the file of its query where that is not the view's own name; `bound` gives further
    values and relations for it.
    """

    finish: Callable[[Generation, list[Row], ViewOptions], list[Row]] | OfColumns
    _: KW_ONLY
    lists_touchpoints: bool = False
    notes: Callable[[list[Row]], list[str]] = lambda rows: []
    totals: Callable[[list[Row]], Totals] = lambda rows: {}
    queried: Callable[[ViewOptions], str] | None = None
    bound: Callable[[Generation, ViewOptions], Bound] | None = None

    @property
    def about(self) -> str:
        """What it answers: the sentence that its module begins with."""
        finish = self.finish.finish if isinstance(self.finish, OfColumns) else self.finish
        return first_sentence(finish)


def in_order(columns: Sequence[Column], row: Row) -> Row:
    """The row with its columns in the order in which the view declares them."""
    return {column.name: row[column.name] for column in columns}


def first_sentence(function: Callable[..., Any]) -> str:
    """The sentence that the module of the function begins with."""
    return (sys.modules[function.__module__].__doc__ or "").partition("\n")[0]


def estimate(name: str, value: float | None, interval: Interval, n: int) -> Row:
    """A figure, both ends of its interval, and its n: the values of the columns `with_interval_and_n`."""
    low, high = interval
    return {name: value, f"{name}_low": low, f"{name}_high": high, f"{name}_n": n}


def sums(rows: list[Row], *columns: str) -> dict[str, int | None]:
    """What the columns add up to; None where shared mode hides an entry."""
    values = {name: [row[name] for row in rows] for name in columns}
    return {name: None if None in column else sum(column) for name, column in values.items()}


def share(name: str, hits: int, n: int) -> Row:
    """A share of n with its Wilson interval and its n; empty where n is 0."""
    if not n:
        return estimate(name, None, UNKNOWN, n)
    return estimate(name, hits / n, wilson(hits / n, n), n)


def with_interval(name: str) -> tuple[str, str, str]:
    """The columns of a figure and its interval."""
    return name, f"{name}_low", f"{name}_high"
