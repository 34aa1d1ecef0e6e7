"""Where journeys go next from a touchpoint, as the journey graph says it, in short."""

from typing import TYPE_CHECKING

from journey.map.answers import Question
from journey.map.evidence.context import Context, share
from journey.map.evidence.panel_data import Table
from journey.model.cells import Cell
from journey.model.vocabulary import noun
from journey.model.words import count

if TYPE_CHECKING:
    from journey.data.answer import Answer
    from journey.data.views.rows import TouchpointNodesTold, TransitionsTold

NEXT_LIMIT = 3
CAPTION = "What comes next"


def next_questions(cell: Cell, context: Context) -> list[Question]:
    """What the list is made from; none for a stage as a whole, nor where answers have no order."""
    is_asked = cell.touchpoint and not context.journey_map.is_timeless
    return [("touchpoint_nodes", {}), ("transitions", {})] if is_asked else []


def next_steps(
    cell: Cell, nodes: "Answer[TouchpointNodesTold]", transitions: "Answer[TransitionsTold]"
) -> list[Table]:
    """The touchpoints that most journeys go to, with shares of those that pass this one; none where that is not told."""
    passing = next(
        (row["journeys"] for row in nodes.rows if row["touchpoint"] == cell.touchpoint), None
    )
    following = {
        row["target"]: row["journeys"]
        for row in transitions.rows
        if row["source"] == cell.touchpoint and row["journeys"] and row["target"]
    }
    largest = sorted(following.items(), key=lambda item: -item[1])[:NEXT_LIMIT]
    if not passing or not largest:
        return []
    rows = [
        [
            f"again {target}" if target == cell.touchpoint else target,
            count(journeys),
            *share(journeys, passing),
        ]
        for target, journeys in largest
    ]
    return [
        {
            "caption": CAPTION,
            "columns": ["", noun("journeys"), noun("share"), "95 %"],
            "rows": rows,
            "more": len(following) - len(rows),
        }
    ]
