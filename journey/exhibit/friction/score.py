"""The open score: what each part adds to it at each touchpoint, under the weights in force."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.data.needs import NOT_COMPUTABLE
from journey.exhibit.chart import Axis, Bars, Series
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.friction.ledger import friction_of, weights_now
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.metrics import FRICTION_PARTS
from journey.model.theme import FRICTION_HUES
from journey.model.vocabulary import noun
from journey.model.words import plural
from journey.presenters.friction import ledger as words
from journey.presenters.friction.places import names

if TYPE_CHECKING:
    from journey.data.views.rows import FrictionTold

NAME = "Friction score by its parts"
OPTIONS = ("weights",)
DRAWN = 14


def score(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option weights. Where leaving is not told, there is no score."""
    if not words.is_scored():
        return Nothing(ref, NAME, "There is no score here: it would weigh silence as leaving.")
    answer = friction_of(ref, source)
    rows = [row for row in answer.rows if row["rank"] is not None and row["score"]]
    if not rows:
        return Nothing(ref, NAME, TOO_FEW if source.is_shared else "Too little is measured here.")
    weights = weights_now(ref, source)
    drawn, rest = rows[:DRAWN], len(rows) - DRAWN
    shares = [dict(words.score_parts(row, weights)) for row in drawn]
    parts = [part for part in FRICTION_PARTS if any(each.get(part) for each in shares)]
    missing = [
        f"{noun(part)}: {answer.definitions[part]}"
        for part in FRICTION_PARTS
        if answer.definitions[part].startswith(NOT_COMPUTABLE)
    ]
    return Exhibit(
        ref,
        "figure",
        _title(drawn),
        f"{answer.definitions['score'].capitalize()}.",
        Bars(
            names(drawn),
            tuple(
                Series(
                    noun(part),
                    FRICTION_HUES[part],
                    tuple(100 * each.get(part, 0.0) for each in shares),
                )
                for part in parts
            ),
            Axis("friction score", "number"),
            tuple(words.score_words(row).removeprefix("score ") for row in drawn),
        ),
        (answer,),
        None,
        source.unit,
        "A bar a touchpoint, the highest score first, by the parts that it is made of.",
        (
            "Rank under other weights: with each weight halved and doubled.",
            *((f"{plural(rest, 'more touchpoint')} not drawn.",) if rest > 0 else ()),
            *(f"{line}." for line in missing),
        ),
    )


def _title(rows: "Sequence[FrictionTold]") -> str:
    first = rows[0]
    score = f"{first['score'] or 0:.0f} of 100"
    if first["rank_high"] == 1:
        return f"Friction is highest at {first['touchpoint']}, {score}, whatever the weights"
    return f"Friction is highest at {first['touchpoint']}, {score}; under other weights its rank is 1 to {first['rank_high']:.0f}"
