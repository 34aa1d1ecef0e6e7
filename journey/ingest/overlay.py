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


def laid_over(layout: Recipe, said: Recipe, source: Source) -> Recipe:
    """The layout with the columns, fixed values, events, questions and left out columns that were said.

    A field that was said to have no column has none. Raises UserError where the file has no such column.
    """
    columns = _columns(layout.columns, said, source)
    for rule in said.events:
        for names in rule.columns.values():
            check_existing(names, source)
    recipe = _with_questions_said(layout, said, source)
    check_existing(said.drop, source)
    return replace(
        recipe,
        columns={
            field: kept
            for field, names in columns.items()
            if (kept := tuple(name for name in names if name not in said.drop))
        },
        fixed={**layout.fixed, **said.fixed},
        events=said.events or layout.events,
        drop=(*layout.drop, *sorted(set(said.drop))),
    )


def _columns(of_layout: Columns, said: Recipe, source: Source) -> dict[str, tuple[str, ...]]:
    """The columns of each field; one that was said to be a field's is no other's but where that was said too."""
    columns = dict(of_layout)
    for field, names in said.columns.items():
        check_existing(names, source)
        columns = {
            other: columns[other]
            for other in columns
            if other != field and (columns[other] != names or other in said.columns)
        }
        if names:
            columns[field] = names
    without_column = {field for field in said.fixed if field not in said.columns}
    if said.events:
        without_column |= {"occurred_at", "touchpoint"}
    if said.is_survey:
        without_column |= {field for field in ANSWER_FIELDS if field not in said.columns}
    return {field: names for field, names in columns.items() if field not in without_column}


def _with_questions_said(layout: Recipe, said: Recipe, source: Source) -> Recipe:
    """The layout as that of a survey, where it was said to be one, with the kinds of single questions."""
    if not (layout.is_survey or said.is_survey):
        if said.questions or said.not_questions:
            raise BadOption(
                "question",
                "speaks of a survey, one person's answers a row: say that the file is one.",
                Setting("survey"),
            )
        return layout
    check_existing((*said.questions, *said.not_questions), source)
    kinds = {**layout.questions, **said.questions}
    not_asked = [column for column in layout.not_questions if column not in said.questions]
    return replace(
        layout,
        is_survey=True,
        questions={
            column: kind for column, kind in kinds.items() if column not in said.not_questions
        },
        not_questions=(*not_asked, *said.not_questions),
    )
