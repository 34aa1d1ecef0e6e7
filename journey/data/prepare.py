"""From events to the tables that every view groups: windows are answered here, once."""

import calendar
import hashlib
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from journey.data import attributes as attributes_module
from journey.data import definition_rows as definition_module
from journey.data import symbols as symbols_module
from journey.data.attributes import add_event_values, prepare_attributes, write_durations
from journey.data.definition_rows import (
    SmallTable,
    rewrite_definition,
    write_definition,
    write_table,
)
from journey.data.ends import proposed_ends, with_ends
from journey.data.engine import Connection
from journey.data.kind import OF_CASES, Layout, proposed_kind
from journey.data.query_rows import asking
from journey.data.sql import QUERIES, query
from journey.data.stage_proposals import proposed_stages, with_stages
from journey.data.symbols import symbols
from journey.data.views.form import SPANS
from journey.data.views.options import DEEPEST
from journey.data.window import proposed_window
from journey.model import addresses as addresses_module
from journey.model import patterns as patterns_module
from journey.model import spelling as spelling_module
from journey.model import subjects as subjects_module
from journey.model.definition import (
    DAY_SECONDS,
    Definition,
    Ends,
    overlaid,
    parse_definition,
    replaced,
)
from journey.model.metrics import (
    GOOD_VALENCE,
    NEGATIVE_VALENCE,
    POSITIVE_VALENCE,
    SERVICE_MODES,
)
from journey.model.vocabulary import SERVICE_LOG

TABLES = (
    "field_counts",
    "customers",
    "touchpoints",
    "channels",
    "emotions",
    "service_modes",
    "pain_points",
    "reasons",
    "event_parts",
    "journey_keys",
    "steps",
    "observation",
    "journeys",
    "ripe_journeys",
    "journey_stages",
    "wait_limit",
    "next_contacts",
    "case_steps",
    "cases",
    "contacts",
    "orders",
    "journey_costs",
    "promises",
    "journey_touchpoints",
    "cells",
    "answers",
    "comments",
)
STAGES, ENDS = "stages", "ends"  # proposals of the data
LONGEST_SPAN = 10**15
# Columns of `events` that a good end may name beside attributes.
TEXT_COLUMNS = (
    "channel",
    "service_mode",
    "initiative",
    "reason",
    "actor",
    "case_event",
    "friction",
)
CLUSTERED_BY = "segment"  # an attribute of few values that filters often ask for
LATEST_S = 1 << 40  # where there is no load that could be later
FORM_BYTES = 6  # a whole number of so many bytes is kept exactly as a double
MADE_BY = (
    Path(__file__),
    Path(attributes_module.__file__),
    Path(definition_module.__file__),
    Path(symbols_module.__file__),
    Path(addresses_module.__file__),
    Path(subjects_module.__file__),
    Path(patterns_module.__file__),
    Path(spelling_module.__file__),
    *sorted((QUERIES / "prepare").glob("*.sql")),
)
TEMPORARY_TABLES = (
    *("event_parts", "symbols", "marked_events", "durations"),
    *("first_values", "changing_values", "event_values", "latest_event"),
)


def form_of(texts: Iterable[str]) -> int:
    """A number that differs wherever what makes the prepared tables does; line endings aside."""
    digest = hashlib.sha256("\0".join("\n".join(text.splitlines()) for text in texts).encode())
    return int.from_bytes(digest.digest()[:FORM_BYTES])


# Generations of another form were made by other queries, or with other constants: they are prepared anew.
CONSTANTS = (
    *(SPANS, LONGEST_SPAN, DEEPEST, NEGATIVE_VALENCE, POSITIVE_VALENCE, GOOD_VALENCE),
    *(DAY_SECONDS, OF_CASES, SERVICE_LOG, SERVICE_MODES),
)
FORM = form_of([*(path.read_text(encoding="utf-8") for path in MADE_BY), repr(CONSTANTS)])


def prepare(
    connection: Connection,
    definition: Definition,
    step: Callable[[str], None],
    layout: Layout | None = None,
    taken: Collection[str] = (),
) -> Definition:
    """Build every table of the generation from its `events` under the definition; tables must not exist yet.

    What the definition leaves to the data (kind, inactivity window, and the proposals that are `taken`: STAGES, ENDS) is settled
    on the way: the definition in force comes back. `layout` is that of the file that makes the dataset.
    """
    write_definition(connection, definition, FORM)
    _engine_words(connection)
    _constants(connection)
    _latest_event(connection)
    _clusters(connection)
    _cases(connection, definition)
    _owners(connection, definition)
    write_durations(connection)
    for name in TABLES:
        step(f"preparing {name.replace('_', ' ')}")
        connection.execute(f"create table {name} as {query('prepare', name)}")
        if name == "steps":
            definition = _settled(connection, definition, layout or Layout(), taken)
            _marked_events(connection, definition.ends)
            step("preparing attributes")
            prepare_attributes(connection, definition)
        add_event_values(connection, name)
    for name in TEMPORARY_TABLES:
        connection.execute(f"drop table {name}")
    connection.execute("drop view clustered_events")
    connection.execute("drop table if exists journey_owners")
    return definition


def _latest_event(connection: Connection) -> None:
    """How late an event may be that moves the end of observation: planned events, later than the newest load, move nothing."""
    loaded_at = connection.execute("select max(loaded_at) from loads").fetchall()[0][0]
    latest_s = calendar.timegm(loaded_at.timetuple()) + DAY_SECONDS if loaded_at else LATEST_S
    write_table(connection, "latest_event", SmallTable({"latest_s": "bigint"}, [(latest_s,)]))


