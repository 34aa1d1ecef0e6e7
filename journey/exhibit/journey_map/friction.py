"""Where journeys run into friction: the touchpoints with the highest score, or where most are last seen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.data.views.rows import FRICTION
from journey.exhibit.chart import Axis, Bars, Series
from journey.exhibit.exhibit import TOO_FEW, Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.model.vocabulary import noun, outcome, words_in_force
from journey.model.words import capital, count, plural

if TYPE_CHECKING:
    from journey.data.views.rows import FrictionTold

DRAWN_LIMIT = 12
NAME = "Friction by touchpoint"


def friction(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """By score where leaving is told; where it is not, a score would weigh silence as leaving: then by the journeys last seen."""
    if not source.generation.has_outcomes:
        return Nothing(ref, NAME, "Friction needs journeys with times, and this dataset has none.")
    answer = source.ask(FRICTION)
    if source.filters.is_of_a_figure:
        reason = "The filter chose these journeys by what became of them, so their friction says nothing here."
        return Nothing(ref, NAME, reason)
    is_scored = words_in_force().tells_leaving and any(
        row["score"] is not None for row in answer.rows
    )
    key = "score" if is_scored else "journeys_lost"
    rows = sorted((row for row in answer.rows if row[key]), key=lambda row: -(row[key] or 0))
    if not rows:
        is_hidden = source.is_shared and (
            not answer.rows or any(row[key] is None for row in answer.rows)
        )
        return Nothing(ref, NAME, TOO_FEW if is_hidden else "No touchpoint has any friction.")
    if len(rows) == 1:
        return Nothing(
            ref, NAME, f"Only one touchpoint has friction to tell: {rows[0]['touchpoint']}."
        )
    drawn = rows[:DRAWN_LIMIT]
    rest = len(rows) - len(drawn)
    return Exhibit(
        ref,
        "figure",
        _title(drawn, is_scored),
        f"Friction score: {answer.definitions['score']}."
        if is_scored
        else f"{capital(source.unit)}s {noun('journeys_lost')}: {answer.definitions['journeys_lost']}.",
        _bars(drawn, is_scored, source.unit),
        (answer,),
        None,
        source.unit,
        "A bar a touchpoint, the highest first.",
        (f"{plural(rest, 'more touchpoint')} not drawn.",) if rest else (),
    )


def _title(rows: "Sequence[FrictionTold]", is_scored: bool) -> str:
    """The first of the ranking; of the journeys last seen none where some numbers are hidden."""
    first = rows[0]
    if not is_scored:
        return f"Where most journeys were last seen: {first['touchpoint']}, {count(first['journeys_lost'])}"
    if first["rank"] != 1:
        return NAME
    score = f"{first['score'] or 0:.0f} of 100"
    return f"Friction is highest at {first['touchpoint']}, {score}"


def _bars(rows: "Sequence[FrictionTold]", is_scored: bool, unit: str) -> Bars:
    if is_scored:
        series = Series(
            "friction",
            "warm",
            tuple(row["score"] for row in rows),
            tuple(f"{row['score'] or 0:.0f}" for row in rows),
            ns=tuple(row["journeys"] for row in rows),
        )
        axis = Axis("friction score", "number", (0.0, 100.0))
    else:
        lost = [row["journeys_lost"] for row in rows]
        series = Series(
            noun("journeys_lost"),
            outcome("dropped_off").role,
            tuple(None if number is None else float(number) for number in lost),
            tuple(map(count, lost)),
            ns=tuple(row["journeys"] for row in rows),
        )
        axis = Axis(f"{unit}s {noun('journeys_lost')}", "count")
    return Bars(
        tuple(row["touchpoint"] for row in rows),
        (series,),
        axis,
        tuple(f"{row['stage']} · n {count(row['journeys'])}" for row in rows),
    )
