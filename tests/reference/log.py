"""The log as it is read: events in order, journeys, and what became of them."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

DAY = 86_400
UNASSIGNED = "unassigned"
EVENT_KEYS = ("stage", "channel", "touchpoint")
FIRST = "first."
DURATION = "duration_seconds"
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
DEFAULT_WEIGHTS = {
    "leaves": 3,
    "repeats": 1,
    "contact_again": 2,
    "waits": 1,
    "feels_bad": 2,
    "effort": 2,
    "hand_off": 1,
}
DEFAULTS: dict[str, Any] = {
    "touchpoints": {},
    "channels": {},
    "emotions": {},
    "timezone": "UTC",
    "inactivity_days": 30,
    "contact_again_days": 7,
    "split_days": None,
    "end": None,
    "good_ends": (),
    "good_values": (),
    "undone_by": (),
    "undone_by_customer": False,
    "passive": (),
    "wait_targets": {},
    "changing_share": 0.01,
    "changing_journeys": 10,
    "weights": DEFAULT_WEIGHTS,
    "expected_service_modes": {},
    "csat_good": (4, 5),
    "csat_bad": (1, 2),
    "csat_scale": (1, 5),
    "ces_easy": (5, 7),
    "ces_hard": (1, 4),
    "ces_scale": (1, 7),
    "ces_best": (6, 7),
    "targets": {},
}
Row = dict[str, Any]
Filters = dict[str, Any]
JourneyKey = tuple[str, str, int]
"""Customer, journey id ("" where there is none) and part (from 1)."""
Answers = list[tuple[str, float]]
"""Pairs of customer and answer."""


@dataclass
class Event:
    """One event, with its words resolved against the definition."""

    number: int
    customer: str
    at: datetime
    second: int
    day: date
    touchpoint: str
    stage: str | None
    channel: str | None
    emotion: str | None
    valence: float | None
    valence_recorded: bool
    nps: float | None
    csat: float | None
    ces: float | None
    revenue: float | None
    attributes: dict[str, str | None]
    comment: str | None = None
    case_id: str | None = None
    reason: str | None = None
    actor: str | None = None  # in lower case
    case_event: str | None = None  # in lower case
    service_mode: str | None = None
    order_id: str | None = None
    pain: str | None = None  # what the column friction says
    promised: int | None = None  # seconds since 1970
    resolved: int | None = None
    responded: int | None = None
    cost: float | None = None
    referrer: str | None = None

    @cached_property
    def took(self) -> int | None:
        """Give the whole seconds that the event took, None where nobody says it."""
        try:
            seconds = float((self.attributes.get(DURATION) or "").replace(",", "."))
        except ValueError:
            return None
        return math.floor(seconds) if math.isfinite(seconds) and seconds >= 0 else None

    @property
    def end(self) -> int:
        """Give the second in which the event was over: where nobody says how long it took, its own."""
        return self.second + (self.took or 0)


@dataclass
class Journey:
    """The events of one journey in order, and what became of it."""

    customer: str
    journey_id: str
    part: int
    events: list[Event]
    attributes: dict[str, str]
    furthest: int | None
    outcome: str
    exit: int  # the place of the last event that is not passive; of all passive ones the last

    @property
    def exit_event(self) -> Event:
        """Give the event that the journey was last seen at."""
        return self.events[self.exit]

    @cached_property
    def key(self) -> JourneyKey:
        """Name the journey among all others."""
        return self.customer, self.journey_id, self.part

    @cached_property
    def path(self) -> list[str]:
        """Give the touchpoints in order."""
        return [event.touchpoint for event in self.events]

    @cached_property
    def gaps(self) -> list[tuple[Event, Event, int]]:
        """List each event with the next one and the seconds from its end to the start of the next, none where they overlap."""
        pairs = pairwise(self.events)
        return [
            (event, following, max(0, following.second - event.end)) for event, following in pairs
        ]


@dataclass(eq=False)  # a log is itself alone, so that what follows from it can be kept
class Log:
    """All journeys of a dataset with the definition they were read under; never changed."""

    definition: dict[str, Any]
    journeys: list[Journey]
    changing: frozenset[str]  # attributes of events: those that change within journeys, durations
    numeric: frozenset[str]  # columns of more numbers than group journeys
    end: int | None = None  # of observation, in seconds since 1970

    @cached_property
    def event_keys(self) -> tuple[str, ...]:
        """List the keys whose values are those of single events."""
        return EVENT_KEYS + tuple(sorted(self.changing))

    def value_of(self, event: Event, key: str) -> str | None:
        """Give an event's own value of one of these keys."""
        return event.attributes.get(key) if key in self.changing else getattr(event, key)

    def journey_key(self, name: str) -> str | None:
        """Name the key by which an attribute groups journeys, None where there is none."""
        if name not in self.changing:
            return name
        return None if name in self.numeric else FIRST + name

    def journey_value(self, journey: Journey, key: str) -> str | None:
        """Give the value of an attribute that stands for a whole journey."""
        name = key.removeprefix(FIRST)
        if name in self.changing and key != self.journey_key(name):
            raise ValueError(f"{key} groups no journeys")
        return journey.attributes.get(name)


