"""Tables for reading: what stands over their columns, in which unit, how numbers and ids are written; and their definitions."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from numbers import Number

import pandas as pd

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.views.form import (
    MOMENT,
    NAME,
    SECONDS,
    SHARE,
    VALENCE,
    Declaration,
    Heading,
)
from journey.findings.asking import FORMS
from journey.model import vocabulary
from journey.model.metrics import SCORE_VALENCE, is_share
from journey.model.vocabulary import BASE, METRICS, OUTCOMES, over_table
from journey.model.words import percent, signed

ARROW = " → "
UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))
LARGE_NUMBER = 1_000
IDS = ("outcome", "end", "kind", "metric")  # columns whose values are ids of the views
ENDS_OF_INTERVAL = ("low", "high")
OF_ANY_METRIC = ("value", *ENDS_OF_INTERVAL)  # columns of figures whose unit is their row's
VALENCES = ("sentiment", SCORE_VALENCE)  # metrics whose mean is a valence
AN_ID = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
Writer = Callable[[float], str]


@dataclass(frozen=True)
class Table:
    """A frame, what writes the numbers of each of its columns that has some, and its columns of moments."""

    frame: pd.DataFrame
    writers: dict[str, Writer]
    moments: tuple[str, ...] = ()

    @property
    def written(self) -> pd.DataFrame:
        """The frame with its numbers as text."""
        return self.frame.assign(
            **{
                name: self.frame[name].map(writer, na_action="ignore").astype("str")
                for name, writer in self.writers.items()
            }
        )


def of_answer(answer: Answer[AnyRow], names: Mapping[str, str]) -> Table:
    """All that the answer holds; `names` says what the attributes are called that are not called by their key."""
    frame = answer.table()
    return readable(frame, headings(answer, list(frame), names))


def headings(
    answer: Answer[AnyRow], columns: Iterable[str], names: Mapping[str, str]
) -> list[Heading]:
    """What stands over these columns of the answer, each told apart from the others."""
    known = _headings(_form(answer))
    return _told_apart(
        [known.get(name) or Heading(name, over_table(names.get(name, name))) for name in columns]
    )


def _headings(form: Declaration) -> dict[str, Heading]:
    """The headings of the view's columns; both ends of an interval hold what the figure before them holds."""
    headings: dict[str, Heading] = {}
    figure_kind = NAME
    for heading in form.table(*form.headings):
        is_end = heading.name in ENDS_OF_INTERVAL
        headings[heading.name] = replace(heading, kind=figure_kind) if is_end else heading
        figure_kind = figure_kind if is_end else heading.kind
    return headings


def _told_apart(headings: Sequence[Heading]) -> list[Heading]:
    """Where several columns have one heading, a share says that it is one, and an n whose it is."""
    times = Counter(heading.words for heading in headings)
    return [
        replace(heading, words=_qualified(heading)) if times[heading.words] > 1 else heading
        for heading in headings
    ]


def _qualified(heading: Heading) -> str:
    if heading.name.endswith(BASE):
        return f"{heading.words}, {vocabulary.noun(heading.name.removesuffix(BASE))}"
    return f"{heading.words}, share" if heading.kind == SHARE else heading.words


def definitions(answer: Answer[AnyRow]) -> list[str]:
    """What its columns and values mean, a line each, with columns and values called as in the table."""
    return [f"{name}: {words}" for name, words in defined(answer)]


def defined(answer: Answer[AnyRow]) -> list[tuple[str, str]]:
    """What its columns and values are called in the table, each with what it means."""
    form = _form(answer)
    return [
        (form.headings.get(name) or over_table(_worded(name, form)), _in_words(words, form))
        for name, words in answer.definitions.items()
    ]


def notes(answer: Answer[AnyRow]) -> list[str]:
    """What has to be known beside it, a line each."""
    return [f"Note: {_in_words(note, _form(answer))}" for note in answer.notes]


def _form(answer: Answer[AnyRow]) -> Declaration:
    return FORMS[answer.view]


def _in_words(text: str, form: Declaration) -> str:
    """The text with the words for the ids in it."""
    return AN_ID.sub(lambda found: _worded(found[0], form), text)


