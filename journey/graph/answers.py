"""Ask a view or the graph: what is worked out from the moves has the same form, definitions and filters as what is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, overload
from urllib.parse import unquote

from journey.data import ask as counted
from journey.data.answer import Answer
from journey.data.ask import AnyRow
from journey.data.codes import code_of
from journey.data.generation import Generation
from journey.data.largest import largest
from journey.data.views.form import (
    BOUNDS,
    COUNT,
    NAME,
    NUMBER,
    PATH,
    SECONDS,
    SHARE,
    SOMETIMES,
    Column,
    Declaration,
    names,
)
from journey.data.views.options import ViewOptions
from journey.data.views.rows import (
    CYCLES,
    FUNNEL,
    STAGE_TRANSITIONS,
    SUMMARY,
    TOUCHPOINT_NODES,
    TRANSITION_COUNTS,
    TRANSITIONS,
)
from journey.graph.bottlenecks import bottlenecks
from journey.graph.chain import contributions, reach
from journey.graph.communities import communities
from journey.graph.likely import k_likely
from journey.graph.loops import backward, heaviest_cycles, self_loops, to_and_fro
from journey.graph.lumped import lumped
from journey.graph.what_if import (
    FIGURES,
    Change,
    FewerReturns,
    LessDropOff,
    expected,
    without_effect,
)
from journey.model import shared_mode
from journey.model.errors import BadOption, NotShared, UnknownName
from journey.model.filters import Filters
from journey.model.path_filters import path_filter
from journey.model.small_numbers import ANALYST, SHARED
from journey.model.words import count, percent

if TYPE_CHECKING:
    from journey.data.views.rows import TouchpointNodesTold, ViewName
    from journey.graph.moves import Move, TimedMove
    from journey.graph.rows import LoopsTold

Rows = Sequence[AnyRow]
R = TypeVar("R", bound=AnyRow)
T = TypeVar("T", bound=AnyRow)
MODEL = "a model: the next step follows from the touchpoint alone (first-order Markov chain), whatever came before"
LEAVING, RETURN = "leaving", "return"
PATHS_LIMIT, DEFAULT_PATHS = 20, 5
CELLS_LIMIT, DRAWN_CELLS_LIMIT = (
    1_500,
    500,
)  # cells that a chain can have before it takes longer than any question may


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
    """How an answer is worked out: rows and notes from the material; `about` says in one sentence what it answers."""

    work: Callable[[Material], tuple[Rows, list[str]]]
    about: str


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
    form, view_options = GRAPH_VIEWS[view], ViewOptions(by=by, **options)
    counted.check_options(view, form.options, form.needs, view_options)
    if by:
        raise BadOption("by", f"does not work with '{view}': leave it out.")
    if mode == SHARED:
        counted.check_sharing(form, view_options)
    material = Material(generation, filters, view_options, mode)
    rows, notes = ([], []) if generation.is_timeless else form.work(material)
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
        {},
        view_options,
    )


def _likely(material: Material) -> tuple[Rows, list[str]]:
    """The most likely paths between two touchpoints, each with the journeys that went exactly so."""
    options = material.options
    for name in (options.source, options.target):
        code_of(material.generation, "touchpoint", name)
    top = DEFAULT_PATHS if options.top > PATHS_LIMIT else options.top
    paths = k_likely(
        material.moves(),
        material.largest(TOUCHPOINT_NODES),
        options.source,
        options.target,
        top,
    )
    return [
        {
            "path": list(row["path"]),
            "likelihood": row["likelihood"],
            "journeys": _went(material, row["path"]),
        }
        for row in paths
    ], [MODEL]


def _went(material: Material, path: tuple[str, ...]) -> int:
    filters = material.filters.in_cohort(path_filter("contains", *path))
    return counted.ask(material.generation, SUMMARY, filters).rows[0]["journeys"]


def _bottlenecks(material: Material) -> tuple[Rows, list[str]]:
    """Those first after which most time passes in all."""
    rows = bottlenecks(material.timed_moves(), material.largest(TOUCHPOINT_NODES))
    return sorted(rows, key=lambda row: -(row["waited_seconds"] or 0)), []


def _loops(material: Material) -> tuple[Rows, list[str]]:
    """Moves onto the same touchpoint, moves back, to and fro, and short circles, the most frequent of each."""
    transitions, top = material.timed_moves(), material.options.top
    order = orders(material.generation, material.largest(TOUCHPOINT_NODES))
    kinds = {
        "again": self_loops(transitions),
        "back": backward(transitions, order),
        "to_and_fro": to_and_fro(transitions, order),
    }
    rows = [_loop(kind, row) for kind, moves in kinds.items() for row in moves[:top]]
    circles = [
        _circle(material, row["touchpoints"])
        for row in heaviest_cycles(transitions, PATHS_LIMIT, order)
    ]
    whole = sorted((row for row in circles if row["moves"]), key=lambda row: -(row["moves"] or 0))
    return rows + whole[:DEFAULT_PATHS], []


def _loop(kind: str, row: "TimedMove") -> "LoopsTold":
    return {
        "kind": kind,
        "touchpoints": list(dict.fromkeys((row["source"], row["target"]))),
        "moves": row["moves"],
        "journeys": row["journeys"],
        "median_seconds": row["median_seconds"],
        "waited_seconds": row["waited_seconds"],
        "lost_after": row["lost_after"],
    }


def _circle(material: Material, touchpoints: tuple[str, ...]) -> "LoopsTold":
    """How often journeys went round without a step between, and how many did."""
    path = (*touchpoints, touchpoints[0])
    row = material.rows(CYCLES, through=path)[0]
    return {
        "kind": "circle",
        "touchpoints": list(path),
        "moves": row["rounds"],
        "journeys": row["journeys"],
        "median_seconds": None,
        "waited_seconds": None,
        "lost_after": None,
    }


def orders(generation: Generation, nodes: "Sequence[TouchpointNodesTold]") -> dict[str, float]:
    """Where each touchpoint stands: stage by stage, within a stage by the median of the step at which it is first passed."""
    stage_indices = {
        name: index
        for index, name in enumerate((*generation.definition.stage_names, generation.stages[0]))
    }
    return {
        row["touchpoint"]: 1e6 * stage_indices[row["stage"]]
        + generation.order.get((row["stage"], row["touchpoint"]), 0.0)
        for row in nodes
    }


def _communities(material: Material) -> tuple[Rows, list[str]]:
    groups = communities(material.moves())
    rows = [{**row, "touchpoints": list(row["touchpoints"])} for row in groups.rows]
    if groups.modularity is None:
        return rows, []
    return rows, [f"modularity {groups.modularity:.2f}: from 0 (no groups) to 1"]


def _goal(material: Material) -> str:
    stage = material.options.stage or material.stages[-1]
    if stage not in material.stages:
        raise UnknownName("stage", stage, material.stages)
    return stage


def _contributions(material: Material) -> tuple[Rows, list[str]]:
    goal = _goal(material)
    rows, merged = lumped(material.exact(STAGE_TRANSITIONS), CELLS_LIMIT)
    if not rows:
        return [], [MODEL]
    goal_reach = reach(rows, material.stages, goal)
    share_note = (
        "nobody reaches it"
        if not goal_reach.reach
        else f"in the model {percent(goal_reach.reach)} of {count(goal_reach.begun)} journeys reach {goal}"
    )
    notes = [
        MODEL,
        share_note,
        "a step that nobody can do without contributes most by nature",
        *merged,
    ]
    return contributions(rows, material.stages, goal), notes


def _what_if(material: Material) -> tuple[Rows, list[str]]:
    changes = [parse_change(text) for text in material.options.change]
    named = {(change.stage, change.touchpoint) for change in changes}
    rows, merged = lumped(material.exact(STAGE_TRANSITIONS), DRAWN_CELLS_LIMIT, named)
    idle = [
        f"{change.touchpoint} in {change.stage}: nothing to change there"
        for change in without_effect(rows, material.stages, changes)
    ]
    observed = {row["stage"]: row["reached"] for row in material.rows(FUNNEL)}
    expected_rows = expected(rows, material.stages, changes) if rows else []
    draws = (
        [
            f"ranges from {expected_rows[0]['draws']} samples of groups of customers, drawn with replacement"
        ]
        if expected_rows
        else []
    )
    return [
        {
            "stage": row["stage"],
            "reached": observed[row["stage"]],
            **{name: _rounded(row[name]) for name in FIGURES},
        }
        for row in expected_rows
    ], [MODEL, *draws, *idle, *merged]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def parse_change(text: str) -> Change:
    """A change from 'leaving/STAGE/TOUCHPOINT=0.5' or 'return/STAGE/TOUCHPOINT/STAGE/TOUCHPOINT=1', parts percent-encoded."""
    name, _, share = text.rpartition("=")
    kind, *parts = [unquote(part) for part in name.split("/")]
    make = {(LEAVING, 2): LessDropOff, (RETURN, 4): FewerReturns}.get((kind, len(parts)))
    if make and _is_share(share):
        return make(*parts, float(share))
    raise BadOption(
        "change",
        f"{text!r} is not understood: write {LEAVING}/STAGE/TOUCHPOINT=SHARE or "
        f"{RETURN}/STAGE/TOUCHPOINT/STAGE/TOUCHPOINT=SHARE, the share from 0 to 1.",
    )


def _is_share(text: str) -> bool:
    """Whether the text is a number from 0 to 1."""
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False


TIMES = (
    Column("median_seconds", SECONDS, "median time to the next event", noun="half wait at most"),
    Column("p90_seconds", SECONDS, "time to the next event that nine in ten moves do not exceed"),
    Column("waited_seconds", SECONDS, "time to the next event, summed over all moves on from here"),
)
EXPECTED = tuple(
    Column(name + end, NUMBER, words if not end else "")
    for name, words in (
        ("before", "expected by the model without a change"),
        ("after", "expected by the model with the changes"),
        ("difference", "after - before; low and high: 95 % range from resampling customers"),
    )
    for end in ("", *BOUNDS)
)
FORMS = (
    GraphView(
        "likely",
        "journeys",
        (
            Column("path", PATH, "the touchpoints from the source to the target"),
            Column(
                "likelihood",
                SHARE,
                "product of the shares with which each step follows the one before, of all that happens there",
            ),
            Column(
                "journeys",
                COUNT,
                "journeys that went exactly so, without a step between",
                noun="journeys on this path",
            ),
        ),
        _likely,
        "The most likely paths from one touchpoint to another, by a model.",
        options=("source", "target", "top"),
        needs=("source", "target"),
        shared=shared_mode.OF_MODELS,
    ),
    GraphView(
        "bottlenecks",
        "journeys",
        (
            *names("touchpoint"),
            Column(
                "betweenness",
                SHARE,
                "share of the most likely paths between all pairs of other touchpoints that lead through it (Freeman 1977)",
            ),
            *TIMES,
            Column("moves", COUNT, "events that another follows", noun="onward moves"),
        ),
        _bottlenecks,
        "Touchpoints by the time that passes after them, with the likely paths that lead through them.",
        shared=shared_mode.OF_MODELS,
    ),
    GraphView(
        "loops",
        "journeys",
        (
            Column(
                "kind",
                NAME,
                "again: onto the same touchpoint; back: to one that stands earlier (by stage, then by median first step); "
                "to_and_fro: between two that stand equally early, the rarer of the two directions; circle: a path that ends "
                "where it began",
            ),
            Column("touchpoints", PATH),
            Column(
                "moves", COUNT, "how often; of a circle the whole rounds, without a step between"
            ),
            Column(
                "journeys",
                COUNT,
                "journeys with at least one such move; of a circle those that went round without a step between",
            ),
            Column("median_seconds", SECONDS),
            Column(
                "waited_seconds",
                SECONDS,
                "time between the two events, summed over all these moves",
                noun="total time",
            ),
            Column(
                "lost_after",
                COUNT,
                "journeys that dropped off with this as their last move",
                blank=SOMETIMES,
            ),
        ),
        _loops,
        "Moves onto the same touchpoint, back, to and fro, and in circles, the most frequent of each.",
        options=("top",),
        shared=shared_mode.OF_SHARED_VIEWS,
    ),
    GraphView(
        "communities",
        "journeys",
        (
            Column("group", NUMBER),
            Column(
                "touchpoints",
                PATH,
                "touchpoints among which journeys move more than by chance (Louvain, Blondel et al. 2008)",
            ),
            Column("moves", COUNT),
            Column("inside_share", SHARE, "share of the group's moves that stay inside it"),
        ),
        _communities,
        "Groups of touchpoints among which journeys move more than by chance.",
        shared=shared_mode.OF_SHARED_VIEWS,
    ),
    GraphView(
        "contributions",
        "journeys",
        (
            *names("stage", "touchpoint"),
            Column("events", COUNT),
            Column(
                "reach_without", SHARE, "share of all journeys that would reach the goal stage then"
            ),
            Column(
                "removal_effect",
                SHARE,
                "share of those who reach the goal stage that would not if all who come to this touchpoint were lost "
                "there (Anderl et al. 2016)",
            ),
            Column(
                "share",
                SHARE,
                "removal_effect / sum of all removal effects",
                noun="share of all effects",
            ),
        ),
        _contributions,
        "Touchpoints by how many fewer would reach the stage if all who come to them were lost (a model).",
        options=("stage",),
        shared=shared_mode.OF_MODELS,
    ),
    GraphView(
        "what_if",
        "journeys",
        (
            *names("stage"),
            Column("reached", COUNT, "journeys that have reached the stage, as counted"),
            *EXPECTED,
        ),
        _what_if,
        "How many journeys would reach each stage after changes, by a model, with a range.",
        options=("change",),
        shared=shared_mode.OF_MODELS,
    ),
)
GRAPH_VIEWS: dict[str, GraphView] = {form.name: form for form in FORMS}
