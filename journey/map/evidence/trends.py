"""The figure over time, and what both small drawings share: its value in each period or group."""

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.map.evidence.context import Context
from journey.map.evidence.measures import Measure, ends_in_words
from journey.map.evidence.panel_data import SmallChart
from journey.map.small_charts import Value, over_time
from journey.model.filters import value_words
from journey.model.vocabulary import noun
from journey.model.words import count, plural

OF_JOURNEYS = ("ripe", "ripe_leaves")
NOUN_OF = {"ripe": "reached", "leaves": "exits"}  # of columns that a screen calls otherwise


def trend(measure: Measure, answer: Answer[AnyRow], context: Context) -> SmallChart | None:
    """The figure by period; None where there are fewer than two. Of journeys, at the same age."""
    values = values_of(answer.rows, measure, context.period)
    if len(values) < 2:
        return None
    scale = scale_of(values, measure)
    return {
        "caption": f"Over time, {_what(measure, context.age)} {context.period}{_young_note(values, context.age)}",
        "scene": over_time(values, scale, ends_in_words(scale, measure)).data(),
        "rows": [[value.name, value.words] for value in values],
        "command": answer.command,
    }


def _what(measure: Measure, age: str) -> str:
    if measure.view in OF_JOURNEYS:
        return f"{noun(NOUN_OF.get(measure.column, measure.column))} after {age}, journeys begun in each"
    return "given in each" if measure.low else "in each"


def _young_note(values: list[Value], age: str) -> str:
    young = sum(value.young for value in values)
    began = f"began less than {age} before the end: too young to compare"
    return f"; pale: {plural(young, 'journey')} {began}" if young else ""


def values_of(rows: list[AnyRow], measure: Measure, key: str) -> list[Value]:
    """One value a group: of a satisfaction figure the first definition, of valences the mean."""
    firsts: dict[str | None, AnyRow] = {}
    for row in rows:
        if row.get("metric") != "sentiment" or row["definition"].startswith("mean"):
            firsts.setdefault(row[key], row)
    return [_value(value_words(key, name), row, measure) for name, row in firsts.items()]


def _value(name: str, row: AnyRow, measure: Measure) -> Value:
    value, n, young = row[measure.column], row[measure.n], row.get("young") or 0
    if young and not measure.low:
        value = None  # a part of the period's journeys is no count to compare
    low = row[measure.low] if measure.low else None
    high = row[measure.high] if measure.high else None
    words = "too few" if value is None else measure.form(value)
    if low is not None and high is not None:
        words = f"{words} ({measure.form(low)} to {measure.form(high)})"
    words += f", n {count(n)}" if measure.low else ""
    if young:
        whole = f"{count(young)} of {count(n + young)}"
        words = f"{words}; {count(young)}" if measure.low and n else whole
        words += " too young to compare"
    return Value(name, value, low, high, n, words, row.get("base") == "low base", young)


def scale_of(values: list[Value], measure: Measure) -> tuple[float, float]:
    """What the drawing spans: the range of the values where it is narrow, within the measure's own scale."""
    edges = [
        edge
        for value in values
        for edge in (value.low, value.value, value.high)
        if edge is not None
    ]
    if not edges:
        return measure.scale or (0.0, 1.0)
    if measure.scale is None:
        return 0.0, max(edges) or 1.0
    lowest, highest = measure.scale
    slack = 0.08 * (max(edges) - min(edges)) or 0.05 * (highest - lowest)
    return max(lowest, min(edges) - slack), min(highest, max(edges) + slack)
