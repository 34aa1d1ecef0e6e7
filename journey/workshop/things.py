"""What is on the board of a workshop: each thing is a frozen value under an id of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self


class Phase(StrEnum):
    """The steps of a workshop, in their order."""

    BELIEVE = "believe"
    NOTES = "notes"
    VOTE = "vote"
    WEIGH = "weigh"
    DECIDE = "decide"


class NoteKind(StrEnum):
    PAIN_POINT = "pain point"
    IDEA = "idea"
    QUESTION = "question"
    PRAISE = "praise"


@dataclass(frozen=True)
class Thing:
    """Known again from what the log has of it; fields that a later program added have their defaults."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        known = {field.name for field in fields(cls)}
        return cls(**{name: _frozen(value) for name, value in kept.items() if name in known})


@dataclass(frozen=True)
class Settings(Thing):
    """How the workshop stands; `ends_at` of the timer in seconds since 1970, 0 where none runs."""

    title: str = ""
    phase: Phase = Phase.BELIEVE
    budget: int = 5  # votes a person
    is_evidence_shown: bool = False
    is_revealed: bool = False  # the notes
    are_votes_closed: bool = False  # and so can be seen
    are_efforts_shown: bool = False
    is_locked: bool = False
    is_ended: bool = False
    ends_at: int = 0


@dataclass(frozen=True)
class Person(Thing):
    """Somebody in the room; `name` is '' where none was typed."""

    name: str = ""
    is_watching: bool = False
    is_finished: bool = False
    is_removed: bool = False


@dataclass(frozen=True)
class Note(Thing):
    """`author` is a person's id, '' where the note has none; `order` is its place in its stage, lowest first."""

    text: str
    kind: NoteKind
    stage: str
    order: float
    touchpoint: str = ""
    cell: str = ""  # of the map, whose evidence it shows
    author: str = ""
    group: str = ""
    merged_into: str = ""


@dataclass(frozen=True)
class Group(Thing):
    """Notes under one heading."""

    heading: str
    stage: str
    order: float


@dataclass(frozen=True)
class Belief(Thing):
    """What a person believes: valence -1..1 along the stages, evenly spaced, and the stages where most customers leave.

    None where the curve is not drawn.
    """

    person: str
    curve: tuple[float | None, ...] = ()
    leaving: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vote(Thing):
    """How many of a person's votes lie on a note or a group."""

    person: str
    target: str
    count: int


@dataclass(frozen=True)
class Effort(Thing):
    """What a person thinks it takes to mend it: 1 a few days, 5 a year."""

    person: str
    target: str
    value: int


@dataclass(frozen=True)
class Impact(Thing):
    """What the room says that a note costs, in place of what is measured, and why."""

    target: str
    value: int
    reason: str


@dataclass(frozen=True)
class Action(Thing):
    """What was decided, the notes it answers, the figure it is to move: `metric` at `stage`, `touchpoint`, from what to what.

    `value_then` and `target` are as the map shows the figure, in `unit`; `until` is the second in which observation ended then,
    0 in the workshop that decided it. `under` are the filters then, as links have them. `became` says
    what became of one that was carried over, when it was.
    """

    title: str
    owner: str = ""
    due: str = ""  # ISO 8601, '' where none is agreed
    metric: str = ""
    stage: str = ""
    touchpoint: str = ""
    value_then: float | None = None
    target: float | None = None
    notes: tuple[str, ...] = ()
    is_done: bool = False
    unit: str = ""
    until: int = 0
    under: str = ""
    became: str = ""


KINDS: dict[str, type[Thing]] = {
    "settings": Settings,
    "person": Person,
    "note": Note,
    "group": Group,
    "belief": Belief,
    "vote": Vote,
    "effort": Effort,
    "impact": Impact,
    "action": Action,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
