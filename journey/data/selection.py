"""The filters as SQL, in one place: whole journeys for journey figures, single events for event figures.

A view reads from the relations named here; they are put before its own CTEs. Every value is bound.
"""

from dataclasses import dataclass
from typing import Any

from journey.data.codes import code_of, codes
from journey.data.generation import Generation
from journey.data.groups import EMOTION, group_names, grouped
from journey.data.path_filters import path_rule
from journey.data.sql import numbered, query
from journey.model.cells import EVERYWHERE, OF_EITHER, Cell, Place
from journey.model.errors import UserError
from journey.model.filters import COHORT, DIMENSIONS, Filters
from journey.model.metrics import METRIC_NUMBERS
from journey.model.path_filters import OF_CUSTOMERS, PathFilter, parse_cohort

EARLIEST, LATEST = -8_000_000_000_000, 8_000_000_000_000
JOURNEY_TABLES = {
    "steps": "steps",
    "stages": "journey_stages",
    "journey_touchpoints": "journey_touchpoints",
}
EVENT_TABLES = {"events": "steps", "answers": "answers", "comments": "comments"}
GROUPED_BY_START = ("journeys", "stages", "journey_touchpoints")


@dataclass(frozen=True)
class Selection:
    """CTEs that hold the selected rows, and the values bound in them."""

    ctes: tuple[str, ...]
    values: dict[str, Any]


def select(
    generation: Generation, filters: Filters, by: tuple[str, ...] = (), at: Place = EVERYWHERE
) -> Selection:
    """The relations selected_* (and grouped_* with g1..g3 for `by`); raises UserError for unknown names.

    `at` keeps only the rows of one stage, or of one touchpoint in it; which journeys are selected does not change.
    """
    values: dict[str, Any] = _days(generation, filters)
    by_key = {key: codes(generation, key, asked) for key, asked in filters.where if key != COHORT}
    journeys_with = {
        key: _journeys_with(generation, key, codes, number, values)
        for number, (key, codes) in enumerate(by_key.items(), 1)
    }
    cohorts = [parse_cohort(text) for text in filters.values(COHORT)]
    plain = [figure for figure in cohorts if not _is_of_customers(figure)]
    if plain:
        journeys_with[COHORT] = _cohort_journeys(generation, plain, values)
    other = [
        *_date_rule(filters, "first_s"),
        *(f"journey_no in (\n{sql}\n)" for sql in journeys_with.values()),
    ]
    if len(plain) < len(cohorts):
        of_customers = [figure for figure in cohorts if _is_of_customers(figure)]
        journeys_with["customers"] = _cohort_journeys(generation, of_customers, values, len(plain))
    whole = [
        *_date_rule(filters, "first_s"),
        *(f"journey_no in (\n{sql}\n)" for sql in journeys_with.values()),
    ]
    single = [
        *_date_rule(filters, "occurred_s"),
        *(
            f"journey_no in (\n{sql}\n)"
            for key, sql in journeys_with.items()
            if key not in DIMENSIONS
        ),
        *(
            f"{key}_no in ({', '.join(map(str, codes))})"
            for key, codes in by_key.items()
            if key in DIMENSIONS
        ),
    ]
    there = _rules_of(generation, at)
    ctes = [
        f"other_journeys as (select journey_no, customer_no from journeys{_where(other)})",
        f"selected_journeys as (select * from journeys{_where(whole)})",
    ]
    through = cohorts or _date_rule(
        filters, "first_s"
    )  # else the rules reach the rows sooner by themselves
    inside = ["journey_no in (select journey_no from selected_journeys)"] if through else whole
    ctes += [
        _selected(name, table, inside + there.get(name, []))
        for name, table in JOURNEY_TABLES.items()
    ]
    ctes += [
        _selected(name, table, single + there.get(name, [])) for name, table in EVENT_TABLES.items()
    ]
    ctes += [
        grouped(generation, name, by, "occurred_s", values, bounded=True)
        for name in EVENT_TABLES
        if _can_group(name, by)
    ]
    ctes += [
        grouped(generation, name, by, "first_s", values, bounded=False)
        for name in GROUPED_BY_START
        if _can_group(name, by)
    ]
    return Selection(tuple(ctes), values | {"is_grouped": int(bool(by))})


