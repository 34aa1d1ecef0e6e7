"""The figure by group, for the attributes whose groups lie furthest apart."""

from collections.abc import Mapping
from types import MappingProxyType

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.map.evidence.measures import Measure
from journey.map.evidence.panel_data import SmallChart
from journey.map.evidence.trends import scale_of, values_of
from journey.map.small_charts import Value, by_group

GROUPS_LIMIT, SPLITS_LIMIT = 6, 3


def splits(
    measure: Measure,
    groups: Mapping[str, Answer[AnyRow]],
    names: Mapping[str, str] = MappingProxyType({}),
) -> list[SmallChart]:
    """By the attributes whose groups lie furthest apart; values with fewer than ten customers say so."""
    ranked = []
    for key, answer in groups.items():
        values = sorted(values_of(answer.rows, measure, key), key=lambda value: -value.n)
        if len(values) > 1:
            ranked.append((_spread(values, measure), key, values, answer.command))
    ranked.sort(key=lambda entry: -entry[0])
    return [
        _split(names.get(key, key), values, measure, command)
        for _, key, values, command in ranked[:SPLITS_LIMIT]
    ]


def _spread(values: list[Value], measure: Measure) -> float:
    """How far apart the surely known groups are, in widths of the scale."""
    sure = [value.value for value in values if value.value is not None and not value.is_thin]
    if len(sure) < 2:
        return 0.0
    return (max(sure) - min(sure)) / (
        measure.scale[1] - measure.scale[0] if measure.scale else (sum(sure) or 1)
    )


def _split(name: str, values: list[Value], measure: Measure, command: str) -> SmallChart:
    shown = sorted(
        values[:GROUPS_LIMIT],
        key=lambda value: value.value if value.value is not None else float("inf"),
    )
    more = (
        f"; {len(values) - len(shown)} smaller groups not drawn" if len(values) > len(shown) else ""
    )
    return {
        "caption": f"By {name}{more}",
        "scene": by_group(shown, scale_of(shown, measure)).data(),
        "rows": [[value.name, value.words] for value in values],
        "command": command,
    }
