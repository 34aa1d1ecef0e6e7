"""The filters as SQL, in one place: whole journeys for journey figures, single events for event figures.

A view reads from the relations selected_* and grouped_*, which are the files of queries/selection; here it is decided which of
them a question needs, and which journeys the filters keep. Every value is bound.
"""

from dataclasses import dataclass, replace
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from journey.data.codes import code_of, codes
from journey.data.generation import Generation
from journey.data.groups import (
    EMOTION,
    OF_SINGLE_EVENTS,
    REASON,
    SERVICE_MODE,
    event_column,
    group_columns,
    group_names,
)
from journey.data.path_filters import path_rule
from journey.data.sql import Relation, filled, numbered, query
from journey.model.cells import EVERYWHERE, OF_EITHER, Cell, Place
from journey.model.errors import UserError
from journey.model.filters import COHORT, DIMENSIONS, Filters
from journey.model.metrics import METRIC_NUMBERS
from journey.model.path_filters import OF_CUSTOMERS, PathFilter, parse_cohort

EARLIEST, LATEST = -8_000_000_000_000, 8_000_000_000_000
OF_JOURNEYS = ("steps", "stages", "journey_touchpoints")
OF_EVENTS = ("events", "answers", "comments")
GROUPED_BY_START = ("journeys", "stages", "journey_touchpoints")
NOT_OF = {
    "answers": (EMOTION,),
    "comments": (EMOTION, SERVICE_MODE, REASON),
}  # what these cannot be grouped by
KEPT_LIMIT = 64  # filters that stay compiled


@dataclass(frozen=True)
class Selection:
    """Relations that hold the selected rows, each reading those before it alone, and the values bound in them."""

    relations: tuple[Relation, ...]
    values: dict[str, Any]


@dataclass(frozen=True)
class JourneyFilter:
    """A query that finds the journeys that one filter keeps (one may be there several times), and the values bound in it.

    `on_events` is the condition on single events, of an attribute of theirs.
    """

    sql: str
    values: dict[str, Any]
    on_events: str = ""


@dataclass(frozen=True)
class JourneyFilters:
    """All of them, by what they filter: journeys by their events' dimensions and values, by attributes, by cohorts; customers."""

    dimensions: tuple[JourneyFilter, ...]
    attributes: tuple[JourneyFilter, ...]
    cohorts: tuple[JourneyFilter, ...]
    customers: tuple[JourneyFilter, ...]

    @property
    def plain(self) -> tuple[JourneyFilter, ...]:
        """Those that look at journeys one by one."""
        return self.dimensions + self.attributes + self.cohorts

    @property
    def every(self) -> tuple[JourneyFilter, ...]:
        return self.plain + self.customers


_lock = Lock()
_kept: WeakKeyDictionary[Generation, dict[Filters, JourneyFilters]] = WeakKeyDictionary()


def select(
    generation: Generation, filters: Filters, by: tuple[str, ...] = (), at: Place = EVERYWHERE
) -> Selection:
    """The relations selected_* (and grouped_* with group_1 to group_3 for `by`); raises UserError for unknown names.

    `at` keeps only the rows of one stage, or of one touchpoint in it; which journeys are selected does not change.
    """
    journey_filters = _journey_filters(generation, filters)
    relations = (
        *_selected_journeys(journey_filters),
        *_selected_of_journeys(filters, journey_filters),
        *_selected_of_events(journey_filters),
    )
    grouped, group_values = _grouped(generation, by)
    values = (
        _dates(generation, filters)
        | _dimension_codes(generation, filters)
        | _place_codes(generation, at)
        | {name: value for kept in journey_filters.every for name, value in kept.values.items()}
        | group_values
    )
    is_restricted = any(kept.on_events for kept in journey_filters.dimensions)
    flags = {
        "is_grouped": int(bool(by)),
        "has_event_values": int(is_restricted or bool(set(by) & {*generation.event_keys})),
    }
    return Selection(relations + grouped, values | flags)


def _journey_filters(generation: Generation, filters: Filters) -> JourneyFilters:
    """The filters on whole journeys, compiled once for all the questions that a screen asks under them."""
    with _lock:
        compiled = _kept.get(generation, {}).get(filters)
    if compiled is None:
        compiled = _compiled(generation, filters)
        with _lock:
            of_generation = _kept.setdefault(generation, {})
            if len(of_generation) >= KEPT_LIMIT:
                del of_generation[next(iter(of_generation))]
            of_generation[filters] = compiled
    return compiled


