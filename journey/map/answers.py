"""What the map asks: the views under one filter, each once, and for compared groups their rivers and curves."""

from collections.abc import Callable
from dataclasses import dataclass, field

from journey.data.answer import Answer
from journey.model.cells import SCORES

Ask = Callable[..., Answer]
CELL = ("stage", "touchpoint")
QUESTIONS: dict[str, tuple[str, dict]] = {
    "summary": ("summary", {}),
    "funnel": ("funnel", {}),
    "exits": ("exits", {}),
    "touchpoints": ("touchpoints", {}),
    "emotions": ("emotions", {"by": CELL}),
    "friction": ("friction", {}),
    "friction_by_channel": ("friction", {"by": ("channel",)}),
    "satisfaction": ("satisfaction", {"metrics": SCORES}),
    "stage_satisfaction": ("satisfaction", {"by": ("stage",), "metrics": SCORES}),
    "quotes": ("quotes", {"by": ("stage",)}),
}
MOST_COMPARED = 3
NOT_SHARED = ("friction_by_channel",)  # shared mode does not group friction


@dataclass(frozen=True)
class Comparison:
    """Up to three values of an attribute whose rivers and curves lie over each other."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class MapAnswers:
    """The answers by their names in QUESTIONS; `funnels` and `curves` by compared value, in the order asked."""

    answers: dict[str, Answer]
    comparison: Comparison | None = None
    funnels: dict[str, list[dict]] = field(default_factory=dict)
    curves: dict[str, list[dict]] = field(default_factory=dict)

    def rows(self, name: str) -> list[dict]:
        return self.answers[name].rows


def gather(ask: Ask, comparison: Comparison | None = None, left_out: tuple[str, ...] = ()) -> MapAnswers:
    """All that the map shows; `ask(view, by=, metrics=, only=(key, value))` answers under the filters in force."""
    answers = {name: ask(view, **options) for name, (view, options) in QUESTIONS.items() if name not in left_out}
    if not comparison:
        return MapAnswers(answers)
    groups = {value: {"only": (comparison.key, value)} for value in comparison.values}
    return MapAnswers(
        answers,
        comparison,
        {value: ask("funnel", **group).rows for value, group in groups.items()},
        {value: ask("emotions", by=CELL, **group).rows for value, group in groups.items()},
    )
