"""What figures can be grouped by: dimensions, attributes, and periods of the calendar."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from journey.data.generation import Generation
from journey.model.definition import DAY_SECONDS
from journey.model.errors import BadOption, UserError
from journey.model.filters import DIMENSIONS, FIRST

PERIODS = ("day", "week", "month", "quarter", "year")
PERIOD_MONTHS = {"month": 1, "quarter": 3, "year": 12}
EMOTION = "emotion"
SERVICE_MODE = "service_mode"
REASON = "reason"
OF_SINGLE_EVENTS = (EMOTION, SERVICE_MODE, REASON)  # what no journey has as a whole
OUTCOME = "journey_outcome"  # what became of the journey
WEEKDAY, HOUR = "weekday", "hour"
OF_CLOCK = (WEEKDAY, HOUR)  # in the definition's time zone
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_PERIODS = 400
HOUR_SECONDS, EPOCH_WEEKDAY = 3_600, 3  # 1 January 1970 was a Thursday
GROUPS = ("group_1", "group_2", "group_3")  # columns of the queries, in the order of --by
MOST_GROUPS = len(GROUPS)
# One row at most, which the engine joins; Spark wants an aggregate around it, such as max().
ATTRIBUTE_VALUE = (
    "coalesce((select a.value_no from journey_attributes as a"
    " where a.journey_no = x.journey_no and a.attribute_no = {attribute}), 0)"
)
# Likewise: the value of the event that a journey is last seen at.
EXIT_VALUE = "coalesce((select e.{column} from steps as e where e.event_no = x.exit_event_no), 0)"
END_OF_JOURNEY = (
    "coalesce((select j.end_no from journeys as j where j.journey_no = x.journey_no), 0)"
)
OUTCOMES = {1: "completed", 2: "in_progress", 3: "dropped_off", 4: "ended_well"}
FITTING = (("day", 45), ("week", 240), ("month", 4 * 366), ("quarter", 12 * 366))


def group_names(generation: Generation, key: str) -> Mapping[int, str | None]:
    """Names of the codes that a group column holds; of a period its first day."""
    if key in PERIODS:
        return {
            number: day.isoformat() for number, day in enumerate(period_starts(generation, key))
        }
    if key in DIMENSIONS:
        names: dict[str, Mapping[int, str | None]] = {
            "stage": generation.stages,
            "touchpoint": generation.touchpoints,
            "channel": generation.channels,
        }
        return names[key]
    if key == EMOTION:
        return {0: None, **generation.emotions}
    if key == SERVICE_MODE:
        return generation.service_modes
    if key == REASON:
        return {0: None, **generation.reasons}
    if key == OUTCOME:
        return OUTCOMES
    if is_of_clock(generation, key):
        hours = (f"{hour:02}:00" for hour in range(24))
        return dict(enumerate(WEEKDAYS if key == WEEKDAY else hours))
    return {0: None, **generation.attribute_values(key)}


def is_of_clock(generation: Generation, key: str) -> bool:
    """Whether the key is the weekday or the hour of an event; an attribute so called, loaded by an earlier program, comes first."""
    return key in OF_CLOCK and key not in generation.attributes


def check_key(generation: Generation, key: str) -> None:
    """Raises UserError where the dataset has no such dimension or attribute."""
    if key in (*DIMENSIONS, *generation.event_keys) or generation.journey_attribute(key):
        return
    name = key.removeprefix(FIRST)
    if key.startswith(FIRST) and name in generation.event_keys:
        raise UserError(
            f"'{name}' changes within journeys and holds too many numbers to group them by the first: use '{name}', of events."
        )
    known = ", ".join([*DIMENSIONS, *generation.event_keys, *generation.journey_keys])
    raise UserError(
        f"'{key}' is neither a dimension nor an attribute of this dataset: use {known}."
    )


def event_column(generation: Generation, key: str) -> str:
    """The column of events with the number of their value of an attribute that changes within journeys; '' of other keys."""
    return f"e{generation.event_keys[key]}" if key in generation.event_keys else ""


def period_starts(generation: Generation, period: str) -> list[date]:
    """First days of the periods from the first event to the last, in the definition's time zone."""
    zone = ZoneInfo(generation.definition.timezone)
    first, last = (
        datetime.fromtimestamp(second, UTC).astimezone(zone).date() for second in generation.span
    )
    starts = [period_start(first, period)]
    while (following := _next(starts[-1], period)) <= last:
        starts.append(following)
        if len(starts) > MOST_PERIODS:
            raise BadOption(
                "by", f"{period} makes more than {MOST_PERIODS} groups here: take a longer period."
            )
    return starts


def fitting_period(generation: Generation) -> str:
    """The period to tell a development in: fine enough to see it, coarse enough that each holds something."""
    days = (generation.span[1] - generation.span[0]) / DAY_SECONDS
    return next((period for period, longest in FITTING if days <= longest), "year")


