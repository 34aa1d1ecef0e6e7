"""The figure over time: in periods that hold enough, journeys at the same age."""

from datetime import date

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.groups import PERIODS
from journey.map.answers import Options
from journey.map.evidence.context import Context
from journey.map.evidence.groups import Compared, Split
from journey.map.evidence.measures import Measure, ends_in_words
from journey.map.evidence.panel_data import SmallChart
from journey.map.evidence.values import values_of
from journey.map.small_charts import Value, by_group, over_time
from journey.model.vocabulary import noun
from journey.model.words import plural

ROWS_LIMIT = 8  # so many periods are drawn as rows, more as a line
COARSER = dict(zip(PERIODS, PERIODS[1:]))
NOUN_OF = {"ripe": "reached", "leaves": "exits"}  # of columns that a screen calls otherwise


def fitting(
    measure: Measure, answer: Answer[AnyRow], options: Options, context: Context
) -> tuple[str, Answer[AnyRow]]:
    """The finest period, from the data set's own on, of which half hold enough customers here; and the answer by it."""
    period = context.period
    while _are_too_fine(values_of(answer.rows, measure, period)) and period in COARSER:
        coarser = COARSER[period]
        (asked,) = context.ask_all([(measure.view, {**options, "by": (coarser,)})])
        if len(values_of(asked.rows, measure, coarser)) < 2:
            break
        period, answer = coarser, asked
    return period, answer


def _are_too_fine(values: list[Value]) -> bool:
    """Whether most of the periods that can be compared hold too few."""
    old = [value for value in values if value.n or not value.young]
    return 2 * sum(value.value is None for value in old) > len(old)


def named(values: list[Value], period: str) -> list[str]:
    """The periods in words, from their first days; with the year where there are several."""
    days = [date.fromisoformat(value.name) for value in values]
    has_years = len({day.year for day in days}) > 1
    return [f"{_words(day, period)}{f' {day.year}' if has_years else ''}" for day in days]


def _words(day: date, period: str) -> str:
    if period in ("day", "week"):
        return f"{day.day} {day:%b}"
    if period == "quarter":
        return f"{day:%b}–{day.replace(month=day.month + 2):%b}"
    return f"{day:%b}" if period == "month" else f"{day:%Y}"


def trend(found: Compared, split: Split, measure: Measure, context: Context) -> SmallChart:
    """The figure by period, in its measure over time. Of journeys, at the same age."""
    values, period = found.coloured(split), split.key
    ends, is_short = ends_in_words(found.scale, measure), len(values) <= ROWS_LIMIT
    scene = (
        by_group(values, found.scale, ends, bool(measure.low))
        if is_short
        else over_time(values, found.scale, ends)
    )
    return {
        "caption": "Over time",
        "note": _what(measure, period, context) + _young_note(values, is_short),
        "scene": scene.data(),
        "rows": [[value.name, value.words] for value in values],
        "command": split.command,
    }


def _what(measure: Measure, period: str, context: Context) -> str:
    """What is drawn, and where the data set's own period is too fine for it, that a coarser one is."""
    is_coarse = period != context.period
    coarse = f"by {period}: {context.period}s hold too few" if is_coarse else ""
    if measure.is_of_age:
        what = f"{noun(NOUN_OF.get(measure.column, measure.column))} after {context.age}"
        return f"{coarse}; {what}" if is_coarse else f"{what}, journeys begun in each {period}"
    return coarse or f"{'given ' if measure.low else ''}in each {period}"


def _young_note(values: list[Value], is_short: bool) -> str:
    young = sum(value.young for value in values)
    pale = "" if is_short else "pale: "
    return f"; {pale}{plural(young, 'journey')} began too late to compare" if young else ""
