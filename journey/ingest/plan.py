"""How one file's rows become events: the recipe that fits it, bound to its columns, with the reason for each choice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from journey.ingest.fields import FIELDS, REQUIRED, SCORES
from journey.ingest.matching import Match, default_matches, matches, normalised, time_columns
from journey.ingest.questions import KINDS, SATISFIED, SurveyQuestion, rules, survey_questions
from journey.ingest.recipe import (
    EventRule,
    Recipe,
    attribute_name,
    parse_recipe,
    presets,
    recognised,
)
from journey.ingest.source import Source
from journey.model.definition import Definition
from journey.model.errors import (
    BadFile,
    BadMapping,
    BadOption,
    Hint,
    MissingFields,
    Setting,
    UnknownName,
    UserError,
)

NO_PRESET = "none"
ANSWER_FIELDS = ("touchpoint", "comment", *SCORES)  # what each question of a survey says for itself
DISTINCT_SHARE_LIMIT = 0.8


@dataclass(frozen=True)
class MappingRequest:
    """What the user asks of a file's mapping: a preset's name or a TOML file, and FIELD=COLUMN, FIELD=VALUE, NAME=COLUMN words.

    `is_survey`: each column that asks a question becomes an event; `questions` are COLUMN=KIND words about some of them;
    `drop` are columns to leave out.
    """

    preset: str = ""
    columns: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    recipe: Recipe | None = None
    is_survey: bool = False
    questions: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


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
                self.recipe.columns.items(), key=lambda pair: FIELDS.index(pair[0])
            )
        }


def column_place(name: str, columns: tuple[str, ...]) -> int:
    """The same of a column that a plan found in the file."""
    index = column_index(name, columns)
    if index is None:
        raise KeyError(name)
    return index


def column_index(name: str, columns: tuple[str, ...]) -> int | None:
    """The number of the column of this name; of several names with a bar between them the first that is there."""
    for option in [name, *name.split("|")]:
        if option in columns:
            return columns.index(option)
    normalised_columns = [normalised(column) for column in columns]
    return next(
        (
            normalised_columns.index(normalised(option))
            for option in name.split("|")
            if normalised(option) in normalised_columns
        ),
        None,
    )


def plan(
    source: Source, request: MappingRequest, definition: Definition, is_timeless: bool = False
) -> Plan:
    """The plan for a source under the user's request, with a problem where a required field has no column."""
    recipe, matched, proposals, notes = _base_recipe(source, request, definition)
    proposals += _id_proposals(source, proposals)
    recipe = _with_mapping_words(recipe, source, request)
    recipe, questions = _with_questions(recipe, source)
    recipe = _bound_to_source(recipe, source)
    used_columns = recipe.column_names() | set(recipe.drop)
    attributes = tuple(
        (attribute_name(name, source.columns), index)
        for index, name in enumerate(source.columns)
        if name not in used_columns and not _is_expanded(source, index)
    )
    used_matches = tuple(
        match for match in matched if match.column in recipe.columns.get(match.field, ())
    )
    proposals = [match for match in proposals if match.field not in recipe.columns]
    missing = tuple(
        field
        for field in REQUIRED
        if not _has_field(recipe, field) and not (field == "occurred_at" and is_timeless)
    )
    problem = _ambiguous_column(used_matches, source, request) or _missing_problem(
        missing, source, proposals
    )
    notes += [
        f"{match.field} is read from {match.column!r}: {match.because}"
        for match in used_matches
        if not match.is_sure
    ]
    return Plan(
        recipe,
        attributes,
        used_matches,
        tuple(proposals),
        tuple(questions),
        (*notes, *recipe.notes),
        problem,
        missing,
    )


def _ambiguous_column(
    matched: Iterable[Match], source: Source, request: MappingRequest
) -> UserError | None:
    """The problem where two columns have a field's name: the user must say which is meant."""
    mapped_fields = {word.partition("=")[0] for word in request.columns}
    for match in matched:
        second = f"{match.column} (2)"
        if second in source.columns and match.field not in mapped_fields:
            return BadFile(
                source.name,
                f"has two columns named {match.column!r}: say which is meant.",
                *(Setting("map", f"{match.field}={name!r}") for name in (match.column, second)),
            )
    return None


def _id_proposals(source: Source, known: list[Match]) -> list[Match]:
    """Columns called an id may be the customer's: where values come again and again, or where answers have no time."""
    proposals = []
    is_timeless = not time_columns(source.columns, source.sample)
    for index, column in enumerate(source.columns):
        cells = [row[index] for row in source.sample if len(row) > index and row[index].strip()]
        is_id = normalised(column) == "id" or normalised(column).endswith("_id")
        if is_id and cells and (is_timeless or len(set(cells)) < DISTINCT_SHARE_LIMIT * len(cells)):
            proposals.append(
                Match(
                    "customer_id",
                    column,
                    f"{len(set(cells)):,} values in the first {len(cells):,} rows",
                )
            )
    return proposals if not any(match.field == "customer_id" for match in known) else []


