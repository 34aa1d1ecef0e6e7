"""Figures of satisfaction in one of their definitions, by group: which rows they are, how they are written, what differs."""

from collections.abc import Sequence

from journey.data.ask import AnyRow
from journey.data.generation import Generation
from journey.data.views.satisfaction import first_variant
from journey.model.filters import value_words
from journey.model.intervals import figure_difference
from journey.model.metrics import MEASURED_METRICS, VARIANTS, is_share, metric_definition
from journey.model.vocabulary import METRICS
from journey.model.words import capital, percent, signed

PREPOSITIONS = {"stage": "in", "channel": "on", "touchpoint": "at"}
WORDS = {
    "good": "share satisfied (top two)",
    "easy": "share easy",
    "very_easy": "share very easy",
    "mean": "mean",
    "nps": "points",
    "negative": "share negative",
    "neutral": "share neutral",
    "positive": "share positive",
}


def metrics_of(rows: Sequence[AnyRow]) -> dict[str, str]:
    """The metrics that have a figure in the rows, in the order of METRICS.md, and what they are called."""
    known = {row["metric"] for row in rows if row["value"] is not None}
    return {metric: METRICS[metric].noun for metric in MEASURED_METRICS if metric in known}


def variants(generation: Generation, metric: str) -> dict[str, str]:
    """The definitions of the metric, that of the journey definition first, and what each is called."""
    first = first_variant(generation, metric)
    return {name: WORDS[name] for name in (first, *VARIANTS[metric]) if name in WORDS}


def in_variant(
    generation: Generation, rows: Sequence[AnyRow], metric: str, variant: str
) -> list[AnyRow]:
    """The rows of the metric in this definition, those with a figure."""
    scale = generation.definition.scale_names.get(metric, "")
    definition = metric_definition(metric, variant, scale)
    return [
        row
        for row in rows
        if row["metric"] == metric and row["definition"] == definition and row["value"] is not None
    ]


def written(row: AnyRow, value: float | None) -> str:
    """A figure of the row in its unit."""
    if value is None:
        return "–"
    if is_share(row["definition"] or ""):
        return percent(value)
    if row["metric"] == "nps":
        return signed(value)
    return signed(value, 2) if row["metric"] == "sentiment" else f"{value:.2f}"


def headline(rows: Sequence[AnyRow], key: str, called: str) -> str:
    """Where the figure is highest and lowest, and whether their intervals meet; `rows` the highest first."""
    name = capital(METRICS[rows[0]["metric"]].noun)
    best, worst = rows[0], rows[-1]
    if len(rows) == 1:
        value, low, high = (written(best, best[end]) for end in ("value", "low", "high"))
        return f"{name} is {value} ({low} to {high})"
    ends = [f"{placed(row, key)} ({written(row, row['value'])})" for row in (worst, best)]
    if are_apart(worst, best, len(rows)):
        return f"{name} is lowest {ends[0]} and highest {ends[1]}"
    return f"{name} runs from lowest {ends[0]} to highest {ends[1]}; between these {called}s nothing is beyond chance"


def are_apart(worst: AnyRow, best: AnyRow, groups: int) -> bool:
    """Whether the lowest and the highest figure of so many groups differ beyond chance: of all pairs that could be these two, the
    interval of their difference holds together 95 % of the time (Bonferroni)."""
    ends = [(row["value"], row["low"], row["high"]) for row in (best, worst)]
    if groups < 2 or any(value is None for end in ends for value in end):
        return False
    return figure_difference(ends[0], ends[1], looks=groups * (groups - 1) // 2)[0] > 0


def placed(row: AnyRow, key: str) -> str:
    """'in purchase', 'on phone', 'at Basket', 'for North'."""
    return f"{PREPOSITIONS.get(key, 'for')} {value_words(key, row[key])}"
