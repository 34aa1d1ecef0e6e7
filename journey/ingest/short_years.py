"""Dates with two figures for the year: which order of day, month and year fits the file; asked only where two do."""

import re
from dataclasses import dataclass
from datetime import datetime

from journey.data.engine import Connection
from journey.ingest.answers import TIME_FORMAT
from journey.model.errors import Question

SHORT = re.compile(
    r"\d{1,2}([-/.])\d{1,2}\1\d{2}(?:([ ,T]+)(\d{1,2}:\d{2})(:\d{2})?( ?[AaPp][Mm])?)?"
)
ORDERS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}
FIRST_ROWS, MOST_TEXTS = 50, 5_000
FITTING = 0.98  # of the texts that a form must read, the rest being slips


@dataclass(frozen=True)
class ShortYears:
    """The form of times to read them with, and a note about it."""

    time_format: str
    note: str


def short_years(connection: Connection, file_name: str, latest: datetime) -> ShortYears | None:
    """The one form that fits the file's times with a short year; None where it has none, or no form fits.

    Raises Question where several fit. A form fits when it reads nearly all of them to moments before `latest`.
    """
    first = [
        row[0].strip()
        for row in connection.execute(
            f"select occurred_at from texts where occurred_at is not null limit {FIRST_ROWS}"
        ).fetchall()
    ]
    short = [text for text in first if SHORT.fullmatch(text)]
    if 2 * len(short) <= len(first):
        return None
    forms = {order: _form(short[0], order) for order in ORDERS}
    texts = [
        row[0]
        for row in connection.execute(
            "select distinct trim(occurred_at) as text from texts where occurred_at is not null "
            f"order by text limit {MOST_TEXTS}"
        ).fetchall()
        if SHORT.fullmatch(row[0])
    ]
    fitting = {order: form for order, form in forms.items() if _fits(texts, form, latest)}
    if not fitting:
        return None
    if len(fitting) > 1:
        raise Question(
            f"{file_name} writes dates like {short[0]!r}, with two figures for the year, which can be read in several ways.",
            [f"{TIME_FORMAT}={form}" for form in fitting.values()],
            samples={
                form: [
                    f"{text} as {_read(text, form):%d %b %Y}"
                    for text in short[:2]
                    if _read(text, form)
                ]
                for form in fitting.values()
            },
        )
    [(order, form)] = fitting.items()
    note = f"dates like {short[0]!r} are read as {ORDERS[order]} ({TIME_FORMAT}={form}): no other order fits them"
    return ShortYears(form, note)


def order_words(time_format: str) -> str:
    """'day, month, year' of a form that this module offers; the form itself of another."""
    signs = re.sub(r"[^dmy]", "", time_format.split(" ")[0])
    return ORDERS.get(signs, time_format)


def _form(text: str, order: str) -> str:
    found = SHORT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} has no short year")
    sign, gap, clock, seconds, half = found.groups()
    day = sign.join(f"%{letter}" for letter in order)
    if not clock:
        return day
    hours = "%I:%M" if half else "%H:%M"
    return f"{day}{gap}{hours}{':%S' if seconds else ''}{half[:-2] + '%p' if half else ''}"


def _fits(texts: list[str], form: str, latest: datetime) -> bool:
    read = [moment for text in texts if (moment := _read(text, form)) and moment <= latest]
    return len(read) >= FITTING * len(texts)


def _read(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None
