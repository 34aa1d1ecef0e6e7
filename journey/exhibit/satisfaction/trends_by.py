"""By group: how one metric rises or falls a month, and for whom that is beyond chance."""

from journey.data.ask import AnyRow
from journey.data.views.rows import TREND
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.by_group import NO_ANSWERS
from journey.exhibit.satisfaction.over_time import NO_TIME
from journey.exhibit.source import AnswerSource
from journey.model.filters import value_words
from journey.model.metrics import is_share
from journey.model.vocabulary import METRICS
from journey.model.words import count
from journey.presenters import attributes
from journey.presenters.satisfaction import trend as words

NAME = "Trend by group"
OPTIONS = (choices.METRIC, choices.SPLIT)
DRAWN = 20


def trends_by(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options metric and split; those with most answers are drawn, the steepest fall first."""
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, NAME, NO_ANSWERS)
    if source.generation.is_timeless:
        return Nothing(ref, NAME, NO_TIME)
    key = choices.split(ref, source)
    answer = source.ask(TREND, by=(key,), metrics=(metric,))
    rows = [row for row in answer.rows if row["slope"] is not None]
    if not rows:
        alike = "All answers lie in one week, or in none are there 10 customers."
        return Nothing(ref, NAME, alike if answer.rows else source.too_few, (answer,))
    largest = sorted(rows, key=lambda row: -(row["n"] or 0))[:DRAWN]
    drawn = sorted(largest, key=lambda row: row["slope"])
    scale = words.WEEKS_OF_A_MONTH * (100 if is_share(rows[0]["definition"] or "") else 1)
    called = attributes.words(source.generation, key)
    rest = len(rows) - len(drawn)
    unit = "" if metric == "sentiment" else " points"
    return Exhibit(
        ref,
        "figure",
        words.headline_by(rows, key, called),
        f"{METRICS[metric].noun} by {called}: change a month at equal touchpoints, by a straight line, with its 95 % interval.",
        Dots(
            tuple(value_words(key, row[key]) for row in drawn),
            (
                Series(
                    "change a month",
                    "accent",
                    tuple(scale * row["slope"] for row in drawn),
                    tuple(f"{words.of_a_month(row)}{unit}" for row in drawn),
                    tuple(_scaled(row, "slope_low", scale) for row in drawn),
                    tuple(_scaled(row, "slope_high", scale) for row in drawn),
                    tuple(row["n"] for row in drawn),
                ),
            ),
            Axis(f"change of {METRICS[metric].noun} a month, 95 % interval", "number"),
            tuple(f"n {count(row['n'])}" for row in drawn),
            (0.0, "no change"),
        ),
        (answer,),
        None,
        "answer",
        f"{METRICS[metric].noun} of each {called}: change a month, with its 95 % interval.",
        (
            "The title is corrected for how many groups are compared (Benjamini-Hochberg at 5 %).",
            *((f"{count(rest)} more are in the table.",) if rest else ()),
        ),
    )


def _scaled(row: AnyRow, end: str, scale: float) -> float | None:
    return None if row[end] is None else scale * row[end]
