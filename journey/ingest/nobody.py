"""Rows whose customer nobody knows: the id is blank, or a word such as guest or unknown that stands for many."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from journey.data.engine import Connection
from journey.data.sql import query
from journey.ingest.answers import APART, KEPT, LEFT_OUT, OF_COLUMN
from journey.ingest.ids import GENERATED
from journey.ingest.report import Finding
from journey.model.errors import BadOption, Question, Setting
from journey.model.words import count, percent, plural

PLACEHOLDERS = tomllib.loads(
    Path(__file__).with_name("placeholders.toml").read_text(encoding="utf-8")
)
SHARE = 0.05  # of all events: what blank or placeholder ids may hold before they change the numbers
FEWEST_BLANK = (
    10  # fewer rows without an id are refused as single bad rows are, and not asked about
)
TIMES, NUMBER_TIMES = 100, 10  # times the events of the median customer
NAMES_SHOWN = 5
LONGEST_BLANK = 8  # characters: what is longer is an id, and is not looked up
BLANK = "customer_id is null or is_error_value(customer_id)"
NO_CUSTOMER = "stands for no one customer"
FILLED_SHARE = (
    0.5  # of the rows without a customer, that a column must tell of to be offered for them
)
EACH = "each row counts as a customer of its own"


@dataclass(frozen=True)
class Placeholders:
    """Ids that many events share and that may stand for nobody: (id, events), and all events of the file.

    `are_words` where all of them are words for nobody; else one has many times the events of others.
    """

    ids: tuple[tuple[str, int], ...]
    all_events: int
    median_events: float
    are_words: bool

    @property
    def events(self) -> int:
        return sum(events for _, events in self.ids)

    def named(self, hides_names: bool) -> str:
        """The ids in a sentence; where customers' ids are hidden, only how many there are."""
        if hides_names and not self.are_words:
            return plural(len(self.ids), "customer id")
        rest = len(self.ids) - NAMES_SHOWN
        names = ", ".join(repr(name[:40]) for name, _ in self.ids[:NAMES_SHOWN])
        noun = "customer id" if len(self.ids) == 1 else "customer ids"
        return f"{noun} {names}{f' and {rest} more' if rest > 0 else ''}"

    def sentence(self, hides_names: bool) -> str:
        """How much they hold, and as what they count."""
        is_one = len(self.ids) == 1
        word = f", {'a word' if is_one else 'words'} for nobody," if self.are_words else ""
        held = f"{count(self.events)} of {plural(self.all_events, 'event')} ({percent(self.events / self.all_events)})"
        beside = (
            "" if self.are_words else f", half of the customers {self.median_events:g} at most,"
        )
        return (
            f"{self.named(hides_names)}{word} {'holds' if is_one else 'hold'} {held}{beside} "
            f"and {'counts as one customer' if is_one else 'count as one customer each'}"
        )


@dataclass(frozen=True)
class Nobody:
    """What was done with rows of nobody: notes, and a finding where a choice is open."""

    notes: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def settle_nobody(
    connection: Connection,
    is_shaped: bool,
    assumed: Mapping[str, str],
    file_name: str,
    load_no: int,
    hides_names: bool = False,
    stand_ins: Mapping[str, str] = MappingProxyType({}),
) -> Nobody:
    """The staged rows without a customer under the answers: refused, kept, each a customer of its own, or told by another column.

    `stand_ins`: columns with ids of visits and devices, by the name under which each is staged. Raises Question where so many
    ids are blank that no reading is safe. Called before ids are merged or hashed.
    """
    _blank_out(connection)
    found = _placeholders(connection, "placeholder_ids" in assumed)
    result = Nobody()
    if found:
        _settle_placeholders(connection, found, is_shaped, assumed, load_no, hides_names, result)
    blank = _scalar(connection, query("ingest", "blank_ids"))
    rows = _scalar(connection, f"select count(*) from {'cells' if is_shaped else 'raw'}")
    answer = assumed.get("blank_ids")
    if not answer and blank >= FEWEST_BLANK and blank > SHARE * rows:
        likeliest = _likeliest(connection, stand_ins)
        ways = (
            f"left out, is each a customer of its own, or does {likeliest!r} tell whose they are"
            if likeliest
            else "left out, or is each a customer of its own"
        )
        raise Question(
            f"{file_name} has no customer id in {count(blank)} of {plural(rows, 'row')} ({percent(blank / rows)}): are they "
            f"{ways}?",
            [
                f"blank_ids={LEFT_OUT}",
                f"blank_ids={APART}",
                *([f"blank_ids={OF_COLUMN}{likeliest}"] if likeliest else []),
            ],
        )
    if answer == APART and blank:
        _set_apart(connection, BLANK, load_no, is_shaped)
        result.notes.append(f"{plural(blank, 'row')} without a customer id: {EACH}")
    elif answer and answer.startswith(OF_COLUMN) and blank:
        result.notes.append(_stood_in(connection, answer.removeprefix(OF_COLUMN), stand_ins, blank))
    return result