def _compiled(generation: Generation, filters: Filters) -> JourneyFilters:
    """A query for each filter on whole journeys; of cohorts each figure is one, and lies within those before it."""
    where = {
        key: _where_filter(generation, key, values, f"filter_{number}")
        for number, (key, values) in enumerate(filters.where, 1)
        if key != COHORT
    }
    cohorts = {
        figure: _cohort_filter(generation, figure, f"cohort_{number}")
        for number, figure in enumerate(map(parse_cohort, filters.values(COHORT)), 1)
    }
    return JourneyFilters(
        tuple(kept for key, kept in where.items() if key in DIMENSIONS or kept.on_events),
        tuple(kept for key, kept in where.items() if key not in DIMENSIONS and not kept.on_events),
        tuple(kept for figure, kept in cohorts.items() if not _is_of_customers(figure)),
        tuple(kept for figure, kept in cohorts.items() if _is_of_customers(figure)),
    )


def _selected_journeys(kept: JourneyFilters) -> tuple[Relation, ...]:
    """`selected_journeys`; before it `other_journeys` where there are filters on customers, which look at these."""
    selected = Relation("selected_journeys", _where("selected_journeys", _in_all(kept.every)))
    if not kept.customers:
        return (selected,)
    return Relation("other_journeys", _where("other_journeys", _in_all(kept.plain))), selected


def _selected_of_journeys(filters: Filters, kept: JourneyFilters) -> tuple[Relation, ...]:
    """Of the selected journeys their steps, the stages that they reached and the touchpoints that they passed.

    Dates and cohorts are looked up once for all of them; other filters reach the rows sooner without a look at the journeys.
    """
    is_looked_up = filters.from_date or filters.to_date or kept.cohorts or kept.customers
    is_kept = (
        "journey_no in (select journey_no from selected_journeys)"
        if is_looked_up
        else _in_all(kept.every)
    )
    return tuple(_selected(name, is_kept) for name in OF_JOURNEYS)


def _selected_of_events(kept: JourneyFilters) -> tuple[Relation, ...]:
    """Events, answers and comments: filters on dimensions and values of events select single ones, all others those of the
    journeys they keep."""
    of_journeys = _in_all(kept.attributes + kept.cohorts + kept.customers)
    on_events = [each.on_events for each in kept.dimensions if each.on_events]
    is_kept = " and ".join([of_journeys, *on_events])
    return tuple(_selected(name, is_kept) for name in OF_EVENTS)


def _grouped(
    generation: Generation, by: tuple[str, ...]
) -> tuple[tuple[Relation, ...], dict[str, Any]]:
    """The relations grouped_* that can be grouped so, and the values bound in them."""
    times = dict.fromkeys(OF_EVENTS, "occurred_s") | dict.fromkeys(GROUPED_BY_START, "first_s")
    relations: list[Relation] = []
    values: dict[str, Any] = {}
    for name, time in times.items():
        if _can_group(generation, name, by):
            columns, values = group_columns(generation, by, time, name == "journeys")
            sql = filled(query("selection", f"grouped_{name}"), columns)
            relations.append(Relation(f"grouped_{name}", sql, is_inlined=True))
    return tuple(relations), values


def _can_group(generation: Generation, name: str, by: tuple[str, ...]) -> bool:
    """A journey has no single stage, touchpoint or channel; a passing has a channel; events alone have an emotion, they and
    answers a service mode.

    Of an attribute of events a journey has the value it was last seen with, a stage or a passing none.
    """
    if name in OF_EVENTS:
        return name == "events" or not set(by) & set(NOT_OF[name])
    if name != "journeys" and set(by) & {*generation.event_keys}:
        return False
    return not set(by) & set(OF_SINGLE_EVENTS) and _can_group_journeys(name, by)


def _can_group_journeys(name: str, by: tuple[str, ...]) -> bool:
    return not set(by) & set(DIMENSIONS) or (
        name == "journey_touchpoints" and set(by) & set(DIMENSIONS) == {"channel"}
    )


def _selected(name: str, is_kept: str) -> Relation:
    return Relation(f"selected_{name}", _where(f"selected_{name}", is_kept), is_inlined=True)


def _where(file: str, is_kept: str) -> str:
    """queries/selection/FILE.sql with this condition; a bound one would look journeys up where nothing is filtered, too."""
    return filled(query("selection", file), {"is_kept": is_kept})


def _in_all(kept: tuple[JourneyFilter, ...]) -> str:
    """The condition that all these filters keep a row's journey: it is among those of the first that are among the others'."""
    if not kept:
        return "true"
    journeys = kept[-1].sql
    for outer in reversed(kept[:-1]):
        journeys = (
            f"select journey_no from (\n{outer.sql}\n) as kept where journey_no in (\n{journeys}\n)"
        )
    return f"journey_no in (\n{journeys}\n)"


