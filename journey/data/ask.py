"""Ask a view: filters in, rows with intervals, definitions and notes out. Screens and command line both come here."""

from journey.data.answer import Answer, plain
from journey.data.generation import Generation
from journey.data.groups import EMOTION, PERIODS
from journey.data.largest import with_largest
from journey.data.selection import select
from journey.data.sql import bound, query, with_ctes
from journey.data.timeless import NOTE, refuse_periods, without_time
from journey.data.views import (
    conformance,
    contrasts,
    conversion,
    cycles,
    emotions,
    events,
    exits,
    flow,
    friction,
    funnel,
    journey,
    journeys,
    ordered,
    paths_between,
    quotes,
    satisfaction,
    stage_transitions,
    summary,
    time_to_advance,
    touchpoint_nodes,
    touchpoints,
    transition_counts,
    transitions,
    valence_changes,
    variant_scores,
    variants,
    volume,
)
from journey.data.views.form import (
    CUSTOMER,
    DEEPEST,
    HAVING,
    JOURNEY,
    OPTIONS,
    STAGES,
    TOP,
    TOUCHPOINTS,
    Row,
    View,
    ViewOptions,
)
from journey.model.cells import EVERYWHERE, Place
from journey.model.errors import UserError
from journey.model.filters import DIMENSIONS, Filters
from journey.model.metrics import METRIC_NUMBERS, UNMEASURED_PARTS
from journey.model.shared_mode import Context
from journey.model.small_numbers import ANALYST, SHARED, base, protect

VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        *(
            module.VIEW
            for module in (
                summary,
                funnel,
                ordered,
                time_to_advance,
                exits,
                contrasts,
                touchpoints,
                touchpoint_nodes,
                transition_counts,
                transitions,
                valence_changes,
            )
        ),
        *(
            module.VIEW
            for module in (
                flow,
                paths_between,
                cycles,
                variants,
                variant_scores,
                conformance,
                conversion,
            )
        ),
        conversion.TIMES,
        *(
            module.VIEW
            for module in (
                satisfaction,
                emotions,
                friction,
                quotes,
                volume,
                stage_transitions,
                journeys,
                events,
                journey,
            )
        ),
    )
}
BASE = (
    "how many distinct customers the row rests on: full (30 or more), low base (10 to 29), counts only (5 to 9: no rates), "
    "fewer than 5"
)
SHARED_GROUPS = ("satisfaction", "emotions", "quotes", "volume")
MOST_LISTED = 100_000
MOST_DAYS = 100_000
NEEDS_FUNNEL = ("exits", "touchpoints", "friction")


def ask(
    generation: Generation,
    view: str,
    filters: Filters,
    by: tuple[str, ...] = (),
    mode: str = ANALYST,
    metrics: tuple[str, ...] = tuple(METRIC_NUMBERS),
    top: int = TOP,
    having: str = "",
    at: Place = EVERYWHERE,
    **options,
) -> Answer:
    """The view's answer under the filters; `top` and `having` say how long a list may be and of which events.

    `at` leaves only the rows of one stage or touchpoint, with the same numbers as among all rows; `options` are those of
    journey.data.views.form.OPTIONS that the view understands.

    Raises UserError for an unknown view, filter, group or metric, and for what shared mode does not tell.
    """
    if view not in VIEWS:
        raise UserError(f"There is no view '{view}': use {', '.join(VIEWS)}.")
    form = VIEWS[view]
    asked = ViewOptions(by, metrics, top, having, at, mode == SHARED, **options)
    _check(view, form, asked, mode)
    check_options(view, form.options, form.needs, asked)
    if generation.is_timeless:
        refuse_periods(
            generation.dataset,
            {*(set(by) & {*PERIODS}), *(["dates"] if filters.from_date or filters.to_date else [])},
        )
    rows = _raw(generation, view, filters, asked)
    protected = protect(view, rows, form.rates, mode, _context(generation, view, filters, by, mode))
    protected = without_time(view, protected) if generation.is_timeless else protected
    shown, left_out = with_largest(generation, view, protected, filters, asked)
    return Answer(
        view=view,
        dataset=generation.dataset,
        version=generation.number,
        filters=filters,
        unit=form.unit,
        mode=mode,
        definitions=form.definitions(generation) | ({"base": BASE} if form.rates else {}),
        notes=_notes(generation, form, protected, filters, mode) + left_out,
        rows=[_public(row, form) for row in shown],
        totals=form.totals(protected),
        asked=asked,
    )


