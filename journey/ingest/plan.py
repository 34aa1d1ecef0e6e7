"""How one file's rows become events: the recipe that fits it, bound to its columns, with the reason for each choice."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from journey.ingest.fields import FIELDS, REQUIRED, SCORES
from journey.ingest.matching import Match, matches, needed, normal, time_columns
from journey.ingest.questions import KINDS, SATISFIED, SurveyQuestion, asked, rules
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
from journey.model.errors import UserError

NO_PRESET = "none"
ANSWERED = ("touchpoint", "comment", *SCORES)  # what each question of a survey says for itself
MOST_DISTINCT = 0.8


@dataclass(frozen=True)
class MappingRequest:
    """What the user says of a file's mapping: a preset's name or a TOML file, and FIELD=COLUMN, FIELD=VALUE, NAME=COLUMN words.

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
    said: tuple[str, ...] = ()
    problem: str = ""
    missing: tuple[str, ...] = ()

    def described(self) -> dict[str, str]:
        """Field and column, or columns, for the report."""
        return {
            field: " | ".join(names)
            for field, names in sorted(
                self.recipe.columns.items(), key=lambda pair: FIELDS.index(pair[0])
            )
        }


def place_of(name: str, columns: tuple[str, ...]) -> int | None:
    """The number of the column of this name; of several names with a bar between them the first that is there."""
    for option in [name, *name.split("|")]:
        if option in columns:
            return columns.index(option)
    alike = [normal(column) for column in columns]
    return next(
        (alike.index(normal(option)) for option in name.split("|") if normal(option) in alike), None
    )


def plan(
    source: Source, wanted: MappingRequest, definition: Definition, is_timeless: bool = False
) -> Plan:
    """The plan for a source under what the user wants, with a problem where a required field has no column."""
    recipe, found, proposals, said = _base(source, wanted, definition)
    proposals += _id_proposals(source, proposals)
    recipe = _with_words(recipe, source, wanted)
    recipe, questions = _with_questions(recipe, source)
    recipe = _bound(recipe, source)
    used = recipe.column_names() | set(recipe.drop)
    attributes = tuple(
        (attribute_name(name, source.columns), place)
        for place, name in enumerate(source.columns)
        if name not in used and not _is_expanded(source, place)
    )
    kept = tuple(match for match in found if match.column in recipe.columns.get(match.field, ()))
    proposals = [match for match in proposals if match.field not in recipe.columns]
    missing = tuple(
        field
        for field in REQUIRED
        if not _has(recipe, field) and not (field == "occurred_at" and is_timeless)
    )
    problem = _twins(kept, source, wanted) or _lacking(missing, source, proposals)
    said += [
        f"{match.field} is read from {match.column!r}: {match.because}"
        for match in kept
        if not match.is_sure
    ]
    return Plan(
        recipe,
        attributes,
        kept,
        tuple(proposals),
        tuple(questions),
        (*said, *recipe.said),
        problem,
        missing,
    )


def _twins(found: Iterable[Match], source: Source, wanted: MappingRequest) -> str:
    """Two columns of a field's name: which one is meant must be said."""
    said = {word.partition("=")[0] for word in wanted.columns}
    for match in found:
        twin = f"{match.column} (2)"
        if twin in source.columns and match.field not in said:
            return (
                f"{source.name} has two columns named {match.column!r}: say which is meant with --map "
                f"{match.field}={match.column!r} or --map {match.field}={twin!r}."
            )
    return ""


def _id_proposals(source: Source, known: list[Match]) -> list[Match]:
    """Columns called an id may be the customer's: where values come again and again, or where answers have no time."""
    found = []
    is_timeless = not time_columns(source.columns, source.sample)
    for place, column in enumerate(source.columns):
        cells = [row[place] for row in source.sample if len(row) > place and row[place].strip()]
        is_id = normal(column) == "id" or normal(column).endswith("_id")
        if is_id and cells and (is_timeless or len(set(cells)) < MOST_DISTINCT * len(cells)):
            found.append(
                Match(
                    "customer_id",
                    column,
                    f"{len(set(cells)):,} values in the first {len(cells):,} rows",
                )
            )
    return found if not any(match.field == "customer_id" for match in known) else []


def _is_expanded(source: Source, place: int) -> bool:
    """Whether the keys inside the column stand as columns of their own."""
    return any(key.place == place for key in source.nested)