def _worded(id: str, form: Declaration) -> str:
    """The word for a column of the view or of another one, or for a value; where there is none the id's own words."""
    if id in form.nouns:
        return form.nouns[id]
    try:
        return vocabulary.noun(id)
    except KeyError:
        return id.replace("_", " ")


def readable(frame: pd.DataFrame, headings: Iterable[Heading]) -> Table:
    """The columns of `headings` that hold anything, in that order: paths with arrows, shares in percent, times in one
    fitting unit, ids in words."""
    columns: dict[str, pd.Series] = {}
    writers: dict[str, Writer] = {}
    moments = []
    for column in headings:
        name, heading = column.name, column.words
        if name not in frame or not frame[name].notna().any():
            continue
        values = frame[name]
        if values.map(lambda value: isinstance(value, list | tuple)).any():
            values = values.map(ARROW.join, na_action="ignore")
        elif column.kind == SECONDS:
            unit, size = _unit(frame, name)
            values, heading = pd.to_numeric(values) / size, f"{heading} ({unit})"
            writers[heading] = _length
        elif column.kind == SHARE:
            is_signed = pd.to_numeric(values).min() < 0
            writers[heading] = _difference if is_signed else percent
        elif column.kind == VALENCE:
            writers[heading] = partial(signed, digits=2)
        elif column.kind == MOMENT:
            values = pd.to_datetime(values)
            moments.append(heading)
        elif column.kind == NAME and name in IDS:
            values = values.map(_value, na_action="ignore")
        elif name in OF_ANY_METRIC and {"definition", "metric"} <= set(frame):
            figures = map(_figure, values, frame["metric"], frame["definition"])
            values = pd.Series(figures, frame.index)
        if heading not in writers and (writer := _number_writer(values)):
            writers[heading] = writer
        columns[heading] = values
    return Table(pd.DataFrame(columns), writers, tuple(moments))


def _value(id: str) -> str:
    """An id that is a value, in words."""
    if id in OUTCOMES:
        return vocabulary.outcome(id).noun
    return METRICS[id].noun if id in METRICS else id.replace("_", " ")


def _figure(value: float | None, metric: str, definition: str) -> str | None:
    """A figure of a metric in the unit that its definition gives it."""
    if value is None or pd.isna(value):
        return None
    if is_share(definition):
        return percent(value)
    return signed(value, 2) if metric in VALENCES else figure(value)


def _number_writer(values: pd.Series) -> Writer | None:
    """What writes the numbers of a column: whole ones with separators, others to three digits that count; None for others."""
    numbers = values.dropna()
    if not all(isinstance(number, Number) for number in numbers):
        return None
    return _whole if (numbers % 1 == 0).all() else figure


def _whole(value: float) -> str:
    return _signed(f"{value:,.0f}")


def _difference(value: float) -> str:
    """A difference of shares, with its sign."""
    return f"{signed(100 * value)} %"


def _length(value: float) -> str:
    """A length of time in the unit of its column."""
    return f"{value:,.0f}" if value >= LARGE_NUMBER else f"{value:,.1f}"


def figure(value: float) -> str:
    """Three digits that count, and never fewer than the whole part has.

    >>> figure(0.6204), figure(12.345), figure(-4321.9), figure(0.00041)
    ('0.62', '12.3', '−4,322', '0.00041')
    """
    return _signed(f"{value:,.0f}" if abs(value) >= LARGE_NUMBER else f"{value:.3g}")


def _signed(number: str) -> str:
    """With the sign that is as wide as a plus."""
    return number.replace("-", "−")


def _unit(frame: pd.DataFrame, name: str) -> tuple[str, float]:
    """The unit between the middle and the largest of a column of seconds; columns beside a median have that of the median."""
    unit_column = (
        name if name.startswith("waited") or "median_seconds" not in frame else "median_seconds"
    )
    numbers = pd.to_numeric(frame[unit_column])
    typical = (max(1, numbers.median()) * max(1, numbers.max())) ** 0.5
    return next((pair for pair in UNITS if typical >= pair[1]), UNITS[-1])
