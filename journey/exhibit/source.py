"""Whom an exhibit asks: one version of a dataset under filters, by the analyst's rules or by those of what is shared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from journey.data.answer import Answer
from journey.data.generation import Generation
from journey.exhibit.exhibit import NO_FIGURE, TOO_FEW
from journey.findings.asking import ask
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST, SHARED

Options = dict[str, Any]  # of a view as `ask` takes them, also those of `narrowed`
Question = tuple[str, Options]


@dataclass(frozen=True)
class AnswerSource:
    """`ask_all` answers several questions at once, on a screen from its cache."""

    generation: Generation
    filters: Filters
    unit: str
    mode: str
    ask_all: Callable[[list[Question]], list[Answer[Any]]]

    def ask(self, view: str, **options: Any) -> Answer[Any]:
        return self.ask_all([(view, options)])[0]

    @property
    def is_shared(self) -> bool:
        return self.mode == SHARED

    @property
    def too_few(self) -> str:
        """Why nothing is told where there are rows: what files hide, or that no figure rests on enough customers."""
        return TOO_FEW if self.is_shared else NO_FIGURE


def narrowed(
    filters: Filters,
    only: tuple[str, str] | None = None,
    cohorts: tuple[str, ...] = (),
    begun: tuple[date | None, date | None] = (None, None),
    **options: Any,
) -> tuple[Filters, Options]:
    """The filters narrowed to one value of a key, to the journeys of figures and to those begun from one day to another, and the
    options of the view itself."""
    under = filters.with_values(only[0], [only[1]]) if only else filters
    if any(begun):
        under = under.with_dates(*_within(filters, *begun))
    for cohort in cohorts:
        under = under.in_cohort(cohort)
    return under, options


def _within(
    filters: Filters, first: date | None, last: date | None
) -> tuple[date | None, date | None]:
    """The days that lie both in the filters' dates and between these two."""
    firsts = [day for day in (filters.from_date, first) if day]
    lasts = [day for day in (filters.to_date, last) if day]
    return max(firsts, default=None), min(lasts, default=None)


def asking(generation: Generation, filters: Filters, mode: str = SHARED) -> AnswerSource:
    """A source that asks each question once. What leaves the app is in shared mode, so that is the default."""
    known: dict[tuple[str, str], Answer[Any]] = {}

    def answer(view: str, options: Options) -> Answer[Any]:
        key = view, repr(sorted(options.items()))
        if key not in known:
            under, asked = narrowed(filters, **options)
            known[key] = ask(generation, view, under, mode=mode, **asked)
        return known[key]

    return AnswerSource(
        generation,
        filters,
        generation.unit,
        mode,
        lambda questions: [answer(view, options) for view, options in questions],
    )


def analyst(generation: Generation, filters: Filters) -> AnswerSource:
    """A source by the analyst's rules, as screens have it."""
    return asking(generation, filters, ANALYST)