def _base(
    source: Source, wanted: MappingRequest, definition: Definition
) -> tuple[Recipe, list[Match], list[Match], list[str]]:
    """The recipe to begin with, why its columns were chosen, what else could be meant, and what is to be told."""
    if wanted.recipe is not None:
        return wanted.recipe, [], [], []
    if wanted.preset and wanted.preset != NO_PRESET:
        return named_recipe(wanted.preset), [], [], []
    name = None if wanted.preset == NO_PRESET else recognised(source.columns)
    if name:
        recipe = presets()[name]
        return (
            recipe,
            [],
            [],
            [
                f"its header is that of {recipe.about} (preset {name}; --preset none reads it without)"
            ],
        )
    aliases = [*definition.channels, *(channel.lower() for channel in definition.channels.values())]
    found = matches(
        source.columns, source.sample, aliases, definition.valences, definition.stage_names
    )
    asked_for = {word.partition("=")[0] for word in wanted.columns}
    taken = [match for match in needed(found) if match.field not in asked_for]
    columns = {match.field: (match.column,) for match in taken}
    return Recipe(columns=columns), taken, [match for match in found if match not in taken], []


def named_recipe(name: str) -> Recipe:
    """A preset by its name, or a saved mapping by its file's; raises UserError where there is neither."""
    if name in presets():
        return presets()[name]
    path = Path(name)
    if path.suffix.lower() != ".toml" or not path.is_file():
        raise UserError(
            f"There is no preset {name!r}: use a saved mapping (a .toml file), none, or one of {', '.join(presets())}."
        )
    try:
        return parse_recipe(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        raise UserError(
            f"The mapping {name} cannot be read: it must be a TOML text in UTF-8."
        ) from None


def _with_words(recipe: Recipe, source: Source, wanted: MappingRequest) -> Recipe:
    """The recipe with what was said on the command line laid over it."""
    columns, fixed = dict(recipe.columns), dict(recipe.fixed)
    asked_for = [_parsed(word, "--map", "COLUMN") for word in wanted.columns]
    for field, column in asked_for:
        columns.pop(field, None)
        if column:
            exact = _exact(source, column)
            columns = {
                other: names
                for other, names in columns.items()
                if names != (exact,) or other in dict(asked_for)
            }
            columns[field] = (exact,)
    for word in wanted.fixed:
        field, value = _parsed(word, "--fixed", "VALUE")
        if not value.strip():
            raise UserError(f"--fixed {field}= has no value: write --fixed {field}=VALUE.")
        fixed[field] = value.strip()
        if field not in dict(asked_for):
            columns.pop(field, None)
    events = tuple(_event(word, source) for word in wanted.events)
    if events:
        columns.pop("occurred_at", None)
        columns.pop("touchpoint", None)
    if wanted.is_survey:
        columns = {
            field: names
            for field, names in columns.items()
            if field not in ANSWERED or field in dict(asked_for)
        }
    recipe = _with_survey_words(recipe, source, wanted)
    dropped = {_exact(source, column) for column in wanted.drop}
    columns = {
        field: left
        for field, names in columns.items()
        if (left := tuple(name for name in names if name not in dropped))
    }
    drop = (*recipe.drop, *sorted(dropped))
    return replace(recipe, columns=columns, fixed=fixed, events=events or recipe.events, drop=drop)


def _with_survey_words(recipe: Recipe, source: Source, wanted: MappingRequest) -> Recipe:
    """The recipe as that of a survey, where it was said to be one, with what was said of single questions."""
    if recipe.questions is None and not wanted.is_survey and not wanted.questions:
        return recipe
    if recipe.questions is None and not wanted.is_survey:
        raise UserError("--question speaks of a survey, one person's answers a row: add --survey.")
    told, none = dict(recipe.questions or {}), list(recipe.not_questions)
    for word in wanted.questions:
        column, sign, kind = word.rpartition("=")
        if not sign or kind not in (*KINDS, "none"):
            raise UserError(
                f"--question {word!r} is not COLUMN=KIND: the kinds are {', '.join(KINDS)} and none."
            )
        told[_exact(source, column)] = kind
    none += [column for column, kind in told.items() if kind == "none"]
    return replace(
        recipe,
        questions={c: kind for c, kind in told.items() if kind != "none"},
        not_questions=tuple(none),
    )


def _event(word: str, source: Source) -> EventRule:
    name, sign, column = word.rpartition("=")
    if not sign or not name.strip():
        raise UserError(
            f"--event {word!r} is not TOUCHPOINT=COLUMN: write for example --event 'First response=First Response Time'."
        )
    return EventRule(name.strip(), {"occurred_at": (_exact(source, column),)}, key=name.strip())


def _parsed(word: str, option: str, right: str) -> tuple[str, str]:
    field, sign, value = word.partition("=")
    if not sign or field not in FIELDS:
        raise UserError(
            f"{option} {word!r} is not FIELD={right} with a known field: the fields are {', '.join(sorted(FIELDS))}."
        )
    return field, value


def _exact(source: Source, column: str) -> str:
    if column not in source.columns:
        raise UserError(
            f"{source.name} has no column {column!r}: its columns are {listed(source.columns)}."
        )
    return column


def _with_questions(recipe: Recipe, source: Source) -> tuple[Recipe, list[SurveyQuestion]]:
    """The recipe's questions, found among the source's columns, as events."""
    if recipe.questions is None:
        return recipe, []
    known = [
        source.columns[place]
        for name in [*recipe.not_questions, *recipe.drop, *recipe.column_names()]
        if (place := place_of(name, source.columns)) is not None
    ]
    known += [key.name for key in source.nested]
    found = asked(source.columns, source.texts, source.sample, known, recipe.questions)
    words = (
        {"csat": {**SATISFIED, **recipe.words.get("csat", {})}}
        if any(one.kind == "csat" for one in found)
        else {}
    )
    return replace(
        recipe, events=(*recipe.events, *rules(found)), words={**recipe.words, **words}
    ), found


def _bound(recipe: Recipe, source: Source) -> Recipe:
    """The recipe with every column spelt as the source has it, and without those that it has not."""

    def spelt(name: str) -> str | None:
        place = place_of(name, source.columns)
        return None if place is None else source.columns[place]

    def each(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(found for name in names if (found := spelt(name)) is not None))

    def table(columns) -> dict[str, tuple[str, ...]]:
        return {field: names for field, options in columns.items() if (names := each(options))}

    def conditions(found) -> tuple:
        return tuple(
            replace(one, column=spelt(one.column)) for one in found if spelt(one.column) is not None
        )

    events = []
    for rule in recipe.events:
        lacks = "occurred_at" in rule.columns and not each(rule.columns["occurred_at"])
        if (
            lacks
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
            one,
            by=spelt(one.by),
            columns=each(one.columns),
            source=conditions([one.source])[0] if one.source else None,
        )
        for one in recipe.carry
        if spelt(one.by) and each(one.columns) and (not one.source or conditions([one.source]))
    )
    return replace(
        recipe,
        columns=table(recipe.columns),
        events=tuple(events),
        carry=carry,
        leave_out=conditions(recipe.leave_out),
        one_per=spelt(recipe.one_per) or "" if recipe.one_per else "",
        joined=each(recipe.joined),
        newest=(spelt(recipe.newest[0]), spelt(recipe.newest[1]))
        if recipe.newest and all(map(spelt, recipe.newest))
        else None,
        first_characters={
            spelt(name): count for name, count in recipe.first_characters.items() if spelt(name)
        },
        drop=each(recipe.drop),
        event_key=each(recipe.event_key),
    )


