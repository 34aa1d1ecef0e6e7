"""What a user says of a file, laid over the layout that it has."""

from collections.abc import Mapping
from dataclasses import replace

from journey.ingest.columns import check_existing
from journey.ingest.fields import SCORES
from journey.ingest.recipe import Recipe
from journey.ingest.source import Source
from journey.model.errors import BadOption, Setting

ANSWER_FIELDS = ("touchpoint", "comment", *SCORES)  # what each question of a survey says for itself
Columns = Mapping[str, tuple[str, ...]]


def laid_over(layout: Recipe, stated: Recipe, source: Source) -> Recipe:
    """The layout with the columns, fixed values, events, questions and left out columns that were stated.

    A field that was said to have no column has none. Raises UserError where the file has no such column.
    """
    columns = _columns(layout.columns, stated, source)
    for rule in stated.events:
        for names in rule.columns.values():
            check_existing(names, source)
    recipe = _with_stated_questions(layout, stated, source)
    check_existing(stated.drop, source)
    return replace(
        recipe,
        columns={
            field: kept
            for field, names in columns.items()
            if (kept := tuple(name for name in names if name not in stated.drop))
        },
        fixed={**layout.fixed, **stated.fixed},
        events=stated.events or layout.events,
        drop=(*layout.drop, *sorted(set(stated.drop))),
    )


def _columns(of_layout: Columns, stated: Recipe, source: Source) -> dict[str, tuple[str, ...]]:
    """The columns of each field; one that was said to be a field's is no other's but where that was said too."""
    columns = dict(of_layout)
    for field, names in stated.columns.items():
        check_existing(names, source)
        columns = {
            other: columns[other]
            for other in columns
            if other != field and (columns[other] != names or other in stated.columns)
        }
        if names:
            columns[field] = names
    without_column = {field for field in stated.fixed if field not in stated.columns}
    if stated.events:
        without_column |= {"occurred_at", "touchpoint"}
    if stated.is_survey:
        without_column |= {field for field in ANSWER_FIELDS if field not in stated.columns}
    return {field: names for field, names in columns.items() if field not in without_column}


def _with_stated_questions(layout: Recipe, stated: Recipe, source: Source) -> Recipe:
    """The layout as that of a survey, where it was said to be one, with the kinds of single questions."""
    if not (layout.is_survey or stated.is_survey):
        if stated.questions or stated.not_questions:
            raise BadOption(
                "question",
                "speaks of a survey, one person's answers a row: say that the file is one.",
                Setting("survey"),
            )
        return layout
    check_existing((*stated.questions, *stated.not_questions), source)
    kinds = {**layout.questions, **stated.questions}
    not_asked = [column for column in layout.not_questions if column not in stated.questions]
    return replace(
        layout,
        is_survey=True,
        questions={
            column: kind for column, kind in kinds.items() if column not in stated.not_questions
        },
        not_questions=(*not_asked, *stated.not_questions),
    )
