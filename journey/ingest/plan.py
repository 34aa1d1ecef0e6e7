"""How one file's rows become events: the recipe that fits it, bound to its columns, with the reason for each choice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journey.data.attributes import DURATION
from journey.ingest.answers import LIFECYCLE
from journey.ingest.base_recipe import base_recipe, id_proposals
from journey.ingest.binding import bound_to
from journey.ingest.column_scales import check_columns
from journey.ingest.customer_candidates import stand_ins
from journey.ingest.fields import ENDED_AT, MAPPED, REQUIRED, SUFFIX, attribute_name
from journey.ingest.lifecycle import lifecycle_column
from journey.ingest.matching import Match
from journey.ingest.overlay import laid_over
from journey.ingest.problems import ambiguous_column, missing_fields
from journey.ingest.questions import SurveyQuestion
from journey.ingest.recipe import Recipe
from journey.ingest.source import Source
from journey.ingest.survey_recipe import with_questions
from journey.ingest.tags import frequent_tags, tag_attributes
from journey.model.definition import Definition
from journey.model.errors import UserError


@dataclass(frozen=True)
class Plan:
    """A recipe for a source. `attributes` are (name, column number); `matches` say why; `proposals` what else could be meant;
    `problem` is what keeps the source from being loaded so, `missing` the required fields that have no column.
    """

    recipe: Recipe
    attributes: tuple[tuple[str, int], ...]
    matches: tuple[Match, ...] = ()
    proposals: tuple[Match, ...] = ()
    questions: tuple[SurveyQuestion, ...] = ()
    notes: tuple[str, ...] = ()
    problem: UserError | None = None
    missing: tuple[str, ...] = ()

    def columns_by_field(self) -> dict[str, str]:
        """Field and column, or columns, for the report."""
        return {
            field: " | ".join(names)
            for field, names in sorted(
                self.recipe.columns.items(), key=lambda pair: MAPPED.index(pair[0])
            )
        }

    def stand_ins(self, attribute_numbers: Mapping[str, int]) -> dict[str, str]:
        """The columns with ids of visits and devices, the surest first, and the name under which each is staged."""
        fields = {
            column: field for field, columns in self.recipe.columns.items() for column in columns
        }
        staged = {name: f"a{attribute_numbers[name]}" for name, _ in self.attributes} | {
            column: field for column, field in fields.items() if field in ("journey_id", "case_id")
        }
        return {column: staged[column] for column in stand_ins(staged)}


def plan(
    source: Source,
    said: Recipe,
    definition: Definition,
    layout: Recipe | None = None,
    is_timeless: bool = False,
) -> Plan:
    """The plan for a source under what the user says of it, with a problem where a required field has no column.

    `layout` is what that is laid over; without one it is the header's.
    """
    base = base_recipe(source, said, definition, layout)
    recipe, questions, choices_said = with_questions(
        laid_over(base.recipe, said, source), source, {**base.recipe.answers, **said.answers}
    )
    recipe = _with_own_ends(bound_to(recipe, source.columns))
    tags, tags_said = frequent_tags(recipe.tags, source, recipe.column_names() | set(recipe.drop))
    recipe = replace(recipe, tags=tags)
    given = {**base.recipe.answers, **said.answers}
    check_columns(recipe, said.answers, source.columns)
    if LIFECYCLE in given:
        recipe = replace(recipe, lifecycle="")
    elif column := lifecycle_column(recipe, source):
        recipe = replace(recipe, lifecycle=column, notes=(*recipe.notes, _of_pairs(column)))
    used_matches = tuple(
        match for match in base.matches if match.column in recipe.columns.get(match.field, ())
    )
    proposals = tuple(
        match
        for match in (*base.proposals, *id_proposals(source, base.proposals))
        if match.field not in recipe.columns
    )
    missing = _missing(recipe, is_timeless)
    found = [
        f"{match.field} is read from {match.column!r}: {match.because}"
        for match in used_matches
        if not match.is_sure
    ]
    attributes = _attributes(recipe, source)
    return Plan(
        recipe,
        attributes,
        used_matches,
        proposals,
        tuple(questions),
        (
            *base.notes,
            *found,
            *recipe.notes,
            *choices_said,
            *tags_said,
            *_of_durations(recipe, attributes),
        ),
        ambiguous_column(used_matches, source, said)
        or missing_fields(missing, source, recipe, proposals),
        missing,
    )


def _with_own_ends(recipe: Recipe) -> Recipe:
    """The recipe, where a row becomes several events without an end that they would share."""
    if not recipe.events or ENDED_AT not in recipe.columns:
        return recipe
    return replace(
        recipe,
        columns={field: names for field, names in recipe.columns.items() if field != ENDED_AT},
    )


def _of_pairs(column: str) -> str:
    return (
        f"an activity that has a row of its start and one of its end ({column!r}) is one event, at its start (the assumption "
        "lifecycle counts every row)"
    )


def _of_durations(recipe: Recipe, attributes: tuple[tuple[str, int], ...]) -> list[str]:
    """That waits run from the ends of events, where the file says how long these took."""
    if recipe.has_durations or any(name == DURATION for name, _ in attributes):
        return [f"{DURATION} is how long an event took: waits run from its end"]
    return []


def _attributes(recipe: Recipe, source: Source) -> tuple[tuple[str, int], ...]:
    """The columns that the recipe does not speak of, by their names among the attributes, and their numbers.

    A question whose choices are columns stands at the first of them.
    """
    used_columns = recipe.column_names() | set(recipe.drop)
    of_choices = {next(iter(choice.columns)): choice.name for choice in recipe.choices}
    of_columns = tuple(
        (of_choices.get(name) or _attribute_name(name, recipe, source), index)
        for index, name in enumerate(source.columns)
        if name in of_choices or (name not in used_columns and not _is_expanded(source, index))
    )
    return of_columns + tuple(
        (name, source.columns.index(column))
        for name, (column, _) in tag_attributes(recipe.tags, source.columns).items()
    )


def _attribute_name(name: str, recipe: Recipe, source: Source) -> str:
    """The column's name among the attributes; where rows tell how long events took, a column called so is another one."""
    own = attribute_name(name, source.columns)
    return own + SUFFIX if own == DURATION and recipe.has_durations else own


def _missing(recipe: Recipe, is_timeless: bool) -> tuple[str, ...]:
    """The required fields that the recipe has no column for."""
    return tuple(
        field
        for field in REQUIRED
        if not _has_field(recipe, field) and not (field == "occurred_at" and is_timeless)
    )


def _is_expanded(source: Source, index: int) -> bool:
    """Whether the keys inside the column stand as columns of their own."""
    return any(key.column_index == index for key in source.nested)


def _has_field(recipe: Recipe, field: str) -> bool:
    if field in recipe.columns or field in recipe.fixed:
        return True
    if not recipe.events:
        return False
    if field == "touchpoint":
        return all(rule.touchpoint or field in rule.columns for rule in recipe.events)
    return all(field in rule.columns or field in rule.fixed for rule in recipe.events)
