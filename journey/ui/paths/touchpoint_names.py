"""The touchpoints to choose from on the Paths screen."""

from journey.model.definition import UNASSIGNED
from journey.model.filters import Filters
from journey.ui.data import answer, generation


def touchpoint_names(filters: Filters) -> list[str]:
    """The touchpoints under the filters, in journey order."""
    rows = answer("touchpoint_nodes", filters).rows
    positions = stage_positions()
    order = generation().order
    return [
        row["touchpoint"]
        for row in sorted(
            rows,
            key=lambda row: (
                positions[row["stage"]],
                order.get((row["stage"], row["touchpoint"]), 0),
                row["touchpoint"],
            ),
        )
    ]


def stage_positions() -> dict[str, int]:
    """The position of each stage in the journey, the unassigned last."""
    return {
        name: position
        for position, name in enumerate((*generation().definition.stage_names, UNASSIGNED))
    }
