"""Touchpoints and stages in the order of the journey."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from journey.model.definition import UNASSIGNED

if TYPE_CHECKING:
    from journey.data.views.rows import TouchpointNodesRow, TouchpointNodesTold


def stage_positions(stages: Sequence[str]) -> dict[str, int]:
    """The position of each stage in the journey, the unassigned last."""
    return {name: position for position, name in enumerate((*stages, UNASSIGNED))}


def in_journey_order(
    nodes: "Sequence[TouchpointNodesRow]",
    stages: Sequence[str],
    order: Mapping[tuple[str, str], float],
) -> list[str]:
    """The touchpoints of the view `touchpoint_nodes`; `order`: of each (stage, touchpoint) its place within the stage."""
    positions = stage_positions(stages)
    return [
        row["touchpoint"]
        for row in sorted(
            nodes,
            key=lambda row: (
                positions[row["stage"]],
                order.get((row["stage"], row["touchpoint"]), 0),
                row["touchpoint"],
            ),
        )
    ]


def drawn_stage_indices(
    nodes: "Sequence[TouchpointNodesRow]", stages: Sequence[str]
) -> dict[str, int]:
    """Of each touchpoint the index of its stage, -1 for none."""
    indices = {name: index for index, name in enumerate(stages)}
    return {row["touchpoint"]: indices.get(row["stage"], -1) for row in nodes}


def are_staged(nodes: "Sequence[TouchpointNodesRow | TouchpointNodesTold]") -> bool:
    """Whether any touchpoint is in a stage."""
    return any(row["stage"] != UNASSIGNED for row in nodes)