def _rules_of(generation: Generation, at: Place) -> dict[str, list[str]]:
    """For each relation the conditions that keep the rows of this place alone."""
    stage = [f"stage_no = {code_of(generation, 'stage', at.stage)}"] if at.stage else []
    touchpoint = (
        [f"touchpoint_no = {code_of(generation, 'touchpoint', at.touchpoint)}"]
        if at.touchpoint
        else []
    )
    return {"stages": stage} | dict.fromkeys(
        ("journey_touchpoints", *EVENT_TABLES), stage + touchpoint
    )


def _selected(name: str, table: str, rules: list[str]) -> str:
    return f"selected_{name} as not materialized (select * from {table}{_where(rules)})"


def _can_group(name: str, by: tuple[str, ...]) -> bool:
    """A journey has no single stage, touchpoint or channel; a passing has a channel; events alone have an emotion."""
    if name in EVENT_TABLES:
        return name == "events" or EMOTION not in by
    return EMOTION not in by and _can_group_journeys(name, by)


def _can_group_journeys(name: str, by: tuple[str, ...]) -> bool:
    return not set(by) & set(DIMENSIONS) or (
        name == "journey_touchpoints" and set(by) & set(DIMENSIONS) == {"channel"}
    )


def _days(generation: Generation, filters: Filters) -> dict[str, int]:
    definition = generation.definition
    return {
        "from_s": definition.day_start(filters.from_date) if filters.from_date else EARLIEST,
        "to_s": definition.day_end(filters.to_date) if filters.to_date else LATEST,
    }


def _date_rule(filters: Filters, column: str) -> list[str]:
    return [f"{column} >= $from_s"] * bool(filters.from_date) + [f"{column} < $to_s"] * bool(
        filters.to_date
    )


def _journeys_with(
    generation: Generation, key: str, codes: list[int], number: int, values: dict
) -> str:
    prefix = f"where_{number}_"
    values[f"{prefix}values"] = codes
    if key not in DIMENSIONS:
        values[f"{prefix}attribute"] = generation.attributes[key]
    name = f"journeys_by_{key if key in DIMENSIONS else 'attribute'}"
    return numbered(query("filter", name), prefix)


def _is_of_customers(figure: Cell | PathFilter) -> bool:
    return isinstance(figure, PathFilter) and figure.kind in OF_CUSTOMERS


def _cohort_journeys(
    generation: Generation, figures: list[Cell | PathFilter], values: dict, before: int = 0
) -> str:
    """The journeys that all these figures count: a figure seen under one of them lies within it.

    So many figures `before` were numbered already.
    """
    parts = []
    for number, figure in enumerate(figures, before + 1):
        sql, bound_values = (
            path_rule(generation, figure)
            if isinstance(figure, PathFilter)
            else _cell_rule(generation, figure)
        )
        prefix = f"cohort_{number}_"
        values |= {f"{prefix}{key}": value for key, value in bound_values.items()}
        parts.append(numbered(sql, prefix))
    return " intersect ".join(f"(\n{part}\n)" for part in parts)


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


def _where(rules: list[str]) -> str:
    return f" where {' and '.join(rules)}" if rules else ""


def _as_named(generation: Generation, key: str, value: str) -> str:
    """The value as the dataset spells it, where case or an alias was forgiven."""
    if key not in DIMENSIONS:
        return value
    return group_names(generation, key)[code_of(generation, key, value)] or ""


def known_part(generation: Generation, filters: Filters) -> tuple[Filters, list[str]]:
    """The filters without what this dataset does not know, and a sentence for each thing left out."""
    known: dict[str, list[str]] = {}
    notices = []
    for key, values in filters.where:
        for value in values:
            try:
                select(generation, Filters.of(where={key: [value]}))
                known.setdefault(key, []).append(_as_named(generation, key, value))
            except UserError as error:
                notices.append(f"{error} The link's '{key}={value}' is left out.")
    if generation.is_timeless and (filters.from_date or filters.to_date):
        notices.append(
            f"The answers of '{generation.dataset}' have no time. The link's dates are left out."
        )
        return Filters.of(None, None, known), notices
    return Filters.of(filters.from_date, filters.to_date, known), notices
