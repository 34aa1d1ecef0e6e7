"""The slow, obvious second implementation of the metrics, written from the rules alone.

Lists, dicts, sets and loops; only the t quantiles come from a library. The tests compare the
product's tables with these, so nothing here may be imported from the product.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from scipy.stats import t as student

Z = 1.96
DAY = 86_400
UNASSIGNED = "unassigned"
EVENT_KEYS = ("stage", "channel", "touchpoint")
PERIODS = ("day", "week", "month", "quarter", "year")
COHORT = "cohort"
FUNNEL_KINDS = ("reached", "advanced", "dropped_off", "in_progress", "completed", "skipped")
OUTCOMES = ("completed", "in_progress", "dropped_off")
PLACE_KINDS = ("passes", "lost", "exit")
PATH_KINDS = ("starts", "ends", "contains", "later", "without", "is", "collapsed")
CONVERSION_KINDS = ("converts", "misses", "around")
MOVE_KINDS = ("step", "after", "before", "stages")
STOP_KINDS = ("stop", "stopafter", "stagestop")
ANCHORED_KINDS = ("after", "before", "stopafter")
STAGE_PATH_KINDS = ("stages", "stagestop")
ANSWER_KINDS = {
    "nps": "nps",
    "csat": "csat",
    "ces": "ces",
    "valence": "valence",
    "commented": "comment",
}
HAVING = ("nps", "csat", "ces", "valence", "emotion", "comment")
PARTS = ("leaves", "repeats", "contact_again", "waits", "feels_bad", "effort", "hand_off")
MEASURED_FROM = 10
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
    "split_days": None,
    "end": None,
    "wait_targets": {},
    "weights": DEFAULT_WEIGHTS,
    "csat_good": (4, 5),
    "csat_bad": (1, 2),
    "csat_scale": (1, 5),
    "ces_easy": (5, 7),
    "ces_hard": (1, 4),
    "ces_scale": (1, 7),
}

Row = dict[str, Any]
Filters = dict[str, Any]
JourneyKey = tuple[str, str, int]
"""Customer, journey id ("" where there is none) and part (from 1)."""
Answers = list[tuple[str, float]]
"""Pairs of customer and answer."""


# ------------------------------------------------------------------ the log


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

    @property
    def key(self) -> JourneyKey:
        """Name the journey among all others."""
        return self.customer, self.journey_id, self.part


@dataclass
class Log:
    """All journeys of a dataset with the definition they were read under."""

    definition: dict[str, Any]
    journeys: list[Journey]


def build(events: list[dict[str, Any]], definition: dict[str, Any]) -> Log:
    """Read the events under the definition and put them together to journeys."""
    full = {**DEFAULTS, **definition}
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
    return Log(full, journeys)


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
    )


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
    if furthest == len(stages) - 1:
        outcome = "completed"
    elif end - events[-1].second <= definition["inactivity_days"] * DAY:
        outcome = "in_progress"
    else:
        outcome = "dropped_off"
    attributes: dict[str, str] = {}
    for event in events:
        for name, value in event.attributes.items():
            if value is not None and name not in attributes:
                attributes[name] = value
    return Journey(customer, journey_id, part, events, attributes, furthest, outcome)


# -------------------------------------------------------------- the filters


def asked(filters: Filters, log: Log) -> dict[str, set[str | None]]:
    """Translate the filter's values into those that events and journeys carry."""
    wanted: dict[str, set[str | None]] = {}
    for key, values in (filters.get("where") or {}).items():
        if not values:
            continue
        wanted[key] = set()
        for value in values:
            if key == "stage" and value.strip().lower() == UNASSIGNED:
                wanted[key].add(None)
            elif key == "stage":
                wanted[key].add(known_stage(value, log.definition) or f"no stage: {value}")
            elif key == "channel":
                wanted[key].add(channel_of(value, log.definition))
            else:
                wanted[key].add(text(value))
    return wanted


def in_range(day: date, filters: Filters) -> bool:
    """Tell whether a calendar day lies in the filter's range, both ends included."""
    if filters.get("from") is not None and day < filters["from"]:
        return False
    return not (filters.get("to") is not None and day > filters["to"])


def attributes_match(journey: Journey, wanted: dict[str, set[str | None]]) -> bool:
    """Tell whether a journey's attributes are among those asked for."""
    for key, values in wanted.items():
        if key in EVENT_KEYS or key == COHORT:
            continue
        if journey.attributes.get(key) not in values:
            return False
    return True


def read_cell_id(cell_id: str) -> tuple[str, list[Any]]:
    """Take a cell id apart into its kind and its parts, the number of a step as a number."""
    kind, *encoded = cell_id.split("/")
    parts: list[Any] = [unquote(part) for part in encoded]
    try:
        check_size(kind, len(parts))
        if kind in CONVERSION_KINDS and len(parts) == 3:
            window_seconds(parts[2])
        if kind in MOVE_KINDS + STOP_KINDS:
            place = 1 if kind in ANCHORED_KINDS else 0
            parts[place] = int(parts[place])
            if (parts[place] < 0) != (kind == "before"):
                raise ValueError("a step on the wrong side")
        if kind in STOP_KINDS and parts[-1] not in OUTCOMES:
            raise ValueError("not an outcome")
    except ValueError as problem:
        raise ValueError(f"not a cell id: {cell_id}") from problem
    return kind, parts


