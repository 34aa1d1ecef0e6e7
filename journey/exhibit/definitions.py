"""What the figures mean: the settings of the journey definition in force, then the definition of each figure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from journey.data.answer import Answer
from journey.data.generation import Generation
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.texts import texts
from journey.model.filters import Filters
from journey.model.metrics import METRIC_NUMBERS
from journey.model.vocabulary import (
    FIELDS,
    FIGURES,
    FRICTION,
    HIGH,
    KINDS_OF_DATASET,
    LOW,
    METRICS,
    OUTCOMES,
    outcome,
)
from journey.model.words import capital, span
from journey.presenters.tables import defined

DEFINITIONS = "definitions"  # the exhibit that holds nothing else
COLUMNS = (Column("Name"), Column("Definition"))
OF_TIME = ("funnel", "exits", "friction")  # have nothing to say where answers have no time
ENDS_OF_INTERVALS = ("low", "high")
QUOTES = "quotes"  # its figures are of a single event, and told of none
OWN_WORDS = (
    "stage",
    "share",
)  # stand on every screen, while a view that defines them means one of its own
ORDER = tuple(dict.fromkeys((*OUTCOMES, *METRICS, *FRICTION, *FIGURES, *FIELDS)))
Term = tuple[str, str]  # its name, and what it means


def definitions(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """The figures are those of summary, funnel, exits, friction and satisfaction: what a first deck shows."""
    views = ("summary", *(OF_TIME if source.generation.has_outcomes else ()), "satisfaction")
    answers = source.ask_all([(view, {}) for view in views])
    settings = _settings(source.generation, source.filters, METRICS)
    return Exhibit(
        ref,
        "table",
        "Definitions",
        "The settings in force, and what each figure means.",
        _grid(settings, terms(answers)),
        tuple(answers),
        None,
        source.unit,
        "A table of names and their definitions.",
    )


def of_shown(told: Exhibit, generation: Generation, shown: Sequence[Exhibit]) -> Exhibit:
    """The definitions of what stands on these exhibits, and of nothing else."""
    text = "\n".join(map(texts, shown))
    metrics = [id for id, metric in METRICS.items() if _stands_in(text, metric.noun)]
    settings = _settings(generation, told.ref.filters, metrics)
    used = terms((answer for exhibit in shown for answer in exhibit.answers), text)
    return replace(told, content=_grid(settings, used))


def terms(answers: Iterable[Answer[Any]], text: str | None = None) -> list[Term]:
    """What the answers define, in the order of the vocabulary, each name once as the first view has it.

    Those alone that stand in the text, where one is given; the ends of intervals are told by the word interval.
    """
    known: dict[str, Term] = {}
    for answer in (answer for answer in answers if answer.view != QUOTES):
        for id, (name, words) in zip(answer.definitions, defined(answer), strict=True):
            is_end = id in ENDS_OF_INTERVALS or id.endswith((LOW, HIGH))
            if not is_end and (text is None or _is_used(id, name, text)):
                known.setdefault(name, (id, words))
    ordered = sorted(known, key=lambda name: _place(known[name][0]))
    return [(name, known[name][1]) for name in ordered]


def _place(id: str) -> int:
    return ORDER.index(id) if id in ORDER else len(ORDER)


def _is_used(id: str, name: str, text: str) -> bool:
    """Whether its name stands in the text, or the verb of an outcome: '37 % leave'."""
    if name.lower() in OWN_WORDS:
        return False
    return _stands_in(text, name) or id in OUTCOMES and _stands_in(text, outcome(id).verb)


def _stands_in(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _grid(settings: Sequence[Term], figures: Sequence[Term]) -> Grid:
    told = (*settings, *((name, capital(words)) for name, words in figures))
    return Grid(COLUMNS, told, told)


def _settings(generation: Generation, filters: Filters, metrics: Iterable[str]) -> list[Term]:
    """What is set for the dataset; of scales those of these metrics."""
    definition, ends = generation.definition, generation.definition.ends
    rows = [("Dataset", f"{definition.title}: {KINDS_OF_DATASET.get(definition.kind, 'journeys')}")]
    rows.append(
        ("Stages", ", ".join(definition.stage_names) if definition.stages else "none declared")
    )
    if generation.has_outcomes:
        window = f"no event for {span(definition.inactivity_seconds)} ends a journey"
        rows.append(("Inactivity window", window))
        good = [*ends.good, *(f"{name} = {value}" for name, value in ends.good_values)]
        rows.append(("Good ends", ", ".join(good) or "none declared"))
        if ends.undone_by:
            rows.append(("Undone by", ", ".join(ends.undone_by)))
        if ends.passive:
            rows.append(("Passive touchpoints", ", ".join(ends.passive)))
    rows += [
        (METRICS[metric].noun, f"asked on {scale}")
        for metric, scale in definition.scale_names.items()
        if metric in METRIC_NUMBERS and metric in metrics and metric != "sentiment"
    ]
    rows.append(("Time zone", definition.timezone))
    rows.append(("Filters", filters.words()))
    return rows
