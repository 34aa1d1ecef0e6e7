"""SQL text that makes a field's value out of a row's columns. Only this program's words and numbers of columns enter it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from journey.ingest.fields import FIELDS, IDS
from journey.ingest.plan import place_of
from journey.ingest.recipe import Condition, EventRule, Recipe
from journey.ingest.source import Source

# How columns that a Parquet file has not as text become text: a whole number without a point, bytes as the letters they are.
AS_TEXT = {
    "nested": "cast(to_json({0}) as varchar)",
    "float": "cast(case when {0} = floor({0}) and abs({0}) < 1e15 then cast(cast({0} as bigint) as varchar) "
    "else cast({0} as varchar) end as varchar)",
    "bytes": "coalesce(try(decode({0})), cast({0} as varchar))",
}
LONG_ID, BY_LAST, BY_FIRST = (
    18,
    ("nps", "csat", "ces", "comment", "valence", "emotion"),
    ("revenue", "cost"),
)
PART_SIGN, NOTHING = ":", "cast(null as varchar)"


@dataclass
class Values:
    """Values to bind, named as they come."""

    bound: dict[str, object] = field(default_factory=dict)

    def name(self, value: object) -> str:
        name = f"v{len(self.bound)}"
        self.bound[name] = value
        return f"${name}"


def cells(source: Source, values: Values) -> list[str]:
    """Each column of the source as text: c0, c1... of the file, nested ones as JSON, and the keys inside them behind."""
    found = [
        AS_TEXT.get(source.kinds.get(place, ""), "cast({0} as varchar)").format(f"c{place}")
        for place in range(source.width)
    ]
    positions: Counter = Counter()
    for number, key in enumerate(source.nested):
        if key.pair is None:
            positions[key.place] += 1
            found.append(f"n{key.place}[{positions[key.place]}]")
        else:
            text, bound = key.in_pairs(found[key.place], number)
            values.bound |= bound
            found.append(text)
    return found


def table(source: Source, reader: str, values: Values) -> str:
    """The file's columns c0, c1... from its reader; beside a column with JSON objects n{place}, what its keys hold, as a list."""
    names = ", ".join(f"c{place}" for place in range(source.width))
    paths: dict[int, list[str]] = {}
    for key in source.nested:
        if key.pair is None:
            paths.setdefault(key.place, []).append(key.pointer)
    if not paths:
        return f"{reader} as file({names})"
    lists = []
    for place, pointers in paths.items():
        text = AS_TEXT.get(source.kinds.get(place, ""), "cast({0} as varchar)").format(f"c{place}")
        # one look into each cell for all of its keys; what is no JSON has none
        whole = f"case when json_valid({text}) then {text} end"
        lists.append(
            f"json_extract_string({whole}, {values.name(pointers)}::varchar[]) as n{place}"
        )
    return f"(select *, {', '.join(lists)} from {reader} as file({names}))"


def projected(
    recipe: Recipe,
    source: Source,
    cell: list[str],
    values: Values,
    rule: EventRule | None = None,
    is_first: str = "true",
    is_last: str = "true",
) -> list[str]:
    """One expression a field, named after it, for the event of this rule (None: a row is one event).

    Answers and comments of a row that becomes several events stand at the last of them, money at the first;
    `is_first` and `is_last` are SQL conditions that say which one this is.
    """
    columns = dict(recipe.columns) | (dict(rule.columns) if rule else {})
    fixed = dict(recipe.fixed) | (dict(rule.fixed) if rule else {})
    if rule and rule.touchpoint:
        fixed["touchpoint"] = rule.touchpoint
        if "touchpoint" not in rule.columns:
            columns.pop("touchpoint", None)
    found = []
    for name in FIELDS:
        text = _field(name, columns, fixed, recipe, source, cell, values, rule)
        where = {**dict.fromkeys(BY_LAST, is_last), **dict.fromkeys(BY_FIRST, is_first)}.get(
            name, "true"
        )
        is_own = rule is None or name in rule.columns or name in rule.fixed or name not in columns
        found.append(
            f"{text if is_own or where == 'true' else f'case when {where} then {text} end'} as {name}"
        )
    return found