def build(events: list[dict[str, Any]], definition: dict[str, Any]) -> Log:
    """Read the events under the definition and put them together to journeys."""
    full = {**DEFAULTS, **definition}
    full["channels"] = {**channels_spelt_alike(events, full["channels"]), **full["channels"]}
    zone = ZoneInfo(full["timezone"])
    by_key: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for raw in events:
        key = (raw["customer_id"].strip(), text(raw.get("journey_id")) or "")
        by_key[key].append(read_event(raw, full, zone))
    end = end_of_observation(full, [event for group in by_key.values() for event in group])
    journeys = []
    for (customer, journey_id), group in sorted(by_key.items()):
        group.sort(key=lambda event: (event.at, event.number))
        for part, own in enumerate(split(group, full["split_days"]), start=1):
            journeys.append(make_journey(customer, journey_id, part, own, full, end))
    numeric = numeric_columns(journeys)
    return Log(full, journeys, attributes_of_events(journeys, full), numeric, end)


def attributes_of_events(journeys: list[Journey], definition: dict[str, Any]) -> frozenset[str]:
    """Find the attributes of single events: those that change within journeys, and how long events took."""
    known = {name for journey in journeys for event in journey.events for name in event.attributes}
    return changing_attributes(journeys, definition) | (known & {DURATION})


def changing_attributes(journeys: list[Journey], definition: dict[str, Any]) -> frozenset[str]:
    """Find the attributes that hold different values within enough of the journeys that could."""
    could: dict[str, int] = defaultdict(int)
    do: dict[str, int] = defaultdict(int)
    for journey in journeys:
        for name in {name for event in journey.events for name in event.attributes}:
            values = [event.attributes.get(name) for event in journey.events]
            filled = [value for value in values if value is not None]
            if len(filled) >= 2:
                could[name] += 1
                if len(set(filled)) >= 2:
                    do[name] += 1
    share = Fraction(str(definition["changing_share"]))
    least = definition["changing_journeys"]
    return frozenset(
        name for name in do if do[name] >= least and Fraction(do[name], could[name]) > share
    )


def numeric_columns(journeys: list[Journey]) -> frozenset[str]:
    """Find the attributes whose values are all numbers, more than 50 different ones."""
    values: dict[str, set[str]] = defaultdict(set)
    for event in (event for journey in journeys for event in journey.events):
        for name, value in event.attributes.items():
            if value is not None:
                values[name].add(value)
    return frozenset(
        name for name, own in values.items() if len(own) > 50 and all(map(is_number, own))
    )


def is_number(value: str) -> bool:
    """Tell whether a text is a number, with a point or a comma before its decimals."""
    try:
        return math.isfinite(float(value.replace(",", ".")))
    except ValueError:
        return False


def read_event(raw: dict[str, Any], definition: dict[str, Any], zone: ZoneInfo) -> Event:
    """Resolve one raw event: stage, channel, emotion, valence and local day."""
    touchpoint = raw["touchpoint"].strip()
    emotion = text(raw.get("emotion"))
    if emotion is not None:
        emotion = emotion.lower()
    recorded = number(raw.get("valence"))
    if recorded is not None:
        valence = round(recorded, 6)
    else:
        valence = label_valence(emotion, definition)
    return Event(
        number=raw["event_no"],
        customer=raw["customer_id"].strip(),
        at=raw["occurred_at"],
        second=epoch_second(raw["occurred_at"]),
        day=raw["occurred_at"].replace(tzinfo=UTC).astimezone(zone).date(),
        touchpoint=touchpoint,
        stage=stage_of(raw.get("stage"), touchpoint, definition),
        channel=channel_of(raw.get("channel"), definition),
        emotion=emotion,
        valence=valence,
        valence_recorded=recorded is not None,
        nps=number(raw.get("nps")),
        csat=number(raw.get("csat")),
        ces=number(raw.get("ces")),
        revenue=number(raw.get("revenue")),
        attributes={name: text(value) for name, value in (raw.get("attributes") or {}).items()},
        comment=text(raw.get("comment")),
        case_id=text(raw.get("case_id")),
        reason=text(raw.get("reason")),
        actor=lowered(raw.get("actor")),
        case_event=lowered(raw.get("case_event")),
        service_mode=text(raw.get("service_mode")),
        order_id=text(raw.get("order_id")),
        pain=text(raw.get("friction")),
        promised=second_of(raw.get("promised_at")),
        resolved=second_of(raw.get("resolved_at")),
        responded=second_of(raw.get("first_response_at")),
        cost=number(raw.get("cost")),
        referrer=text(raw.get("referred_by")),
    )


def lowered(value: str | None) -> str | None:
    """Give the text in lower case, or None where nothing is left."""
    known = text(value)
    return known.lower() if known else None


def second_of(at: datetime | None) -> int | None:
    """Give the whole seconds since 1970, or None where there is no time."""
    return None if at is None else epoch_second(at)


def text(value: str | None) -> str | None:
    """Give the text without blanks around it, or None where nothing is left."""
    if value is None or not value.strip():
        return None
    return value.strip()


