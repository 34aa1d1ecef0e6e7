"""How one file's rows become events: the recipe that fits it, bound to its columns, with the reason for each choice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from journey.data.attributes import DURATION
from journey.ingest.answers import LIFECYCLE
from journey.ingest.binding import bound_to
from journey.ingest.choices import choice_questions, sentence
from journey.ingest.column_contents import time_columns
from journey.ingest.column_suggestions import SUGGESTED, suggestions
from journey.ingest.columns import column_index
from journey.ingest.customer_candidates import customer_candidates, stand_ins
from journey.ingest.fields import ENDED_AT, MAPPED, REQUIRED, SUFFIX, attribute_name
from journey.ingest.layouts import NO_LAYOUT, presets, recognised
from journey.ingest.lifecycle import lifecycle_column
from journey.ingest.matching import Match, default_matches, matches
from journey.ingest.overlay import laid_over
from journey.ingest.problems import ambiguous_column, missing_fields
from journey.ingest.questions import CHOICE, SATISFIED, SurveyQuestion, rules, survey_questions
from journey.ingest.recipe import Choice, Recipe
from journey.ingest.short_names import with_short_names
from journey.ingest.source import Source
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


@dataclass(frozen=True)
class Base:
    """The recipe to begin with, why its columns were chosen, what else could be meant, and notes."""

    recipe: Recipe
    matches: tuple[Match, ...] = ()
    proposals: tuple[Match, ...] = ()
    notes: tuple[str, ...] = ()


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
    base = _base(source, said, definition, layout)
    recipe, questions, choices_said = _with_questions(laid_over(base.recipe, said, source), source)
    recipe = _with_own_ends(bound_to(recipe, source.columns))
    tags, tags_said = frequent_tags(recipe.tags, source, recipe.column_names() | set(recipe.drop))
    recipe = replace(recipe, tags=tags)
    given = {**base.recipe.answers, **said.answers}
    if LIFECYCLE in given:
        recipe = replace(recipe, lifecycle="")
    elif column := lifecycle_column(recipe, source):
        recipe = replace(recipe, lifecycle=column, notes=(*recipe.notes, _of_pairs(column)))
    used_matches = tuple(
        match for match in base.matches if match.column in recipe.columns.get(match.field, ())
    )
    proposals = tuple(
        match
        for match in (*base.proposals, *_id_proposals(source, base.proposals))
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


def _base(source: Source, said: Recipe, definition: Definition, layout: Recipe | None) -> Base:
    """The layout given, else the one that the header tells, else the columns that look like fields."""
    if layout is not None and layout != NO_LAYOUT:
        return Base(layout)
    name = recognised(source.columns) if layout is None else None
    if name:
        preset = presets()[name]
        note = f"its header is that of {preset.about} (preset {name}; the preset none reads it without)"
        return Base(preset, notes=(note,))
    aliases = [*definition.channels, *(channel.lower() for channel in definition.channels.values())]
    candidates = matches(
        source.columns, source.sample, aliases, definition.valences, definition.stage_names
    )
    chosen = [match for match in default_matches(candidates) if match.field not in said.columns]
    known = {match.field for match in candidates} | set(said.columns)
    further = suggestions(
        source.columns,
        source.sample,
        {match.column for match in candidates} | said.column_names(),
        [field for field in SUGGESTED if field not in known],
    )
    return Base(
        Recipe(columns={match.field: (match.column,) for match in chosen}),
        tuple(chosen),
        (
            *(match for match in candidates if match not in chosen),
            *(Match(field, column, because) for field, column, because in further),
        ),
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


def _id_proposals(source: Source, known: tuple[Match, ...]) -> list[Match]:
    """Columns that may be the customer's, where none is taken."""
    if any(match.field == "customer_id" for match in known):
        return []
    is_timeless = not time_columns(source.columns, source.sample)
    return [
        Match("customer_id", candidate.column, candidate.because)
        for candidate in customer_candidates(source.columns, source.sample, is_timeless)
    ]


def _is_expanded(source: Source, index: int) -> bool:
    """Whether the keys inside the column stand as columns of their own."""
    return any(key.column_index == index for key in source.nested)


def _with_questions(
    recipe: Recipe, source: Source
) -> tuple[Recipe, list[SurveyQuestion], list[str]]:
    """The recipe's questions, found among the source's columns, as events, and what is assumed of their choices.

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


def _has_field(recipe: Recipe, field: str) -> bool:
    if field in recipe.columns or field in recipe.fixed:
        return True
    if not recipe.events:
        return False
    if field == "touchpoint":
        return all(rule.touchpoint or field in rule.columns for rule in recipe.events)
    return all(field in rule.columns or field in rule.fixed for rule in recipe.events)
