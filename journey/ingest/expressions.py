"""SQL text that makes a field's value out of a row's columns. Only this program's words and numbers of columns enter it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from journey.ingest.columns import column_place
from journey.ingest.fields import ENDED_AT, IDS, STAGED, TIME_OF_DAY
from journey.ingest.lifecycle import end_cells
from journey.ingest.recipe import Condition, EventRule, Recipe
from journey.ingest.source import Source

# How columns that a Parquet file has not as text become text: a whole number without a point, bytes as the letters they are.
AS_TEXT = {
    "nested": "cast(to_json({0}) as varchar)",
    "float": "cast(case when {0} = floor({0}) and abs({0}) < 1e15 then cast(cast({0} as bigint) as varchar) "
    "else cast({0} as varchar) end as varchar)",
    "bytes": "coalesce(try(decode({0})), cast({0} as varchar))",
}
LONG_ID, AT_LAST_EVENT, AT_FIRST_EVENT = (
    18,
    ("nps", "csat", "ces", "comment", "valence", "emotion"),
    ("revenue", "cost"),
)
KEY_SEPARATOR, NULL_TEXT = ":", "cast(null as varchar)"
Bound = str | list[str] | None


@dataclass
class BoundValues:
    """Values to bind to parameters $v0, $v1... as they come."""

    bound: dict[str, Bound] = field(default_factory=dict)

    def bind(self, value: Bound) -> str:
        name = f"v{len(self.bound)}"
        self.bound[name] = value
        return f"${name}"


def cell_expressions(source: Source, values: BoundValues) -> list[str]:
    """Each column of the source as text: c0, c1... of the file, nested ones as JSON, and then the keys inside them."""
    texts = [
        AS_TEXT.get(source.kinds.get(index, ""), "cast({0} as varchar)").format(f"c{index}")
        for index in range(source.width)
    ]
    positions: Counter = Counter()
    for number, key in enumerate(source.nested):
        if key.pair is None:
            positions[key.column_index] += 1
            texts.append(f"n{key.column_index}[{positions[key.column_index]}]")
        else:
            text, bound = key.pair_expression(texts[key.column_index], number)
            values.bound |= bound
            texts.append(text)
    return texts


def table_expression(source: Source, reader: str, values: BoundValues) -> str:
    """The file's columns c0, c1... from its reader; beside a column with JSON objects n{index}, its keys' values as a list."""
    names = ", ".join(f"c{index}" for index in range(source.width))
    paths: dict[int, list[str]] = {}
    for key in source.nested:
        if key.pair is None:
            paths.setdefault(key.column_index, []).append(key.pointer)
    if not paths:
        return f"{reader} as file({names})"
    lists = []
    for index, pointers in paths.items():
        text = AS_TEXT.get(source.kinds.get(index, ""), "cast({0} as varchar)").format(f"c{index}")
        # each cell is parsed once for all of its keys; a cell that is not JSON has none
        valid_json = f"case when json_valid({text}) then {text} end"
        lists.append(
            f"json_extract_string({valid_json}, {values.bind(pointers)}::varchar[]) as n{index}"
        )
    return f"(select *, {', '.join(lists)} from {reader} as file({names}))"


def field_expressions(
    recipe: Recipe,
    source: Source,
    cells: list[str],
    values: BoundValues,
    rule: EventRule | None = None,
    is_first: str = "true",
    is_last: str = "true",
) -> list[str]:
    """One expression a field, named after it, for the event of this rule (None: a row is one event).

    Answers and comments of a row that becomes several events stand at the last of them, money at the first; the first has the
    row's own id, and each other one an id of its own.
    `is_first` and `is_last` are SQL conditions that say which one this is.
    """
    columns = dict(recipe.columns) | (dict(rule.columns) if rule else {})
    fixed = dict(recipe.fixed) | (dict(rule.fixed) if rule else {})
    if rule and rule.touchpoint:
        fixed["touchpoint"] = rule.touchpoint
        if "touchpoint" not in rule.columns:
            columns.pop("touchpoint", None)
    selected = []
    for name in STAGED:
        text = (
            _ended_at(columns, recipe, source, cells, values, rule)
            if name == ENDED_AT
            else _field(name, columns, fixed, recipe, source, cells, values, rule)
        )
        if name == "event_id" and name in recipe.columns and rule and name not in rule.columns:
            text = f"case when {is_first} then {text} else {text}{_which_event(rule, values)} end"
        condition = {
            **dict.fromkeys(AT_LAST_EVENT, is_last),
            **dict.fromkeys(AT_FIRST_EVENT, is_first),
        }.get(name, "true")
        is_of_rule = (
            rule is None or name in rule.columns or name in rule.fixed or name not in columns
        )
        selected.append(
            f"{text if is_of_rule or condition == 'true' else f'case when {condition} then {text} end'} as {name}"
        )
    return selected


def _field(
    name: str,
    columns: Mapping[str, tuple[str, ...]],
    fixed: Mapping[str, str],
    recipe: Recipe,
    source: Source,
    cells: list[str],
    values: BoundValues,
    rule: EventRule | None,
) -> str:
    if name == "event_id" and name not in columns and recipe.event_key:
        return _event_key(recipe, source, cells, values, rule)
    parts = [
        _column(name, column, recipe, source, cells, values) for column in columns.get(name, ())
    ]
    if name == "occurred_at" and not (rule and name in rule.columns):
        parts = [_with_clock(part, recipe, source, cells, values) for part in parts]
    if recipe.words.get(name):
        parts = [_replaced_words(part, recipe.words[name], values) for part in parts]
    if name in fixed:
        parts.append(values.bind(fixed[name]))
    return (
        NULL_TEXT if not parts else parts[0] if len(parts) == 1 else f"coalesce({', '.join(parts)})"
    )


def _ended_at(
    columns: Mapping[str, tuple[str, ...]],
    recipe: Recipe,
    source: Source,
    cells: list[str],
    values: BoundValues,
    rule: EventRule | None,
) -> str:
    """When the event was over: as its column says, else its end's row; the events that one row becomes have no common end."""
    if rule and ENDED_AT not in rule.columns:
        return NULL_TEXT
    if recipe.lifecycle and ENDED_AT not in columns:
        cells = end_cells(recipe, source, cells)
        return _field("occurred_at", columns, {}, recipe, source, cells, values, rule)
    return _field(ENDED_AT, columns, {}, recipe, source, cells, values, rule)


