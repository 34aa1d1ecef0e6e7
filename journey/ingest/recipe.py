"""A saved mapping: what makes events out of the rows of one kind of file, as a small TOML text. Presets are saved mappings too."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import tomli_w

from journey.ingest.fields import FIELDS, RESERVED
from journey.model.errors import BadMapping

PRESETS = Path(__file__).parent / "presets"
SUFFIX = " (column)"
EVENT_KEYS = ("touchpoint", "columns", "fixed", "only", "needs", "key")
KEYS = (
    "about",
    "recognise",
    "timezone",
    "columns",
    "fixed",
    "words",
    "events",
    "questions",
    "carry",
    "one_per",
    "newest",
    "leave_out",
    "first_characters",
    "drop",
    "event_key",
    "said",
    "answers",
)


LISTS = ("recognise", "drop", "event_key", "said")
TABLES = (
    "columns",
    "fixed",
    "words",
    "questions",
    "one_per",
    "newest",
    "first_characters",
    "answers",
)


@dataclass(frozen=True)
class Condition:
    """Rows whose column holds one of the values, whatever their case; without values: where it is filled."""

    column: str
    values: tuple[str, ...] = ()
    reason: str = ""
    is_absent: bool = False  # the other way round: where it holds none of them


@dataclass(frozen=True)
class EventRule:
    """One event that a row becomes: its touchpoint, and the columns and fixed values of its own.

    `needs` are columns that have to be filled; `only` restricts the rows; `key` tells its events from the row's others.
    """

    touchpoint: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    only: tuple[Condition, ...] = ()
    needs: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Carry:
    """Blank cells of the columns take the first filled one among rows of equal `by`, in the file's order.

    `source` says which rows give the value; `always`: every row takes all the columns of the first row that fills one of them;
    `if_one`: only where there is just one value.
    """

    by: str
    columns: tuple[str, ...]
    source: Condition | None = None
    always: bool = False
    if_one: bool = False


@dataclass(frozen=True)
class Recipe:
    """How rows become events. Columns are named as the file names them; several for a field: the first that is filled.

    `answers` are those that were given about how such files are read, each under its key.
    """

    name: str = ""
    about: str = ""
    recognise: tuple[str, ...] = ()
    timezone: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    events: tuple[EventRule, ...] = ()
    questions: Mapping[str, str] | None = None
    not_questions: tuple[str, ...] = ()
    carry: tuple[Carry, ...] = ()
    one_per: str = ""
    joined: tuple[str, ...] = ()
    newest: tuple[str, str] | None = None
    leave_out: tuple[Condition, ...] = ()
    first_characters: Mapping[str, int] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    event_key: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether each row is one event, so that rows can be read straight into events."""
        return not (self.events or self.carry or self.one_per or self.newest or self.leave_out)

    def column_names(self) -> set[str]:
        """Every column that the recipe speaks of, but for those it drops."""
        columns = (
            {name for names in self.columns.values() for name in names}
            | set(self.event_key)
            | set(self.first_characters)
        )
        for rule in self.events:
            columns |= {name for names in rule.columns.values() for name in names} | set(rule.needs)
        return columns


@cache
def presets() -> dict[str, Recipe]:
    """The presets by name, in alphabetical order."""
    return {
        path.stem: parse_recipe(path.read_text(encoding="utf-8"), path.stem)
        for path in sorted(PRESETS.glob("*.toml"))
    }


def recognised(columns: tuple[str, ...]) -> str | None:
    """The preset whose telling columns are all there; of several the one that asks for the most."""
    lower_names = {column.strip().lower() for column in columns}
    fitting = [
        (len(recipe.recognise), name)
        for name, recipe in presets().items()
        if recipe.recognise
        and all(
            any(option.lower() in lower_names for option in word.split("|"))
            for word in recipe.recognise
        )
    ]
    return max(fitting)[1] if fitting else None


def parse_recipe(text: str, name: str) -> Recipe:
    """A recipe from TOML; raises UserError naming what is wrong."""
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
        _check_types(table, name)
        return _parsed(table, name)
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(name, f"is not valid TOML: {error}.") from None
    except RecursionError:
        raise BadMapping(
            name, "is nested too deeply: compare it with one that this program saved."
        ) from None
    except (TypeError, AttributeError, KeyError, ValueError) as error:
        raise BadMapping(
            name, f"cannot be understood ({error}): compare it with one that this program saved."
        ) from None


def _check_types(table: dict, name: str) -> None:
    """Raises UserError where a key holds something else than it is meant to: lists of texts above all."""
    lists = [(key, table[key]) for key in LISTS if key in table]
    for rule in table.get("events", ()):
        lists += [(f"events.{key}", rule[key]) for key in ("needs",) if key in rule]
    for key, value in lists:
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise BadMapping(
                name, f'has a key {key!r} that is no list of texts: write ["...", "..."].'
            )
    for key in TABLES:
        if not isinstance(table.get(key, {}), dict):
            raise BadMapping(
                name, f"has a key {key!r} that is no table: write [{key}] above its lines."
            )
    for key in ("one_per", "newest"):
        if not all(isinstance(value, str | list) for value in table.get(key, {}).values()):
            raise BadMapping(name, f"has a key {key!r} whose columns are no texts.")