def _is_expanded(source: Source, index: int) -> bool:
    """Whether the keys inside the column stand as columns of their own."""
    return any(key.column_index == index for key in source.nested)


def _base_recipe(
    source: Source, request: MappingRequest, definition: Definition
) -> tuple[Recipe, list[Match], list[Match], list[str]]:
    """The recipe to begin with, why its columns were chosen, what else could be meant, and notes."""
    if request.recipe is not None:
        return request.recipe, [], [], []
    if request.preset and request.preset != NO_PRESET:
        return named_recipe(request.preset), [], [], []
    name = None if request.preset == NO_PRESET else recognised(source.columns)
    if name:
        recipe = presets()[name]
        return (
            recipe,
            [],
            [],
            [
                f"its header is that of {recipe.about} (preset {name}; the preset none reads it without)"
            ],
        )
    aliases = [*definition.channels, *(channel.lower() for channel in definition.channels.values())]
    candidates = matches(
        source.columns, source.sample, aliases, definition.valences, definition.stage_names
    )
    mapped_fields = {word.partition("=")[0] for word in request.columns}
    chosen = [match for match in default_matches(candidates) if match.field not in mapped_fields]
    columns = {match.field: (match.column,) for match in chosen}
    return (
        Recipe(columns=columns),
        chosen,
        [match for match in candidates if match not in chosen],
        [],
    )