def _column(
    name: str, column: str, recipe: Recipe, source: Source, cells: list[str], values: BoundValues
) -> str:
    """Ids are kept to the letter, and one of blanks alone is missing; all else loses the blanks around it."""
    text = cells[column_place(column, source.columns)]
    clean = (
        f"case when trim({text}) <> '' then {text} end"
        if name in IDS
        else f"nullif(trim({text}), '')"
    )
    if column in recipe.first_characters:
        count = int(recipe.first_characters[column])
        return f"case when length(trim({text})) = {LONG_ID} then left(trim({text}), {count}) else {clean} end"
    return clean


def _with_clock(
    day: str, recipe: Recipe, source: Source, cells: list[str], values: BoundValues
) -> str:
    """The day with the clock that another column keeps, if one does."""
    clocks = [
        _column(TIME_OF_DAY, column, recipe, source, cells, values)
        for column in recipe.columns.get(TIME_OF_DAY, ())
    ]
    return (
        f"case when {day} is not null then concat_ws(' ', {day}, {clocks[0]}) end"
        if clocks
        else day
    )


def _replaced_words(text: str, words: Mapping[str, str], values: BoundValues) -> str:
    cases = " ".join(
        f"when {values.bind(word)} then {values.bind(meant or None)}"
        for word, meant in words.items()
    )
    return f"case lower({text}) {cases} else {text} end"


def _event_key(
    recipe: Recipe, source: Source, cells: list[str], values: BoundValues, rule: EventRule | None
) -> str:
    """An id of the event: the row's key columns and, where a row becomes several events, which of them it is."""
    texts = [cells[column_place(column, source.columns)] for column in recipe.event_key]
    filled = " or ".join(f"trim({text}) <> ''" for text in texts)
    joined = f"concat_ws('{KEY_SEPARATOR}', {', '.join(f'coalesce({text}, {chr(39)}{chr(39)})' for text in texts)})"
    return f"case when {filled} then {joined}{_which_event(rule, values)} end"


def _which_event(rule: EventRule | None, values: BoundValues) -> str:
    """What goes on where the id of a row ends, so that each of its events has one of its own."""
    return f" || '{KEY_SEPARATOR}' || {values.bind(rule.key)}" if rule and rule.key else ""


def attribute_expressions(
    numbers: Mapping[str, int], names: Iterable[tuple[str, int]], cells: list[str]
) -> list[str]:
    return [f"attribute_or_null({cells[index]}) as a{numbers[name]}" for name, index in names]


def holds(condition: Condition, source: Source, cells: list[str], values: BoundValues) -> str:
    """An SQL condition: the column holds one of the values, in whatever case; without values: it is filled."""
    text = cells[column_place(condition.column, source.columns)]
    if not condition.values:
        test = f"coalesce(trim({text}) <> '', false)"
    else:
        test = f"coalesce(lower(trim({text})) in ({', '.join(values.bind(value) for value in condition.values)}), false)"
    return f"not {test}" if condition.is_absent else test


def applies(rule: EventRule, source: Source, cells: list[str], values: BoundValues) -> str:
    """An SQL condition: the row becomes an event by this rule."""
    time_cells = [
        cells[column_place(column, source.columns)]
        for column in rule.columns.get("occurred_at", ())
    ]
    filled_cells = [
        f"coalesce(trim({cells[column_place(column, source.columns)]}) <> '', false)"
        for column in rule.needs
    ]
    parts = [
        *(
            [f"({' or '.join(f'coalesce(is_filled({text}), false)' for text in time_cells)})"]
            if time_cells
            else []
        ),
        *filled_cells,
    ]
    parts += [holds(condition, source, cells, values) for condition in rule.only]
    return " and ".join(parts) or "true"
