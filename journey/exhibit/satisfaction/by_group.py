"""One metric by stage, channel, touchpoint or attribute, each with its interval, beside all together."""

from journey.data.views.rows import SATISFACTION
from journey.exhibit.chart import Axis, Dots, Series, Unit
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.source import AnswerSource
from journey.exhibit.target import target_line
from journey.model.filters import value_words
from journey.model.metrics import is_share
from journey.model.vocabulary import METRICS
from journey.model.words import capital, count
from journey.presenters import attributes
from journey.presenters.satisfaction import figures

NAME = "Satisfaction by group"
DRAWN = 20
NO_ANSWERS = "No answer to NPS, CSAT or CES and no emotion is in these data."


def by_group(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options metric, variant and split."""
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, NAME, NO_ANSWERS)
    variant, key = choices.variant(ref, source, metric), choices.split(ref, source)
    asked = {"metrics": (metric,)}
    answer, whole = source.ask_all([(SATISFACTION, {"by": (key,), **asked}), (SATISFACTION, asked)])
    rows = figures.in_variant(source.generation, answer.rows, metric, variant)
    if not rows:
        return Nothing(ref, NAME, source.too_few, (answer,))
    together = figures.in_variant(source.generation, whole.rows, metric, variant)
    ordered = sorted(rows, key=lambda row: -row["value"])
    drawn = ordered[:DRAWN]
    called = attributes.words(source.generation, key)
    few = len([row for row in answer.rows if row["definition"] == rows[0]["definition"]]) - len(
        rows
    )
    notes = [
        f"{count(number)} more {what}."
        for number, what in (
            (len(ordered) - len(drawn), "are in the table"),
            (few, "have fewer than 10 customers"),
        )
        if number > 0
    ]
    is_partial = source.is_shared and any(row["value"] is None for row in answer.rows)
    title = f"{METRICS[metric].noun} by {called}"
    return Exhibit(
        ref,
        "figure",
        title if is_partial else figures.headline(ordered, key, called),
        f"{capital(rows[0]['definition'])}, by {called}, with its 95 % interval.",
        Dots(
            tuple(value_words(key, row[key]) for row in drawn),
            (
                Series(
                    METRICS[metric].noun,
                    "accent",
                    tuple(row["value"] for row in drawn),
                    tuple(figures.written(row, row["value"]) for row in drawn),
                    tuple(row["low"] for row in drawn),
                    tuple(row["high"] for row in drawn),
                    tuple(row["n"] for row in drawn),
                ),
            ),
            Axis(
                f"{METRICS[metric].noun}, 95 % interval",
                unit_of(rows[0]["definition"] or "", metric),
            ),
            tuple(f"n {count(row['n'])}" for row in drawn),
            (together[0]["value"], f"all: {figures.written(together[0], together[0]['value'])}")
            if together
            else None,
            target=target_line(source, metric, variant),
        ),
        (answer, whole),
        together[0]["n"] if together else None,
        "answer",
        f"{METRICS[metric].noun} for each {called}, with its 95 % interval.",
        tuple(notes),
    )


def unit_of(definition: str, metric: str) -> Unit:
    if is_share(definition):
        return "share"
    if metric == "nps":
        return "points"
    return "valence" if metric == "sentiment" else "number"