def _blank_out(connection: Connection) -> None:
    """Ids that say that there is none, such as n/a, are blank, however few there are."""
    is_blank = f"length(customer_id) <= {LONGEST_BLANK} and list_contains($blanks, lower(trim(customer_id)))"
    blanks = {"blanks": PLACEHOLDERS["blanks"]}
    if connection.execute(f"select 1 from raw where {is_blank} limit 1", blanks).fetchall():
        connection.execute(f"update raw set customer_id = null where {is_blank}", blanks)


def _likeliest(connection: Connection, stand_ins: Mapping[str, str]) -> str:
    """The first column that has a value in half of the rows without a customer; empty where none has."""
    for column, staged in stand_ins.items():
        rows, filled = connection.execute(
            f"select count(*), count({staged}) from raw where {BLANK}"
        ).fetchall()[0]
        if filled >= FILLED_SHARE * rows:
            return column
    return ""


def _stood_in(connection: Connection, column: str, stand_ins: Mapping[str, str], blank: int) -> str:
    """Give each row without a customer the one whom the column's value names in other rows, where that is one, else one a value.

    Returns a note. Raises UserError where the file has no such column with ids.
    """
    if column not in stand_ins:
        known = f": use {' or '.join(OF_COLUMN + name for name in stand_ins)}" if stand_ins else ""
        raise BadOption(
            "assume", f"blank_ids={OF_COLUMN}{column} is no column of visits or devices{known}."
        )
    staged = stand_ins[column]
    connection.execute(
        f"create temp table named_by as select {staged} as value, min(customer_id) as its_customer from raw "
        f"where not ({BLANK}) and {staged} is not null group by {staged} having count(distinct customer_id) = 1"
    )
    named = _scalar(
        connection,
        f"select count(*) from raw where ({BLANK}) and {staged} in (select value from named_by)",
    )
    connection.execute(
        f"update raw set customer_id = coalesce((select its_customer from named_by where value = {staged}), "
        f"$column || ' ' || {staged}) where {staged} is not null and ({BLANK})",
        {"column": column},
    )
    connection.execute("drop table named_by")
    return (
        f"{plural(blank, 'row')} without a customer id: {count(named)} take the customer whom {column} names in other rows, the "
        f"others with a value are one customer for each {column}"
    )


def _placeholders(connection: Connection, takes_words: bool) -> Placeholders | None:
    rows = connection.execute(
        query("ingest", "placeholder_ids"),
        {
            "words": PLACEHOLDERS["words"],
            "numbers": PLACEHOLDERS["numbers"],
            "takes_words": takes_words,
            "share": SHARE,
            "times": TIMES,
            "number_times": NUMBER_TIMES,
        },
    ).fetchall()
    if not rows:
        return None
    ids = tuple((name, events) for name, events, *_ in rows)
    return Placeholders(ids, int(rows[0][3]), rows[0][4], all(row[2] for row in rows))


def _settle_placeholders(
    connection: Connection,
    found: Placeholders,
    is_shaped: bool,
    assumed: Mapping[str, str],
    load_no: int,
    hides_names: bool,
    result: Nobody,
) -> None:
    answer = assumed.get("placeholder_ids")
    if answer is None:
        settings = [Setting("assume", f"placeholder_ids={other}") for other in (LEFT_OUT, APART)]
        names = [] if hides_names else [name for name, _ in found.ids][:NAMES_SHOWN]
        result.findings.append(
            Finding(
                "look",
                "placeholder_ids",
                found.sentence(hides_names),
                found.events,
                names,
                tuple(settings),
            )
        )
    elif answer == KEPT:
        result.notes.append(found.sentence(hides_names))
    ids = [name for name, _ in found.ids]
    connection.execute(
        "create or replace temp table placeholder_ids as select unnest($ids::varchar[]) as customer_id",
        {"ids": ids},
    )
    where = "customer_id in (select customer_id from placeholder_ids)"
    if answer == LEFT_OUT:
        connection.execute(
            "create temp table faults as select file_row, 'customer_id' as field, customer_id as value, "
            f"cast($reason as varchar) as reason from texts where {where}",
            {"reason": NO_CUSTOMER},
        )
    elif answer == APART:
        _set_apart(connection, where, load_no, is_shaped)
        result.notes.append(
            f"{plural(found.events, 'event')} of {found.named(hides_names)}: {EACH}"
        )
    connection.execute("drop table placeholder_ids")


def _scalar(connection: Connection, sql: str) -> int:
    return connection.execute(sql).fetchall()[0][0]


def _set_apart(connection: Connection, where: str, load_no: int, is_shaped: bool) -> None:
    """A customer of its own for each row, whatever number of events it makes."""
    row = "file_row" if is_shaped else "rowid + 1"
    connection.execute(
        f"update raw set customer_id = $prefix || $load_no || '-' || ({row}) where {where}",
        {"prefix": GENERATED, "load_no": str(load_no)},
    )
