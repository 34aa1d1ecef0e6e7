"""Ask a view: filters in, rows with intervals, definitions and notes out. Screens and command line both come here."""

from journey.data.answer import Answer, plain
from journey.data.generation import Generation
from journey.data.selection import select
from journey.data.sql import bound, query, with_ctes
from journey.data.views import emotions, exits, friction, funnel, satisfaction, summary, touchpoints, transitions
from journey.data.views.form import Asked, Row, View
from journey.model.errors import UserError
from journey.model.filters import Filters
from journey.model.metrics import METRIC_NUMBERS, UNMEASURED_PARTS
from journey.model.shared_mode import Context
from journey.model.small_numbers import ANALYST, SHARED, base, protect

VIEWS: dict[str, View] = {module.VIEW.name: module.VIEW for module in (
    summary, funnel, exits, touchpoints, transitions, satisfaction, emotions, friction)}
BASE = ("how many distinct customers the row rests on: full (30 or more), low base (10 to 29), counts only (5 to 9: no rates), "
        "fewer than 5")
GROUPED_VIEWS = ("satisfaction", "emotions")
NEEDS_FUNNEL = ("exits", "touchpoints", "friction")


def ask(generation: Generation, view: str, filters: Filters, by: tuple[str, ...] = (), mode: str = ANALYST,
        metrics: tuple[str, ...] = tuple(METRIC_NUMBERS)) -> Answer:
    """The view's answer under the filters; raises UserError for an unknown view, filter, group or metric."""
    if view not in VIEWS:
        raise UserError(f"There is no view '{view}': use {', '.join(VIEWS)}.")
    if by and view not in GROUPED_VIEWS:
        raise UserError(f"--by works with {' and '.join(GROUPED_VIEWS)}, not with '{view}': leave it out.")
    if not metrics or not set(metrics) <= set(METRIC_NUMBERS):
        raise UserError(f"--metric takes {', '.join(METRIC_NUMBERS)}, not '{','.join(metrics)}'.")
    form = VIEWS[view]
    rows = _raw(generation, view, filters, Asked(by, metrics))
    protected = protect(view, rows, form.rates, mode, _context(generation, view, filters, by, mode))
    return Answer(
        view=view, dataset=generation.dataset, version=generation.number, filters=filters, unit=form.unit, mode=mode,
        definitions=form.definitions(generation) | ({"base": BASE} if form.rates else {}),
        notes=_notes(generation, form, protected, filters, mode),
        rows=[_public(row, form) for row in protected], totals=form.totals(protected),
    )


def _raw(generation: Generation, view: str, filters: Filters, asked: Asked) -> list[Row]:
    selection = select(generation, filters, asked.by)
    sql = with_ctes(query("views", view), selection.ctes)
    sums = generation.records(sql, bound(sql, selection.values | asked.values))
    return VIEWS[view].finish(generation, [{name: plain(value) for name, value in row.items()} for row in sums], asked)


def _context(generation: Generation, view: str, filters: Filters, by: tuple[str, ...], mode: str) -> Context:
    if mode != SHARED or view not in NEEDS_FUNNEL:
        return Context(by=by)
    return Context(_raw(generation, "funnel", filters, Asked()), _raw(generation, "exits", filters, Asked()), by)


def _public(row: Row, form: View) -> Row:
    """The row without its helper counts; how far its figures carry is said in `base`."""
    shown = {name: value for name, value in row.items() if name not in form.helpers}
    return shown | ({"base": base(row["customers"])} if form.rates else {})


def _notes(generation: Generation, form: View, rows: list[Row], filters: Filters, mode: str) -> list[str]:
    days = "begun" if form.rule == "journeys" else "with their own date"
    notes = [f"counts {form.unit}; dates select {'journeys' if form.rule == 'journeys' else 'events'} {days} in the range, "
             f"in {generation.definition.timezone}"]
    if not rows or (form.name == "summary" and not rows[0]["events"]):
        notes.append("nothing matches these filters")
    if any(row.get("stage") == "unassigned" and (row.get("events") or row.get("reached") or row.get("passings")) for row in rows):
        notes.append("some touchpoints are in no stage: assign them in [touchpoints] of the journey definition")
    if form.name == "friction":
        notes.append(f"{' and '.join(UNMEASURED_PARTS)} are not measured yet; revenue_lost is not computed yet")
    if form.name == "touchpoints":
        notes.append("exits is a journey figure: its dates select journeys begun in the range")
    if mode == SHARED:
        notes.append("shared mode: counts of 1 to 4 customers are hidden (null) or merged, and what would tell them")
    return notes
