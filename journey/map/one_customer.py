"""One customer's journeys in words: what happened when, with which emotion, and how each of them ended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from journey.data.ask import AnyRow
from journey.model.cells import SCORES
from journey.model.definition import Definition
from journey.model.metrics import NEGATIVE_VALENCE, POSITIVE_VALENCE
from journey.model.path_filters import OUTCOMES
from journey.model.vocabulary import METRICS, SURVEY, outcome, words_in_force
from journey.model.words import count, duration, plural, signed

if TYPE_CHECKING:
    from journey.data.views.rows import JourneyRow

AT_ONCE = 60  # seconds: what is shorter than a minute has no length worth saying


@dataclass(frozen=True)
class Score:
    """An answer as it is shown, and whether it is a good one ('positive'), a bad one ('negative') or neither ('line')."""

    words: str
    role: str


@dataclass(frozen=True)
class Event:
    """One event; `at` in the definition's time zone, `gap` in seconds since the event before; `stage_index` -1 for none.

    `seconds` is how long it took, None where that is not known. A run of events as one has how many `times` it happened, and
    `until` when.
    """

    at: datetime | None
    gap: float | None
    stage: str
    stage_index: int
    touchpoint: str
    channel: str
    emotion: str
    valence: float | None
    scores: tuple[Score, ...]
    revenue: float | None
    comment: str
    seconds: float | None = None
    times: int = 1
    until: datetime | None = None

    @property
    def name(self) -> str:
        """The touchpoint, and how often it came in a row."""
        return f"{self.touchpoint} × {self.times}" if self.times > 1 else self.touchpoint

    @property
    def last_at(self) -> datetime | None:
        return self.until or self.at

    @property
    def known_valence(self) -> float:
        """The valence of an event that has one."""
        if self.valence is None:
            raise ValueError("An event without a valence was taken for one with it.")
        return self.valence


@dataclass(frozen=True)
class Journey:
    """One journey of the customer, the events in their order; `outcome` is '' where there are no times."""

    number: int
    name: str
    outcome: str
    furthest_stage: str
    events: tuple[Event, ...]

    @property
    def seconds(self) -> float:
        """From the first to the last event; clocks that are put forward or back do not matter."""
        return sum(event.gap or 0 for event in self.events)


def journeys_of(rows: "list[JourneyRow]", definition: Definition) -> list[Journey]:
    """The rows of the view `journey` as journeys."""
    return [
        _journey(list(journey_rows), definition)
        for _, journey_rows in groupby(rows, lambda row: row["journey_no"])
    ]


def _journey(rows: "list[JourneyRow]", definition: Definition) -> Journey:
    first, zone = rows[0], ZoneInfo(definition.timezone)
    events = tuple(_event(row, definition, zone) for row in rows)
    return Journey(
        int(first["journey_no"]),
        first["journey_id"] or "",
        first["outcome"] or "",
        first["furthest_stage"],
        events,
    )


def _event(row: "JourneyRow", definition: Definition, zone: ZoneInfo) -> Event:
    names = definition.stage_names
    answers: AnyRow = row
    return Event(
        at=datetime.fromisoformat(row["occurred_at"]).astimezone(zone)
        if row["occurred_at"]
        else None,
        gap=row["seconds_since_before"],
        stage=row["stage"],
        stage_index=names.index(row["stage"]) if row["stage"] in names else -1,
        touchpoint=row["touchpoint"],
        channel=row["channel"] or "",
        emotion=row["emotion"] or "",
        valence=row["valence"],
        scores=tuple(
            _score(metric, answers[metric], definition)
            for metric in SCORES
            if answers[metric] is not None
        ),
        revenue=row["revenue"],
        comment=row["comment"] or "",
        seconds=row["duration_seconds"],
    )


def _score(metric: str, value: float, definition: Definition) -> Score:
    scale = definition.scale(metric)
    role = next(
        (
            role
            for role, (low, high) in (("positive", scale.good), ("negative", scale.bad))
            if low <= value <= high
        ),
        "line",
    )
    return Score(
        f"{METRICS[metric].noun} {value:g}" + ("" if metric == "nps" else f" of {scale.highest}"),
        role,
    )


def with_valence(events: Sequence[Event]) -> list[Event]:
    return [event for event in events if event.valence is not None]


def lowest(events: Sequence[Event]) -> Event | None:
    """The event of lowest valence; None where no event has one."""
    return min(with_valence(events), key=lambda event: event.known_valence, default=None)


def highest(events: Sequence[Event]) -> Event | None:
    return max(with_valence(events), key=lambda event: event.known_valence, default=None)


def sentence(customer: str, journeys: list[Journey]) -> str:
    """What happened to the customer, in one sentence: where they began, the lowest valence, how it ended."""
    events = [event for journey in journeys for event in journey.events]
    if len(events) == 1:
        valence = events[0].valence
        felt = f" ({signed(valence, 1)})" if valence is not None else ""
        end = f", and {_ended(journeys[0])}" if journeys[0].outcome else ""
        return f"{customer} was seen once, at {events[0].touchpoint}{felt}{end}"
    if len(journeys) == 1 and journeys[0].outcome:
        start = f"began at {events[0].touchpoint}"
        return f"{customer} {_listed([start, *_extreme_moment(events), _ended(journeys[0])])}"
    moment, is_survey = _extreme_moment(events), words_in_force().kind == SURVEY
    if not journeys[0].outcome:
        has = f"{'gave' if is_survey else 'has'} {plural(len(events), 'answer' if is_survey else 'event')}"
        return f"{customer} {_listed([has, *moment])}"
    many = f"{customer} has {plural(len(journeys), 'journey')}, {_outcomes(journeys)}"
    return f"{many}, and {moment[0]}" if moment else many


def _extreme_moment(events: list[Event]) -> list[str]:
    """The worst moment, or where there is no bad one the best."""
    low, high = lowest(events), highest(events)
    if low and low.known_valence <= NEGATIVE_VALENCE:
        return [f"felt worst at {felt_at(low.touchpoint, low.valence)}"]
    if high and high.known_valence >= POSITIVE_VALENCE:
        return [f"felt best at {felt_at(high.touchpoint, high.valence)}"]
    return []


def felt_at(touchpoint: str, valence: float | None) -> str:
    """A touchpoint with the valence there: 'Basket (−0.5)'."""
    return f"{touchpoint} ({signed(valence, 1)})"


def _ended(journey: Journey) -> str:
    after = f" after {duration(journey.seconds)}" if journey.seconds >= AT_ONCE else ""
    reached = (
        f", having reached {journey.furthest_stage}"
        if any(event.stage_index >= 0 for event in journey.events)
        else ""
    )
    record = outcome(journey.outcome)
    return {
        "completed": f"{record.clause}{after}",
        "ended_well": f"{record.clause}{after}{reached}",
        "in_progress": f"{record.clause_of(1)}{after}{reached}",
        "dropped_off": f"was last seen{after}{reached}",
    }[journey.outcome]


def _outcomes(journeys: list[Journey]) -> str:
    counts = Counter(journey.outcome for journey in journeys)
    if len(counts) == 1:
        return f"{'both' if len(journeys) == 2 else 'all'} {outcome(journeys[0].outcome).noun}"
    return _listed(
        [f"{count(counts[name])} {outcome(name).noun}" for name in OUTCOMES if counts[name]]
    )


def _listed(parts: list[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join([*([", ".join(parts[:-1])] if parts[1:] else []), parts[-1]])


def took(event: Event) -> str:
    """How long the event took: 'took 20 min'; '' where that is not known, or nothing."""
    return f"took {duration(event.seconds)}" if event.seconds else ""


def span_words(event: Event) -> str:
    """From when to when a run of events lasted: '3 Mar to 2 Apr 2025'; '' for a single event, or within a minute."""
    first, last = event.at, event.until
    if first is None or last is None:
        return ""
    if first.date() == last.date():
        times = f"{first:%H:%M}", f"{last:%H:%M}"
        return " to ".join(times) if times[0] != times[1] else ""
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%b}{year} to {day_words(last)}"


def length_words(journey: Journey) -> str:
    """How many events in how long, between which days; without times how many."""
    events = plural(len(journey.events), "event")
    first, last = journey.events[0].at, journey.events[-1].at
    if not first or not last:
        return events
    if journey.seconds < AT_ONCE:
        return f"{events} · {day_words(first)}"
    days = (
        day_words(first)
        if first.date() == last.date()
        else f"{day_words(first)} to {day_words(last)}"
    )
    return f"{events} in {duration(journey.seconds)} · {days}"


def since_before(journey: Journey, before: Journey | None) -> str:
    """How a journey lies to the one before it."""
    if before is None or not journey.events[0].at or not before.events[-1].at:
        return ""
    seconds = journey.events[0].at.timestamp() - before.events[-1].at.timestamp()
    return (
        "begins while the one before runs"
        if seconds < 0
        else f"begins {duration(seconds)} after the last event of the one before"
    )


def day_words(moment: datetime) -> str:
    return f"{moment.day} {moment:%b} {moment.year}"


def money(amount: float) -> str:
    """Cents only where there are any."""
    return count(round(amount)) if amount == round(amount) else f"{amount:,.2f}"
