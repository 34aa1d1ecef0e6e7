"""What the map asks: the views under one filter, each once, and for compared groups their rivers and curves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, overload

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.model.cells import SCORES
from journey.model.metrics import SCORE_VALENCE

if TYPE_CHECKING:
    from journey.data.views.rows import (
        ExitsTold,
        FrictionTold,
        FunnelTold,
        LedgerTold,
        SummaryTold,
    )

Options = dict[str, Any]  # of a view as `ask` takes them, also only=(key, value) and cohort=cell
Question = tuple[str, Options]  # a view, and how it is asked
AskAll = Callable[[list[Question]], list[Answer[Any]]]  # under the filters in force
CELL = ("stage", "touchpoint")
FEELING: Options = {"by": CELL, "metrics": ("sentiment", SCORE_VALENCE)}
QUESTIONS: dict[str, Question] = {
    "summary": ("summary", {}),
    "funnel": ("funnel", {}),
    "exits": ("exits", {}),
    "volume": ("volume", {"by": (*CELL, "channel")}),
    "labels": ("volume", {"by": (*CELL, "emotion")}),
    "emotions": ("satisfaction", FEELING),
    "friction": ("friction", {}),
    "ledger": ("ledger", {}),
    "leaving": ("leaving", {}),
    "satisfaction": ("satisfaction", {"metrics": SCORES}),
    "stage_satisfaction": ("satisfaction", {"by": ("stage",), "metrics": SCORES}),
    "quotes": ("quotes", {"by": ("stage",)}),
}
COMPARED_LIMIT = 3
NOT_SHARED = ("leaving",)


@dataclass(frozen=True)
class Comparison:
    """Up to three values of an attribute whose rivers and curves lie over each other."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class MapAnswers:
    """The answers by their names in QUESTIONS; `funnels`, `curves` and `scores` by compared value, in its order."""

    answers: dict[str, Answer[Any]]
    comparison: Comparison | None = None
    funnels: "dict[str, list[FunnelTold]]" = field(default_factory=dict)
    curves: dict[str, list[AnyRow]] = field(default_factory=dict)
    scores: dict[str, list[AnyRow]] = field(default_factory=dict)

    @overload
    def rows(self, name: Literal["funnel"]) -> "list[FunnelTold]": ...

    @overload
    def rows(self, name: Literal["summary"]) -> "list[SummaryTold]": ...

    @overload
    def rows(self, name: Literal["exits"]) -> "list[ExitsTold]": ...

    @overload
    def rows(self, name: Literal["friction"]) -> "list[FrictionTold]": ...

    @overload
    def rows(self, name: Literal["ledger"]) -> "list[LedgerTold]": ...

    @overload
    def rows(self, name: str) -> list[AnyRow]: ...

    def rows(self, name: str) -> list[Any]:
        return self.answers[name].rows


def gather(
    ask_all: AskAll, comparison: Comparison | None = None, left_out: tuple[str, ...] = ()
) -> MapAnswers:
    """All that the map shows, in one round of questions."""
    names = [name for name in QUESTIONS if name not in left_out]
    groups: list[tuple[str, Options]] = (
        [(value, {"only": (comparison.key, value)}) for value in comparison.values]
        if comparison
        else []
    )
    rivers: list[Question] = [("funnel", group) for _, group in groups]
    curves: list[Question] = [("satisfaction", {**FEELING, **group}) for _, group in groups]
    scores: list[Question] = [
        ("satisfaction", {"by": ("stage",), "metrics": SCORES, **group}) for _, group in groups
    ]
    answers = ask_all([*(QUESTIONS[name] for name in names), *rivers, *curves, *scores])
    compared = [answer.rows for answer in answers[len(names) :]]
    values = [value for value, _ in groups]
    parts = [dict(zip(values, compared[len(values) * index :])) for index in range(3)]
    return MapAnswers(dict(zip(names, answers)), comparison, *parts)
