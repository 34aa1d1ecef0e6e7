"""Rows that are not events become events: several dates or questions, versions of a record, line items, messages of others."""

from collections.abc import Mapping

from journey.data.engine import Connection
from journey.ingest import expressions
from journey.ingest.choices import value_expression
from journey.ingest.column_scales import answered_only
from journey.ingest.columns import column_place
from journey.ingest.expressions import BoundValues, applies, holds
from journey.ingest.lifecycle import COMPLETE, START, end_cells, keys
from journey.ingest.plan import Plan
from journey.ingest.recipe import Carry, Recipe
from journey.ingest.source import Source
from journey.ingest.tags import has_tag, tag_attributes

ITEMS = "items"
TABLES = ("raw", "cells", "flagged", "set_aside")
NO_EVENT = "left out: nothing in it makes an event"


def drop_tables(connection: Connection) -> None:
    for table in TABLES:
        connection.execute(f"drop table if exists {table}")


def shape(
    connection: Connection, source: Source, plan: Plan, attribute_numbers: Mapping[str, int]
) -> None:
    """From `cells` make `raw`, one row an event with its file_row, and `set_aside`, the rows that make none and why.

    set_aside: file_row; row_outcome is left_out, older or follower; reason; lead_row is the row that a follower goes with.
    """
    recipe = answered_only(plan.recipe)
    cells = [f"c{index}" for index in range(len(source.columns))]
    _flag_rows(connection, recipe, source, cells)
    values = BoundValues()
    parts = [
        _events_of(number, recipe, source, cells, values, plan, attribute_numbers)
        for number in range(max(1, len(recipe.events)))
    ]
    connection.execute(
        f"create temp table raw as select * from ({' union all '.join(parts)}) order by file_row, part",
        values.bound,
    )
    _set_aside(connection, recipe)
    connection.execute("drop table flagged")


def _flag_rows(connection: Connection, recipe: Recipe, source: Source, cells: list[str]) -> None:
    """`flagged`: the cells with what they carry; whether a row leads, is an older version, is left out; what it becomes."""
    values = BoundValues()
    carried = ", ".join(
        text for carry in recipe.carry for text in _carried(carry, source, cells, values)
    )
    ctes = [
        "numbered as (select rowid + 1 as file_row, * from cells)",
        f"carried as (select *{f' replace ({carried})' if carried else ''} from numbered)",
    ]
    rows = "carried"
    if recipe.lifecycle:
        rows = "paired"
        ctes += _paired(recipe, source, cells, values)
    flags = [
        f"{_left_out(recipe, source, cells, values)} as left_out_no",
        f"{_is_older(recipe, source, cells)} as is_older",
    ]
    flags += _lead(recipe, source, cells)
    flags += [
        f"{applies(rule, source, cells, values)} as applies_{number}"
        for number, rule in enumerate(recipe.events)
    ]
    sql = f"create temp table flagged as with {', '.join(ctes)} select *, {', '.join(flags)} from {rows}"
    connection.execute(sql, values.bound)


def _carried(carry: Carry, source: Source, cells: list[str], values: BoundValues) -> list[str]:
    by = cells[column_place(carry.by, source.columns)]
    carried = []
    for column in carry.columns:
        text = cells[column_place(column, source.columns)]
        deciding = carry.columns if carry.always else [column]
        filled = " or ".join(
            f"trim({cells[column_place(name, source.columns)]}) <> ''" for name in deciding
        )
        condition = f"({filled})" + (
            f" and {holds(carry.source, source, cells, values)}" if carry.source else ""
        )
        window = f"filter ({condition}) over (partition by {by})"
        first = f"nullif(arg_min(coalesce({text}, ''), file_row) {window}, '')"
        if carry.if_one:
            first = f"case when min({text}) {window} = max({text}) {window} then {first} end"
        same_key = f"case when {by} is not null then {first} end"
        carried.append(
            f"{same_key} as {text}"
            if carry.always
            else f"coalesce(nullif(trim({text}), ''), {same_key}) as {text}"
        )
    return carried


def _paired(recipe: Recipe, source: Source, cells: list[str], values: BoundValues) -> list[str]:
    """`paired`: the rows, each with the row of its activity's start, blank cells of which take what the end's row says; and with
    the cells of the end's time.

    Of several alike in a journey the first start goes with the first end, in the file's order.
    """
    state = cells[column_place(recipe.lifecycle, source.columns)]
    key = ", ".join(cells[column_place(name, source.columns)] for name in keys(recipe))
    start, complete = values.bind(list(START)), values.bind(list(COMPLETE))
    kind = (
        f"case when list_contains(cast({start} as varchar[]), lower(trim({state}))) then 1 "
        f"when list_contains(cast({complete} as varchar[]), lower(trim({state}))) then 2 else 3 end"
    )
    pair = f"over (partition by {key}, turn, case when state_no = 3 then file_row end)"
    filled = ", ".join(
        f"coalesce(nullif(trim({cell}), ''), max({cell}) {pair}) as {cell}"
        for cell in cells
        if cell not in key.split(", ")
    )
    ends = "".join(
        f", case when state_no = 1 then max(case when state_no = 2 then {cell} end) {pair} end as {end}"
        for cell, end in zip(cells, end_cells(recipe, source, cells), strict=True)
        if cell != end
    )
    start_row = f"min(case when state_no = 1 then file_row end) {pair}"
    return [
        f"stated as (select *, {kind} as state_no from carried)",
        f"turned as (select *, row_number() over (partition by {key}, state_no order by file_row) as turn from stated)",
        f"paired as (select * replace ({filled}), {start_row} as start_row{ends} from turned)",
    ]


