"""What is said of the answers in one column: the scale that it was asked on, which end is good, and values that mean nothing."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from journey.ingest.fields import SCORES
from journey.ingest.recipe import Condition, EventRule, Recipe
from journey.model.errors import Setting, UserError
from journey.model.metrics import ASKED_SCALES, NPS_REFUSED, SCALES, scale_words

SCALE, NO_ANSWER = "scale.", "no_answer."  # keys of answers, with a column or a metric behind
FORMS = (f"{SCALE}COLUMN", f"{NO_ANSWER}COLUMN")
SCALE_FORM = re.compile(r"(\d{1,3})-(\d{1,3})(-reversed)?")


@dataclass(frozen=True)
class ColumnScale:
    """What was said of a score's column: the name of its scale, '' for the one that the metric has, and what means nothing."""

    column: str
    metric: str
    scale: str = ""
    no_answers: tuple[str, ...] = ()


def is_of_column(key: str) -> bool:
    """Whether the key of an answer is about a column's answers."""
    return key.startswith((SCALE, NO_ANSWER))


def split_word(word: str) -> tuple[str, str]:
    """Key and value of KEY=VALUE; the name of a column may have a '=' of its own."""
    return (
        word.rpartition("=")[::2]
        if is_of_column(word) and "=" in word
        else word.partition("=")[::2]
    )


def check_statement(key: str, value: str) -> None:
    """Raises UserError where the value can be no scale, or names nothing."""
    column = key.removeprefix(SCALE).removeprefix(NO_ANSWER)
    if key.startswith(NO_ANSWER):
        values = values_of(value)
        if not values or not all(values):
            raise UserError(
                f"No value of {column!r} is named that means nothing.",
                Setting("assume", f"{key}=0, 9"),
            )
        return
    found = SCALE_FORM.fullmatch(value)
    if not found:
        raise UserError(
            f"{value!r} is no scale of {column!r}: say its lowest and its highest value.",
            Setting("assume", f"{key}=1-7"),
        )
    lowest, highest = int(found[1]), int(found[2])
    if lowest >= highest:
        raise UserError(
            f"The scale of {column!r} cannot go from {lowest} to {highest}: say its lowest value first, and which end is good.",
            Setting("assume", f"{key}={highest}-{lowest}"),
            Setting("assume", f"{key}={highest}-{lowest}-reversed"),
        )


def values_of(text: str) -> list[str]:
    """The values in a list with commas; one with a comma of its own stands in quotes.

    >>> values_of('0, 9, "weiß nicht, egal"')
    ['0', '9', 'weiß nicht, egal']
    """
    rows = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
    return [value.strip() for row in rows for value in row]


def list_of(values: list[str]) -> str:
    """The list that `values_of` reads back."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue().removesuffix("\n")


def score_columns(recipe: Recipe) -> dict[tuple[str, int], tuple[str, ...]]:
    """The columns of each score, by the number of the rule whose events have it."""
    rules = recipe.events or (None,)
    return {
        (metric, part): columns
        for part, rule in enumerate(rules)
        for metric in SCORES
        if (columns := (rule.columns.get(metric) if rule else ()) or recipe.columns.get(metric, ()))
    }


def stated_scales(recipe: Recipe, answers: Mapping[str, str]) -> dict[tuple[str, int], ColumnScale]:
    """What the answers say of the scores' columns, each by metric and rule.

    What is said of a metric holds for those of its columns of which nothing is said. Raises UserError for a scale that the metric
    is not asked on.
    """
    stated = {}
    for (metric, part), columns in score_columns(recipe).items():
        scales = _said(SCALE, columns, metric, answers)
        nothing = _said(NO_ANSWER, columns, metric, answers)
        if not scales and not nothing:
            continue
        if len(set(scales.values())) > 1:
            raise UserError(
                f"{' and '.join(map(repr, scales))} are read as one {metric}: say the same scale of both."
            )
        column = next(iter({**scales, **nothing}))
        scale = next(iter(scales.values()), "")
        if scale:
            _check_metric(column, metric, scale)
        values = [value for text in nothing.values() for value in values_of(text)]
        stated[metric, part] = ColumnScale(column, metric, scale, tuple(dict.fromkeys(values)))
    return stated


def answered_only(recipe: Recipe) -> Recipe:
    """The recipe, where a question that was answered with what means nothing makes no event."""
    stated = stated_scales(recipe, recipe.answers)
    return replace(
        recipe,
        events=tuple(
            replace(rule, only=(*rule.only, *_no_answers_of(rule, part, stated)))
            for part, rule in enumerate(recipe.events)
        ),
    )


def _no_answers_of(
    rule: EventRule, part: int, stated: Mapping[tuple[str, int], ColumnScale]
) -> list[Condition]:
    """The condition that its answer is not one of those, where the rule is of a question that has some."""
    return [
        no_answer_condition(said)
        for metric in SCORES
        if (said := stated.get((metric, part))) is not None
        and said.no_answers
        and rule.needs == (said.column,) == rule.columns.get(metric)
    ]


def no_answer_condition(said: ColumnScale) -> Condition:
    """That the column holds none of the values that mean nothing."""
    values = [value.lower() for value in said.no_answers]
    values += [value + zero for value in values if value.isdecimal() for zero in (".0", ",0")]
    return Condition(said.column, tuple(values), is_absent=True)


def _said(
    kind: str, columns: tuple[str, ...], metric: str, answers: Mapping[str, str]
) -> dict[str, str]:
    """What was said of each column, or else of the metric."""
    said = {column: answers[kind + column] for column in columns if kind + column in answers}
    return said or ({columns[0]: answers[kind + metric]} if kind + metric in answers else {})


def _check_metric(column: str, metric: str, scale: str) -> None:
    if metric == "nps" and scale in NPS_REFUSED:
        raise UserError(
            f"A {scale} question is not NPS: take {column!r} for csat instead.",
            Setting("map", f"csat={column}"),
            Setting("question", f"{column}=csat"),
        )
    if scale not in ASKED_SCALES[metric]:
        raise UserError(
            f"{column!r} cannot be {metric} on {scale_words(scale)}: {metric} is asked on "
            f"{', '.join(name for name in SCALES[metric] if not name.endswith('reversed'))}, either way round."
        )


def check_columns(recipe: Recipe, said: Mapping[str, str], columns: tuple[str, ...]) -> None:
    """Raises UserError where something is said of a column that is no score's; `columns` are all of the file's."""
    scored = {name for names in score_columns(recipe).values() for name in names}
    for key in filter(is_of_column, said):
        name = key.removeprefix(SCALE).removeprefix(NO_ANSWER)
        if name in scored or name in SCORES:
            continue
        if name not in columns:
            listed = ", ".join(map(repr, sorted(scored))) or "none"
            raise UserError(
                f"There is no column {name!r} whose scale could be said: the columns with scores are {listed}."
            )
        raise UserError(
            f"{name!r} is read as no score: say first which one it is.",
            Setting("question", f"{name}=csat")
            if recipe.is_survey
            else Setting("map", f"csat={name}"),
        )
    stated_scales(recipe, said)
