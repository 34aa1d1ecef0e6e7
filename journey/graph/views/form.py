"""What a view worked out from the graph provides, and what it is made from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from journey.data import ask as counted
from journey.data.ask import AnyRow
from journey.data.generation import Generation
from journey.data.largest import largest
from journey.data.views.form import Declaration, first_sentence
from journey.data.views.options import ViewOptions
from journey.data.views.rows import TRANSITION_COUNTS, TRANSITIONS
from journey.model.errors import NotShared
from journey.model.filters import Filters
from journey.model.small_numbers import ANALYST, SHARED

if TYPE_CHECKING:
    from journey.data.views.rows import ViewName
    from journey.graph.moves import Move, TimedMove

Rows = Sequence[AnyRow]
R = TypeVar("R", bound=AnyRow)
T = TypeVar("T", bound=AnyRow)
MODEL = "a model: the next step follows from the touchpoint alone (first-order Markov chain), whatever came before"
PATHS_LIMIT, DEFAULT_PATHS = 20, 5


@dataclass(frozen=True)
class Material:
    """What the graph is made from: the generation, the filters, what is asked, and the counted views on demand.

    In shared mode these are as shared mode tells them: what is worked out from them tells no more.
    """

    generation: Generation
    filters: Filters
    options: ViewOptions
    mode: str = ANALYST
    left_out: list[str] = field(default_factory=list)
    totals: dict[str, Any] = field(default_factory=dict)  # what the answer tells beside its rows

    def rows(self, view: "ViewName[R, T]", **options: Any) -> list[T]:
        return counted.ask(self.generation, view, self.filters, mode=self.mode, **options).rows

    def exact(self, view: "ViewName[R, T]") -> list[R]:
        """The rows as analyst mode has them: for what shared mode does not tell at all."""
        if self.mode == SHARED:
            raise NotShared(view, "it is worked out from all counts")
        return counted.ask(self.generation, view, self.filters).rows

    def largest(self, view: "ViewName[R, T]") -> list[T]:
        """The rows of the view, of the busiest touchpoints alone where there are very many."""
        named = {self.options.source, self.options.target}
        rows, notes = largest(self.generation, self.rows(view), named)
        self.left_out.extend(note for note in notes if note not in self.left_out)
        return rows

    def moves(self) -> "list[Move]":
        """The moves between touchpoints by name; those that shared mode has put together are left out."""
        rows = [row for row in self.largest(TRANSITION_COUNTS) if row["target"] is not None]
        return cast("list[Move]", rows)  # the condition does not narrow the type of a whole row

    def timed_moves(self) -> "list[TimedMove]":
        """The same with the times that they took."""
        rows = [row for row in self.largest(TRANSITIONS) if row["target"] is not None]
        return cast("list[TimedMove]", rows)  # as above

    @property
    def stages(self) -> list[str]:
        return list(self.generation.definition.stage_names)


@dataclass(frozen=True)
class GraphView(Declaration):
    """How an answer is worked out: rows and notes from the material."""

    work: Callable[[Material], tuple[Rows, list[str]]]

    @property
    def about(self) -> str:
        """What it answers: the sentence that its module begins with."""
        return first_sentence(self.work)
