"""Scales: where a value stands between two edges, which round values are its ticks, and how an axis says what it measures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log, log10

from journey.exhibit.chart import Axis, Unit
from journey.map.lettering import text_width, wrapped
from journey.map.scene import Shape, line, lines, text
from journey.model.words import duration, signed

TIME_UNITS = (("days", 86_400.0), ("hours", 3_600.0), ("minutes", 60.0), ("seconds", 1.0))
TICK_SIZE, TITLE_SIZE, LEADING = 13, 13, 17
TICK_GAP, TICKS_LIMIT = 36.0, 8  # pixels between two ticks' words; ticks of an axis
LEAST_TIME, LOG_MARGIN = (
    1.0,
    1.25,
)  # of an axis of ratios: seconds; times what it has beyond its values
MARGIN = 0.04  # of what the values span, beyond them on either side
EXACT = 1e-9
DAY = 86_400.0
ROUND_TIMES = {
    1.0: "1 s",
    10.0: "10 s",
    60.0: "1 min",
    600.0: "10 min",
    3_600.0: "1 h",
    6 * 3_600.0: "6 h",
    DAY: "1 day",
    7 * DAY: "1 week",
    30 * DAY: "30 days",
    180 * DAY: "180 days",
    3 * 365 * DAY: "3 years",
}


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` on pixels from `start` to `end`, which is below `start` on an upright axis; on one `is_log` equal
    ratios are equally long, and `low` is above zero."""

    low: float
    high: float
    start: float
    end: float
    unit: Unit
    is_log: bool = False

    def at(self, value: float) -> float:
        """The place of a value; one beyond the scale stands at its end."""
        kept = min(self.high, max(self.low, value))
        share = (
            log(kept / self.low) / log(self.high / self.low)
            if self.is_log
            else (kept - self.low) / (self.high - self.low)
        )
        return self.start + share * (self.end - self.start)

    @property
    def time_unit(self) -> tuple[str, float]:
        """In what lengths of time are told on this scale."""
        longest = max(abs(self.low), abs(self.high))
        return next(
            ((name, size) for name, size in TIME_UNITS if longest >= 2 * size), TIME_UNITS[-1]
        )

    def ticks(self, limit: int = TICKS_LIMIT) -> list[tuple[float, str]]:
        """At most so many round values, evenly spaced, with their words."""
        if self.unit == "day":
            return _days(ceil(self.low), floor(self.high), limit)
        if self.is_log:
            return _round_times(self.low, self.high, limit)
        size = self.time_unit[1] if self.unit == "seconds" else 1.0
        step = _step((self.high - self.low) / size / max(1, limit - 1), self.unit)
        digits = max(0, -floor(log10(step) + EXACT))
        numbers = range(
            ceil(self.low / size / step - EXACT), floor(self.high / size / step + EXACT) + 1
        )
        return [
            (number * step * size, _words(number * step, self.unit, digits)) for number in numbers
        ]

    def words(self, value: float) -> str:
        """Any value as a tick of this scale would say it."""
        if self.unit == "day":
            return _day(date.fromordinal(round(value)), False)
        if self.is_log:
            return duration(value)
        size = self.time_unit[1] if self.unit == "seconds" else 1.0
        least = (self.high - self.low) / size / 10
        digits = max(0, -floor(log10(_step(least, self.unit)) + EXACT))
        return _words(value / size, self.unit, digits)


def _round_times(low: float, high: float, limit: int) -> list[tuple[float, str]]:
    """Round lengths of time, each some times as long as the one before, at most so many."""
    within = [value for value in ROUND_TIMES if low <= value <= high]
    every = max(1, ceil(len(within) / limit))
    return [(value, ROUND_TIMES[value]) for value in within[::every]]


def _days(first: int, last: int, limit: int) -> list[tuple[float, str]]:
    """Days, Mondays every so many weeks, or first days of months, at the finest step with no more than `limit` of them."""
    days = [date.fromordinal(number) for number in range(first, last + 1)]
    mondays = [day for day in days if day.weekday() == 0]
    steps = [days, mondays, mondays[::2]]
    steps += [
        [day for day in days if day.day == 1 and (day.month - 1) % each == 0]
        for each in (1, 2, 3, 6)
    ]
    steps += [
        [day for day in days if day.day == day.month == 1 and day.year % each == 0]
        for each in (1, 2, 5, 10)
    ]
    chosen = next((step for step in steps if 1 < len(step) <= limit), days[:1])
    is_monthly = all(day.day == 1 for day in chosen) and len(chosen) > 1
    return [(day.toordinal(), _day(day, is_monthly)) for day in chosen]