def named_recipe(name: str) -> Recipe:
    """A preset by its name, or a saved mapping by its file's; raises UserError where there is neither."""
    if name in presets():
        return presets()[name]
    path = Path(name)
    if path.suffix.lower() != ".toml" or not path.is_file():
        raise UnknownName(
            "preset",
            name,
            presets(),
            f"use a saved mapping (a .toml file), none, or one of {', '.join(presets())}",
        )
    try:
        return parse_recipe(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        raise BadMapping(name, "cannot be read: it must be a TOML text in UTF-8.") from None


def _with_mapping_words(recipe: Recipe, source: Source, request: MappingRequest) -> Recipe:
    """The recipe with the words of the command line laid over it."""
    columns, fixed = dict(recipe.columns), dict(recipe.fixed)
    mappings = [_split_word(word, "map", "COLUMN") for word in request.columns]
    for field, column in mappings:
        columns.pop(field, None)
        if column:
            column_name = _existing_column(source, column)
            columns = {
                other: names
                for other, names in columns.items()
                if names != (column_name,) or other in dict(mappings)
            }
            columns[field] = (column_name,)
    for word in request.fixed:
        field, value = _split_word(word, "fixed", "VALUE")
        if not value.strip():
            raise BadOption("fixed", f"{field}= has no value: write {field}=VALUE.")
        fixed[field] = value.strip()
        if field not in dict(mappings):
            columns.pop(field, None)
    events = tuple(_event_rule(word, source) for word in request.events)
    if events:
        columns.pop("occurred_at", None)
        columns.pop("touchpoint", None)
    if request.is_survey:
        columns = {
            field: names
            for field, names in columns.items()
            if field not in ANSWER_FIELDS or field in dict(mappings)
        }
    recipe = _with_survey_words(recipe, source, request)
    dropped = {_existing_column(source, column) for column in request.drop}
    columns = {
        field: kept
        for field, names in columns.items()
        if (kept := tuple(name for name in names if name not in dropped))
    }
    drop = (*recipe.drop, *sorted(dropped))
    return replace(recipe, columns=columns, fixed=fixed, events=events or recipe.events, drop=drop)


def _with_survey_words(recipe: Recipe, source: Source, request: MappingRequest) -> Recipe:
    """The recipe as that of a survey, where it was declared one, with the kinds given for single questions."""
    if recipe.questions is None and not request.is_survey and not request.questions:
        return recipe
    if recipe.questions is None and not request.is_survey:
        raise BadOption(
            "question",
            "speaks of a survey, one person's answers a row: say that the file is one.",
            Setting("survey"),
        )
    kinds, not_questions = dict(recipe.questions or {}), list(recipe.not_questions)
    for word in request.questions:
        column, sign, kind = word.rpartition("=")
        if not sign or kind not in (*KINDS, "none"):
            raise BadOption(
                "question",
                f"{word!r} is not COLUMN=KIND: the kinds are {', '.join(KINDS)} and none.",
            )
        kinds[_existing_column(source, column)] = kind
    not_questions += [column for column, kind in kinds.items() if kind == "none"]
    return replace(
        recipe,
        questions={c: kind for c, kind in kinds.items() if kind != "none"},
        not_questions=tuple(not_questions),
    )


def _event_rule(word: str, source: Source) -> EventRule:
    name, sign, column = word.rpartition("=")
    if not sign or not name.strip():
        raise BadOption(
            "event",
            f"{word!r} is not TOUCHPOINT=COLUMN: write for example 'First response=First Response Time'.",
        )
    return EventRule(
        name.strip(), {"occurred_at": (_existing_column(source, column),)}, key=name.strip()
    )


def _split_word(word: str, option: str, right: str) -> tuple[str, str]:
    field, sign, value = word.partition("=")
    if not sign or field not in FIELDS:
        raise BadOption(
            option,
            f"{word!r} is not FIELD={right} with a known field: the fields are {', '.join(sorted(FIELDS))}.",
        )
    return field, value


def _existing_column(source: Source, column: str) -> str:
    if column not in source.columns:
        raise BadFile(
            source.name, f"has no column {column!r}: its columns are {listed(source.columns)}."
        )
    return column


def _with_questions(recipe: Recipe, source: Source) -> tuple[Recipe, list[SurveyQuestion]]:
    """The recipe's questions, found among the source's columns, as events."""
    if recipe.questions is None:
        return recipe, []
    known_columns = [
        source.columns[index]
        for name in [*recipe.not_questions, *recipe.drop, *recipe.column_names()]
        if (index := column_index(name, source.columns)) is not None
    ]
    known_columns += [key.name for key in source.nested]
    questions = survey_questions(
        source.columns, source.texts, source.sample, known_columns, recipe.questions
    )
    words = (
        {"csat": {**SATISFIED, **recipe.words.get("csat", {})}}
        if any(question.kind == "csat" for question in questions)
        else {}
    )
    return replace(
        recipe, events=(*recipe.events, *rules(questions)), words={**recipe.words, **words}
    ), questions


def _bound_to_source(recipe: Recipe, source: Source) -> Recipe:
    """The recipe with every column spelt as the source has it, and without those that it has not."""

    def spelt(name: str) -> str | None:
        index = column_index(name, source.columns)
        return None if index is None else source.columns[index]

    def each(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(column_name for name in names if (column_name := spelt(name)) is not None)
        )

    def table(columns: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        return {field: names for field, options in columns.items() if (names := each(options))}

    def conditions(unbound: Iterable) -> tuple:
        return tuple(
            replace(condition, column=spelt(condition.column))
            for condition in unbound
            if spelt(condition.column) is not None
        )

    events = []
    for rule in recipe.events:
        lacks_time = "occurred_at" in rule.columns and not each(rule.columns["occurred_at"])
        if (
            lacks_time
            or any(spelt(name) is None for name in rule.needs)
            or len(conditions(rule.only)) < len([c for c in rule.only if not c.is_absent])
        ):
            continue
        events.append(
            replace(
                rule,
                columns=table(rule.columns),
                needs=each(rule.needs),
                only=conditions(rule.only),
            )
        )
    carry = tuple(
        replace(
            condition,
            by=by,
            columns=each(condition.columns),
            source=conditions([condition.source])[0] if condition.source else None,
        )
        for condition in recipe.carry
        if (by := spelt(condition.by))
        and each(condition.columns)
        and (not condition.source or conditions([condition.source]))
    )
    newest = tuple(column for name in recipe.newest or () if (column := spelt(name)))
    return replace(
        recipe,
        columns=table(recipe.columns),
        events=tuple(events),
        carry=carry,
        leave_out=conditions(recipe.leave_out),
        one_per=spelt(recipe.one_per) or "" if recipe.one_per else "",
        joined=each(recipe.joined),
        newest=newest if len(newest) == 2 else None,
        first_characters={
            column: count
            for name, count in recipe.first_characters.items()
            if (column := spelt(name))
        },
        drop=each(recipe.drop),
        event_key=each(recipe.event_key),
    )


def _missing_problem(
    missing: tuple[str, ...], source: Source, proposals: list[Match]
) -> MissingFields | None:
    """What is missing and what could be meant; None where nothing is."""
    if not missing:
        return None
    hints = [
        Hint(
            f"{match.column!r} may be {match.field}: {match.because}",
            Setting("map", f"{match.field}={match.column!r}"),
        )
        for match in proposals
        if match.field in missing
    ]
    dates = time_columns(source.columns, source.sample)
    if {"touchpoint", "occurred_at"} & set(missing) and len(dates) > 1:
        hints.append(
            Hint(
                f"each row has {len(dates)} dates, of which events can be made: {listed(tuple(dates))}",
                Setting("event", "TOUCHPOINT=COLUMN"),
            )
        )
    elif "touchpoint" in missing:
        hints.append(
            Hint("every row can have the same touchpoint", Setting("fixed", "touchpoint=NAME"))
        )
    if "occurred_at" in missing and not dates:
        hints.append(Hint("answers can do without a time", Setting("assume", "time=none")))
    return MissingFields(source.name, missing, listed(source.columns), tuple(hints))


def _has_field(recipe: Recipe, field: str) -> bool:
    if field in recipe.columns or field in recipe.fixed:
        return True
    if not recipe.events:
        return False
    if field == "touchpoint":
        return all(rule.touchpoint or field in rule.columns for rule in recipe.events)
    return all(field in rule.columns or field in rule.fixed for rule in recipe.events)


def listed(columns: tuple[str, ...], limit: int = 40) -> str:
    more = f" and {len(columns) - limit} more" if len(columns) > limit else ""
    return ", ".join(repr(name) for name in columns[:limit]) + more
