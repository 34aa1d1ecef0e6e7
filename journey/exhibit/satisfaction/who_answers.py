"""Who answers: the share of journeys with an answer, and whether the silent could turn the order."""

from journey.data.ask import AnyRow
from journey.data.groups import OUTCOME
from journey.data.views.rows import WHO_ANSWERS
from journey.exhibit.chart import Axis, Dots
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.ref import Ref
from journey.exhibit.satisfaction import choices
from journey.exhibit.satisfaction.by_group import DRAWN, NO_ANSWERS
from journey.exhibit.series import share_series
from journey.exhibit.source import AnswerSource
from journey.model.filters import value_words
from journey.model.vocabulary import METRICS, outcome
from journey.model.words import capital, count, percent
from journey.presenters import attributes
from journey.presenters.satisfaction import figures
from journey.presenters.satisfaction import service as words

NAME, BY_OUTCOME = "Who answers", "Who answers, by outcome"
OPTIONS = (choices.METRIC, choices.SPLIT)


def by_group(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options metric and split."""
    key = choices.split(ref, source)
    return _who_answers(ref, source, NAME, key, attributes.words(source.generation, key))


def by_outcome(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the option metric: whether those answer whose journeys went well."""
    if not source.generation.has_outcomes:
        return Nothing(ref, BY_OUTCOME, "These data do not tell what becomes of journeys.")
    return _who_answers(ref, source, BY_OUTCOME, OUTCOME, "what became of the journey")


def _who_answers(
    ref: Ref, source: AnswerSource, name: str, key: str, called: str
) -> Exhibit | Nothing:
    metric = choices.metric(ref, source)
    if not metric:
        return Nothing(ref, name, NO_ANSWERS)
    if metric == "sentiment":
        return Nothing(
            ref,
            name,
            "Feelings are recorded, not asked for. Only of NPS, CSAT and CES can be told who answers.",
        )
    answer = source.ask(WHO_ANSWERS, by=(key,), metrics=(metric,))
    rows = sorted(
        (row for row in answer.rows if row["response"] is not None),
        key=lambda row: -row["response"],
    )
    if not rows:
        return Nothing(ref, name, source.too_few, (answer,))
    drawn, silent = rows[:DRAWN], len(answer.rows) - len(rows)
    noun_of = METRICS[metric].noun
    turned = [row for row in rows if _differs(row) and row["tipping"] is not None]
    return Exhibit(
        ref,
        "figure",
        _title(rows, key, noun_of, source.unit),
        f"Of the {source.unit}s with an event there, the share with an answer to {noun_of}, by {called}, with its 95 % interval.",
        Dots(
            tuple(_named(key, row[key]) for row in drawn),
            (share_series("answer", "accent", drawn, "response"),),
            Axis(f"share of {source.unit}s with an answer, 95 % interval", "share"),
            tuple(_tipping(row) for row in drawn),
        ),
        (answer,),
        sum(row["answered"] or 0 for row in rows),
        source.unit,
        f"Share of {source.unit}s that answer {noun_of}, by {called}.",
        tuple(
            filter(
                None,
                (
                    f"Of all {source.unit}s, whether they were asked or not.",
                    f"In {count(silent)} more nobody answers." if silent else "",
                    _sense(rows, bool(turned)),
                ),
            )
        ),
    )


def _named(key: str, value: str | None) -> str:
    return capital(outcome(value).noun) if key == OUTCOME and value else value_words(key, value)


def _clause(value: str | None) -> str:
    return outcome(value).clause if value else "came to nothing known"


def _title(rows: list[AnyRow], key: str, metric: str, unit: str) -> str:
    """Who answers most and least, where that is beyond chance."""
    if key == OUTCOME:
        told = [rows[0], rows[-1]] if len(rows) > 1 else rows
        parts = [
            f"{percent(row['response'])} {said} of the {unit}s that {_clause(row[key])}"
            for row, said in zip(told, (f"answer {metric}", "do so"))
        ]
        return ", ".join(parts)
    apart = words.apart(rows, "response", key, percent)
    if apart:
        return f"Answers to {metric}: {apart}"
    first = percent(rows[0]["response"])
    if len(rows) > 1:
        return f"{first} answer {metric} where most do; where fewest do, chance may make the difference"
    return f"{first} of the {unit}s {words.placed(rows[0], key)} answer {metric}"


def _differs(row: AnyRow) -> bool:
    """Whether the others' figure lies outside of the group's interval, so that there is an order that silence might turn."""
    ends = (row["value_low"], row["against"], row["value_high"])
    return None not in ends and not ends[0] <= ends[1] <= ends[2]


def _tipping(row: AnyRow) -> str:
    said = f"n {count(row['response_n'])}"
    if row["value"] is None or row["against"] is None:
        return said
    if not _differs(row):
        return f"{said} · {figures.written(row, row['value'])}, as the others"
    words = f"{said} · {figures.written(row, row['value'])}, others {figures.written(row, row['against'])}"
    if row["tipping"] is None:
        return f"{words}: no silence turns it"
    return f"{words}: turns if the silent are at {figures.written(row, row['tipping'])}"


def _sense(rows: list[AnyRow], is_turned: bool) -> str:
    """What the words beside the rows mean."""
    turns = "Turns: were those who do not answer at this figure, all of the group would be where the others are."
    alike = "As the others: their figure lies within the interval of the group's."
    is_alike = any(row["against"] is not None and not _differs(row) for row in rows)
    return " ".join(words for words, is_said in ((turns, is_turned), (alike, is_alike)) if is_said)