def check_size(kind: str, size: int) -> None:
    """Refuse an unknown kind and a number of parts that the kind cannot have."""
    if kind in PATH_KINDS:
        good = size >= 1
    elif kind in FUNNEL_KINDS:
        good = size == 1
    elif kind in PLACE_KINDS:
        good = size == 2
    elif kind in ANSWER_KINDS:
        good = size in (1, 2)
    elif kind in CONVERSION_KINDS:
        good = size in (2, 3)
    elif kind in MOVE_KINDS + STOP_KINDS:
        good = size == (4 if kind in ANCHORED_KINDS else 3)
    else:
        good = False
    if not good:
        raise ValueError("unknown kind or wrong number of parts")


def is_in_cohort(journey: Journey, cell_id: str, stages: list[str]) -> bool:
    """Tell whether a journey is one of those that a cell of a view counts."""
    kind, parts = read_cell_id(cell_id)
    if kind in FUNNEL_KINDS:
        return funnel_counts(journey, kind, parts[0], stages)
    if kind in PATH_KINDS:
        return path_matches(path_of(journey), kind, parts)
    if kind in CONVERSION_KINDS:
        return conversion_matches(journey, kind, parts)
    if kind in MOVE_KINDS + STOP_KINDS:
        return step_matches(journey, kind, parts)
    return place_matches(journey, kind, parts, stages)


def funnel_counts(journey: Journey, kind: str, stage: str, stages: list[str]) -> bool:
    """Tell whether a column of a stage's row counts a journey."""
    if stage != UNASSIGNED and stage not in stages:
        return False
    index = None if stage == UNASSIGNED else stages.index(stage)
    return journey in funnel_columns([journey], index, stages)[kind]


def place_matches(journey: Journey, kind: str, parts: list[str], stages: list[str]) -> bool:
    """Tell whether a journey passes a place, leaves from it or has an answer there."""
    stage = parts[0]
    touchpoint = parts[1] if len(parts) == 2 else None
    last = journey.events[-1]
    if kind == "exit":
        left_at = furthest_name(journey, stages)
        return (
            journey.outcome == "dropped_off" and left_at == stage and last.touchpoint == touchpoint
        )
    there = [
        event
        for event in journey.events
        if stage_name(event.stage) == stage and touchpoint in (None, event.touchpoint)
    ]
    if kind == "passes":
        return len(there) > 0
    if kind == "lost":
        return journey.outcome == "dropped_off" and any(event is last for event in there)
    return any(getattr(event, ANSWER_KINDS[kind]) is not None for event in there)


def path_matches(path: list[str], kind: str, names: list[str]) -> bool:
    """Tell whether a path begins with the names, ends with them, and so on."""
    size = len(names)
    if kind == "starts":
        return path[:size] == names
    if kind == "ends":
        return path[-size:] == names
    if kind == "contains":
        return any(path[place : place + size] == names for place in range(len(path)))
    if kind == "without":
        return all(name not in path for name in names)
    if kind == "collapsed":
        return collapsed(path) == names
    if kind == "is":
        return path == names
    place: int | None = -1
    for name in names:
        place = first_place(path, name, place)
        if place is None:
            return False
    return True


def conversion_matches(journey: Journey, kind: str, parts: list[str]) -> bool:
    """Tell whether a journey converts, or could have and does not."""
    days = parts[2] if len(parts) == 3 else None
    entered, converted, _ = conversion_of(
        journey.events, parts[0], parts[1], days, kind == "around"
    )
    if kind == "misses":
        return entered and not converted
    return converted


def step_matches(journey: Journey, kind: str, parts: list[Any]) -> bool:
    """Tell whether a step of a path is as said and followed, or not followed, as said."""
    names = path_of(journey)
    origin: int | None = 0
    if kind in ANCHORED_KINDS:
        origin = first_place(names, parts[0])
        if origin is None:
            return False
    if kind in STAGE_PATH_KINDS:
        names = stage_path_of(journey)
    number_, name, then = parts[-3:]
    place = origin + number_
    if place < 0 or place >= len(names) or names[place] != name:
        return False
    is_last = place == len(names) - 1
    if kind in STOP_KINDS:
        return is_last and journey.outcome == then
    return not is_last and names[place + 1] == then


def journey_matches(log: Log, journey: Journey, wanted: dict[str, set[str | None]]) -> bool:
    """Tell whether a whole journey has the attributes and is behind every cell asked for."""
    if not attributes_match(journey, wanted):
        return False
    if COHORT not in wanted:
        return True
    stages = log.definition["stages"]
    return all(is_in_cohort(journey, cell_id, stages) for cell_id in wanted[COHORT])


def selected_journeys(log: Log, filters: Filters) -> list[Journey]:
    """Apply the journey rule: whole journeys, dated by their first event."""
    wanted = asked(filters, log)
    chosen = []
    for journey in log.journeys:
        if not in_range(journey.events[0].day, filters):
            continue
        if not journey_matches(log, journey, wanted):
            continue
        if all(
            any(getattr(event, key) in wanted[key] for event in journey.events)
            for key in EVENT_KEYS
            if key in wanted
        ):
            chosen.append(journey)
    return chosen


def selected_events(log: Log, filters: Filters) -> list[tuple[Journey, Event]]:
    """Apply the event rule: events by their own date, channel, stage and touchpoint."""
    wanted = asked(filters, log)
    chosen = []
    for journey in log.journeys:
        if not journey_matches(log, journey, wanted):
            continue
        for event in journey.events:
            if not in_range(event.day, filters):
                continue
            if all(getattr(event, key) in wanted[key] for key in EVENT_KEYS if key in wanted):
                chosen.append((journey, event))
    return chosen


# --------------------------------------------------------------- the groups


