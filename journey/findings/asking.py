"""Ask any view, the findings too: they have the form, filters and notes of what is counted."""

from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from journey.data.answer import Answer
from journey.data.ask import VIEWS, AnyRow
from journey.data.generation import Generation
from journey.data.views.form import Declaration
from journey.findings.trend_view import TRENDS
from journey.findings.view import FINDINGS
from journey.graph import answers as graph
from journey.graph.answers import GRAPH_VIEWS
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST

if TYPE_CHECKING:
    from journey.data.views.rows import ViewName

R = TypeVar("R", bound=AnyRow)
T = TypeVar("T", bound=AnyRow)
FINDING_VIEWS = {view.name: view for view in (FINDINGS, TRENDS)}
FORMS: dict[str, Declaration] = {**VIEWS, **GRAPH_VIEWS, **FINDING_VIEWS}


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
    """The answer of any view; raises UserError as journey.data.ask does."""
    if view in FINDING_VIEWS:
        return graph.worked_out(FINDING_VIEWS[view], generation, filters, by, mode, **options)
    return graph.ask(generation, view, filters, by, mode, **options)
