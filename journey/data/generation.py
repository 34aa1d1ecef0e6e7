"""An open generation: its definition, its dictionaries, and a cursor for every call."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from copy import copy
from functools import cached_property
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import numpy as np

from journey.data import checksums, engine, store
from journey.data.observation import Observation
from journey.data.origin import ADDED, REPLACED, Origin
from journey.data.query_rows import rows_of
from journey.data.sql import query
from journey.model.definition import UNASSIGNED, Definition, parse_definition
from journey.model.errors import UserError
from journey.model.filters import DIMENSIONS, FIRST
from journey.model.vocabulary import SERVICE_LOG, SURVEY, Wording
from journey.model.words import span

T = TypeVar("T")
MANY_JOURNEYS = 100  # what none of so many has is not there by chance
OBSERVATION = """
select
    silent, came_back, coalesce(observed_from_s, 0) as from_second, coalesce(observed_until_s, 0) as until_second,
    coalesce(silence_allowed_s, 0) as window_seconds, coalesce(ripe_age_s, 0.0) as ripe_age_seconds
from observation
"""


class TookTooLong(UserError):
    """A question was stopped because it took longer than any may."""

    def __init__(self) -> None:
        seconds = engine.LONGEST_QUERY_MS // 1000
        super().__init__(
            f"This took longer than {seconds} seconds and was stopped: narrow the filters, or ask for less."
        )


FACTS = {"events", "attributes", "loads", "definition", "settings"}


class Generation:
    """One whole file of prepared events, read-only. Several threads may ask it at once.

    Opening it, or any question, raises DamagedVersion where the file turns out to be damaged; it is set aside then. Its questions
    together use so much `memory`.
    """

    def __init__(self, path: Path, memory: str = engine.READER_MEMORY):
        self.path = path
        self.number = store.generation_number(path)
        self.dataset = path.parent.name
        self._values: dict[str, dict[int, str]] = {}  # of attributes, by their keys
        self._blank: dict[str, bool] = {}  # whether some journey has no value, by the same
        try:
            self._connection = engine.open_reader(path, memory)
        except engine.DamagedFile:
            raise self._damaged() from None
        if not all(self._columns(table) for table in FACTS):
            self._connection.close()
            raise self._damaged()

    def records(self, sql: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The answer to a query as one dict a row."""
        with self._cursor() as cursor:
            result = cursor.execute(sql, values or {})
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def rows(self, sql: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with self._cursor() as cursor:
            return cursor.execute(sql, values or {}).fetchall()

    def columns(self, sql: str, values: dict[str, Any] | None = None) -> dict[str, np.ndarray]:
        """The answer as one array a column, for answers of very many rows; numbers only, none missing."""
        with self._cursor() as cursor:
            return cursor.execute(sql, values or {}).fetchnumpy()

    def differences(self) -> list[str]:
        """Where it is not what was written, a sentence a table; every row of it is read."""
        with self._cursor() as cursor:
            return checksums.differences(cursor)

    @cached_property
    def content(self) -> str:
        """What its events are: the checksum that was noted of them, the same for the same data; '' where none was noted."""
        with self._cursor() as cursor:
            noted = checksums.noted(cursor)
        return noted["events"].checksum if noted else ""

    @cached_property
    def is_noted(self) -> bool:
        """Whether it was noted what its tables hold when they were written."""
        return bool(self._columns(checksums.TABLE))

    def _columns(self, table: str) -> list[str]:
        with self._cursor() as cursor:
            return engine.columns_of(cursor, table)

    def _damaged(self) -> store.DamagedVersion:
        """Set the file aside; whoever wanted to know of it, as a screen that then begins anew, is told first."""
        error = store.set_aside(self.path)
        for notify in _when_damaged:
            notify()
        return error

    @contextmanager
    def _cursor(self) -> Iterator[engine.Connection]:
        try:
            with self._connection.cursor() as cursor:
                yield cursor
        except Exception as error:
            if engine.is_damage(error):
                raise self._damaged() from None
            if engine.is_over_time(error):
                raise TookTooLong from None
            raise

    def close(self) -> None:
        _opened.pop(self.path.resolve(), None)
        self._connection.close()

    @cached_property
    def definition(self) -> Definition:
        return parse_definition(self.rows("select toml from definition")[0][0])

    @cached_property
    def form(self) -> int:
        """The form of its prepared tables; 1 where they do not tell."""
        is_told = "form" in self._columns("settings")
        return int(self.rows("select form from settings")[0][0]) if is_told else 1

    @cached_property
    def span(self) -> tuple[int, int]:
        """Epoch seconds of the first and the last event; both 0 where there is none."""
        return self.rows(
            "select coalesce(min(first_s), 0), coalesce(max(last_s), 0) from journeys"
        )[0]

    @cached_property
    def valences(self) -> int:
        """How many different valences its events have."""
        return int(self.rows("select count(distinct valence) from steps")[0][0])

    @cached_property
    def stages(self) -> dict[int, str]:
        """Stage names by number; 0 is unassigned."""
        return {0: UNASSIGNED, **dict(self.rows("select stage_no, stage from stages"))}

    def records_of(self, sql: str, kind: type[T], values: dict[str, Any] | None = None) -> list[T]:
        """The answer to a query, a row as one of this kind, whose fields are the query's columns."""
        with self._cursor() as cursor:
            return rows_of(cursor.execute(sql, values or {}), kind)

    def ask_proposals(self, name: str, kind: type[T], **values: Any) -> list[T]:
        """The rows of a query in queries/proposals."""
        return self.records_of(query("proposals", name), kind, values)

    @cached_property
    def observation(self) -> Observation:
        [observation] = self.records_of(OBSERVATION, Observation)
        return observation

    @property
    def has_outcomes(self) -> bool:
        """Whether journeys have an order and an end: not answers without a time, and not those of a survey."""
        return not self.is_timeless and self.definition.kind != SURVEY

    @cached_property
    def wording(self) -> Wording:
        """The dataset's words for outcomes."""
        observed, are_known = self.observation, self.definition.ends.are_known
        is_silence = observed.come_back or not are_known
        silence = span(observed.window_seconds) if is_silence else ""
        stages = self.definition.stage_names
        goal = "" if len(stages) in self.unobserved_stages else stages[-1]
        are_theirs = self._are_comments_theirs
        of_journey = self._is_channel_of_journey
        return Wording(
            self.definition.kind,
            silence,
            observed.come_back,
            are_known,
            are_theirs,
            goal,
            of_journey,
        )

    @cached_property
    def _is_channel_of_journey(self) -> bool:
        """Whether in a service log no case of many with two steps or more has two channels."""
        if self.definition.kind != SERVICE_LOG:
            return False
        [(journeys, with_several)] = self.rows(
            "select count(*), count(*) filter (where last_no > first_no) from (select min(channel_no) as first_no, "
            "max(channel_no) as last_no from steps where channel_no > 0 group by journey_no having count(*) > 1)"
        )
        return bool(journeys >= MANY_JOURNEYS and not with_several)

    @cached_property
    def _are_comments_theirs(self) -> bool:
        """Whether half of the comments stand beside an answer or a feeling, so that customers wrote them."""
        if self.definition.kind == SURVEY:
            return True
        [(comments, answered)] = self.rows(
            "select count(*), count(*) filter (where event_no in (select event_no from answers)) from comments"
        )
        return bool(2 * answered >= comments)

    @cached_property
    def shows_repeats(self) -> bool:
        """Whether some journey comes to a touchpoint twice, or there are too few to say that these data cannot show it."""
        [(journeys, repeats)] = self.rows(
            "select (select count(*) from journeys), max(is_repeating) from journey_touchpoints"
        )
        return bool(repeats) or journeys < MANY_JOURNEYS

    @cached_property
    def field_counts(self) -> dict[str, int]:
        """Of how many events each field is filled that some figure cannot do without, by the columns of `field_counts`."""
        [counts] = self.records("select * from field_counts")
        return counts

    @cached_property
    def has_unplaced(self) -> bool:
        """Whether some touchpoint has an event in no stage."""
        return bool(self.rows("select count(*) from cells where stage_no = 0")[0][0])

    @cached_property
    def unobserved_stages(self) -> frozenset[int]:
        """The numbers of the stages that no event of the dataset is in."""
        rows = self.rows(
            "select stage_no from stages where stage_no not in (select stage_no from cells)"
        )
        return frozenset(number for (number,) in rows)

    @cached_property
    def touchpoints(self) -> dict[int, str]:
        return dict(self.rows("select touchpoint_no, touchpoint from touchpoints"))

    def busiest_touchpoints(self, number: int) -> frozenset[str]:
        """The names of so many touchpoints with the most events of the dataset; of equal ones the first by name."""
        return frozenset(islice(self._by_events, number))

    def share_of_busiest(self, number: int) -> float:
        """The share of all events that so many touchpoints with the most events have; 0 to 1."""
        events = list(self._by_events.values())
        return sum(events[:number]) / sum(events) if events else 0.0

    @cached_property
    def _by_events(self) -> dict[str, int]:
        """Events by touchpoint, most first."""
        rows = self.rows(
            "select touchpoint_no, count(*) as events from steps group by 1 order by events desc, touchpoint_no"
        )
        return {self.touchpoints[number]: events for number, events in rows}

    @cached_property
    def symbols(self) -> dict[int, str]:
        """The symbol that stands for each touchpoint in paths."""
        return dict(self.rows("select touchpoint_no, symbol from touchpoints"))

    @cached_property
    def names(self) -> dict[str, str]:
        """The touchpoint that each symbol of a path stands for."""
        return {symbol: self.touchpoints[number] for number, symbol in self.symbols.items()}

    @cached_property
    def channels(self) -> dict[int, str | None]:
        """Channel names by number; 0 is none."""
        return {0: None, **dict(self.rows("select distinct channel_no, channel from channels"))}

    @cached_property
    def service_modes(self) -> dict[int, str | None]:
        """Service modes by number; 0 is none."""
        return {
            0: None,
            **dict(self.rows("select service_mode_no, service_mode from service_modes")),
        }

    @cached_property
    def reasons(self) -> dict[int, str]:
        """Reasons of contacts by number."""
        return dict(self.rows("select reason_no, reason from reasons"))

    @cached_property
    def pain_points(self) -> dict[int, str]:
        """Recorded pain points by number."""
        return dict(self.rows("select pain_point_no, pain_point from pain_points"))

    @cached_property
    def emotions(self) -> dict[int, str]:
        return dict(self.rows("select emotion_no, emotion from emotions"))

    @cached_property
    def attributes(self) -> dict[str, int]:
        """Number of each attribute by its name, in the order of the file."""
        return dict(
            self.rows("select attribute, attribute_no from attributes order by attribute_no")
        )

    def with_attributes(self, names: Collection[str]) -> "Generation":
        """The same file and connection, asked for these attributes alone."""
        other = copy(self)
        other._values, other._blank = {}, {}
        for known in ("event_keys", "journey_keys"):
            other.__dict__.pop(known, None)
        other.__dict__["attributes"] = {
            name: number for name, number in self.attributes.items() if name in names
        }
        return other

    @cached_property
    def event_keys(self) -> dict[str, int]:
        """Number of each attribute that changes within journeys, by its name: its values are those of events."""
        return {name: n for name, n in self.attributes.items() if n in self._of_events}

    @cached_property
    def journey_keys(self) -> dict[str, int]:
        """Number of each attribute by the key of the value that stands for a whole journey: its name, or `first.` and that."""
        return {
            FIRST + name if n in self._of_events else name: n
            for name, n in self.attributes.items()
            if self._of_events.get(n, True)
            and not (n in self._of_events and FIRST + name in self.attributes)
        }

    def journey_attribute(self, key: str) -> int | None:
        """The number of the attribute that this key groups journeys by; `first.` says nothing new where it does not change."""
        return self.journey_keys.get(key) or self.journey_keys.get(key.removeprefix(FIRST))

    @cached_property
    def _of_events(self) -> dict[int, bool]:
        """Whether each attribute that changes within journeys has a first value that groups them, by its number."""
        sql = "select attribute_no, has_first from attribute_changes where is_of_events = 1"
        return {number: bool(has_first) for number, has_first in self.rows(sql)}

    @cached_property
    def order(self) -> dict[tuple[str, str], float]:
        """Of each (stage, touchpoint) the median of the step at which journeys first pass it, over the whole dataset."""
        rows = self.rows("select stage_no, touchpoint_no, median_first_step from cells")
        return {
            (self.stages[stage], self.touchpoints[touchpoint]): step
            for stage, touchpoint, step in rows
        }

    @cached_property
    def unit(self) -> str:
        """What screens count: customers where each has one journey, else journeys."""
        journeys, customers = self.rows(
            "select count(*), count(distinct customer_no) from journeys"
        )[0]
        return "customer" if journeys == customers else "journey"

    def has_blank(self, key: str) -> bool:
        """Whether a channel or an attribute is blank somewhere, so that a blank value can be asked for."""
        if key in DIMENSIONS or key in self.event_keys:
            return key == "channel" or key in self.event_keys
        if key not in self._blank:
            [(filled, journeys)] = self.rows(
                "select (select count(*) from journey_attributes where attribute_no = $number), (select count(*) from journeys)",
                {"number": self.journey_attribute(key)},
            )
            self._blank[key] = bool(filled < journeys)
        return self._blank[key]

    def attribute_values(self, key: str) -> dict[int, str]:
        """Values of an attribute by their number, in alphabetical order: those of events, or those that stand for journeys."""
        if key not in self._values:
            number, least = self._attribute(key)
            self._values[key] = dict(
                self.rows(
                    "select value_no, attribute_value from attribute_values "
                    "where attribute_no = $number and journeys >= $least order by value_no",
                    {"number": number, "least": least},
                )
            )
        return self._values[key]

    def number_of_values(self, key: str) -> int:
        """How many values the attribute has."""
        number, least = self._attribute(key)
        return self._numbers_of_values.get((number, least), 0)

    def _attribute(self, key: str) -> tuple[int, int]:
        """The attribute's number, and of how many journeys a value is the first at least; raises KeyError for an unknown key."""
        if key in self.event_keys:
            return self.event_keys[key], 0
        number = self.journey_attribute(key)
        if number is None:
            raise KeyError(key)
        return number, 1

    @cached_property
    def _numbers_of_values(self) -> dict[tuple[int, int], int]:
        rows = self.rows(
            "select attribute_no, count(*), count(*) filter (where journeys > 0) from attribute_values group by attribute_no"
        )
        return {
            (number, least): values
            for number, *counts in rows
            for least, values in enumerate(counts)
        }

    @cached_property
    def loads(self) -> list[dict[str, Any]]:
        """The report of every load, oldest first."""
        return [
            json.loads(row[0]) for row in self.rows("select report from loads order by load_no")
        ]

    @cached_property
    def load_numbers(self) -> list[int]:
        """The number of every load, as its events carry it, oldest first."""
        return [row[0] for row in self.rows("select load_no from loads order by load_no")]

    @cached_property
    def origin(self) -> Origin:
        """What its last load was to what was there; of one that an earlier program wrote only what its loads tell."""
        if self._columns("origin"):
            return Origin(*self.rows("from origin")[0])  # an earlier program noted no author
        return Origin(ADDED if len(self.loads) > 1 else REPLACED, None)

    @cached_property
    def is_timeless(self) -> bool:
        """Whether its events are answers without a time."""
        return any(load.get("timeless") for load in self.loads)

    @cached_property
    def is_pseudonymised(self) -> bool:
        """Whether customer ids are keyed hashes."""
        return any(load.get("pseudonymised") for load in self.loads)

    def has_file(self, sha256: str) -> bool:
        """Whether a file of these bytes was loaded, in whatever way."""
        return bool(self.rows("select 1 from loads where sha256 = $sha256", {"sha256": sha256}))

    def load_report(self, fingerprint: str) -> dict[str, Any] | None:
        """The report of the load with this fingerprint, None where there was none."""
        found = self.rows(
            "select report from loads where fingerprint = $fingerprint",
            {"fingerprint": fingerprint},
        )
        return json.loads(found[0][0]) if found else None


_when_damaged: list[Callable[[], None]] = []


def when_damaged(notify: Callable[[], None]) -> None:
    """Have this called, before the error is raised, when a version turns out to be damaged; said again it changes nothing."""
    if notify not in _when_damaged:
        _when_damaged.append(notify)


_opened: WeakValueDictionary[Path, Generation] = WeakValueDictionary()
_opening = Lock()


def open_generation(path: Path) -> Generation:
    """The generation in this file; while it is in use anywhere in the process, every caller gets the same one.

    DuckDB keeps one instance a file and process, and a locked-down one cannot be configured a second time.
    """
    with _opening:
        key = path.resolve()
        generation = _opened.get(key) or Generation(path)
        _opened[key] = generation
        return generation


def newest(db: Path, dataset: str) -> Generation | None:
    """The newest generation that can be opened, None where there is none; damaged ones are set aside on the way."""
    while path := store.current_generation(db, dataset):
        with suppress(store.DamagedVersion):
            return open_generation(path)
    return None
