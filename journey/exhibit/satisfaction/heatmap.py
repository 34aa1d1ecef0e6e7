"""One metric by stage and channel: where both together are good or bad."""

from journey.data.ask import AnyRow
from journey.data.views.rows import SATISFACTION
from journey.exhibit.chart import Axis, Cell, Cells
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.by_group import NO_ANSWERS, unit_of
from journey.exhibit.source import AnswerSource
from journey.exhibit.target import target_line
from journey.model.filters import value_words
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.vocabulary import METRICS
from journey.model.words import capital, count
from journey.presenters.satisfaction import figures

NAME = "Satisfaction by stage and channel"
OPTIONS = (choices.METRIC, choices.VARIANT)
COLUMNS = 12


def heatmap(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options metric and variant; channels with most answers first."""
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, NAME, NO_ANSWERS)
    variant = choices.variant(ref, source, metric)
    answer = source.ask(SATISFACTION, by=("stage", "channel"), metrics=(metric,))
    rows = figures.in_variant(source.generation, answer.rows, metric, variant)
    if not rows:
        return Nothing(ref, NAME, source.too_few, (answer,))
    stages = list(dict.fromkeys(str(row["stage"]) for row in rows))
    answers: dict[str | None, int] = {}
    for row in rows:
        answers[row["channel"]] = answers.get(row["channel"], 0) + (row["n"] or 0)
    channels = sorted(answers, key=lambda channel: -answers[channel])
    drawn = channels[:COLUMNS]
    by_place = {(row["stage"], row["channel"]): row for row in rows}
    values = [row["value"] for row in rows]
    low, high = min(values), max(values)
    rest, target = len(channels) - len(drawn), target_line(source, metric, variant)
    return Exhibit(
        ref,
        "figure",
        _title(rows, metric),
        f"{capital(rows[0]['definition'])}, by stage and channel.",
        Cells(
            tuple(stages),
            tuple(value_words("channel", channel) for channel in drawn),
            tuple(
                tuple(_cell(by_place.get((stage, channel)), low, high) for channel in drawn)
                for stage in stages
            ),
            Axis(METRICS[metric].noun, unit_of(rows[0]["definition"] or "", metric)),
            tuple("positive" for _ in stages),
            "channel",
        ),
        (answer,),
        sum(answers.values()),
        "answer",
        f"{METRICS[metric].noun} by stage and channel.",
        (
            "Dark is the highest figure; pale rests on fewer than 30 customers; empty on fewer than 10.",
            *((f"{capital(target[1])}.",) if target else ()),
            *((f"{count(rest)} more channels are in the table.",) if rest > 0 else ()),
        ),
    )


def _cell(row: AnyRow | None, low: float, high: float) -> Cell:
    if row is None:
        return Cell("")
    return Cell(
        figures.written(row, row["value"]),
        (row["value"] - low) / (high - low) if high > low else 0.0,
        (row["customers"] or 0) < LOW_BASE_BELOW,
        row["value"],
        row["low"],
        row["high"],
        row["n"],
    )


def _title(rows: list[AnyRow], metric: str) -> str:
    """Lowest and highest of those with 30 customers, where their intervals do not meet."""
    name = capital(METRICS[metric].noun)
    firm = [
        row for row in rows if (row["customers"] or 0) >= LOW_BASE_BELOW and row["low"] is not None
    ]
    if len(firm) < 2:
        return f"{name} by stage and channel: too few answers to compare"
    worst, best = (choose(firm, key=lambda row: row["value"]) for choose in (min, max))
    if not figures.are_apart(worst, best, len(firm)):
        return f"{name} differs nowhere between stages and channels beyond chance"
    places = [
        f"{value_words('channel', row['channel'])} in {row['stage']} ({figures.written(row, row['value'])})"
        for row in (worst, best)
    ]
    return f"{name} is lowest on {places[0]} and highest on {places[1]}"