def _field(
    name: str,
    columns: Mapping[str, tuple[str, ...]],
    fixed: Mapping[str, str],
    recipe: Recipe,
    source: Source,
    cell: list[str],
    values: Values,
    rule: EventRule | None,
) -> str:
    if name == "event_id" and name not in columns and recipe.event_key:
        return _key(recipe, source, cell, values, rule)
    parts = [
        _column(name, column, recipe, source, cell, values) for column in columns.get(name, ())
    ]
    if recipe.words.get(name):
        parts = [_worded(part, recipe.words[name], values) for part in parts]
    if name in fixed:
        parts.append(values.name(fixed[name]))
    return (
        NOTHING if not parts else parts[0] if len(parts) == 1 else f"coalesce({', '.join(parts)})"
    )


def _column(
    name: str, column: str, recipe: Recipe, source: Source, cell: list[str], values: Values
) -> str:
    """Ids are kept to the letter, and one of blanks alone is missing; all else loses the blanks around it."""
    text = cell[place_of(column, source.columns)]
    clean = (
        f"case when trim({text}) <> '' then {text} end"
        if name in IDS
        else f"nullif(trim({text}), '')"
    )
    if column in recipe.first_characters:
        count = int(recipe.first_characters[column])
        return f"case when length(trim({text})) = {LONG_ID} then left(trim({text}), {count}) else {clean} end"
    return clean


def _worded(text: str, words: Mapping[str, str], values: Values) -> str:
    cases = " ".join(
        f"when {values.name(word)} then {values.name(meant or None)}"
        for word, meant in words.items()
    )
    return f"case lower({text}) {cases} else {text} end"


def _key(
    recipe: Recipe, source: Source, cell: list[str], values: Values, rule: EventRule | None
) -> str:
    """An id of the event: the row's key columns and, where a row becomes several events, which of them it is."""
    texts = [cell[place_of(column, source.columns)] for column in recipe.event_key]
    filled = " or ".join(f"trim({text}) <> ''" for text in texts)
    joined = f"concat_ws('{PART_SIGN}', {', '.join(f'coalesce({text}, {chr(39)}{chr(39)})' for text in texts)})"
    tail = f" || '{PART_SIGN}' || {values.name(rule.key)}" if rule and rule.key else ""
    return f"case when {filled} then {joined}{tail} end"


def attributes(
    numbers: Mapping[str, int], names: Iterable[tuple[str, int]], cell: list[str]
) -> list[str]:
    return [f"entry({cell[place]}) as a{numbers[name]}" for name, place in names]


def holds(condition: Condition, source: Source, cell: list[str], values: Values) -> str:
    """An SQL condition: the column holds one of the values, in whatever case; without values: it is filled."""
    text = cell[place_of(condition.column, source.columns)]
    if not condition.values:
        found = f"coalesce(trim({text}) <> '', false)"
    else:
        found = f"coalesce(lower(trim({text})) in ({', '.join(values.name(value) for value in condition.values)}), false)"
    return f"not {found}" if condition.is_absent else found


def applies(rule: EventRule, source: Source, cell: list[str], values: Values) -> str:
    """An SQL condition: the row becomes an event by this rule."""
    own_time = [
        cell[place_of(column, source.columns)] for column in rule.columns.get("occurred_at", ())
    ]
    needed = [
        f"coalesce(trim({cell[place_of(column, source.columns)]}) <> '', false)"
        for column in rule.needs
    ]
    parts = [
        *(
            [f"({' or '.join(f'coalesce(is_filled({text}), false)' for text in own_time)})"]
            if own_time
            else []
        ),
        *needed,
    ]
    parts += [holds(condition, source, cell, values) for condition in rule.only]
    return " and ".join(parts) or "true"