def _cases(connection: Connection, definition: Definition) -> None:
    """In a service log each case is a journey, unless the definition says otherwise."""
    if definition.case_is_journey and definition.kind in ("", SERVICE_LOG):
        least = 0.0 if definition.kind else OF_CASES
        connection.execute(
            "update settings set has_cases = (select case when avg(case when case_id is not null and case_id <> customer_id "
            "then 1.0 else 0 end) >= $least then 1 else 0 end from events)",
            {"least": least},
        )


def _owners(connection: Connection, definition: Definition) -> None:
    """Where the journey id alone is the journey, its events are those of the customer with whom it begins."""
    if not definition.id_is_journey:
        return
    connection.execute(f"create temp table journey_owners as {query('prepare', 'journey_owners')}")
    connection.execute(
        "create or replace temp view clustered_events as "
        "select e.* replace (coalesce(o.customer_id, e.customer_id) as customer_id) "
        f"from ({_clustered(connection)}) as e left join journey_owners as o on o.event_no = e.event_no"
    )


def _settled(
    connection: Connection, definition: Definition, layout: Layout, taken: Collection[str]
) -> Definition:
    """The definition with what it leaves to the data; the tables made of it are written anew where that changes them."""
    ask = asking(connection)
    settled = definition
    if not settled.kind:
        kind = proposed_kind(ask, layout).name
        settled = parse_definition(replaced(settled.toml, {"kind": kind}))
    if not settled.inactivity_seconds:
        days = round(proposed_window(ask).seconds / DAY_SECONDS, 6)
        settled = parse_definition(overlaid(settled.toml, "journeys", {"inactivity_days": days}))
    if ENDS in taken:
        proposed = proposed_ends(ask, settled.kind)
        settled = with_ends(settled, proposed, proposed.good)
    stages = proposed_stages(ask, settled) if STAGES in taken else {}
    if stages:
        settled = with_stages(settled, stages)
    if settled != definition:
        changed = rewrite_definition(connection, definition, settled, FORM)
        of_touchpoints = not changed.isdisjoint(("touchpoint_names", "touchpoint_rules"))
        for name in (*(["touchpoints"] if of_touchpoints else []), *(["steps"] if stages else [])):
            connection.execute(f"drop table {name}")
            connection.execute(f"create table {name} as {query('prepare', name)}")
    return settled


def _constants(connection: Connection) -> None:
    """A symbol for every touchpoint of the events; numbers of steps; the spans of time that durations are counted in."""
    numbers = [(number,) for number in range(DEEPEST + 1)]
    write_table(connection, "numbers", SmallTable({"number": "integer"}, numbers))
    spans = zip(SPANS, [*SPANS[1:], LONGEST_SPAN])
    columns = {"span_no": "integer", "from_seconds": "bigint", "to_seconds": "bigint"}
    rows = [(number, *span) for number, span in enumerate(spans, 1)]
    write_table(connection, "spans", SmallTable(columns, rows))
    number = connection.execute("select count(distinct touchpoint) from events").fetchall()[0][0]
    columns = {"symbol_no": "integer", "symbol": "varchar"}
    write_table(connection, "symbols", SmallTable(columns, list(enumerate(symbols(number), 1))))


def _engine_words(connection: Connection) -> None:
    """What is written per engine: exact percentiles with linear interpolation, as Spark's percentile(); values in the order of
    their places, as Spark's sort_array over structs; one of them by its place from 1, as Spark's element_at(); whole seconds since
    1970, as Spark's unix_timestamp()."""
    connection.execute("create macro percentile(x, p) as quantile_cont(x, p)")
    connection.execute("create macro in_order(x, place) as list(x order by place)")
    connection.execute(
        "create macro epoch_seconds(x) as cast(epoch(date_trunc('second', x)) as bigint)"
    )
    connection.execute("create macro at_place(ordered, place) as ordered[place]")


def _clusters(connection: Connection) -> None:
    """The events with their segment, where the data has such an attribute, so that journeys which share it lie together."""
    connection.execute(f"create temp view clustered_events as {_clustered(connection)}")


def _clustered(connection: Connection) -> str:
    found = connection.execute(
        "select attribute_no from attributes where attribute = ?", [CLUSTERED_BY]
    ).fetchall()
    value = f"a{found[0][0]}" if found else "cast(null as varchar)"
    return (
        "select event_no, customer_id, journey_id, case_id, occurred_at, occurred_s, "
        f"{value} as cluster from events"
    )


def _marked_events(connection: Connection, ends: Ends) -> None:
    """One row per event that is a good end, or undoes one, by what its columns hold; touchpoints tell that themselves."""
    numbers = dict(connection.execute("select attribute, attribute_no from attributes").fetchall())
    good, values = [], {}
    for index, (name, value) in enumerate(ends.good_values):
        column = f"a{numbers[name]}" if name in numbers else name if name in TEXT_COLUMNS else ""
        if column:
            good.append(f"{column} = $good_{index}")
            values[f"good_{index}"] = value
    undoing = (
        "lower(actor) = 'customer' and touchpoint not in (select touchpoint from touchpoint_rules where is_passive = 1)"
        if ends.is_undone_by_customer
        else "1 = 0"
    )
    is_good, is_undoing = (
        f"coalesce({' or '.join(good) or '1 = 0'}, false)",
        f"coalesce({undoing}, false)",
    )
    connection.execute(
        "create temp table marked_events as select event_no, "
        f"cast({is_good} as tinyint) as is_good_end, cast({is_undoing} as tinyint) as is_undoing "
        f"from events where {is_good} or {is_undoing}",
        values,
    )
