"""The questions of a survey as events of a recipe, with the choices that stand in several columns."""

from collections.abc import Mapping
from dataclasses import replace

from journey.ingest.choices import choice_questions, sentence
from journey.ingest.column_scales import NO_ANSWER, SCALE, values_of
from journey.ingest.columns import column_index
from journey.ingest.questions import CHOICE, SATISFIED, SurveyQuestion, rules, survey_questions
from journey.ingest.recipe import Choice, Recipe
from journey.ingest.short_names import with_short_names
from journey.ingest.source import Source


def with_questions(
    recipe: Recipe, source: Source, answers: Mapping[str, str]
) -> tuple[Recipe, list[SurveyQuestion], list[str]]:
    """The recipe's questions, found among the source's columns, as events, and what is assumed of their choices.

    `answers` say of some columns which scale they were asked on, and which values mean nothing.
    What touchpoints are called stays said in later files, which find them named.
    """
    if not recipe.is_survey:
        return recipe, [], []
    read = replace(recipe, choices=()).column_names()
    known_columns = {
        source.columns[index]
        for name in [*recipe.not_questions, *recipe.drop, *read]
        if (index := column_index(name, source.columns)) is not None
    }
    known_columns |= {key.name for key in source.nested}
    before = _still_choices(recipe, known_columns)
    of_before = {column for choice in before for column in choice.columns}
    free = set(source.columns) - known_columns - of_before
    choices = choice_questions(source, free, recipe.questions, before)
    questions = survey_questions(
        source.columns,
        source.texts,
        source.sample,
        known_columns | of_before,
        recipe.questions,
        {column: choice.name for choice in choices for column in choice.columns},
        frozenset(key.removeprefix(SCALE) for key in answers if key.startswith(SCALE)),
        {
            key.removeprefix(NO_ANSWER): values_of(text)
            for key, text in answers.items()
            if key.startswith(NO_ANSWER)
        },
    )
    questions, names_said = with_short_names(
        questions, [rule.touchpoint for rule in recipe.events], _named_before(recipe, source)
    )
    words = (
        {"csat": {**SATISFIED, **recipe.words.get("csat", {})}}
        if any(question.kind == "csat" for question in questions)
        else {}
    )
    recipe = replace(
        recipe,
        events=(*recipe.events, *rules(questions)),
        words={**recipe.words, **words},
        choices=choices,
        notes=tuple(dict.fromkeys((*recipe.notes, *names_said))),
    )
    return recipe, questions, [sentence(choice) for choice in choices]


def _named_before(recipe: Recipe, source: Source) -> dict[str, str]:
    """Of the columns that an earlier file's questions stand in the texts, and what their touchpoints are called."""
    texts = dict(zip(source.columns, source.texts, strict=False))
    return {
        texts.get(rule.key) or rule.key: rule.touchpoint
        for rule in recipe.events
        if rule.key in source.columns and rule.touchpoint
    }


def _still_choices(recipe: Recipe, known: set[str]) -> tuple[Choice, ...]:
    """The recipe's questions of choices, but for columns that were said to be something else since."""
    others = known | {column for column, kind in recipe.questions.items() if kind != CHOICE}
    kept = (
        replace(
            choice,
            columns={name: label for name, label in choice.columns.items() if name not in others},
        )
        for choice in recipe.choices
    )
    return tuple(choice for choice in kept if len(choice.columns) > 1)
