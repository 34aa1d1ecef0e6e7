"""The key figures on the title's row: how many customers, and the satisfaction of all stages together, each with its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from journey.data.answer import Answer
from journey.map.answers import MapAnswers
from journey.map.captions import interval_words, value_words
from journey.map.model import Figure, JourneyMap
from journey.model.vocabulary import SURVEY, words_in_force
from journey.model.words import capital, count, plural


@dataclass(frozen=True)
class KeyFigure:
    """A figure with what stands behind it; `lines` come below it, `command` prints the same."""

    value: str
    name: str
    lines: tuple[str, ...]
    command: str


def key_figures(journey_map: JourneyMap, map_answers: MapAnswers) -> list[KeyFigure]:
    """Customers first, then each metric that has a value."""
    return [
        _customers(journey_map, map_answers.answers["summary"]),
        *_satisfaction(journey_map.overall, map_answers.answers["satisfaction"]),
    ]


def _customers(journey_map: JourneyMap, answer: Answer[Any]) -> KeyFigure:
    summary = journey_map.summary
    is_survey = words_in_force().kind == SURVEY
    events = plural(summary["events"], "answer" if is_survey else "event")
    counts = events if is_survey else f"{plural(summary['journeys'], 'journey')} with {events}"
    customers = plural(summary["customers"], "customer")
    lines = [f"{customers}: {counts}."]
    if not is_survey:
        lines.append(f"A journey: {answer.definitions['journeys']}.")
    _, _, name = customers.rpartition(" ")
    return KeyFigure(count(summary["customers"]), name, tuple(lines), answer.command)


def _satisfaction(figures: tuple[Figure, ...], answer: Answer[Any]) -> Iterator[KeyFigure]:
    for figure in figures:
        if figure.value is None:
            continue
        interval = (
            f", 95 % interval {' to '.join(interval_words(figure))}"
            if figure.low is not None
            else ""
        )
        lines = (
            f"{value_words(figure)}{interval}, n {count(figure.n)} answers of all stages together.",
            f"{capital(figure.definition)}.",
        )
        yield KeyFigure(value_words(figure), figure.metric.upper(), lines, answer.command)