def _day(day: date, is_monthly: bool) -> str:
    """'5 May', 'May 2025'."""
    return f"{day:%b %Y}" if is_monthly else f"{day.day} {day:%b}"


def _step(least: float, unit: Unit) -> float:
    """The smallest of 1, 2, 5, 10... that is no less; counts are whole."""
    power = 10.0 ** floor(log10(least))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= least * (1 - EXACT))
    return max(1.0, step) if unit == "count" else step


def _words(value: float, unit: Unit, digits: int) -> str:
    if unit == "share":
        return f"{_with_minus(100 * value, max(0, digits - 2))} %"
    if unit in ("points", "valence"):
        return signed(value, digits)
    return _with_minus(value, digits)


def _with_minus(value: float, digits: int) -> str:
    """A number with its thousands apart and, below zero, a true minus sign."""
    return f"{value:,.{digits}f}".replace("-", "−")


def scale(
    axis: Axis,
    values: Iterable[float | None],
    start: float,
    end: float,
    from_zero: bool = False,
    margin: float = MARGIN,
) -> Scale:
    """The scale that all known values are on; `from_zero` where zero has to be on it too."""
    known = [value for value in values if value is not None] or [0.0]
    if axis.is_log:
        lowest, highest = max(LEAST_TIME, min(known)), max(LEAST_TIME, *known)
        return Scale(lowest / LOG_MARGIN, highest * LOG_MARGIN, start, end, axis.unit, True)
    low, high = axis.ends or (min(known), max(known))
    if from_zero:
        low, high = min(0.0, low), max(0.0, high)
    if high - low <= EXACT * max(1.0, abs(high)):
        low, high = (low, low + 1) if from_zero or axis.unit == "count" else (low - 0.5, low + 0.5)
    elif not axis.ends:
        room = margin * (high - low)
        beyond = (low - room if low else low), (high + room if high else high)
        low, high = (
            (
                max(0.0, beyond[0]) if low >= 0 else beyond[0],
                min(1.0, beyond[1]) if high <= 1 else beyond[1],
            )
            if axis.unit == "share"
            else beyond
        )
    return Scale(low, high, start, end, axis.unit)


def titled(axis: Axis, on: Scale) -> str:
    """The axis' title with its unit, where neither the title nor the ticks say it."""
    if axis.is_log:
        return f"{axis.title} (logarithmic)"
    unit = {"seconds": on.time_unit[0], "points": "points"}.get(axis.unit, "")
    return axis.title if not unit or unit.rstrip("s") in axis.title else f"{axis.title} ({unit})"


def ticks_across(on: Scale) -> list[tuple[float, str]]:
    """As many ticks of a level axis as have room beside each other."""
    room = abs(on.end - on.start)
    for limit in range(TICKS_LIMIT, 2, -1):
        ticks = on.ticks(limit)
        widest = max((text_width(words, TICK_SIZE) for _, words in ticks), default=0.0)
        places = [on.at(value) for value, _ in ticks]
        nearest = min((after - before for before, after in zip(places, places[1:])), default=room)
        if len(ticks) < 2 or nearest >= widest + TICK_GAP:
            return ticks
    return on.ticks(2) if room else []


def level_axis(
    axis: Axis, on: Scale, top: float, bottom: float, width: float
) -> tuple[list[Shape], float]:
    """Upright grid lines, ticks below them and the title below those; and where all of it ends."""
    shapes: list[Shape] = []
    for value, words in ticks_across(on):
        x, half = on.at(value), text_width(words, TICK_SIZE) / 2
        role, thickness = ("muted", 1.2) if value == 0 else ("line", 1)
        shapes.append(line(x, top, x, bottom, stroke=role, stroke_width=thickness))
        shapes.append(
            text(min(x, width - half), bottom + 18, words, TICK_SIZE, "muted", text_anchor="middle")
        )
    title = wrapped(titled(axis, on), TITLE_SIZE, width - on.start, 2)
    shapes += lines(on.start, bottom + 40, title, TITLE_SIZE, LEADING, "muted")
    return shapes, bottom + 32 + LEADING * len(title)


def all_of(series: Sequence[Sequence[float | None]]) -> list[float | None]:
    return [value for values in series for value in values]