def number(value: float | None) -> float | None:
    """Give the number, or None where it is missing or not a number."""
    if value is None or math.isnan(value):
        return None
    return value


def epoch_second(at: datetime) -> int:
    """Give the whole seconds since 1970 of a naive UTC time, rounded down."""
    return (at - datetime(1970, 1, 1)) // timedelta(seconds=1)


def known_stage(value: str | None, definition: dict[str, Any]) -> str | None:
    """Find the stage of the definition that a text names, if any."""
    wanted = text(value)
    if wanted is None:
        return None
    for stage in definition["stages"]:
        if stage.strip().lower() == wanted.lower():
            return stage
    return None


def stage_of(value: str | None, touchpoint: str, definition: dict[str, Any]) -> str | None:
    """Give an event's stage: its own if known, else that of its touchpoint, else None."""
    own = known_stage(value, definition)
    if own is not None:
        return own
    return known_stage(definition["touchpoints"].get(touchpoint), definition)


def channels_spelt_alike(events: list[dict[str, Any]], known: dict[str, str]) -> dict[str, str]:
    """Map words that the definition does not know, in lower case, to the commonest of those that differ by case, blanks or form."""
    names = {name.lower() for name in known} | {name.lower() for name in known.values()}
    written = [word for raw in events if (word := text(raw.get("channel"))) is not None]
    alike: dict[str, list[str]] = defaultdict(list)
    for word in written:
        if word.lower() not in names:
            plain = "".join(
                sign for sign in unicodedata.normalize("NFKC", word) if sign not in UNSEEN
            )
            alike[" ".join(plain.split()).casefold()].append(word)
    channels = {}
    for words in alike.values():
        commonest = sorted(set(words), key=lambda word: (-words.count(word), word.isupper(), word))
        channels |= {word.lower(): commonest[0] for word in words}
    return channels


def channel_of(value: str | None, definition: dict[str, Any]) -> str | None:
    """Give the canonical channel of a text, the text itself if unknown, None if blank."""
    wanted = text(value)
    if wanted is None:
        return None
    if wanted.lower() in definition["channels"]:
        return definition["channels"][wanted.lower()]
    for canonical in definition["channels"].values():
        if canonical.lower() == wanted.lower():
            return canonical
    return wanted


def label_valence(emotion: str | None, definition: dict[str, Any]) -> float | None:
    """Preview up the valence of an emotion label, None for unknown labels."""
    if emotion is None:
        return None
    for label, valence in definition["emotions"].items():
        if label.strip().lower() == emotion:
            return valence
    return None


def end_of_observation(definition: dict[str, Any], events: list[Event]) -> int | None:
    """Give the second in which observation ends: as set, else that of the latest event."""
    if definition["end"] is not None:
        return epoch_second(definition["end"])
    return max((event.second for event in events), default=None)


def split(events: list[Event], split_days: float | None) -> list[list[Event]]:
    """Cut ordered events where the silence is longer than the days given."""
    parts = [[events[0]]]
    for before, event in pairwise(events):
        if split_days is not None and event.second - before.second > split_days * DAY:
            parts.append([])
        parts[-1].append(event)
    return parts


def make_journey(
    customer: str,
    journey_id: str,
    part: int,
    events: list[Event],
    definition: dict[str, Any],
    end: int | None,
) -> Journey:
    """Work out a journey's attributes, furthest stage and outcome."""
    stages = definition["stages"]
    indexes = [stages.index(event.stage) for event in events if event.stage is not None]
    furthest = max(indexes, default=None)
    active = [p for p, event in enumerate(events) if event.touchpoint not in definition["passive"]]
    last_seen = active[-1] if active else len(events) - 1
    if furthest == len(stages) - 1:
        outcome = "completed"
    elif has_good_end(events, definition):
        outcome = "ended_well"
    elif end - events[last_seen].second <= definition["inactivity_days"] * DAY:
        outcome = "in_progress"
    else:
        outcome = "dropped_off"
    attributes: dict[str, str] = {}
    for event in events:
        for name, value in event.attributes.items():
            if value is not None and name not in attributes:
                attributes[name] = value
    return Journey(customer, journey_id, part, events, attributes, furthest, outcome, last_seen)


def has_good_end(events: list[Event], definition: dict[str, Any]) -> bool:
    """Tell whether there is a good end, and nothing undoes the last of them."""
    is_well = False
    for event in events:
        if is_good(event, definition):
            is_well = True
        elif undoes(event, definition):
            is_well = False
    return is_well


def is_good(event: Event, definition: dict[str, Any]) -> bool:
    """Tell whether an event is a good end, by its touchpoint or by a value of its attributes."""
    named = [event.attributes.get(name) == value for name, value in definition["good_values"]]
    return event.touchpoint in definition["good_ends"] or any(named)


def undoes(event: Event, definition: dict[str, Any]) -> bool:
    """Tell whether an event undoes a good end before it."""
    if event.touchpoint in definition["undone_by"]:
        return True
    is_passive = event.touchpoint in definition["passive"]
    return definition["undone_by_customer"] and event.actor == "customer" and not is_passive