def _dates(generation: Generation, filters: Filters) -> dict[str, int]:
    """The first second of the dates, and the first after them; without a date one earlier or later than any."""
    definition = generation.definition
    return {
        "from_s": definition.day_start(filters.from_date) if filters.from_date else EARLIEST,
        "to_s": definition.day_end(filters.to_date) if filters.to_date else LATEST,
    }


def _dimension_codes(generation: Generation, filters: Filters) -> dict[str, list[int] | None]:
    """The codes that single events are asked for, None where any will do."""
    values_by_key = {key: filters.values(key) for key in DIMENSIONS}
    return {
        f"event_{key}s": codes(generation, key, values) if values else None
        for key, values in values_by_key.items()
    }


def _place_codes(generation: Generation, at: Place) -> dict[str, int | None]:
    """The codes of this place's stage and touchpoint, None where any will do."""
    return {
        "at_stage": code_of(generation, "stage", at.stage) if at.stage else None,
        "at_touchpoint": code_of(generation, "touchpoint", at.touchpoint)
        if at.touchpoint
        else None,
    }


def _where_filter(
    generation: Generation, key: str, values: tuple[str, ...], name: str
) -> JourneyFilter:
    """The journeys with an event of these values of a dimension or of an attribute of events, or with such a value of their own."""
    bound_values: dict[str, Any] = {"values": codes(generation, key, values)}
    if column := event_column(generation, key):
        sql = filled(query("filter", "journeys_by_event_value"), {"event_value": column})
        kept = _journey_filter(name, sql, bound_values)
        return replace(kept, on_events=f"list_contains(${name}_values, {column})")
    if key not in DIMENSIONS:
        bound_values["attribute"] = generation.journey_attribute(key)
    file = f"journeys_by_{key if key in DIMENSIONS else 'attribute'}"
    return _journey_filter(name, query("filter", file), bound_values)


def _cohort_filter(generation: Generation, figure: Cell | PathFilter, name: str) -> JourneyFilter:
    """The journeys that this figure counts."""
    if isinstance(figure, PathFilter):
        return _journey_filter(name, *path_rule(generation, figure))
    return _journey_filter(name, *_cell_rule(generation, figure))


def _journey_filter(name: str, sql: str, values: dict[str, Any]) -> JourneyFilter:
    """The query under this name, with parameters of its own."""
    prefix = f"{name}_"
    return JourneyFilter(
        numbered(sql, prefix), {f"{prefix}{key}": value for key, value in values.items()}
    )


def _is_of_customers(figure: Cell | PathFilter) -> bool:
    return isinstance(figure, PathFilter) and figure.kind in OF_CUSTOMERS


def _cell_rule(generation: Generation, cell: Cell) -> tuple[str, dict[str, int]]:
    """The query of a cell's journeys, and what is bound in it."""
    is_answered = cell.kind in METRIC_NUMBERS or cell.kind == "valence"
    metric = (
        METRIC_NUMBERS["sentiment" if cell.kind == "valence" else cell.kind] if is_answered else 0
    )
    codes = {
        "stage": code_of(generation, "stage", cell.stage),
        "touchpoint": _touchpoint(generation, cell),
        "metric": metric,
    }
    return query("filter", f"cohort_{'answered' if is_answered else cell.kind}"), codes


def _touchpoint(generation: Generation, cell: Cell) -> int:
    """Its number; 0 stands for any."""
    if not cell.touchpoint:
        return 0 if cell.kind in OF_EITHER else -1
    return code_of(generation, "touchpoint", cell.touchpoint)


def _as_named(generation: Generation, key: str, value: str) -> str:
    """The value as the dataset spells it, where case, an alias or the words of a blank one were understood."""
    if key == COHORT:
        return value
    return group_names(generation, key)[code_of(generation, key, value)] or ""


def known_part(generation: Generation, filters: Filters) -> tuple[Filters, list[str]]:
    """The filters without what this dataset does not know, and a sentence for each thing left out."""
    known: dict[str, list[str]] = {}
    notices = []
    for key, values in filters.where:
        for value in values:
            try:
                _compiled(generation, Filters.of(where={key: [value]}))
                known.setdefault(key, []).append(_as_named(generation, key, value))
            except UserError as error:
                notices.append(f"{error} The link's '{key}={value}' is left out.")
    if generation.is_timeless and (filters.from_date or filters.to_date):
        notices.append(
            f"The answers of '{generation.dataset}' have no time. The link's dates are left out."
        )
        return Filters.of(None, None, known), notices
    return Filters.of(filters.from_date, filters.to_date, known), notices