def _parsed(table: dict, name: str) -> Recipe:
    _check_keys(table, KEYS, name)
    _check_fields(table.get("words", {}), name)
    questions = table.get("questions")
    one_per = table.get("one_per", {})
    newest = table.get("newest")
    return Recipe(
        name=name,
        about=str(table.get("about", "")),
        recognise=tuple(table.get("recognise", ())),
        timezone=str(table.get("timezone", "")),
        columns=_columns(table.get("columns", {}), name),
        fixed=_fixed(table.get("fixed", {}), name),
        words={
            field: {word.lower(): str(value) for word, value in words.items()}
            for field, words in table.get("words", {}).items()
        },
        events=tuple(_event(entry, name) for entry in table.get("events", ())),
        questions=None
        if questions is None
        else {str(k): str(v) for k, v in questions.items() if k != "none"},
        not_questions=tuple((questions or {}).get("none", ())),
        carry=tuple(_carry(entry) for entry in table.get("carry", ())),
        one_per=str(one_per.get("column", "")),
        joined=tuple(one_per.get("join", ())),
        newest=(newest["column"], newest["by"]) if newest else None,
        leave_out=tuple(_condition(entry) for entry in table.get("leave_out", ())),
        first_characters={str(k): int(v) for k, v in table.get("first_characters", {}).items()},
        drop=tuple(table.get("drop", ())),
        event_key=tuple(table.get("event_key", ())),
        notes=tuple(table.get("said", ())),
        answers={str(key): str(value) for key, value in table.get("answers", {}).items()},
    )


def _check_keys(table: Mapping, known: Iterable[str], name: str) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise BadMapping(name, f"has an unknown key {unknown[0]!r}: use {', '.join(known)}.")


def _check_fields(fields: Iterable[str], name: str) -> None:
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise BadMapping(
            name,
            f"names an unknown field {unknown[0]!r}: the fields are {', '.join(sorted(FIELDS))}.",
        )


def _columns(table: dict, name: str) -> dict[str, tuple[str, ...]]:
    _check_fields(table, name)
    return {
        field: (names,) if isinstance(names, str) else tuple(str(name) for name in names)
        for field, names in table.items()
    }


def _fixed(table: dict, name: str) -> dict[str, str]:
    _check_fields(table, name)
    return {field: str(value) for field, value in table.items()}


def _event(entry: dict, name: str) -> EventRule:
    _check_keys(entry, EVENT_KEYS, name)
    return EventRule(
        str(entry.get("touchpoint", "")),
        _columns(entry.get("columns", {}), name),
        _fixed(entry.get("fixed", {}), name),
        tuple(_condition(condition) for condition in entry.get("only", ())),
        tuple(entry.get("needs", ())),
        str(entry.get("key", entry.get("touchpoint", ""))),
    )


def _condition(entry: dict) -> Condition:
    return Condition(
        str(entry["column"]),
        tuple(str(value).lower() for value in entry.get("values", ())),
        str(entry.get("reason", "")),
        bool(entry.get("other", False)),
    )


def _carry(entry: dict) -> Carry:
    source = _condition(entry["source"]) if "source" in entry else None
    return Carry(
        str(entry["by"]),
        tuple(entry["columns"]),
        source,
        bool(entry.get("always", False)),
        bool(entry.get("if_one", False)),
    )


def as_toml(recipe: Recipe) -> str:
    """The recipe as a text that `parse_recipe` reads back to an equal one (but for its name)."""
    table: dict[str, object] = {
        "about": recipe.about,
        "recognise": list(recipe.recognise),
        "timezone": recipe.timezone,
    }
    table |= {
        "columns": _plain(recipe.columns),
        "fixed": dict(recipe.fixed),
        "words": {k: dict(v) for k, v in recipe.words.items()},
    }
    table |= {
        "drop": list(recipe.drop),
        "event_key": list(recipe.event_key),
        "said": list(recipe.notes),
        "first_characters": dict(recipe.first_characters),
        "answers": dict(recipe.answers),
    }
    if recipe.one_per:
        table["one_per"] = {"column": recipe.one_per, "join": list(recipe.joined)}
    if recipe.newest:
        table["newest"] = {"column": recipe.newest[0], "by": recipe.newest[1]}
    if recipe.questions is not None:
        table["questions"] = {**recipe.questions, "none": list(recipe.not_questions)}
    table["carry"] = [_carry_table(carry) for carry in recipe.carry]
    table["leave_out"] = [_condition_table(condition) for condition in recipe.leave_out]
    table["events"] = [_event_table(rule) for rule in recipe.events]
    return tomli_w.dumps(
        {key: value for key, value in table.items() if value or key == "questions"}
    )


def _plain(columns: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    return {field: names[0] if len(names) == 1 else list(names) for field, names in columns.items()}


def _condition_table(condition: Condition) -> dict:
    table = {
        "column": condition.column,
        "values": list(condition.values),
        "reason": condition.reason,
        "other": condition.is_absent,
    }
    return {key: value for key, value in table.items() if value}


def _carry_table(carry: Carry) -> dict:
    table = {
        "by": carry.by,
        "columns": list(carry.columns),
        "always": carry.always,
        "if_one": carry.if_one,
        "source": _condition_table(carry.source) if carry.source else None,
    }
    return {key: value for key, value in table.items() if value}


def _event_table(rule: EventRule) -> dict:
    table = {
        "touchpoint": rule.touchpoint,
        "key": rule.key if rule.key != rule.touchpoint else "",
        "needs": list(rule.needs),
        "columns": _plain(rule.columns),
        "fixed": dict(rule.fixed),
        "only": [_condition_table(condition) for condition in rule.only],
    }
    return {key: value for key, value in table.items() if value}


def attribute_name(name: str, columns: tuple[str, ...]) -> str:
    """The column's name, told apart from the words of the product and from the other columns."""
    if name not in RESERVED:
        return name
    name += SUFFIX
    while name in columns:
        name += SUFFIX
    return name
