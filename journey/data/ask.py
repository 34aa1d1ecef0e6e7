"""Ask a counted view: filters in, rows with intervals, definitions and notes out.

Screens and command line come through journey.graph.answers.ask, which also knows the views worked out from the graph.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from journey.data.answer import Answer, plain
from journey.data.generation import Generation
from journey.data.groups import OF_SINGLE_EVENTS, OUTCOME, PERIODS, is_of_clock
from journey.data.largest import with_largest
from journey.data.selection import select
from journey.data.sql import bound, composed, query
from journey.data.timeless import (
    NOTE,
    NOTE_ON_SURVEYS,
    refuse_periods,
    without_outcomes,
    without_time,
)
from journey.data.views import all_views
from journey.data.views.form import JOURNEYS, NOTHING, Declaration, OfColumns, Row, View
from journey.data.views.options import NAMES, OPTIONS, TOP, ViewOptions
from journey.model.cells import EVERYWHERE, Place
from journey.model.errors import BadOption, NotShared, Setting, UnknownName, UserError
from journey.model.filters import DIMENSIONS, FIRST, Filters
from journey.model.local_rule import without_small_differences
from journey.model.metrics import MEASURED_METRICS
from journey.model.sharing.rule import Context, Shared
from journey.model.small_numbers import (
    ANALYST,
    IS_OBSERVED,
    NOT_OBSERVED,
    SHARED,
    base,
    protect,
)

if TYPE_CHECKING:
    from journey.data.views.rows import ViewName

AnyRow = Mapping[
    str, Any
]  # of a view that only its name tells, or with groups, whose columns are the data's
R = TypeVar("R", bound=AnyRow)
T = TypeVar("T", bound=AnyRow)
VIEWS = all_views()
BASE = (
    "how many distinct customers the row rests on: full (30 or more), low base (10 to 29), counts only (5 to 9: no rates), "
    "fewer than 5; not observed: no event of the dataset is in the stage"
)
UNSAID = "nothing says yet what of it may be shared"


@overload
def ask(
    generation: Generation,
    view: "ViewName[R, T]",
    filters: Filters,
    by: tuple[()] = (),
    mode: Literal["analyst"] = "analyst",
    **options: Any,
) -> "Answer[R]": ...


@overload
def ask(
    generation: Generation,
    view: "ViewName[R, T]",
    filters: Filters,
    by: tuple[()] = (),
    mode: str = ANALYST,
    **options: Any,
) -> "Answer[T]": ...


@overload
def ask(
    generation: Generation,
    view: str,
    filters: Filters,
    by: tuple[str, ...] = (),
    mode: str = ANALYST,
    **options: Any,
) -> "Answer[AnyRow]": ...


def ask(
    generation: Generation,
    view: str,
    filters: Filters,
    by: tuple[str, ...] = (),
    mode: str = ANALYST,
    metrics: tuple[str, ...] = MEASURED_METRICS,
    top: int = TOP,
    having: str = "",
    at: Place = EVERYWHERE,
    **options: Any,
) -> Answer[Any]:
    """The view's answer under the filters; `top` and `having` say how long a list may be and of which events.

    `at` leaves only the rows of one stage or touchpoint, with the same numbers as among all rows; `options` are those of
    journey.data.views.options.OPTIONS that the view understands.

    By a name of journey.data.views.rows the rows are typed. Raises UserError for an unknown view, filter, group or metric, and
    for what shared mode does not tell.
    """
    if view not in VIEWS:
        raise UnknownName("view", view, VIEWS)
    form = VIEWS[view]
    view_options = ViewOptions(by, metrics, top, having, at, mode == SHARED, **options)
    _check(generation, form, view_options)
    check_options(view, form.options, form.needs, view_options)
    form.check(view_options)
    if mode == SHARED:
        check_sharing(form, view_options)
    if generation.is_timeless:
        refuse_periods(
            generation.dataset,
            {*(set(by) & {*PERIODS}), *(["dates"] if filters.from_date or filters.to_date else [])},
        )
    rows = _raw(generation, view, filters, view_options)
    rule, context = (
        _shared_rule(generation, form, filters, view_options)
        if mode == SHARED
        else (None, Context())
    )
    protected = protect(rows, form.rates, rule, context)
    if not generation.has_outcomes:
        blanked = without_time if generation.is_timeless else without_outcomes
        protected = blanked(form, protected)
    shown, left_out = with_largest(generation, form, protected, filters, view_options)
    return Answer(
        view=view,
        dataset=generation.dataset,
        version=generation.number,
        filters=filters,
        unit=form.unit,
        mode=mode,
        definitions=form.definitions(generation) | ({"base": BASE} if form.rates else {}),
        notes=_notes(generation, form, protected, filters, mode) + left_out,
        rows=[_public(row, form, mode) for row in shown],
        totals=form.totals(protected),
        options=view_options,
    )


def _check(generation: Generation, form: View, view_options: ViewOptions) -> None:
    """Raises UserError where the view does not know what it is asked."""
    of_clock = {key for key in view_options.by if is_of_clock(generation, key)}
    dimensions = set(view_options.by) & {*DIMENSIONS, *OF_SINGLE_EVENTS, OUTCOME} | of_clock
    periods = [key for key in view_options.by if key in PERIODS]
    if periods and form.is_over_time:
        raise BadOption(
            "by", f"takes no {periods[0]} here, as a trend runs over the weeks: leave it out."
        )
    if view_options.by and form.by is None:
        raise BadOption("by", f"does not work with '{form.name}': leave it out.")
    if dimensions - set(form.by or ()):
        raise BadOption(
            "by",
            f"does not group '{form.name}' by {', '.join(sorted(dimensions))}: use an attribute, or {', '.join(PERIODS)}.",
        )
    of_events = [key for key in view_options.by if key in generation.event_keys]
    if of_events and form.rule == JOURNEYS:
        raise BadOption("by", _of_events(generation, form.name, of_events[0]))
    own = set(view_options.by) & form.measured
    if own:
        raise BadOption(
            "by",
            f"cannot group '{form.name}' by {', '.join(sorted(own))}, which is a figure of its own there: load the file with "
            "that column under another name.",
        )


def _of_events(generation: Generation, view: str, key: str) -> str:
    """Why an attribute of events groups no journeys, and what does."""
    known = [name for name in generation.journey_keys if name == FIRST + key]
    instead = known or list(generation.journey_keys) or PERIODS
    return f"cannot group '{view}' by {key}, which changes within journeys and is of events: use {', '.join(instead)}."


def check_sharing(form: Declaration, view_options: ViewOptions) -> None:
    """Raises UserError for what shared mode does not tell; a view that does not say what it may tell tells nothing."""
    shared = form.shared or Shared(refusal=UNSAID)
    if shared.refusal:
        raise NotShared(form.name, shared.refusal)
    if (view_options.by or view_options.at != EVERYWHERE) and not shared.knows_groups:
        known = [view.name for view in VIEWS.values() if view.shared and view.shared.knows_groups]
        raise NotShared(
            form.name, f"groups and places are shown there for {' and '.join(known)} only"
        )


def check_options(
    view: str, options: tuple[str, ...], needs: tuple[str, ...], view_options: ViewOptions
) -> None:
    """Raises UserError for options that the view does not understand, or lacks, or that make no sense."""
    for option, value in view_options.given():
        if option.strict and option.name not in options:
            raise BadOption(option.name, f"does not work with '{view}': leave it out.")
        if not option.fits(value):
            written = ",".join(value) if option.kind == NAMES else value
            raise BadOption(option.name, f"takes {option.takes}, not '{written}'.")
    if any(not getattr(view_options, name) for name in needs):
        raise UserError(
            f"'{view}' needs more to be said: {' and '.join(needs)}.",
            *(Setting(name, OPTIONS[name].metavar) for name in needs),
        )


def _raw(
    generation: Generation, view: str, filters: Filters, view_options: ViewOptions
) -> list[Row]:
    form, selection = VIEWS[view], select(generation, filters, view_options.by, view_options.at)
    own_values, own_relations = form.bound(generation, view_options) if form.bound else ({}, ())
    sql = composed(
        query("views", form.queried(view_options) if form.queried else view),
        (*selection.relations, *own_relations),
    )
    values = bound(sql, selection.values | view_options.values | own_values)
    if isinstance(form.finish, OfColumns):
        return form.finish.finish(generation, generation.columns(sql, values), view_options)
    sums = generation.records(sql, values)
    rows = form.finish(
        generation,
        [{name: plain(value) for name, value in row.items()} for row in sums],
        view_options,
    )
    return [row for row in rows if view_options.at.holds(row)]


def _shared_rule(
    generation: Generation, form: View, filters: Filters, view_options: ViewOptions
) -> tuple[Callable[[list[Row], Context], list[Row]] | None, Context]:
    """The view's rule of shared mode, and the rows of other views that it looks at."""
    shared = form.shared or Shared(refusal=UNSAID)
    others = {name: _raw(generation, name, filters, ViewOptions()) for name in shared.looks_at}
    return shared.rule, Context(
        by=view_options.by, stage=view_options.stage, columns=form.columns, **others
    )


def _public(row: Row, form: View, mode: str) -> Row:
    """The row without its helper counts; how far its figures carry is said in `base`."""
    shown = {name: value for name, value in row.items() if name not in form.helpers}
    shown = without_small_differences(shown) if mode == SHARED else shown
    if not form.rates:
        return shown
    return shown | {"base": base(row["customers"]) if row.get(IS_OBSERVED, 1) else NOT_OBSERVED}


def _notes(
    generation: Generation, form: View, rows: list[Row], filters: Filters, mode: str
) -> list[str]:
    days = "begun" if form.rule == JOURNEYS else "with their own date"
    notes = [
        f"counts {form.unit}; dates select {form.rule} {days} in the range, "
        f"in {generation.definition.timezone}"
    ]
    if not rows:
        notes.append(NOTHING)
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
    elif not generation.has_outcomes and (form.needs_time or form.of_order):
        notes.append(NOTE_ON_SURVEYS)
    notes += form.notes(rows)
    if mode == SHARED:
        notes.append(
            "shared mode: counts of 1 to 4 customers are hidden (null) or merged, and what would tell them"
        )
    return notes