def _check(view: str, form: View, asked: ViewOptions, mode: str) -> None:
    """Raises UserError where the view does not know what it is asked."""
    dimensions = set(asked.by) & {*DIMENSIONS, EMOTION}
    if asked.by and form.by is None:
        raise UserError(f"--by does not work with '{view}': leave it out.")
    if dimensions - set(form.by or ()):
        raise UserError(
            f"'{view}' is not grouped by {', '.join(sorted(dimensions))}: use an attribute, or {', '.join(PERIODS)}."
        )
    if mode == SHARED and form.lists:
        raise UserError(
            f"'{view}' tells of single customers, which shared mode does not: leave --shared out."
        )
    if mode == SHARED and not form.is_shared:
        raise UserError(
            f"Small groups could be worked out from '{view}', which shared mode does not tell: leave --shared out."
        )
    if mode == SHARED and (asked.by or asked.at != EVERYWHERE) and view not in SHARED_GROUPS:
        raise UserError(
            f"In shared mode --by and --at work with {' and '.join(SHARED_GROUPS)} only: leave them or --shared out."
        )
    if not asked.metrics or not set(asked.metrics) <= set(METRIC_NUMBERS):
        raise UserError(
            f"--metric takes {', '.join(METRIC_NUMBERS)}, not '{','.join(asked.metrics)}'."
        )
    if asked.having not in HAVING:
        raise UserError(f"--having takes {', '.join(HAVING[1:])}, not '{asked.having}'.")
    if not 1 <= asked.top <= MOST_LISTED:
        raise UserError(f"--top takes a number from 1 to {MOST_LISTED:,}, not {asked.top}.")


def check_options(
    view: str, options: tuple[str, ...], needs: tuple[str, ...], asked: ViewOptions
) -> None:
    """Raises UserError for options that the view does not understand, or lacks, or that make no sense."""
    plain_asked = ViewOptions()
    for name in OPTIONS:
        if getattr(asked, name) != getattr(plain_asked, name) and name not in options:
            raise UserError(f"--{name} does not work with '{view}': leave it out.")
        if name in needs and not getattr(asked, name):
            raise UserError(f"'{view}' needs {' and '.join(f'--{needed}' for needed in needs)}.")
    for name, known in (("per", (JOURNEY, CUSTOMER)), ("over", (STAGES, TOUCHPOINTS))):
        if getattr(asked, name) not in known:
            raise UserError(f"--{name} takes {' or '.join(known)}, not '{getattr(asked, name)}'.")
    if not 1 <= asked.depth <= DEEPEST:
        raise UserError(f"--depth takes a number of steps from 1 to {DEEPEST}, not {asked.depth}.")
    if asked.within is not None and not 0 < asked.within <= MOST_DAYS:
        raise UserError(
            f"--within takes a number of days above 0 and up to {MOST_DAYS:,}, not {asked.within:g}."
        )
    if view == "flow" and asked.over == STAGES and (asked.source or asked.target):
        raise UserError(f"--source and --target are touchpoints: add --over {TOUCHPOINTS}.")


def _raw(generation: Generation, view: str, filters: Filters, asked: ViewOptions) -> list[Row]:
    form, selection = VIEWS[view], select(generation, filters, asked.by, asked.at)
    own_values, own_ctes = form.bound(generation, asked) if form.bound else ({}, ())
    sql = with_ctes(
        query("views", form.queried(asked) if form.queried else view), (*selection.ctes, *own_ctes)
    )
    values = bound(sql, selection.values | asked.values | own_values)
    if form.is_columnar:
        return form.finish(generation, generation.columns(sql, values), asked)
    sums = generation.records(sql, values)
    rows = form.finish(
        generation, [{name: plain(value) for name, value in row.items()} for row in sums], asked
    )
    return [row for row in rows if asked.at.holds(row)]


def _context(
    generation: Generation, view: str, filters: Filters, by: tuple[str, ...], mode: str
) -> Context:
    if mode != SHARED or view not in NEEDS_FUNNEL:
        return Context(by=by)
    return Context(
        _raw(generation, "funnel", filters, ViewOptions()),
        _raw(generation, "exits", filters, ViewOptions()),
        by,
    )


def _public(row: Row, form: View) -> Row:
    """The row without its helper counts; how far its figures carry is said in `base`."""
    shown = {name: value for name, value in row.items() if name not in form.helpers}
    return shown | ({"base": base(row["customers"])} if form.rates else {})


def _notes(
    generation: Generation, form: View, rows: list[Row], filters: Filters, mode: str
) -> list[str]:
    days = "begun" if form.rule == "journeys" else "with their own date"
    notes = [
        f"counts {form.unit}; dates select {'journeys' if form.rule == 'journeys' else 'events'} {days} in the range, "
        f"in {generation.definition.timezone}"
    ]
    if not rows or (form.name == "summary" and not rows[0]["events"]):
        notes.append("nothing matches these filters")
    if any(
        row.get("stage") == "unassigned"
        and (row.get("events") or row.get("reached") or row.get("journeys"))
        for row in rows
    ):
        notes.append(
            "some touchpoints are in no stage: assign them in [touchpoints] of the journey definition"
        )
    if generation.is_timeless:
        notes.append(NOTE)
    notes += form.notes(rows)
    if form.name == "friction":
        notes.append(
            f"{' and '.join(UNMEASURED_PARTS)} are not measured yet; revenue_lost is not computed yet"
        )
    if form.name == "touchpoints":
        notes.append("exits is a journey figure: its dates select journeys begun in the range")
    if mode == SHARED:
        notes.append(
            "shared mode: counts of 1 to 4 customers are hidden (null) or merged, and what would tell them"
        )
    return notes
