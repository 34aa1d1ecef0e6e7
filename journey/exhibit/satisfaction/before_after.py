"""What happened on a day, beside the metric before and since: every day that is marked, each a test of its own."""

from dataclasses import dataclass
from datetime import date, timedelta

from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.views.rows import SATISFACTION
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.by_group import NO_ANSWERS
from journey.exhibit.satisfaction.marked_days import DAYS, marked
from journey.exhibit.satisfaction.over_time import NO_TIME
from journey.exhibit.source import AnswerSource
from journey.model.comparing import SURE, adjusted, p_of_interval
from journey.model.errors import UserError
from journey.model.intervals import figure_difference
from journey.model.metrics import is_share
from journey.model.small_numbers import LOW_BASE_BELOW
from journey.model.vocabulary import METRICS
from journey.model.words import capital, count, signed
from journey.presenters.satisfaction import figures

NAME = "Before and after"
OPTIONS = (choices.METRIC, DAYS)
DAY = timedelta(days=1)
NONE_MARKED = (
    "No day is marked. Mark one, such as a release or a training, to compare before and after."
)


@dataclass(frozen=True)
class Compared:
    """A marked day with the figure before and since, and the difference after - before with its ends."""

    day: date
    words: str
    before: AnyRow
    after: AnyRow
    low: float
    high: float

    @property
    def difference(self) -> float:
        return float(self.after["value"] - self.before["value"])

    @property
    def fewest(self) -> int:
        return min(self.before["customers"], self.after["customers"])


def before_after(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options metric and days, those marked."""
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, NAME, NO_ANSWERS)
    if source.generation.is_timeless:
        return Nothing(ref, NAME, NO_TIME)
    marks = list(marked(ref.option(DAYS)))
    if not marks:
        return Nothing(ref, NAME, NONE_MARKED)
    answers: list[Answer[AnyRow]] = []
    compared = [
        found
        for day, words in marks
        if (found := _compared(source, metric, day, words, answers)) is not None
    ]
    if not compared:
        reason = "On one side of each marked day fewer than 10 customers answered."
        return Nothing(ref, NAME, reason)
    definition = compared[0].before["definition"] or ""
    scale = 100 if is_share(definition) else 1
    digits = 2 if metric == "sentiment" else 0 if scale == 100 else 1
    return Exhibit(
        ref,
        "figure",
        _title(compared, metric, scale, digits),
        f"{METRICS[metric].noun} of answers given from the day on, less that of those before, with its 95 % interval.",
        Dots(
            tuple(f"{one.day:%-d %b %Y}: {one.words}" for one in compared),
            (
                Series(
                    "after less before",
                    "accent",
                    tuple(scale * one.difference for one in compared),
                    tuple(signed(scale * one.difference, digits) for one in compared),
                    tuple(scale * one.low for one in compared),
                    tuple(scale * one.high for one in compared),
                    tuple(one.fewest for one in compared),
                ),
            ),
            Axis("after less before, 95 % interval", "number"),
            tuple(_sides(one) for one in compared),
            (0.0, "no difference"),
        ),
        tuple(answers),
        None,
        "answer",
        f"{METRICS[metric].noun} before and after each marked day.",
        (
            "All answers before the day beside all from it on: what else changed in that time is in it, too. The title is "
            "corrected for how many days are marked (Benjamini-Hochberg at 5 %).",
        ),
    )


def _compared(
    source: AnswerSource, metric: str, day: date, words: str, answers: list[Answer[AnyRow]]
) -> Compared | None:
    """None where the day lies outside the filters' dates, or either side has too few; `answers` take what was asked."""
    variant = next(iter(figures.variants(source.generation, metric)))
    try:
        both = [
            source.ask(SATISFACTION, metrics=(metric,), begun=begun)
            for begun in ((None, day - DAY), (day, None))
        ]
    except UserError:
        return None
    sides = [figures.in_variant(source.generation, answer.rows, metric, variant) for answer in both]
    if not all(sides) or any(side[0]["low"] is None for side in sides):
        return None
    answers += both
    before, after = sides[0][0], sides[1][0]
    ends = [(row["value"], row["low"], row["high"]) for row in (after, before)]
    low, high = figure_difference(ends[0], ends[1])
    return Compared(day, words, before, after, low, high)


def _sides(one: Compared) -> str:
    return " → ".join(
        f"{figures.written(row, row['value'])} of {count(row['n'])}"
        for row in (one.before, one.after)
    )


def _title(compared: list[Compared], metric: str, scale: float, digits: int) -> str:
    tested = [one for one in compared if one.fewest >= LOW_BASE_BELOW]
    p_values = [p_of_interval(one.difference, one.low, one.high) for one in tested]
    sure = [one for one, q in zip(tested, adjusted(p_values), strict=True) if q < SURE]
    name = METRICS[metric].noun
    if not sure:
        return f"{capital(name)} did not change beyond chance at any marked day"
    largest = max(sure, key=lambda one: abs(one.difference))
    verb = "higher" if largest.difference > 0 else "lower"
    unit = "" if metric == "sentiment" else " points"
    amount = signed(scale * largest.difference, digits).lstrip("+−")
    return f"Since {largest.day:%-d %B %Y} ({largest.words}) {name} is {verb} by {amount}{unit}"
