"""One metric over time, with whether it changed beyond chance, and since when."""

from collections.abc import Iterator, Sequence
from datetime import date

from journey.data.groups import fitting_period
from journey.data.views.rows import SATISFACTION, TREND
from journey.exhibit.chart import Axis, Curve, Curves
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.by_group import NO_ANSWERS, unit_of
from journey.exhibit.satisfaction.marked_days import DAYS, marked
from journey.exhibit.source import AnswerSource
from journey.exhibit.target import target_line
from journey.model.comparing import SURE
from journey.model.vocabulary import METRICS
from journey.model.words import capital
from journey.presenters.satisfaction import figures
from journey.presenters.satisfaction import trend as words

NAME = "Satisfaction over time"
NO_TIME = "These answers have no time, so nothing can be said of a trend."
OPTIONS = (choices.METRIC, DAYS)


def over_time(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options metric and days, those marked; the verdict is that of the view `trend`, over weeks."""
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, NAME, NO_ANSWERS)
    if source.generation.is_timeless:
        return Nothing(ref, NAME, NO_TIME)
    period = period_of(source)
    asked = {"metrics": (metric,)}
    answer, found = source.ask_all([(TREND, asked), (SATISFACTION, {"by": (period,), **asked})])
    variant = next(iter(figures.variants(source.generation, metric)))
    rows = figures.in_variant(source.generation, found.rows, metric, variant)
    if not answer.rows or not rows:
        return Nothing(ref, NAME, source.too_few, (found,))
    trend = answer.rows[0]
    days = tuple(float(date.fromisoformat(row[period]).toordinal()) for row in rows)
    is_changed = trend["change_at"] and (trend["change_p"] or 0) < SURE
    marks = (
        ((float(date.fromisoformat(trend["change_at"]).toordinal()), "changed here"),)
        if is_changed and trend["change_at"]
        else ()
    )
    return Exhibit(
        ref,
        "figure",
        words.verdict(trend),
        f"{capital(trend['definition'] or '')}, by the {period} of the answer, with its 95 % interval.",
        Curves(
            (
                Curve(
                    METRICS[metric].noun,
                    "accent",
                    days,
                    tuple(row["value"] for row in rows),
                    tuple(row["low"] for row in rows),
                    tuple(row["high"] for row in rows),
                ),
            ),
            Axis(f"{period} of the answer", "day"),
            Axis(
                f"{METRICS[metric].noun}, 95 % interval", unit_of(trend["definition"] or "", metric)
            ),
            (*marks, *_marked(ref, days)),
            target_line(source, metric, variant),
        ),
        (answer, found),
        trend["n"],
        "answer",
        f"{METRICS[metric].noun} in each {period}, with its 95 % interval.",
        tuple(
            filter(None, (words.uncertainty(trend), words.LEVEL, *_season(trend["periods"] or 0)))
        ),
    )


def _marked(ref: Ref, days: Sequence[float]) -> Iterator[tuple[float, str]]:
    """The days marked that lie within the curve."""
    for day, said in marked(ref.option(DAYS)):
        if days[0] <= day.toordinal() <= days[-1]:
            yield float(day.toordinal()), said


def period_of(source: AnswerSource) -> str:
    """Weeks are too fine to be read of a year: months, of short data weeks or days."""
    return fitting_period(source.generation)


def _season(weeks: int) -> tuple[str, ...]:
    return (words.NO_SEASON,) if weeks < words.A_YEAR else ()
