"""The key figures in a table: how many, what became of them, how satisfied, each with its definition, n and interval."""

from journey.data.answer import Answer
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid, Plain
from journey.exhibit.journey_map.whole import built, nothing
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.map.captions import figure_words, interval_words, value_words
from journey.map.headline import may_tell_outcomes
from journey.map.model import JourneyMap
from journey.model.definition import UNASSIGNED
from journey.model.vocabulary import ENDS, SURVEY, noun, outcome, words_in_force
from journey.model.words import capital, count, plural
from journey.presenters.tables import defined

NAME = "Key figures"
COLUMNS = (
    Column("Figure"),
    Column("Value", is_number=True),
    Column("n", is_number=True),
    Column("95 % interval"),
    Column("Definition"),
)
Row = tuple[tuple[str, Plain], ...]


def summary(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    journey_map, answers = built(source)
    if not journey_map.summary["events"]:
        return nothing(ref, NAME, journey_map)
    funnel = answers.answers["funnel"]
    rows = [
        *_counts(journey_map, answers.answers["summary"]),
        *(_outcomes(journey_map, funnel) if _tells_outcomes(journey_map, source) else ()),
        *_satisfaction(journey_map),
    ]
    return Exhibit(
        ref,
        "table",
        _title(journey_map),
        "Each figure with its definition, n and 95 % interval.",
        Grid(
            COLUMNS,
            tuple(tuple(words for words, _ in row) for row in rows),
            tuple(tuple(value for _, value in row) for row in rows),
        ),
        (answers.answers["summary"], answers.answers["satisfaction"], funnel),
        journey_map.summary["customers"],
        "customer",
        "The key figures with n, 95 % interval and definition.",
    )


def _tells_outcomes(journey_map: JourneyMap, source: AnswerSource) -> bool:
    return source.generation.has_outcomes and may_tell_outcomes() and not journey_map.is_chosen


def _title(journey_map: JourneyMap) -> str:
    """'6,500 customers, 7,219 journeys: NPS +26 (+22 to +30), CSAT 68 % (65 to 70)'."""
    told, is_survey = journey_map.summary, words_in_force().kind == SURVEY
    second = plural(told["events"], "answer") if is_survey else plural(told["journeys"], "journey")
    customers = (
        f"{plural(told['customers'], 'customer')}, " if told["customers"] is not None else ""
    )
    figures = ", ".join(
        f"{figure.metric.upper()} {figure_words(figure)}"
        for figure in journey_map.overall
        if figure.value is not None
    )
    return f"{customers}{second}{': ' * bool(figures)}{figures}"


def _counts(journey_map: JourneyMap, answer: Answer) -> list[Row]:
    rows, meanings = [], dict(defined(answer))
    for name in ("customers", "journeys", "events"):
        number = journey_map.summary[name]
        if number is not None:
            rows.append(
                _row(
                    capital(noun(name)),
                    count(number),
                    number,
                    definition=meanings.get(capital(noun(name)), ""),
                )
            )
    return rows


def _outcomes(journey_map: JourneyMap, answer: Answer) -> list[Row]:
    """What became of all journeys in a stage, in numbers that no stage hides."""
    stages = [
        stage for stage in journey_map.stages if stage.is_observed and stage.name != UNASSIGNED
    ]
    total = max((stage.funnel["reached"] or 0 for stage in stages), default=0)
    rows = []
    for name in ENDS:
        numbers = [stage.funnel[name] for stage in stages]  # type: ignore[literal-required]
        if None not in numbers and sum(numbers):
            words, number = count(sum(numbers)), sum(numbers)
            rows.append(
                _row(
                    capital(outcome(name).noun),
                    words,
                    number,
                    total,
                    definition=answer.definitions[name],
                )
            )
    return rows


def _satisfaction(journey_map: JourneyMap) -> list[Row]:
    return [
        _row(
            figure.metric.upper(),
            value_words(figure),
            figure.value,
            figure.n,
            " to ".join(interval_words(figure)) if figure.low is not None else "",
            figure.definition,
        )
        for figure in journey_map.overall
        if figure.value is not None
    ]


def _row(
    name: str,
    words: str,
    value: float | int | None,
    n: int | None = None,
    interval: str = "",
    definition: str = "",
) -> Row:
    return (
        (name, name),
        (words, value),
        ("" if n is None else count(n), n),
        (interval, interval),
        (capital(definition), capital(definition)),
    )
