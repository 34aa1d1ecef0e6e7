"""The form of times that a user states for a file: what is wrong with it, and how the first times are read under it, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from journey.ingest.answers import tells_day, unknown_directive
from journey.ingest.fields import TIME_OF_DAY, TIMES
from journey.ingest.recipe import EventRule
from journey.ingest.source import Source
from journey.use.time_readings import TimeReading

TITLE = "Form of the times"
EXAMPLE = "%d/%m/%y %H:%M"
HELP = (
    "Only where times are not read rightly by themselves, such as years of two figures. %d day, %m month, %b its name, %Y year, "
    "%y year of two figures, %H hour, %M minute, %S second, %p AM or PM, %z offset"
)
NOT_USABLE = "The form of the times cannot be used: correct it above, or leave it empty."


class ReadingRow(TypedDict, total=False):
    """A time and how it is read, under the headings of a table."""

    Written: str
    Read: str
    Form: str


def problem(time_format: str) -> str:
    """Why the form cannot be used, as one sentence; '' where it can or is empty."""
    if not time_format:
        return ""
    if unknown := unknown_directive(time_format):
        return f"{unknown} means nothing here: write for example {EXAMPLE}."
    if not tells_day(time_format):
        return f"{time_format} tells no year, month and day: write for example {EXAMPLE}."
    return ""


def first_times(
    source: Source, columns: Mapping[str, Sequence[str]], rules: Iterable[EventRule]
) -> tuple[str, ...]:
    """The different times of the file's first rows as a load takes them: with the clock that another column keeps."""
    clocks = [
        _index(source, column)
        for column in columns.get(TIME_OF_DAY, ())[:1]
        if column in source.columns
    ]
    places = [
        (_index(source, column), clocks if field == "occurred_at" else [])
        for field, names in [
            *((field, columns.get(field, ())) for field in TIMES),
            *(("of a rule", rule.columns.get(field, ())) for rule in rules for field in TIMES),
        ]
        for column in names
        if column in source.columns
    ]
    texts = (
        " ".join(
            part for part in (_cell(row, at), *(_cell(row, clock) for clock in clocks)) if part
        )
        for row in source.sample
        for at, clocks in places
        if _cell(row, at)
    )
    return tuple(dict.fromkeys(texts))


def _index(source: Source, column: str) -> int:
    return source.columns.index(column)


def _cell(row: Sequence[str], index: int) -> str:
    return row[index].strip() if len(row) > index else ""


def reading_rows(
    readings: Iterable[TimeReading], time_format: str, date_order: str
) -> list[ReadingRow]:
    """Each time beside its moment; the order of day and month is '' where nobody has said it."""
    rows: list[ReadingRow] = []
    for reading in readings:
        row: ReadingRow = {
            "Written": reading.text,
            "Read": _read(reading, date_order),
        }
        if time_format:
            row["Form"] = "fits" if reading.fits else "does not fit"
        rows.append(row)
    return rows


def _read(reading: TimeReading, date_order: str) -> str:
    moments = {"dmy": [reading.day_first], "mdy": [reading.month_first]}.get(
        date_order, [reading.day_first, reading.month_first]
    )
    words = dict.fromkeys(_moment(moment) for moment in moments if moment)
    return " or ".join(words) or "no time"


def _moment(moment: datetime) -> str:
    return moment.isoformat(" ", "microseconds" if moment.microsecond else "seconds")


def summary(readings: Sequence[TimeReading], time_format: str) -> str:
    """How many of the times fit the form; without one, whether any needs one."""
    if not readings:
        return "The first rows hold no time."
    if time_format:
        fitting = sum(reading.fits for reading in readings)
        if not fitting:
            return "None of these times fits the form: they are read as without it."
        if fitting == len(readings):
            return "These times fit the form."
        fits = "fits" if fitting == 1 else "fit"
        return (
            f"{fitting} of these {len(readings)} times {fits} the form; the others are read as "
            "without it."
        )
    if not any(reading.is_odd for reading in readings):
        return "The first times need no form."
    unread = sum(not (reading.day_first or reading.month_first) for reading in readings)
    if unread:
        which = f"{unread} of these {len(readings)} times" if len(readings) > 1 else "This time"
        return f"{which} cannot be read without a form."
    return "The first odd times are read without a form."
