"""The figure over time, and what both small drawings share: its value in each period or group."""

from datetime import date

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.map.evidence.context import Context
from journey.map.evidence.measures import Measure, ends_in_words
from journey.map.evidence.panel_data import SmallChart
from journey.map.small_charts import Value, over_time
from journey.model.words import count

OPEN_SHARE = 0.03


def trend(measure: Measure, answer: Answer, context: Context) -> SmallChart | None:
    """The figure by period; None where there are fewer than two."""
    is_journeys = measure.view in ("funnel", "friction")
    open_from = context.open_from if is_journeys and measure.low else None
    values = values_of(answer.rows, measure, context.period, open_from)
    if len(values) < 2:
        return None
    scale = scale_of(values, measure)
    return {
        "caption": f"Over time, {_what(measure)} {context.period}{_open_note(values)}",
        "scene": over_time(values, scale, ends_in_words(scale, measure)).data(),
        "rows": [[value.name, value.words] for value in values],
        "command": answer.command,
    }


def _what(measure: Measure) -> str:
    if measure.view in ("funnel", "friction"):
        return "journeys begun in each"
    return "given in each" if measure.low else "in each"


def _open_note(values: list[Value]) -> str:
    is_open = any(value.is_open for value in values)
    return "; hollow: begun so recently that more may still leave" if is_open else ""


def values_of(
    rows: list[AnyRow], measure: Measure, key: str, open_from: date | None = None
) -> list[Value]:
    """One value a group: of a satisfaction figure the first definition, of valences the mean."""
    firsts: dict[str | None, AnyRow] = {}
    for row in rows:
        if row.get("metric") != "sentiment" or row["definition"].startswith("mean"):
            firsts.setdefault(row[key], row)
    return [_value(name, row, measure, open_from) for name, row in firsts.items()]


def _value(name: str | None, row: AnyRow, measure: Measure, open_from: date | None) -> Value:
    value, n = row[measure.column], row[measure.n]
    low = row[measure.low] if measure.low else None
    high = row[measure.high] if measure.high else None
    is_open = bool(open_from and name and (name >= open_from.isoformat() or _is_under_way(row)))
    words = "too few" if value is None else measure.form(value)
    if low is not None and high is not None:
        words = f"{words} ({measure.form(low)} to {measure.form(high)})"
    words += f", n {count(n)}" if measure.low else ""
    words += ", still open" if is_open else ""
    return Value(
        name or "(none)", value, low, high, n, words, row.get("base") == "low base", is_open
    )


def _is_under_way(row: AnyRow) -> bool:
    """Whether so many journeys of a period are still in progress that its rates will change."""
    return (row.get("in_progress") or 0) > OPEN_SHARE * (row.get("reached") or 0)


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