def period_start(day: date, period: str) -> str:
    """Give the first day of the period that a local day lies in, as ISO text."""
    if period == "day":
        first = day
    elif period == "week":
        first = day - timedelta(days=day.weekday())
    elif period == "month":
        first = date(day.year, day.month, 1)
    elif period == "quarter":
        first = date(day.year, {1: 1, 2: 4, 3: 7, 4: 10}[(day.month + 2) // 3], 1)
    else:
        first = date(day.year, 1, 1)
    return first.isoformat()


def journey_group(journey: Journey, by: Iterable[str]) -> tuple[Any, ...]:
    """Give a journey's group: its attributes, and the periods of its first event."""
    values = []
    for key in by:
        if key in EVENT_KEYS:
            raise ValueError(f"{key} is no key of whole journeys")
        if key in PERIODS:
            values.append(period_start(journey.events[0].day, key))
        else:
            values.append(journey.attributes.get(key))
    return tuple(values)


def event_group(journey: Journey, event: Event, by: Iterable[str]) -> tuple[Any, ...]:
    """Give an event's group: what it has itself, its own periods, its journey's attributes."""
    values = []
    for key in by:
        if key == "stage":
            values.append(stage_name(event.stage))
        elif key in EVENT_KEYS:
            values.append(getattr(event, key))
        elif key in PERIODS:
            values.append(period_start(event.day, key))
        else:
            values.append(journey.attributes.get(key))
    return tuple(values)


# ------------------------------------------------- quantiles and intervals


def quantile(values: Iterable[float], tenths: int) -> float | None:
    """Give a quantile in tenths, linear between the neighbouring order statistics."""
    ordered = sorted(values)
    if not ordered:
        return None
    place, rest = divmod(tenths * (len(ordered) - 1), 10)
    if rest == 0:
        return float(ordered[place])
    return (ordered[place] * (10 - rest) + ordered[place + 1] * rest) / 10


def median(values: Iterable[float]) -> float | None:
    """Give the middle value, or the mean of the middle two."""
    return quantile(values, 5)


@cache
def t_quantile(freedom: int) -> float:
    """Give the .975 quantile of Student's t."""
    return float(student.ppf(0.975, freedom))


def wilson(share: float, n: float) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share."""
    square = Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    spread = math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    half = Z * spread / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def rate(count: int, n: int) -> tuple[float | None, float | None, float | None]:
    """Give a plain rate with its Wilson interval, nothing where n is 0."""
    if n == 0:
        return None, None, None
    low, high = wilson(count / n, n)
    return count / n, low, high


def by_customer(answers: Answers) -> dict[str, list[float]]:
    """Collect each customer's answers."""
    clusters: dict[str, list[float]] = defaultdict(list)
    for customer, value in answers:
        clusters[customer].append(value)
    return clusters


def mean_of(answers: Answers) -> float | None:
    """Give the mean answer, None where there are none."""
    if not answers:
        return None
    return math.fsum(value for _, value in answers) / len(answers)


def cluster_variance(answers: Answers) -> float:
    """Give the cluster-robust variance of the mean, customers being the clusters."""
    n = len(answers)
    mean = mean_of(answers)
    clusters = by_customer(answers)
    squares = [(math.fsum(own) - len(own) * mean) ** 2 for own in clusters.values()]
    return len(clusters) / (len(clusters) - 1) * math.fsum(squares) / n**2


def mean_interval(
    answers: Answers, scale: tuple[float, float]
) -> tuple[float | None, float | None]:
    """Give the t interval of a mean answer, kept within the scale."""
    customers = len(by_customer(answers))
    if customers < 2:
        return None, None
    mean = mean_of(answers)
    half = t_quantile(customers - 1) * math.sqrt(cluster_variance(answers))
    return max(scale[0], mean - half), min(scale[1], mean + half)


def effective_n(answers: Answers, plain_variance: float) -> float:
    """Give the number of independent answers that these, clustered by customer, are worth."""
    n = len(answers)
    clusters = by_customer(answers)
    customers = len(clusters)
    if customers == n:
        return n
    if plain_variance == 0:
        worth = n**2 / sum(len(own) ** 2 for own in clusters.values())
    else:
        worth = n / max(1.0, cluster_variance(answers) / plain_variance)
    return worth * (t_quantile(n - 1) / t_quantile(customers - 1)) ** 2


def share_interval(answers: Answers) -> tuple[float | None, float | None]:
    """Give the interval of the share of answers that are 1 rather than 0."""
    if len(by_customer(answers)) < 2:
        return None, None
    n = len(answers)
    hits = sum(1 for _, value in answers if value == 1)
    plain_variance = hits * (n - hits) / n**2 / n
    return wilson(hits / n, effective_n(answers, plain_variance))


def nps_interval(answers: Answers) -> tuple[float | None, float | None]:
    """Give the adjusted Wald interval, in points, of answers scored 1, 0 and -1."""
    if len(by_customer(answers)) < 2:
        return None, None
    n = len(answers)
    promoters = sum(1 for _, value in answers if value == 1)
    detractors = sum(1 for _, value in answers if value == -1)
    plain_variance = (n * (promoters + detractors) - (promoters - detractors) ** 2) / n**2 / n
    worth = effective_n(answers, plain_variance)
    more = worth + 3
    up = (promoters / n * worth + 0.75) / more
    down = (detractors / n * worth + 0.75) / more
    score = up - down
    half = Z * math.sqrt((up + down - score**2) / more)
    return 100 * max(-1.0, score - half), 100 * min(1.0, score + half)


# ------------------------------------------------------------ small helpers


def stage_name(stage: str | None) -> str:
    """Give the stage as rows show it."""
    return UNASSIGNED if stage is None else stage


def customers_of(journeys_: Iterable[Journey]) -> int:
    """Count the distinct customers of some journeys."""
    return len({journey.customer for journey in journeys_})


def sort_key(values: Iterable[Any]) -> list[tuple[bool, str]]:
    """Order values as text with the missing ones last."""
    return [(value is None, "" if value is None else str(value)) for value in values]


def within(value: float | None, limits: tuple[float, float]) -> bool:
    """Tell whether a number is there and lies in the range, both ends included."""
    return value is not None and limits[0] <= value <= limits[1]


def gaps(journey: Journey) -> list[tuple[Event, Event, int]]:
    """List each event with the next one and the seconds between them."""
    pairs = pairwise(journey.events)
    return [(event, following, following.second - event.second) for event, following in pairs]


def valence_columns(events: Iterable[Event]) -> tuple[Answers, float | None, Any, Any]:
    """Give the valences of some events, their mean and its interval."""
    answers = [(event.customer, event.valence) for event in events if event.valence is not None]
    low, high = mean_interval(answers, (-1.0, 1.0))
    return answers, mean_of(answers), low, high


def furthest_name(journey: Journey, stages: list[str]) -> str:
    """Give the furthest stage of a journey as rows show it."""
    return UNASSIGNED if journey.furthest is None else stages[journey.furthest]


# ------------------------------------------------------------------- paths


def path_of(journey: Journey) -> list[str]:
    """Give a journey's touchpoints in order."""
    return [event.touchpoint for event in journey.events]


def stage_path_of(journey: Journey) -> list[str]:
    """Give the stages of a journey's events in order, consecutive repeats collapsed."""
    return collapsed([stage_name(event.stage) for event in journey.events])


def collapsed(names: list[str]) -> list[str]:
    """Leave out each name that only repeats the one before it."""
    kept: list[str] = []
    for name in names:
        if not kept or kept[-1] != name:
            kept.append(name)
    return kept


def first_place(names: list[str], name: str, after: int = -1) -> int | None:
    """Give the first place of a name beyond another place, None where there is none."""
    for place, own in enumerate(names):
        if place > after and own == name:
            return place
    return None


def window_seconds(days: float | str) -> Fraction:
    """Give the seconds of a number of days exactly as it is written."""
    return Fraction(str(days)) * DAY


def conversion_of(
    events: list[Event], source: str, target: str, days: float | str | None, anywhere: bool
) -> tuple[bool, bool, int | None]:
    """Tell whether the source is there, whether the target follows, and after how many seconds."""
    names = [event.touchpoint for event in events]
    start = first_place(names, source)
    if start is None:
        return False, False, None
    seconds = None
    place = first_place(names, target, start)
    if place is not None:
        taken = events[place].second - events[start].second
        if days is None or taken <= window_seconds(days):
            seconds = taken
    before = anywhere and target in names[:start]
    return True, before or seconds is not None, seconds


# ------------------------------------------------------- views of journeys


def summary(log: Log, filters: Filters) -> Row:
    """Count what the selected journeys hold."""
    chosen = selected_journeys(log, filters)
    events = [event for journey in chosen for event in journey.events]
    ties = 0
    for journey in chosen:
        for before, event in pairwise(journey.events):
            if before.at == event.at:
                ties += 1
    return {
        "events": len(events),
        "customers": customers_of(chosen),
        "journeys": len(chosen),
        "touchpoints": len({event.touchpoint for event in events}),
        "first_at": min((event.at for event in events), default=None),
        "last_at": max((event.at for event in events), default=None),
        "ties": ties,
    }


def paths(log: Log) -> dict[JourneyKey, list[str]]:
    """Give each journey's touchpoints in order."""
    return {journey.key: path_of(journey) for journey in log.journeys}


def outcomes(log: Log, filters: Filters) -> list[Row]:
    """Give one row per selected journey with its furthest stage and outcome."""
    rows = []
    for journey in selected_journeys(log, filters):
        furthest = journey.furthest
        rows.append(
            {
                "customer_id": journey.customer,
                "journey_id": journey.journey_id,
                "part": journey.part,
                "first_s": journey.events[0].second,
                "last_s": journey.events[-1].second,
                "furthest": None if furthest is None else log.definition["stages"][furthest],
                "outcome": journey.outcome,
            }
        )
    return rows


def journeys(log: Log, filters: Filters) -> list[Row]:
    """List the selected journeys, those that ended last first."""
    stages = log.definition["stages"]
    rows = []
    for journey in selected_journeys(log, filters):
        revenues = [event.revenue for event in journey.events if event.revenue is not None]
        rows.append(
            {
                "customer_id": journey.customer,
                "journey_id": journey.journey_id or None,
                "first_at": journey.events[0].at,
                "last_at": journey.events[-1].at,
                "steps": len(journey.events),
                "furthest_stage": furthest_name(journey, stages),
                "outcome": journey.outcome,
                "last_touchpoint": journey.events[-1].touchpoint,
                "revenue": math.fsum(revenues) if revenues else None,
            }
        )
    return sorted(rows, key=lambda row: row["last_at"], reverse=True)


def seconds_to_next(journey: Journey, index: int, stages: list[str]) -> int | None:
    """Measure from the first event in a stage to the first beyond it, if in that order."""
    entered = None
    for event in journey.events:
        if event.stage is None:
            continue
        place = stages.index(event.stage)
        if place > index:
            return None if entered is None else event.second - entered
        if place == index and entered is None:
            entered = event.second
    return None


def funnel(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Give each group a row per stage of the definition, and one for journeys without any stage."""
    by = list(by)
    groups: dict[tuple[Any, ...], list[Journey]] = defaultdict(list)
    if not by:
        groups[()] = []
    for journey in selected_journeys(log, filters):
        groups[journey_group(journey, by)].append(journey)
    rows = []
    for values in sorted(groups, key=sort_key):
        for row in funnel_rows(groups[values], log.definition["stages"]):
            rows.append({**dict(zip(by, values)), **row})
    return rows


def funnel_rows(chosen: list[Journey], stages: list[str]) -> list[Row]:
    """Give one group's rows: every stage, then the journeys without any."""
    rows = [funnel_row(chosen, index, stages) for index in range(len(stages))]
    nowhere = [journey for journey in chosen if journey.furthest is None]
    if nowhere:
        rows.append(unassigned_row(nowhere))
    return rows


def funnel_columns(
    chosen: list[Journey], index: int | None, stages: list[str]
) -> dict[str, list[Journey]]:
    """List the journeys that each column of a stage's row counts; without index, of unassigned."""
    if index is None:
        reached = [j for j in chosen if j.furthest is None]
        advanced: list[Journey] = []
        skipped: list[Journey] = []
    else:
        reached = [j for j in chosen if j.furthest is not None and j.furthest >= index]
        advanced = [j for j in reached if j.furthest > index]
        skipped = [j for j in reached if all(event.stage != stages[index] for event in j.events)]
    here = [j for j in reached if j.furthest == index]
    return {
        "reached": reached,
        "advanced": advanced,
        "dropped_off": [j for j in here if j.outcome == "dropped_off"],
        "in_progress": [j for j in here if j.outcome == "in_progress"],
        "completed": [j for j in here if j.outcome == "completed"],
        "skipped": skipped,
    }


def funnel_row(chosen: list[Journey], index: int, stages: list[str]) -> Row:
    """Count what became of the journeys that reached one stage."""
    columns = funnel_columns(chosen, index, stages)
    reached, advanced = columns["reached"], columns["advanced"]
    times = [seconds_to_next(j, index, stages) for j in advanced]
    if index < len(stages) - 1:
        conversion = rate(len(advanced), len(reached))
        drop_off = rate(len(columns["dropped_off"]), len(reached))
    else:
        conversion = drop_off = (None, None, None)
    return {
        "stage": stages[index],
        **{name: len(columns[name]) for name in FUNNEL_KINDS},
        "customers": customers_of(reached),
        **rate_columns("conversion_rate", conversion, len(reached)),
        **rate_columns("drop_off_rate", drop_off, len(reached)),
        "median_seconds_to_next": median(time for time in times if time is not None),
    }


def unassigned_row(nowhere: list[Journey]) -> Row:
    """Count the journeys that have no staged event, without any rate."""
    nothing = (None, None, None)
    return {
        "stage": UNASSIGNED,
        "reached": len(nowhere),
        "advanced": 0,
        "dropped_off": sum(1 for j in nowhere if j.outcome == "dropped_off"),
        "in_progress": sum(1 for j in nowhere if j.outcome == "in_progress"),
        "completed": 0,
        "skipped": 0,
        "customers": customers_of(nowhere),
        **rate_columns("conversion_rate", nothing, len(nowhere)),
        **rate_columns("drop_off_rate", nothing, len(nowhere)),
        "median_seconds_to_next": None,
    }


def rate_columns(name: str, values: tuple[Any, Any, Any], n: int) -> Row:
    """Name a rate's value, interval and n."""
    return {
        name: values[0],
        f"{name}_low": values[1],
        f"{name}_high": values[2],
        f"{name}_n": n,
    }


def exits(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Count dropped-off journeys by the stage they got to and the touchpoint they left from."""
    by = list(by)
    stages = log.definition["stages"]
    cells: dict[tuple[Any, ...], list[Journey]] = defaultdict(list)
    for journey in selected_journeys(log, filters):
        if journey.outcome != "dropped_off":
            continue
        last = journey.events[-1]
        drop_stage = furthest_name(journey, stages)
        group = journey_group(journey, by)
        cells[*group, drop_stage, last.touchpoint, stage_name(last.stage)].append(journey)
    rows = []
    for cell in sorted(cells, key=sort_key):
        lost = cells[cell]
        drop_stage, touchpoint, touchpoint_stage = cell[len(by) :]
        revenues = [e.revenue for j in lost for e in j.events if e.revenue is not None]
        rows.append(
            {
                **dict(zip(by, cell)),
                "drop_stage": drop_stage,
                "touchpoint": touchpoint,
                "touchpoint_stage": touchpoint_stage,
                "journeys": len(lost),
                "revenue": math.fsum(revenues),
            }
        )
    return rows


def transitions(log: Log, filters: Filters) -> list[Row]:
    """Count the direct moves from touchpoint to touchpoint, with their times and turns of feeling."""
    moves: dict[tuple[str, str], list[tuple[Journey, int]]] = defaultdict(list)
    changes: dict[tuple[str, str], Answers] = defaultdict(list)
    lost_after: dict[tuple[str, str], int] = defaultdict(int)
    for journey in selected_journeys(log, filters):
        for event, following, gap in gaps(journey):
            move = event.touchpoint, following.touchpoint
            moves[move].append((journey, gap))
            if event.valence is not None and following.valence is not None:
                changes[move].append((journey.customer, following.valence - event.valence))
        if journey.outcome == "dropped_off" and len(journey.events) >= 2:
            lost_after[journey.events[-2].touchpoint, journey.events[-1].touchpoint] += 1
    rows = []
    for (source, target), found in sorted(moves.items()):
        changed = changes[source, target]
        low, high = mean_interval(changed, (-2.0, 2.0))
        rows.append(
            {
                "source": source,
                "target": target,
                "moves": len(found),
                "journeys": len({journey.key for journey, _ in found}),
                "customers": customers_of(journey for journey, _ in found),
                "median_seconds": median(gap for _, gap in found),
                "p90_seconds": quantile((gap for _, gap in found), 9),
                "waited_seconds": sum(gap for _, gap in found),
                "valence_change": mean_of(changed),
                "valence_change_low": low,
                "valence_change_high": high,
                "valence_change_n": len(changed),
                "valence_change_customers": len(by_customer(changed)),
                "lost_after": lost_after[source, target],
            }
        )
    return rows


# --------------------------------------------------------- views of events


def touchpoints(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Give events and valence by the event rule, exits by the journey rule, cell by cell."""
    by = list(by)
    found: dict[tuple[Any, ...], list[tuple[Journey, Event]]] = defaultdict(list)
    for journey, event in selected_events(log, filters):
        cell = (*event_group(journey, event, by), event.stage, event.touchpoint, event.channel)
        found[cell].append((journey, event))
    left: dict[tuple[Any, ...], int] = defaultdict(int)
    for journey in selected_journeys(log, filters):
        if journey.outcome == "dropped_off":
            last = journey.events[-1]
            left[*journey_group(journey, by), last.stage, last.touchpoint, last.channel] += 1
    rows = []
    for cell in sorted(set(found) | set(left), key=sort_key):
        own = found.get(cell, [])
        events = [event for _, event in own]
        answers, mean, low, high = valence_columns(events)
        stage, touchpoint, channel = cell[len(by) :]
        rows.append(
            {
                **dict(zip(by, cell)),
                "stage": stage_name(stage),
                "touchpoint": touchpoint,
                "channel": channel,
                "events": len(events),
                "journeys": len({journey.key for journey, _ in own}),
                "customers": len({event.customer for event in events}),
                "mean_valence": mean,
                "mean_valence_low": low,
                "mean_valence_high": high,
                "mean_valence_n": len(answers),
                "valence_customers": len(by_customer(answers)),
                "exits": left.get(cell, 0),
            }
        )
    return rows


def grouped(log: Log, filters: Filters, by: list[str]) -> dict[tuple[Any, ...], list[Event]]:
    """Put the selected events into groups by the keys asked for."""
    groups: dict[tuple[Any, ...], list[Event]] = defaultdict(list)
    for journey, event in selected_events(log, filters):
        groups[event_group(journey, event, by)].append(event)
    return {values: groups[values] for values in sorted(groups, key=sort_key)}


def nps_score(answer: float) -> int:
    """Score an answer: promoter 1, passive 0, detractor -1."""
    if answer >= 9:
        return 1
    return -1 if answer <= 6 else 0


def satisfaction(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give NPS, CSAT, CES and sentiment of each group by every definition."""
    rows = []
    for values, events in grouped(log, filters, by).items():
        for figure in satisfaction_figures(events, log.definition):
            rows.append({**dict(zip(by, values)), **figure})
    return rows


def satisfaction_figures(events: list[Event], definition: dict[str, Any]) -> list[Row]:
    """Work out all figures that the answers in some events allow."""
    answers: dict[str, Answers] = {
        "nps": [(e.customer, nps_score(e.nps)) for e in events if e.nps is not None],
        "csat": [(e.customer, e.csat) for e in events if e.csat is not None],
        "ces": [(e.customer, e.ces) for e in events if e.ces is not None],
        "sentiment": [(e.customer, e.valence) for e in events if e.valence is not None],
    }

    def is_good(value: float) -> bool:
        return within(value, definition["csat_good"])

    def is_easy(value: float) -> bool:
        return within(value, definition["ces_easy"])

    figures = [
        nps_figure(answers["nps"]),
        share_figure("csat", "good", answers["csat"], is_good),
        mean_figure("csat", answers["csat"], definition["csat_scale"]),
        share_figure("ces", "easy", answers["ces"], is_easy),
        mean_figure("ces", answers["ces"], definition["ces_scale"]),
        mean_figure("sentiment", answers["sentiment"], (-1.0, 1.0)),
        share_figure("sentiment", "negative", answers["sentiment"], is_negative),
        share_figure("sentiment", "neutral", answers["sentiment"], is_neutral),
        share_figure("sentiment", "positive", answers["sentiment"], is_positive),
    ]
    return [figure for figure in figures if figure["n"] > 0]


def is_negative(valence: float) -> bool:
    """Tell whether a valence counts as negative."""
    return valence <= -0.05


def is_positive(valence: float) -> bool:
    """Tell whether a valence counts as positive."""
    return valence >= 0.05


def is_neutral(valence: float) -> bool:
    """Tell whether a valence is neither negative nor positive."""
    return not is_negative(valence) and not is_positive(valence)


def figure_row(
    metric: str, name: str, answers: Answers, value: Any, interval: tuple[Any, Any]
) -> Row:
    """Name a satisfaction figure's columns."""
    return {
        "metric": metric,
        "definition": name,
        "value": value,
        "low": interval[0],
        "high": interval[1],
        "n": len(answers),
        "customers": len(by_customer(answers)),
    }


def nps_figure(answers: Answers) -> Row:
    """Give the NPS in points of answers scored 1, 0 and -1."""
    mean = mean_of(answers)
    value = None if mean is None else 100 * mean
    return figure_row("nps", "nps", answers, value, nps_interval(answers))


def mean_figure(metric: str, answers: Answers, scale: tuple[float, float]) -> Row:
    """Give the mean answer."""
    return figure_row(metric, "mean", answers, mean_of(answers), mean_interval(answers, scale))


def share_figure(metric: str, name: str, answers: Answers, hit: Callable[[float], bool]) -> Row:
    """Give the share of answers that hit."""
    hits = [(customer, 1 if hit(value) else 0) for customer, value in answers]
    return figure_row(metric, name, answers, mean_of(hits), share_interval(hits))


def emotions(log: Log, filters: Filters, by: list[str]) -> list[Row]:
    """Give a row per group and emotion label, and one per group over any feeling."""
    rows = []
    for values, events in grouped(log, filters, by).items():
        feeling = [e for e in events if e.emotion is not None or e.valence is not None]
        if not feeling:
            continue
        labelled = [e for e in events if e.emotion is not None]
        group = dict(zip(by, values))
        for label in sorted({e.emotion for e in labelled}):
            own = [e for e in labelled if e.emotion == label]
            rows.append({**group, **emotion_row(label, own, len(own) / len(labelled))})
        rows.append({**group, **emotion_row(None, feeling, None)})
    return rows


def emotion_row(label: str | None, events: list[Event], share: float | None) -> Row:
    """Work out the figures of the events with one label, or with any feeling."""
    answers, mean, low, high = valence_columns(events)
    recorded = sum(1 for event in events if event.valence_recorded)
    return {
        "emotion": label,
        "events": len(events),
        "customers": len({event.customer for event in events}),
        "share": share,
        "mean_valence": mean,
        "low": low,
        "high": high,
        "n": len(answers),
        "valence_customers": len(by_customer(answers)),
        "recorded_share": recorded / len(answers) if answers else None,
    }


def events(log: Log, filters: Filters, having: str | None = None) -> list[Row]:
    """List the selected events, newest first, only those that have what is asked for."""
    if having is not None and having not in HAVING:
        raise ValueError(f"events cannot be asked to have {having}")
    chosen = [event for _, event in selected_events(log, filters)]
    if having is not None:
        chosen = [event for event in chosen if getattr(event, having) is not None]
    rows = []
    for event in sorted(chosen, key=age, reverse=True):
        rows.append(
            {
                "customer_id": event.customer,
                "occurred_at": event.at,
                "stage": stage_name(event.stage),
                "touchpoint": event.touchpoint,
                "channel": event.channel,
                "emotion": event.emotion,
                "valence": event.valence,
                "nps": event.nps,
                "csat": event.csat,
                "ces": event.ces,
                "comment": event.comment,
            }
        )
    return rows


def age(event: Event) -> tuple[datetime, int]:
    """Order events from the oldest to the newest."""
    return event.at, event.number


def quotes(log: Log, filters: Filters, by: Iterable[str]) -> list[Row]:
    """Give each group with a comment the one that speaks for it."""
    by = list(by)
    rows = []
    for values, own in grouped(log, filters, by).items():
        commented = [event for event in own if event.comment is not None]
        if not commented:
            continue
        mean = valence_columns(own)[1]
        chosen = telling(commented, mean)
        rows.append(
            {
                **dict(zip(by, values)),
                "quote": chosen.comment,
                "valence": chosen.valence,
                "occurred_at": chosen.at,
                "touchpoint": chosen.touchpoint,
                "channel": chosen.channel,
                "comments": len(commented),
                "customers": len({event.customer for event in commented}),
                "mean_valence": mean,
            }
        )
    return rows


def telling(commented: list[Event], mean: float | None) -> Event:
    """Choose the event nearest the mean, the newest of equals, or the newest if none has a valence."""
    felt = [event for event in commented if event.valence is not None]
    if not felt:
        return max(commented, key=age)
    nearest = min(round(abs(event.valence - mean), 9) for event in felt)
    equals = [event for event in felt if round(abs(event.valence - mean), 9) == nearest]
    return max(equals, key=age)


# ----------------------------------------------------------------- friction


Cell = tuple[str | None, str]
Passing = tuple[Journey, list[int]]
"""A journey passing a cell, with the positions of its events there."""


def friction(log: Log, filters: Filters, by: Iterable[str] = ()) -> list[Row]:
    """Give each cell's friction parts, score and rank among its group's, with the range of ranks."""
    by = list(by)
    all_gaps = [gap for journey in log.journeys for _, _, gap in gaps(journey)]
    usual = quantile(all_gaps, 9)
    groups: dict[tuple[Any, ...], dict[Cell, list[Passing]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for cell, passing in passings(selected_journeys(log, filters)).items():
        for journey, places in passing:
            groups[passing_group(journey, places, by)][cell].append((journey, places))
    rows = []
    for values in sorted(groups, key=sort_key):
        for row in friction_rows(groups[values], usual, log.definition):
            rows.append({**dict(zip(by, values)), **row})
    return rows


def passing_group(journey: Journey, places: list[int], by: list[str]) -> tuple[Any, ...]:
    """Give a passing's group: the journey's, and the channel of its last event in the cell."""
    values = []
    for key in by:
        if key == "channel":
            values.append(journey.events[places[-1]].channel)
        else:
            values.extend(journey_group(journey, [key]))
    return tuple(values)


def friction_rows(
    cells: dict[Cell, list[Passing]], usual: float | None, definition: dict[str, Any]
) -> list[Row]:
    """Work out and rank the cells of one group."""
    weights = {**DEFAULT_WEIGHTS, **definition["weights"]}
    order = sorted(cells, key=sort_key)
    parts = {cell: friction_parts(cells[cell], cell, usual, definition) for cell in order}
    ranks = friction_ranks(parts, weights)
    rows = []
    for cell in order:
        lost = sum(1 for journey, places in cells[cell] if leaves(journey, places))
        row = {
            "stage": stage_name(cell[0]),
            "touchpoint": cell[1],
            "score": friction_score(parts[cell], weights),
            **ranks[cell],
            "journeys_lost": lost,
            "revenue_lost": None,
            "journeys": len(cells[cell]),
        }
        for part in PARTS:
            row.update(part_columns(part, parts[cell][part]))
        rows.append(row)
    return rows


def passings(chosen: list[Journey]) -> dict[Cell, list[Passing]]:
    """List for each cell the journeys that have an event there."""
    cells: dict[Cell, list[Passing]] = defaultdict(list)
    for journey in chosen:
        places: dict[Cell, list[int]] = defaultdict(list)
        for place, event in enumerate(journey.events):
            places[event.stage, event.touchpoint].append(place)
        for cell, own in places.items():
            cells[cell].append((journey, own))
    return cells


Part = list[tuple[str, bool]]
"""For each journey where a part is observable, its customer and whether it happened."""


def friction_parts(
    passing: list[Passing], cell: Cell, usual: float | None, definition: dict[str, Any]
) -> dict[str, Part]:
    """Observe every part of friction in the journeys passing a cell."""
    limit = definition["wait_targets"].get(cell[1], usual)
    found: dict[str, Part] = {part: [] for part in PARTS}
    for journey, places in passing:
        seen = {
            "leaves": observe_leaving(journey, places),
            "repeats": repeats(journey, places),
            "waits": waits(journey, places, limit),
            "feels_bad": feels_bad(journey, places),
            "effort": effort(journey, places, definition),
        }
        for part, happened in seen.items():
            if happened is not None:
                found[part].append((journey.customer, happened))
    return found


def leaves(journey: Journey, places: list[int]) -> bool:
    """Tell whether a journey dropped off with its last event at one of the places."""
    return journey.outcome == "dropped_off" and places[-1] == len(journey.events) - 1


def observe_leaving(journey: Journey, places: list[int]) -> bool | None:
    """Tell whether a journey left here, None while it may still go on from here."""
    if journey.outcome == "in_progress" and places[-1] == len(journey.events) - 1:
        return None
    return leaves(journey, places)


def repeats(journey: Journey, places: list[int]) -> bool:
    """Tell whether the touchpoint comes again, in any stage, after its first event here."""
    touchpoint = journey.events[places[0]].touchpoint
    return any(event.touchpoint == touchpoint for event in journey.events[places[0] + 1 :])


def waits(journey: Journey, places: list[int], limit: float | None) -> bool | None:
    """Tell whether a next step took longer than the limit, None without a next step."""
    steps = gaps(journey)
    own = [steps[place][2] for place in places if place < len(steps)]
    return any(gap > limit for gap in own) if own else None


def feels_bad(journey: Journey, places: list[int]) -> bool | None:
    """Tell whether an event here has a negative valence, None without any valence."""
    valences = [journey.events[place].valence for place in places]
    known = [valence for valence in valences if valence is not None]
    return any(is_negative(valence) for valence in known) if known else None


def effort(journey: Journey, places: list[int], definition: dict[str, Any]) -> bool | None:
    """Tell whether an answer here says it was hard or bad, None without any answer."""
    events = [journey.events[place] for place in places]
    answered = [e for e in events if e.ces is not None or e.csat is not None]
    if not answered:
        return None
    return any(
        within(e.ces, definition["ces_hard"]) or within(e.csat, definition["csat_bad"])
        for e in answered
    )


def part_value(observed: Part) -> float | None:
    """Give the share of observable journeys in which a part happened."""
    if not observed:
        return None
    return sum(1 for _, happened in observed if happened) / len(observed)


def part_columns(part: str, observed: Part) -> Row:
    """Name a part's value, n, customers and interval."""
    value, low, high = rate(sum(1 for _, happened in observed if happened), len(observed))
    return {
        part: value,
        f"{part}_n": len(observed),
        f"{part}_customers": len({customer for customer, _ in observed}),
        f"{part}_low": low,
        f"{part}_high": high,
    }


def measured(parts: dict[str, Part]) -> list[str]:
    """List the parts observed for enough customers to count."""
    return [
        part for part in PARTS if len({customer for customer, _ in parts[part]}) >= MEASURED_FROM
    ]


def friction_score(parts: dict[str, Part], weights: dict[str, float]) -> float | None:
    """Give 100 times the weighted mean of the measured parts."""
    counted = measured(parts)
    total = math.fsum(weights[part] for part in counted)
    if total == 0:
        return None
    return 100 * math.fsum(weights[p] * part_value(parts[p]) for p in counted) / total


def friction_ranks(
    parts: dict[Cell, dict[str, Part]], weights: dict[str, float]
) -> dict[Cell, Row]:
    """Rank the cells measured well enough, and again with each weight halved and doubled."""
    ranked = []
    for cell, own in parts.items():
        weight = math.fsum(weights[part] for part in measured(own))
        if 2 * weight >= math.fsum(weights.values()) and friction_score(own, weights) is not None:
            ranked.append(cell)
    variants = [weights]
    for part in PARTS:
        variants.append({**weights, part: weights[part] / 2})
        variants.append({**weights, part: weights[part] * 2})
    orders = [ranking(ranked, parts, variant) for variant in variants]
    result: dict[Cell, Row] = {}
    for cell in parts:
        ranks = [order[cell] for order in orders if cell in order]
        result[cell] = {
            "rank": ranks[0] if ranks else None,
            "rank_low": min(ranks, default=None),
            "rank_high": max(ranks, default=None),
        }
    return result


def ranking(
    ranked: list[Cell], parts: dict[Cell, dict[str, Part]], weights: dict[str, float]
) -> dict[Cell, int]:
    """Give each cell one more than the number of cells with a greater score."""
    scores = {cell: round(friction_score(parts[cell], weights), 9) for cell in ranked}
    return {
        cell: 1 + sum(1 for other in scores.values() if other > own) for cell, own in scores.items()
    }
