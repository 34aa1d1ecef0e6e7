"""The words of the command line that say what a file's columns mean: read into a recipe, and a recipe said in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from journey.ingest.answers import check_answers
from journey.ingest.column_scales import split_word
from journey.ingest.fields import MAPPED
from journey.ingest.questions import KINDS, NO_QUESTION
from journey.ingest.recipe import EventRule, Recipe, dated_event
from journey.model.errors import BadOption


@dataclass(frozen=True)
class MappingWords:
    """Words as they are typed: FIELD=COLUMN, FIELD=VALUE, TOUCHPOINT=COLUMN, COLUMN=KIND, COLUMN, and KEY=VALUE."""

    columns: Iterable[str] = ()
    fixed: Iterable[str] = ()
    events: Iterable[str] = ()
    questions: Iterable[str] = ()
    drop: Iterable[str] = ()
    answers: Iterable[str] = ()
    is_survey: bool = False


def parse_words(words: MappingWords) -> Recipe:
    """What the words say; raises UserError for one that cannot be understood. A field without a column has an empty tuple."""
    answers = _answers(words.answers)
    columns = dict(_field_and_value(word, "map", "COLUMN") for word in words.columns)
    fixed = dict(_fixed(word) for word in words.fixed)
    events = tuple(_event(word) for word in words.events)
    kinds = dict(_question(word) for word in words.questions)
    return Recipe(
        columns={field: (column,) if column else () for field, column in columns.items()},
        fixed=fixed,
        events=events,
        is_survey=words.is_survey,
        questions={column: kind for column, kind in kinds.items() if kind != NO_QUESTION},
        not_questions=tuple(column for column, kind in kinds.items() if kind == NO_QUESTION),
        drop=tuple(words.drop),
        answers=answers,
    )


def as_words(said: Recipe) -> list[str]:
    """Options and words of the command line that say the same as the recipe's columns, events, questions and answers."""
    pairs = [
        *(("--map", f"{field}={'|'.join(names)}") for field, names in said.columns.items()),
        *(("--fixed", f"{field}={value}") for field, value in said.fixed.items()),
        *(
            ("--event", f"{rule.touchpoint}={column}")
            for rule in said.events
            for column in rule.columns["occurred_at"]
        ),
        *(("--question", f"{column}={kind}") for column, kind in said.questions.items()),
        *(("--question", f"{column}={NO_QUESTION}") for column in said.not_questions),
        *(("--drop", column) for column in said.drop),
        *(("--assume", f"{key}={value}") for key, value in said.answers.items()),
    ]
    return [word for pair in pairs for word in pair] + ["--survey"] * said.is_survey


def _answers(words: Iterable[str]) -> dict[str, str]:
    """The answers, each under its key."""
    answers: dict[str, str] = {}
    for key, value in map(split_word, words):
        if answers.setdefault(key, value) != value:
            raise BadOption("assume", f"{key} is said in two ways: say it once.")
    check_answers(answers)
    return answers


def _field_and_value(word: str, option: str, right: str) -> tuple[str, str]:
    field, sign, value = word.partition("=")
    if not sign or field not in MAPPED:
        raise BadOption(
            option,
            f"{word!r} is not FIELD={right} with a known field: the fields are {', '.join(sorted(MAPPED))}.",
        )
    return field, value


def _fixed(word: str) -> tuple[str, str]:
    field, value = _field_and_value(word, "fixed", "VALUE")
    if not value.strip():
        raise BadOption("fixed", f"{field}= has no value: write {field}=VALUE.")
    return field, value.strip()


def _event(word: str) -> EventRule:
    name, sign, column = word.rpartition("=")
    if not sign or not name.strip():
        raise BadOption(
            "event",
            f"{word!r} is not TOUCHPOINT=COLUMN: write for example 'First response=First Response Time'.",
        )
    return dated_event(name.strip(), column)


def _question(word: str) -> tuple[str, str]:
    column, sign, kind = word.rpartition("=")
    if not sign or kind not in (*KINDS, NO_QUESTION):
        raise BadOption(
            "question",
            f"{word!r} is not COLUMN=KIND: the kinds are {', '.join(KINDS)} and none.",
        )
    return column, kind
