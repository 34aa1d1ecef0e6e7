"""What figures can be grouped by: dimensions, attributes, and periods of the calendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from journey.data.generation import Generation
from journey.model.definition import DAY_SECONDS
from journey.model.errors import BadOption, UserError
from journey.model.filters import DIMENSIONS

PERIODS = ("day", "week", "month", "quarter", "year")
PERIOD_MONTHS = {"month": 1, "quarter": 3, "year": 12}
EMOTION = "emotion"
MOST_PERIODS = 400
MOST_GROUPS = 3
FITTING = (("day", 45), ("week", 240), ("month", 4 * 366), ("quarter", 12 * 366))


def group_names(generation: Generation, key: str) -> dict[int, str | None]:
    """Names of the codes that a group column holds; of a period its first day."""
    if key in PERIODS:
        return {
            number: day.isoformat() for number, day in enumerate(period_starts(generation, key))
        }
    if key in DIMENSIONS:
        return {
            "stage": generation.stages,
            "touchpoint": generation.touchpoints,
            "channel": generation.channels,
        }[key]
    if key == EMOTION:
        return {0: None, **generation.emotions}
    return {0: None, **generation.attribute_values(key)}


def check_key(generation: Generation, key: str) -> None:
    """Raises UserError where the dataset has no such dimension or attribute."""
    if key not in DIMENSIONS and key not in generation.attributes:
        known = ", ".join([*DIMENSIONS, *generation.attributes])
        raise UserError(
            f"'{key}' is neither a dimension nor an attribute of this dataset: use {known}."
        )


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


def first_open_period(generation: Generation, period: str) -> date:
    """The first period whose journeys may still move on, because the silence allowed has not passed for all of them."""
    end = generation.span[1] - generation.definition.inactivity_seconds
    return period_start(
        datetime.fromtimestamp(end, UTC)
        .astimezone(ZoneInfo(generation.definition.timezone))
        .date(),
        period,
    )


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


def grouped(
    generation: Generation,
    name: str,
    by: tuple[str, ...],
    time: str,
    values: dict[str, Any],
    bounded: bool,
) -> str:
    """The CTE grouped_NAME: the rows of selected_NAME with the codes of the group columns as g1..g3 (0 where not asked).

    `time` is the column that tells a row's period. `bounded` adds since_s: from when on the row's range of dates and its
    period both hold.
    """
    if len(by) > MOST_GROUPS or sum(key in PERIODS for key in by) > 1:
        raise BadOption(
            "by",
            f"takes at most {MOST_GROUPS} keys, one of them a period, not {','.join(by)}: leave some out.",
        )
    columns, joins, since = [], [], ""
    for number in range(1, MOST_GROUPS + 1):
        key = by[number - 1] if number <= len(by) else None
        if key in PERIODS:
            starts = _bounds(generation, key, values)
            columns.append(
                f"{_stairs(f'x.{time}', starts, [str(place) for place in range(len(starts) + 1)])} as g{number}"
            )
            since = _stairs(f"x.{time}", starts, ["$from_s", *starts])
        elif key is None or key in (*DIMENSIONS, EMOTION):
            columns.append(f"{f'x.{key}_no' if key else '0'} as g{number}")
        else:
            check_key(generation, key)
            values[f"group_{number}"] = generation.attributes[key]
            columns.append(f"coalesce(b{number}.value_no, 0) as g{number}")
            joins.append(
                f" left join journey_attributes as b{number} on b{number}.journey_no = x.journey_no"
                f" and b{number}.attribute_no = $group_{number}"
            )
    if bounded:
        columns.append(f"{f'greatest($from_s, {since})' if since else '$from_s'} as since_s")
    return f"grouped_{name} as not materialized (select x.*, {', '.join(columns)} from selected_{name} as x{''.join(joins)})"


def _bounds(generation: Generation, period: str, values: dict[str, Any]) -> list[str]:
    """Placeholders for the second at which each period but the first begins."""
    starts = period_starts(generation, period)[1:]
    values |= {
        f"period_{number}": generation.definition.day_start(day)
        for number, day in enumerate(starts, 1)
    }
    return [f"$period_{number}" for number in range(1, len(starts) + 1)]


def _stairs(column: str, bounds: list[str], steps: list[str]) -> str:
    """The step on which the column's value stands: steps[0] below the first bound, then one more at each bound."""
    if not bounds:
        return steps[0]
    whens = " ".join(f"when {column} < {bound} then {step}" for bound, step in zip(bounds, steps))
    return f"case {whens} else {steps[-1]} end"


def labels(generation: Generation, by: tuple[str, ...]) -> Callable[[dict], dict]:
    """What turns the codes g1..g3 of a row into the group's columns, each under its key."""
    names = [group_names(generation, key) for key in by]
    return lambda row: {key: names[place][row[f"g{place + 1}"]] for place, key in enumerate(by)}