def _lacking(missing: tuple[str, ...], source: Source, proposals: list[Match]) -> str:
    """What is missing and how to say it; empty where nothing is."""
    if not missing:
        return ""
    hints = [
        f"{match.column!r} may be {match.field} ({match.because})"
        for match in proposals
        if match.field in missing
    ]
    ways = " ".join(f"--map {field}=COLUMN" for field in missing)
    dates = time_columns(source.columns, source.sample)
    if {"touchpoint", "occurred_at"} & set(missing) and len(dates) > 1:
        hints.append(
            f"each row has {len(dates)} dates, which --event TOUCHPOINT=COLUMN makes events of ({listed(tuple(dates))})"
        )
    elif "touchpoint" in missing:
        hints.append("--fixed touchpoint=NAME gives every row the same one")
    if "occurred_at" in missing and not dates:
        hints.append("--assume time=none takes answers that have no time")
    return (
        f"{source.name} has no column named {' or '.join(missing)}: say which it is with {ways}. "
        + "".join(f"{hint[0].upper()}{hint[1:]}. " for hint in hints)
        + f"Its columns are {listed(source.columns)}."
    )


def _has(recipe: Recipe, field: str) -> bool:
    if field in recipe.columns or field in recipe.fixed:
        return True
    if not recipe.events:
        return False
    if field == "touchpoint":
        return all(rule.touchpoint or field in rule.columns for rule in recipe.events)
    return all(field in rule.columns or field in rule.fixed for rule in recipe.events)


def listed(columns: tuple[str, ...], most: int = 40) -> str:
    more = f" and {len(columns) - most} more" if len(columns) > most else ""
    return ", ".join(repr(name) for name in columns[:most]) + more
