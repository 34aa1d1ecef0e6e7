"""A recipe: what makes events out of the rows of one kind of file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from journey.ingest.fields import ENDED_AT


@dataclass(frozen=True)
class Condition:
    """Rows whose column holds one of the values, whatever their case; without values: where it is filled."""

    column: str
    values: tuple[str, ...] = ()
    reason: str = ""
    is_absent: bool = False  # the other way round: where it holds none of them


@dataclass(frozen=True)
class EventRule:
    """One event that a row becomes: its touchpoint, and the columns and fixed values of its own.

    `needs` are columns that have to be filled; `only` restricts the rows; `key` tells its events from the row's others.
    """

    touchpoint: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    only: tuple[Condition, ...] = ()
    needs: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Carry:
    """Blank cells of the columns take the first filled one among rows of equal `by`, in the file's order.

    `source` says which rows give the value; `always`: every row takes all the columns of the first row that fills one of them;
    `if_one`: only where there is just one value.
    """

    by: str
    columns: tuple[str, ...]
    source: Condition | None = None
    always: bool = False
    if_one: bool = False


@dataclass(frozen=True)
class Choice:
    """A question whose choices stand in a column each: the attribute's name, and what each column stands for."""

    name: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Recipe:
    """How rows become events. Columns are named as the file names them; several for a field: the first that is filled.

    `is_survey`: each column that asks a question becomes an event; `questions` are the kinds of some of them. `answers` are those
    that were given about how such files are read, each under its key. `lifecycle` is the column that says start and complete,
    where an activity has a row of each; `tags` are columns with several tags a cell, and those tags that become attributes (none:
    the most frequent).
    """

    name: str = ""
    about: str = ""
    recognise: tuple[str, ...] = ()
    timezone: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    events: tuple[EventRule, ...] = ()
    is_survey: bool = False
    questions: Mapping[str, str] = field(default_factory=dict)
    not_questions: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carry: tuple[Carry, ...] = ()
    one_per: str = ""
    lifecycle: str = ""
    joined: tuple[str, ...] = ()
    newest: tuple[str, str] | None = None
    leave_out: tuple[Condition, ...] = ()
    first_characters: Mapping[str, int] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    event_key: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether each row is one event, so that rows can be read straight into events."""
        return not (
            self.events
            or self.choices
            or self.tags
            or self.carry
            or self.one_per
            or self.lifecycle
            or self.newest
            or self.leave_out
        )

    @property
    def has_durations(self) -> bool:
        """Whether rows say when an event was over, beside when it began."""
        return bool(
            self.lifecycle
            or ENDED_AT in self.columns
            or any(ENDED_AT in rule.columns for rule in self.events)
        )

    def column_names(self) -> set[str]:
        """Every column that the recipe speaks of, but for those it drops."""
        columns = (
            {name for names in self.columns.values() for name in names}
            | set(self.event_key)
            | set(self.first_characters)
            | ({self.lifecycle} if self.lifecycle else set())
        )
        for rule in self.events:
            columns |= {name for names in rule.columns.values() for name in names} | set(rule.needs)
        for choice in self.choices:
            columns |= set(choice.columns)
        return columns


def dated_event(touchpoint: str, column: str) -> EventRule:
    """The event of this name that a row's date in the column becomes."""
    return EventRule(touchpoint, {"occurred_at": (column,)}, key=touchpoint)
