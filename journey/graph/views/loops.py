"""Moves onto the same touchpoint, back, to and fro, and in circles, the most frequent of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.data.generation import Generation
from journey.data.views.form import COUNT, NAME, PATH, SECONDS, SOMETIMES, Column
from journey.data.views.rows import CYCLES, TOUCHPOINT_NODES
from journey.graph.loops import backward, heaviest_cycles, self_loops, to_and_fro
from journey.graph.views.form import DEFAULT_PATHS, PATHS_LIMIT, GraphView, Material, Rows
from journey.model import shared_mode

if TYPE_CHECKING:
    from journey.data.views.rows import TouchpointNodesTold
    from journey.graph.moves import TimedMove
    from journey.graph.rows import LoopsTold


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


VIEW = GraphView(
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
        Column("moves", COUNT, "how often; of a circle the whole rounds, without a step between"),
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
    options=("top",),
    shared=shared_mode.OF_SHARED_VIEWS,
)