def period_start(day: date, period: str) -> date:
    """First day of the period that holds the day."""
    if period == "day":
        return day
    if period == "week":
        return day - timedelta(days=day.weekday())
    months = PERIOD_MONTHS[period]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _next(start: date, period: str) -> date:
    if period in ("day", "week"):
        return start + timedelta(days=1 if period == "day" else 7)
    month = start.month + PERIOD_MONTHS[period]
    return date(start.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def group_columns(
    generation: Generation, by: tuple[str, ...], time: str, is_of_journeys: bool = False
) -> tuple[dict[str, str], dict[str, Any]]:
    """(what group_1 to group_3 and period_from_s are made from, in the rows x of a relation; the values to bind in that).

    `time` is the column that tells a row's period; period_from_s the second from which it lasts, else the first of the dates.
    An attribute of events is that of the row; where `is_of_journeys`, that of the event at which the journey was last seen.

    Raises UserError for keys that are too many or that the dataset does not have.
    """
    if len(by) > MOST_GROUPS or sum(key in PERIODS for key in by) > 1:
        raise BadOption(
            "by",
            f"takes at most {MOST_GROUPS} keys, one of them a period, not {','.join(by)}: leave some out.",
        )
    columns = dict.fromkeys(GROUPS, "0") | {"period_from_s": "$from_s"}
    values: dict[str, Any] = {}
    for name, key in zip(GROUPS, by):
        if key in PERIODS:
            starts, values_of_starts = _starts(generation, key)
            numbers = [str(number) for number in range(len(starts) + 1)]
            columns[name] = _stairs(f"x.{time}", starts, numbers)
            columns["period_from_s"] = _stairs(f"x.{time}", starts, ["$from_s", *starts])
            values |= values_of_starts
        elif key in (*DIMENSIONS, *OF_SINGLE_EVENTS):
            columns[name] = f"x.{key}_no"
        elif key == OUTCOME:
            columns[name] = END_OF_JOURNEY
        elif is_of_clock(generation, key):
            columns[name] = _clock(generation, key, f"x.{time}")
        elif column := event_column(generation, key):
            columns[name] = EXIT_VALUE.format(column=column) if is_of_journeys else f"x.{column}"
        else:
            check_key(generation, key)
            columns[name] = ATTRIBUTE_VALUE.format(attribute=f"${name}_attribute")
            values[f"{name}_attribute"] = generation.journey_attribute(key)
    return columns, values


def period_column(generation: Generation, period: str, time: str) -> tuple[str, dict[str, int]]:
    """(what the number of a row's period is made from, from its column `time` of seconds; the values to bind in that)."""
    starts, values = _starts(generation, period)
    return _stairs(time, starts, [str(number) for number in range(len(starts) + 1)]), values


def _clock(generation: Generation, key: str, time: str) -> str:
    """The number of the weekday from Monday on, or of the hour, at a second of UTC: the time zone's difference is a stair."""
    zone = ZoneInfo(generation.definition.timezone)
    first, last = generation.span
    changes = _offset_changes(zone, first, last)
    bounds, steps = [str(second) for second, _ in changes], [str(ahead) for _, ahead in changes]
    local = f"({time} + {_stairs(time, bounds, [str(_offset(zone, first)), *steps])})"
    if key == HOUR:
        return f"cast(floor({local} / {HOUR_SECONDS}.0) - 24 * floor({local} / {DAY_SECONDS}.0) as bigint)"
    days = f"floor({local} / {DAY_SECONDS}.0)"
    return f"cast({days} + {EPOCH_WEEKDAY} - 7 * floor(({days} + {EPOCH_WEEKDAY}) / 7.0) as bigint)"


def _offset_changes(zone: ZoneInfo, first: int, last: int) -> list[tuple[int, int]]:
    """The hours at which the zone's clock is put forward or back, each with how far it is ahead from then on."""
    found, ahead = [], _offset(zone, first)
    begin = first - first % DAY_SECONDS
    for day in range(begin, last + 1, DAY_SECONDS):
        if _offset(zone, day + DAY_SECONDS) == ahead:
            continue
        for second in range(day + HOUR_SECONDS, day + DAY_SECONDS + 1, HOUR_SECONDS):
            if (later := _offset(zone, second)) != ahead:
                ahead = later
                found.append((second, ahead))
    return found


def _offset(zone: ZoneInfo, second: int) -> int:
    """By how many seconds the zone's clock is ahead of UTC then."""
    ahead = datetime.fromtimestamp(second, zone).utcoffset()
    return round(ahead.total_seconds()) if ahead else 0


def _starts(generation: Generation, period: str) -> tuple[list[str], dict[str, int]]:
    """Parameters for the second at which each period but the first begins, and their values."""
    values = {
        f"period_{number}": generation.definition.day_start(day)
        for number, day in enumerate(period_starts(generation, period)[1:], 1)
    }
    return [f"${name}" for name in values], values


def _stairs(column: str, bounds: list[str], steps: list[str]) -> str:
    """The step on which the column's value stands: steps[0] below the first bound, then one more at each bound."""
    if not bounds:
        return steps[0]
    whens = " ".join(f"when {column} < {bound} then {step}" for bound, step in zip(bounds, steps))
    return f"case {whens} else {steps[-1]} end"


def group_codes(row: dict[str, Any]) -> tuple[int, ...]:
    """The codes of the groups that a row of a query is counted in."""
    return tuple(row[name] for name in GROUPS)


def labels(
    generation: Generation, by: tuple[str, ...]
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What turns the codes group_1 to group_3 of a row into the group's columns, each under its key."""
    columns = [(key, name, group_names(generation, key)) for key, name in zip(by, GROUPS)]
    return lambda row: {key: names[row[name]] for key, name, names in columns}