def _left_out(recipe: Recipe, source: Source, cells: list[str], values: BoundValues) -> str:
    cases = " ".join(
        f"when {holds(condition, source, cells, values)} then {number}"
        for number, condition in enumerate(recipe.leave_out)
    )
    return f"case {cases} end" if cases else "cast(null as integer)"


def _is_older(recipe: Recipe, source: Source, cells: list[str]) -> str:
    if not recipe.newest:
        return "false"
    key, by = (cells[column_place(name, source.columns)] for name in recipe.newest)
    latest = [f"try_cast({by} as double)", f"try_cast({by} as timestamptz)", by, "file_row"]
    order = ", ".join(f"{text} desc nulls last" for text in latest)
    return f"{key} is not null and row_number() over (partition by {key} order by {order}) > 1"


def _lead(recipe: Recipe, source: Source, cells: list[str]) -> list[str]:
    """The first row of each order, how many rows it has, and the joined texts of all of them."""
    if recipe.lifecycle:
        return ["coalesce(start_row, file_row) as lead_row"]
    if not recipe.one_per:
        return ["file_row as lead_row"]
    key = f"coalesce(nullif(trim({cells[column_place(recipe.one_per, source.columns)]}), ''), 'row ' || file_row)"
    window = f"over (partition by {key} order by file_row rows between unbounded preceding and unbounded following)"
    joined = [
        f"string_agg(nullif(trim({cells[column_place(name, source.columns)]}), ''), '; ') {window} as joined_{number}"
        for number, name in enumerate(recipe.joined)
    ]
    return [
        f"min(file_row) {window} as lead_row",
        f"cast(count(*) {window} as varchar) as items",
        *joined,
    ]


def _events_of(
    number: int,
    recipe: Recipe,
    source: Source,
    cells: list[str],
    values: BoundValues,
    plan: Plan,
    attribute_numbers: Mapping[str, int],
) -> str:
    """The query of the events that one rule makes of the rows that lead and are in force."""
    rule = recipe.events[number] if recipe.events else None
    before = [f"applies_{other}" for other in range(number)]
    after = [f"applies_{other}" for other in range(number + 1, len(recipe.events))]
    columns = expressions.field_expressions(
        recipe, source, cells, values, rule, _none_of(before), _none_of(after)
    )
    columns += [
        f"{_attribute(name, index, recipe, source, cells, values)} as a{attribute_numbers[name]}"
        for name, index in plan.attributes
    ]
    if recipe.one_per and ITEMS in attribute_numbers:
        columns.append(f"items as a{attribute_numbers[ITEMS]}")
    where = "file_row = lead_row and not is_older and left_out_no is null" + (
        f" and applies_{number}" if rule else ""
    )
    return f"select file_row, {number} as part, {', '.join(columns)} from flagged where {where}"


def _attribute(
    name: str, index: int, recipe: Recipe, source: Source, cells: list[str], values: BoundValues
) -> str:
    choice = next((choice for choice in recipe.choices if choice.name == name), None)
    if choice:
        return value_expression(choice, source.columns, cells, values)
    if name in (tags := tag_attributes(recipe.tags, source.columns)):
        return has_tag(cells[index], tags[name][1], values)
    if source.columns[index] in recipe.joined:
        return f"joined_{recipe.joined.index(source.columns[index])}"
    return f"attribute_or_null({cells[index]})"


def _none_of(conditions: list[str]) -> str:
    return f"not ({' or '.join(conditions)})" if conditions else "true"


def _set_aside(connection: Connection, recipe: Recipe) -> None:
    makes_one = " or ".join(f"applies_{number}" for number in range(len(recipe.events))) or "true"
    reasons = [
        f"left out: {condition.reason or condition.column}" for condition in recipe.leave_out
    ]
    bound = {"nothing": NO_EVENT, "reasons": reasons or [""]}
    connection.execute(
        f"""create temp table set_aside as
        select
            file_row, lead_row,
            case when file_row <> lead_row then 'follower' when is_older then 'older' else 'left_out' end as row_outcome,
            coalesce(list_extract(cast($reasons as varchar[]), left_out_no + 1), $nothing) as reason
        from flagged
        where file_row <> lead_row or is_older or left_out_no is not null or not ({makes_one})""",
        bound,
    )
