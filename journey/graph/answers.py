"""Ask a view or the graph: what is worked out from the moves has the same form, definitions and filters as what is counted."""

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from journey.data import ask as counted
from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.generation import Generation
from journey.data.views.options import ViewOptions
from journey.graph.views import bottlenecks, communities, contributions, likely, loops, what_if
from journey.graph.views.form import GraphView, Material
from journey.model.errors import BadOption
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST, SHARED

if TYPE_CHECKING:
    from journey.data.views.rows import ViewName

R = TypeVar("R", bound=AnyRow)
T = TypeVar("T", bound=AnyRow)
MODULES = (likely, bottlenecks, loops, communities, contributions, what_if)
GRAPH_VIEWS: dict[str, GraphView] = {module.VIEW.name: module.VIEW for module in MODULES}


@overload
def ask(
    generation: Generation,
    view: "ViewName[R, T]",
    filters: Filters,
    by: tuple[()] = (),
    mode: Literal["analyst"] = "analyst",
    **options: Any,
) -> Answer[R]: ...


@overload
def ask(
    generation: Generation,
    view: "ViewName[R, T]",
    filters: Filters,
    by: tuple[()] = (),
    mode: str = ANALYST,
    **options: Any,
) -> Answer[T]: ...


@overload
def ask(
    generation: Generation,
    view: str,
    filters: Filters,
    by: tuple[str, ...] = (),
    mode: str = ANALYST,
    **options: Any,
) -> Answer[AnyRow]: ...


def ask(
    generation: Generation,
    view: str,
    filters: Filters,
    by: tuple[str, ...] = (),
    mode: str = ANALYST,
    **options: Any,
) -> Answer[Any]:
    """The answer of a counted view, or of one worked out from the graph; raises UserError as journey.data.ask does."""
    if view not in GRAPH_VIEWS:
        return counted.ask(generation, view, filters, by, mode, **options)
    return worked_out(GRAPH_VIEWS[view], generation, filters, by, mode, **options)


def worked_out(
    form: GraphView,
    generation: Generation,
    filters: Filters,
    by: tuple[str, ...] = (),
    mode: str = ANALYST,
    **options: Any,
) -> Answer[Any]:
    """The answer of a view that is worked out from others, with what the summary notes of its data."""
    view, view_options = form.name, ViewOptions(by=by, **options)
    counted.check_options(view, form.options, form.needs, view_options)
    if by:
        raise BadOption("by", f"does not work with '{view}': leave it out.")
    if mode == SHARED:
        counted.check_sharing(form, view_options)
    material = Material(generation, filters, view_options, mode)
    rows, notes = form.work(material) if generation.has_outcomes else ([], [])
    summary = counted.ask(generation, "touchpoint_nodes", filters, mode=mode)
    return Answer(
        view,
        generation.dataset,
        generation.number,
        filters,
        form.unit,
        mode,
        form.definitions(generation),
        [*summary.notes, *notes, *material.left_out],
        list(rows),
        dict(material.totals),
        view_options,
    )
