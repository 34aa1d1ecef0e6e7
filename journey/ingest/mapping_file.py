"""A saved mapping: a recipe as a small TOML text. Presets are saved mappings too."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import tomli_w

from journey.ingest.fields import MAPPED
from journey.ingest.recipe import Carry, Choice, Condition, EventRule, Recipe
from journey.model.errors import BadMapping

TEXT, TEXTS, TABLE, TABLES = "text", "texts", "table", "tables"
EVENT_KEYS = ("touchpoint", "columns", "fixed", "only", "needs", "key")


def parse_recipe(text: str, name: str) -> Recipe:
    """A recipe from TOML; raises UserError naming what is wrong."""
    try:
        return _parsed(tomllib.loads(text.removeprefix("\ufeff")), name)
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


def _parsed(table: dict, name: str) -> Recipe:
    _check_keys(table, ENTRIES, name)
    fields: dict[str, Any] = {}
    for key, value in table.items():
        entry = ENTRIES[key]
        entry.check(value, name)
        fields |= entry.read(value, name)
    return Recipe(name=name, **fields)


def _check_keys(table: Mapping, known: Iterable[str], name: str) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise BadMapping(name, f"has an unknown key {unknown[0]!r}: use {', '.join(known)}.")


def _check_fields(fields: Iterable[str], name: str) -> None:
    unknown = sorted(set(fields) - set(MAPPED))
    if unknown:
        raise BadMapping(
            name,
            f"names an unknown field {unknown[0]!r}: the fields are {', '.join(sorted(MAPPED))}.",
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
    _texts("events.needs").check(entry.get("needs", []), name)
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


def _choice(entry: dict, name: str) -> Choice:
    _check_keys(entry, ("name", "columns"), name)
    return Choice(
        str(entry["name"]),
        {str(column): str(label) for column, label in entry["columns"].items()},
    )


def as_toml(recipe: Recipe) -> str:
    """The recipe as a text that `parse_recipe` reads back to an equal one (but for its name)."""
    table = {key: entry.write(recipe) for key, entry in ENTRIES.items()}
    return tomli_w.dumps(
        {
            key: value
            for key, value in table.items()
            if value or (key == "questions" and value is not None)
        }
    )


def _plain(columns: Mapping[str, tuple[str, ...]]) -> dict[str, str | list[str]]:
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


@dataclass(frozen=True)
class Entry:
    """One key of a mapping's TOML text.

    `form` is what its value has to be: TEXT, TEXTS (a list), TABLE or TABLES (a list); `read` gives fields of the recipe from
    it, `write` the value from a recipe, empty where it has none.
    """

    key: str
    form: str
    read: Callable[[Any, str], dict[str, Any]]
    write: Callable[[Recipe], Any]

    def check(self, value: Any, name: str) -> None:
        """Raises BadMapping where the value has another form."""
        if self.form == TEXTS and not _is_list_of(str, value):
            raise BadMapping(
                name, f'has a key {self.key!r} that is no list of texts: write ["...", "..."].'
            )
        if self.form == TABLE and not isinstance(value, dict):
            raise BadMapping(
                name,
                f"has a key {self.key!r} that is no table: write [{self.key}] above its lines.",
            )


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _text(key: str) -> Entry:
    return Entry(key, TEXT, lambda value, name: {key: str(value)}, attrgetter(key))


def _texts(key: str, field: str = "") -> Entry:
    field = field or key
    return Entry(
        key,
        TEXTS,
        lambda value, name: {field: tuple(value)},
        lambda recipe: list(getattr(recipe, field)),
    )


def _table(key: str, as_value: Callable[[Any], Any] = str) -> Entry:
    return Entry(
        key,
        TABLE,
        lambda value, name: {key: {str(word): as_value(each) for word, each in value.items()}},
        lambda recipe: dict(getattr(recipe, key)),
    )


def _tables(key: str, read: Callable[[dict, str], Any], write: Callable[[Any], dict]) -> Entry:
    return Entry(
        key,
        TABLES,
        lambda value, name: {key: tuple(read(each, name) for each in value)},
        lambda recipe: [write(each) for each in getattr(recipe, key)],
    )


def _read_words(value: dict, name: str) -> dict[str, Any]:
    _check_fields(value, name)
    return {
        "words": {
            field: {word.lower(): str(meant) for word, meant in words.items()}
            for field, words in value.items()
        }
    }


def _read_questions(value: dict, name: str) -> dict[str, Any]:
    kinds = {str(column): str(kind) for column, kind in value.items() if column != "none"}
    return {
        "is_survey": True,
        "questions": {column: kind for column, kind in kinds.items() if kind != "none"},
        "not_questions": (
            *value.get("none", ()),
            *(column for column, kind in kinds.items() if kind == "none"),
        ),
    }


def _write_questions(recipe: Recipe) -> dict | None:
    if not recipe.is_survey:
        return None
    return {**recipe.questions, "none": list(recipe.not_questions)}


def _read_tags(value: dict, name: str) -> dict[str, Any]:
    if not all(_is_list_of(str, tags) for tags in value.values()):
        raise BadMapping(name, "has a key 'tags' whose columns are no lists of tags.")
    return {"tags": {column: tuple(tags) for column, tags in value.items()}}


def _read_one_per(value: dict, name: str) -> dict[str, Any]:
    _check_columns("one_per", value, name)
    return {"one_per": str(value.get("column", "")), "joined": tuple(value.get("join", ()))}


def _write_one_per(recipe: Recipe) -> dict:
    return {"column": recipe.one_per, "join": list(recipe.joined)} if recipe.one_per else {}


def _read_newest(value: dict, name: str) -> dict[str, Any]:
    _check_columns("newest", value, name)
    return {"newest": (value["column"], value["by"])} if value else {}


def _write_newest(recipe: Recipe) -> dict:
    return dict(zip(("column", "by"), recipe.newest, strict=True)) if recipe.newest else {}


def _check_columns(key: str, value: dict, name: str) -> None:
    if not all(isinstance(each, str | list) for each in value.values()):
        raise BadMapping(name, f"has a key {key!r} whose columns are no texts.")


ENTRIES = {
    entry.key: entry
    for entry in (
        _text("about"),
        _texts("recognise"),
        _text("timezone"),
        Entry(
            "columns",
            TABLE,
            lambda value, name: {"columns": _columns(value, name)},
            lambda recipe: _plain(recipe.columns),
        ),
        Entry(
            "fixed",
            TABLE,
            lambda value, name: {"fixed": _fixed(value, name)},
            lambda recipe: dict(recipe.fixed),
        ),
        Entry(
            "words",
            TABLE,
            _read_words,
            lambda recipe: {field: dict(words) for field, words in recipe.words.items()},
        ),
        _texts("drop"),
        _texts("event_key"),
        _texts("said", "notes"),
        _table("first_characters", int),
        _table("answers"),
        _text("lifecycle"),
        Entry("one_per", TABLE, _read_one_per, _write_one_per),
        Entry("newest", TABLE, _read_newest, _write_newest),
        Entry(
            "tags",
            TABLE,
            _read_tags,
            lambda recipe: {column: list(tags) for column, tags in recipe.tags.items()},
        ),
        Entry("questions", TABLE, _read_questions, _write_questions),
        _tables("carry", lambda entry, name: _carry(entry), _carry_table),
        _tables("leave_out", lambda entry, name: _condition(entry), _condition_table),
        _tables(
            "choices", _choice, lambda each: {"name": each.name, "columns": dict(each.columns)}
        ),
        _tables("events", _event, _event_table),
    )
}
