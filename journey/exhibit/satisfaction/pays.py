"""Does it pay here: what follows a good answer and one that is not; how satisfied customers are with good service."""

from collections.abc import Sequence

from journey.data.ask import AnyRow
from journey.data.needs import CASE, lacking
from journey.data.views.rows import AFTER_ANSWER, AFTER_SERVICE
from journey.exhibit.chart import Axis, Dots, Series
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.by_group import NO_ANSWERS
from journey.exhibit.satisfaction.over_time import NO_TIME
from journey.exhibit.source import AnswerSource
from journey.model.vocabulary import METRICS
from journey.model.words import capital, count, percent, signed
from journey.presenters.friction.follows import OUTCOMES, surely_other

NAME = "Does satisfaction pay?"
OPTIONS = (choices.METRIC,)
NO_SIDES = "Too few customers are on either side to compare them at equal attributes."
SERVICE_PAYS = "Does good service pay?"
SERVED = {
    "answered_sooner": "answered sooner than half",
    "resolved_sooner": "resolved sooner than half",
    "one_contact": "one contact resolved it",
}


def good_answer(metric: str) -> str:
    """'a good answer to CSAT', 'a good feeling'."""
    return "a good feeling" if metric == "sentiment" else f"a good answer to {METRICS[metric].noun}"


def told_difference(row: AnyRow, does: str, units: str, equal: str) -> str:
    """'8 points fewer journeys buy afterwards ... at equal touchpoint and attributes (23 % against 31 % as they are)'."""
    points = 100 * (row["adjusted"] or 0)
    more = "more" if points > 0 else "fewer"
    as_they_are = f"{percent(row['with_it'])} against {percent(row['without_it'])} as they are"
    return f"{abs(points):.0f} points {more} {units} {does}, at equal {equal} ({as_they_are})"


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
        reason = source.too_few if source.is_shared else NO_SIDES
        return Nothing(ref, NAME, reason, (answer,))
    said = OUTCOMES | BUYS
    sure = surely_other(rows)
    title = (
        f"Nothing that follows {good_answer(metric)} surely differs from what follows another one"
    )
    if sure:
        first = max(sure, key=lambda row: abs(row["adjusted"] or 0))
        after = f"{said[first['outcome']]} after {good_answer(metric)} than after another one"
        title = told_difference(first, after, f"{source.unit}s", "touchpoint and attributes")
    return Exhibit(
        ref,
        "figure",
        title,
        f"The share after {good_answer(metric)}, a journey's first, less that after another one, at equal touchpoint and "
        "attributes; an association.",
        _differences([said[row["outcome"]] for row in rows], rows, "touchpoint and attributes"),
        (answer,),
        None,
        source.unit,
        f"For each outcome, the difference of shares after {good_answer(metric)} and after another one.",
        (
            f"{capital(answer.definitions['adjusted'])}.",
            "The title says what still differs when corrected for how many shares are compared (Benjamini-Hochberg at 5 %). Times "
            "and revenue are in the table.",
        ),
    )


def service_pays(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option metric: with quicker and single-contact cases, how many more last answers are good."""
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, SERVICE_PAYS, NO_ANSWERS)
    answer = source.ask(AFTER_SERVICE, metrics=(metric,))
    rows = [row for row in answer.rows if row["adjusted"] is not None]
    noun = METRICS[metric].noun
    if not rows:
        none = f"No case has an answer to {noun} under these filters."
        missing = lacking(source.generation, CASE)
        reason = f"{capital(missing)}." if missing else NO_SIDES if answer.rows else none
        return Nothing(ref, SERVICE_PAYS, reason, (answer,))
    sure = surely_other(rows)
    title = f"Whether cases are served quicker or at once, answers to {noun} do not surely differ at equal reason and channel"
    if sure:
        first = max(sure, key=lambda row: abs(row["adjusted"] or 0))
        ending = f"end with {good_answer(metric)} where {SERVED[first['subject']]}"
        title = told_difference(first, ending, "cases", "reason and channel")
    return Exhibit(
        ref,
        "figure",
        title,
        f"The share of cases whose last answer to {noun} is good, less that of the others, at equal reason and channel; an "
        "association.",
        _differences([SERVED[row["subject"]] for row in rows], rows, "reason and channel"),
        (answer,),
        None,
        "case",
        f"For each kind of service, the difference of shares with a good answer to {noun}.",
        (
            "Sooner than half: within the median of the cases compared. Once: of resolved cases, with one contact. "
            "The title is corrected for how many are compared (Benjamini-Hochberg at 5 %).",
        ),
    )


def _differences(names: Sequence[str], rows: Sequence[AnyRow], equal: str) -> Dots:
    """A row a difference of shares at equal places, both shares beside it as they are."""
    return Dots(
        tuple(names),
        (
            Series(
                f"at equal {equal}",
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
    )
