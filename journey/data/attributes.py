"""From the columns a1, a2... of the events to what journeys and events are grouped by: which attributes change within journeys."""

from decimal import Decimal

from journey.data.engine import Connection
from journey.data.sql import batched, query
from journey.model.definition import Definition

MOST_NUMBERS = (
    50  # a column of numbers with more values than these groups no journeys by its first one
)
# Tables of events, each with the order of its rows; they get the values of the attributes that change within journeys.
OF_EVENTS = {
    "steps": "journey_no, step_no",
    "answers": "metric_no, journey_no, event_no",
    "comments": "journey_no, event_no",
}
# How long an event took: an attribute of events in every dataset, with the longest that is believed.
DURATION, LONGEST_DURATION = "duration_seconds", 10**10
NUMBER = r"^[-+]?[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+)?$"


def prepare_attributes(connection: Connection, definition: Definition) -> None:
    """What changes within journeys, the values of all attributes, and of each journey the first one that is not blank.

    DuckDB's own physical layout. `event_values` holds for each event the numbers of its values, of the attributes that change.
    """
    _count_changes(connection)
    _judge(connection, definition)
    _changing_values(connection)
    connection.execute(f"create table attribute_values as {query('prepare', 'attribute_values')}")
    connection.execute(
        f"create table journey_attributes as {query('prepare', 'journey_attributes')}"
    )
    _event_values(connection)


def write_durations(connection: Connection) -> None:
    """`durations`, one row per event that says how long it took, in whole seconds; empty, and nothing is read, where none can."""
    connection.execute("create temp table durations (event_no bigint, duration_s bigint)")
    for number in _numbers_of_durations(connection):
        connection.execute(
            f"insert into durations select event_no, cast(floor(seconds) as bigint) from "
            f"(select event_no, try_cast(replace(a{number}, ',', '.') as double) as seconds from events) "
            "where seconds between 0 and $longest",
            {"longest": LONGEST_DURATION},
        )


def _numbers_of_durations(connection: Connection) -> list[int]:
    """The number of the attribute that holds how long events took, if there is one."""
    sql = "select attribute_no from attributes where attribute = $name"
    return [row[0] for row in connection.execute(sql, {"name": DURATION}).fetchall()]


def add_event_values(connection: Connection, table: str) -> None:
    """Columns of this table, where it is one of events, with the numbers of their values: e1 of the attribute a1; 0 is blank."""
    numbers = _of_events(connection) if table in OF_EVENTS else []
    if not numbers:
        return
    columns = ", ".join(f"v.e{n}" for n in numbers)
    connection.execute(
        f"create table with_values as select t.*, {columns} from {table} as t join event_values as v on v.event_no = t.event_no "
        f"order by {OF_EVENTS[table]}"
    )
    connection.execute(f"drop table {table}")
    connection.execute(f"alter table with_values rename to {table}")


def _numbers(connection: Connection) -> list[int]:
    sql = "select attribute_no from attributes order by attribute_no"
    return [row[0] for row in connection.execute(sql).fetchall()]


def _of_events(connection: Connection) -> list[int]:
    """The attributes that change within journeys."""
    sql = "select attribute_no from attribute_changes where is_of_events = 1 order by attribute_no"
    return [row[0] for row in connection.execute(sql).fetchall()]


def _count_changes(connection: Connection) -> None:
    """Make `first_values`, one row per journey and attribute, with the step that has it; and `attribute_changes`, one row per
    attribute: journeys with two filled events or more, and how many of these hold different values."""
    connection.execute(
        "create temp table first_values as select 0 as attribute_no, journey_no, step_no, '' as value from steps where false"
    )
    connection.execute(
        "create table attribute_changes "
        "(attribute_no integer, journeys bigint, changing bigint, is_of_events tinyint, has_first tinyint)"
    )
    for some in batched(_numbers(connection)):
        of_journeys = "".join(
            f", arg_min(e.a{n}, s.step_no) filter (where e.a{n} is not null) as a{n}"
            f", min(s.step_no) filter (where e.a{n} is not null) as s{n}"
            f", count(e.a{n}) as n{n}, min(e.a{n}) < max(e.a{n}) as c{n}"
            for n in some
        )
        connection.execute(
            "create or replace temp table of_journeys as "
            f"select s.journey_no{of_journeys} from steps as s join events as e on e.event_no = s.event_no group by s.journey_no"
        )
        firsts = " union all ".join(
            f"select {n}, journey_no, s{n}, a{n} from of_journeys where a{n} is not null"
            for n in some
        )
        connection.execute(f"insert into first_values {firsts}")
        changes = " union all ".join(
            f"select {n}, count(*) filter (where n{n} > 1), count(*) filter (where c{n}), 0, 1 from of_journeys"
            for n in some
        )
        connection.execute(f"insert into attribute_changes {changes}")
    connection.execute("drop table if exists of_journeys")


def _judge(connection: Connection, definition: Definition) -> None:
    """Which attributes are of events, and which of these have a first value that groups journeys."""
    rows = connection.execute(
        "select attribute_no, journeys, changing from attribute_changes"
    ).fetchall()
    durations = _numbers_of_durations(connection)
    of_events = [
        number
        for number, journeys, changing in rows
        if number in durations or _is_of_events(journeys, changing, definition)
    ]
    without_first = [number for number in of_events if _is_of_many_numbers(connection, number)]
    connection.execute(
        "update attribute_changes set is_of_events = cast(list_contains($of_events, attribute_no) as tinyint), "
        "has_first = cast(not list_contains($without_first, attribute_no) as tinyint)",
        {"of_events": of_events, "without_first": without_first},
    )
    connection.execute(
        "delete from first_values where list_contains($without_first, attribute_no)",
        {"without_first": without_first},
    )


def _is_of_events(journeys: int, changing: int, definition: Definition) -> bool:
    """More than the share of the journeys with two filled events or more, and at least so many, hold different values."""
    least = Decimal(str(definition.changing_share)) * journeys
    return changing >= definition.changing_journeys and changing > least


def _is_of_many_numbers(connection: Connection, number: int) -> bool:
    values, others = connection.execute(
        f"select count(distinct a{number}), count(*) filter (where not regexp_matches(a{number}, $number)) from events",
        {"number": NUMBER},
    ).fetchall()[0]
    return values > MOST_NUMBERS and not others


def _changing_values(connection: Connection) -> None:
    """One row per attribute that changes within journeys and value of an event."""
    connection.execute(
        "create temp table changing_values as select 0 as attribute_no, '' as value where false"
    )
    for number in _of_events(connection):
        connection.execute(
            f"insert into changing_values select distinct {number}, a{number} from events where a{number} is not null"
        )


def _event_values(connection: Connection) -> None:
    """One row per event: the number of its value of each attribute that changes within journeys."""
    connection.execute("create temp table event_values as select event_no from events")
    for some in batched(_of_events(connection)):
        columns = "".join(f", coalesce(v{n}.value_no, 0) as e{n}" for n in some)
        joins = " ".join(
            f"left join attribute_values as v{n} on v{n}.attribute_no = {n} and v{n}.attribute_value = e.a{n}"
            for n in some
        )
        connection.execute(
            f"create temp table more_values as select o.*{columns} from event_values as o "
            f"join events as e on e.event_no = o.event_no {joins}"
        )
        connection.execute("drop table event_values")
        connection.execute("alter table more_values rename to event_values")
