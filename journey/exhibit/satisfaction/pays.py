"""Does satisfaction pay here: what follows a good answer and one that is not, at equal attributes."""

from journey.data.views.rows import AFTER_ANSWER
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.by_group import NO_ANSWERS
from journey.exhibit.satisfaction.over_time import NO_TIME
from journey.exhibit.source import AnswerSource
from journey.model.vocabulary import METRICS
from journey.model.words import count, percent, signed
from journey.presenters.friction.follows import OUTCOMES, surely_other

NAME = "Does satisfaction pay?"
OPTIONS = (choices.METRIC,)
BUYS = {"buys": "buy afterwards"}


def pays(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option metric; shares alone are drawn, times and money stand in the table."""
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, NAME, NO_ANSWERS)
    if source.generation.is_timeless:
        return Nothing(ref, NAME, NO_TIME)
    answer = source.ask(AFTER_ANSWER, metrics=(metric,))
    rows = [row for row in answer.rows if row["unit"] == "share" and row["adjusted"] is not None]
    if not rows:
        return Nothing(ref, NAME, TOO_FEW, (answer,))
    said = OUTCOMES | BUYS
    noun = METRICS[metric].noun
    sure = surely_other(rows)
    title = (
        f"Nothing that follows a good answer to {noun} surely differs from what follows another one"
    )
    if sure:
        first = max(sure, key=lambda row: abs(row["adjusted"] or 0))
        title = (
            f"After a good answer to {noun} {percent(first['with_it'])} {said[first['outcome']]}, otherwise "
            f"{percent(first['without_it'])}"
        )
    return Exhibit(
        ref,
        "figure",
        title,
        f"The share after a good first answer to {noun} less that after another one, at equal attributes; an association.",
        Dots(
            tuple(said[row["outcome"]] for row in rows),
            (
                Series(
                    "at equal attributes",
                    "accent",
                    tuple(row["adjusted"] for row in rows),
                    tuple(f"{signed(100 * (row['adjusted'] or 0))} points" for row in rows),
                    tuple(row["adjusted_low"] for row in rows),
                    tuple(row["adjusted_high"] for row in rows),
                    tuple(row["adjusted_n"] for row in rows),
                ),
            ),
            Axis("difference of shares, 95 % interval", "share"),
            tuple(
                f"{percent(row['with_it'])} of {count(row['with_it_n'])}, otherwise {percent(row['without_it'])} of "
                f"{count(row['without_it_n'])}"
                for row in rows
            ),
            (0.0, "no difference"),
        ),
        (answer,),
        None,
        source.unit,
        f"For each outcome, the difference of shares after a good and another answer to {noun}.",
        (
            f"At equal attributes: {answer.definitions['adjusted']}.",
            "The title says what still differs when corrected for how many shares are compared (Benjamini-Hochberg at 5 %). Times "
            "and revenue are in the table.",
        ),
    )
