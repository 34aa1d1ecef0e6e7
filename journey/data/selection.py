"""The filters as SQL, in one place: whole journeys for journey figures, single events for event figures.

A view reads from the relations named here; they are put before its own CTEs. Every value is bound.
"""

from dataclasses import dataclass
from typing import Any

from journey.data.generation import Generation
from journey.data.sql import query
from journey.model.errors import UserError
from journey.model.filters import DIMENSIONS, Filters

EARLIEST, LATEST = -8_000_000_000_000, 8_000_000_000_000
JOURNEY_TABLES = ("steps", "journey_stages", "passings")
EVENT_TABLES = {"events": "steps", "answers": "answers"}
MOST_GROUPS = 3


@dataclass(frozen=True)
class Selection:
    """CTEs that hold the selected rows, and the values bound in them."""

    ctes: str
    values: dict[str, Any]


def select(generation: Generation, filters: Filters, by: tuple[str, ...] = ()) -> Selection:
    """The relations selected_* (and grouped_* with g1..g3 for `by`); raises UserError for unknown names."""
    values: dict[str, Any] = _days(generation, filters)
    by_key = {key: _codes(generation, key, asked) for key, asked in filters.where}
    attributes = {key: codes for key, codes in by_key.items() if key not in DIMENSIONS}
    journeys_with = {key: _journeys_with(generation, key, codes, number, values)
                     for number, (key, codes) in enumerate(by_key.items(), 1)}
    whole = [*_date_rule(filters, "first_s"), *(f"journey_no in ({sql})" for sql in journeys_with.values())]
    single = [*_date_rule(filters, "occurred_s"), *(f"journey_no in ({journeys_with[key]})" for key in attributes),
              *(f"{key}_no in ({', '.join(map(str, codes))})" for key, codes in by_key.items() if key in DIMENSIONS)]
    ctes = [f"selected_journeys as (select * from journeys{_where(whole)})"]
    inside = ["journey_no in (select journey_no from selected_journeys)"] if whole else []
    ctes += [f"selected_{table} as not materialized (select * from {table}{_where(inside)})" for table in JOURNEY_TABLES]
    ctes += [f"selected_{name} as not materialized (select * from {table}{_where(single)})" for name, table in EVENT_TABLES.items()]
    ctes += [_grouped(generation, name, by, values) for name in EVENT_TABLES]
    return Selection(",\n".join(ctes), values)


def group_names(generation: Generation, key: str) -> dict[int, str | None]:
    """Names of the codes that a group column holds."""
    if key in DIMENSIONS:
        return {"stage": generation.stages, "touchpoint": generation.touchpoints, "channel": generation.channels}[key]
    return {0: None, **generation.attribute_values(key)}


def check_key(generation: Generation, key: str) -> None:
    """Raises UserError where the dataset has no such dimension or attribute."""
    if key not in DIMENSIONS and key not in generation.attributes:
        known = ", ".join([*DIMENSIONS, *generation.attributes])
        raise UserError(f"'{key}' is neither a dimension nor an attribute of this dataset: use {known}.")


def _codes(generation: Generation, key: str, asked: tuple[str, ...]) -> list[int]:
    """Numbers of the values asked; an alias of a channel and any case of a stage or channel are understood."""
    check_key(generation, key)
    by_name = {name: code for code, name in group_names(generation, key).items() if name is not None}
    if key == "channel":
        by_name[""] = 0
    if key in ("channel", "stage"):
        aliases = {alias: name for alias, name in generation.definition.channels.items() if key == "channel"}
        folded = {name.lower(): code for name, code in by_name.items()}
        folded |= {alias: folded[name.lower()] for alias, name in aliases.items() if name.lower() in folded}
        return [_code(by_name, key, value, folded.get(value.strip().lower())) for value in asked]
    return [_code(by_name, key, value) for value in asked]


def _code(by_name: dict[str, int], key: str, value: str, folded: int | None = None) -> int:
    """The number of the value; `folded` is the one it has when case and aliases are forgiven."""
    if value not in by_name:
        if folded is not None:
            return folded
        few = ", ".join(repr(name) for name in list(by_name)[:20])
        raise UserError(f"There is no {key} {value!r} in this dataset: there is {few}{' and more' if len(by_name) > 20 else ''}.")
    return by_name[value]


def _days(generation: Generation, filters: Filters) -> dict[str, int]:
    definition = generation.definition
    return {"from_s": definition.day_start(filters.from_date) if filters.from_date else EARLIEST,
            "to_s": definition.day_end(filters.to_date) if filters.to_date else LATEST}


def _date_rule(filters: Filters, column: str) -> list[str]:
    return [f"{column} >= $from_s"] * bool(filters.from_date) + [f"{column} < $to_s"] * bool(filters.to_date)


def _journeys_with(generation: Generation, key: str, codes: list[int], number: int, values: dict) -> str:
    names = [f"where_{number}_{place}" for place in range(len(codes))]
    values |= dict(zip(names, codes, strict=True))
    if key not in DIMENSIONS:
        values[f"attribute_{number}"] = generation.attributes[key]
    sql = query("filter", f"journeys_by_{key if key in DIMENSIONS else 'attribute'}").split("\n", 1)[1]
    return sql.replace("$values", ", ".join(f"${name}" for name in names)).replace("$attribute", f"$attribute_{number}")


def _where(rules: list[str]) -> str:
    return f" where {' and '.join(rules)}" if rules else ""


def _grouped(generation: Generation, name: str, by: tuple[str, ...], values: dict) -> str:
    """The selected events or answers with the codes of the group columns as g1..g3 (0 where not asked)."""
    if len(by) > MOST_GROUPS:
        raise UserError(f"--by takes at most {MOST_GROUPS} keys, not {len(by)}: leave some out.")
    columns, joins = [], []
    for number in range(1, MOST_GROUPS + 1):
        key = by[number - 1] if number <= len(by) else None
        if key is None or key in DIMENSIONS:
            columns.append(f"{f'x.{key}_no' if key else '0'} as g{number}")
            continue
        check_key(generation, key)
        values[f"group_{number}"] = generation.attributes[key]
        columns.append(f"coalesce(b{number}.value_no, 0) as g{number}")
        joins.append(f" left join journey_attributes as b{number} on b{number}.journey_no = x.journey_no"
                     f" and b{number}.attribute_no = $group_{number}")
    return f"grouped_{name} as not materialized (select x.*, {', '.join(columns)} from selected_{name} as x{''.join(joins)})"


def known_part(generation: Generation, filters: Filters) -> tuple[Filters, list[str]]:
    """The filters without what this dataset does not know, and a sentence for each thing left out."""
    known: dict[str, list[str]] = {}
    notices = []
    for key, values in filters.where:
        for value in values:
            try:
                _codes(generation, key, (value,))
                known.setdefault(key, []).append(value)
            except UserError as error:
                notices.append(f"{error} The link's '{key}={value}' is left out.")
    return Filters.of(filters.from_date, filters.to_date, known), notices
