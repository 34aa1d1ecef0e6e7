"""The value of a figure in each period or group, and the scale on which a panel draws them all."""

from collections.abc import Iterable

from journey.data.ask import AnyRow
from journey.map.evidence.measures import Measure
from journey.map.small_charts import TOO_FEW, Value
from journey.model.filters import value_words
from journey.model.words import count

TOPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)  # of a scale of shares that are all small


def values_of(rows: list[AnyRow], measure: Measure, key: str) -> list[Value]:
    """One value a group: of a satisfaction figure the first definition, of valences the mean."""
    firsts: dict[str | None, AnyRow] = {}
    for row in rows:
        if row.get("metric") != "sentiment" or row["definition"].startswith("mean"):
            firsts.setdefault(row[key], row)
    return [_value(key, name, row, measure) for name, row in firsts.items()]


def _value(key: str, name: str | None, row: AnyRow, measure: Measure) -> Value:
    value, n, young = row[measure.column], row[measure.n] or 0, row.get("young") or 0
    if young and not measure.low:
        value = None  # a part of the period's journeys is no count to compare
    low = row[measure.low] if measure.low else None
    high = row[measure.high] if measure.high else None
    figure = words = "too few" if value is None else measure.form(value)
    if low is not None and high is not None:
        words = f"{words} ({measure.form(low)} to {measure.form(high)})"
    words += f", n {count(n)}" if measure.low else ""
    if young:
        whole = f"{count(young)} of {count(n + young)}"
        words = f"{words}; {count(young)}" if measure.low and n else whole
        words += " too young to compare"
    if value is None:
        figure = "too young to compare" if young and not (measure.low and n) else TOO_FEW
    is_thin = row.get("base") == "low base"
    return Value(
        value_words(key, name), value, low, high, n, words, is_thin, young, figure, bool(name)
    )


def scale_of(values: Iterable[Value], measure: Measure) -> tuple[float, float]:
    """What the drawings of a panel span: the whole scale of the figure; of shares that are all small, from zero on."""
    edges = [
        edge
        for value in values
        for edge in (value.low, value.value, value.high)
        if edge is not None
    ]
    if measure.is_share:
        highest = max(edges, default=1.0)
        return 0.0, next((top for top in TOPS if highest <= top), 1.0)
    return measure.scale or (0.0, max(edges, default=1.0) or 1.0)
