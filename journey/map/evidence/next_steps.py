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
    from journey.data.views.rows import TouchpointNodesTold, TransitionCountsTold

NEXT_LIMIT = 3
CAPTION = "What comes next"


def next_questions(cell: Cell, context: Context) -> list[Question]:
    """What the list is made from; none for a stage as a whole, nor where answers have no order."""
    if not cell.touchpoint or context.journey_map.is_timeless:
        return []
    moves: Question = ("transition_counts", {})
    return [moves] if len(_passing(cell, context)) == 1 else [moves, ("touchpoint_nodes", {})]


def _passing(cell: Cell, context: Context) -> list[int | None]:
    """How many journeys pass the touchpoint in each stage: of one in a single stage that is all of them."""
    rows = context.answers.rows("friction")
    return [row["journeys"] for row in rows if row["touchpoint"] == cell.touchpoint]


def next_steps(
    cell: Cell,
    context: Context,
    moves: "Answer[TransitionCountsTold]",
    nodes: "Answer[TouchpointNodesTold] | None" = None,
) -> list[Table]:
    """The touchpoints that most journeys go to, with shares of those that pass this one; none where that is not told."""
    passing = (
        next((row["journeys"] for row in nodes.rows if row["touchpoint"] == cell.touchpoint), None)
        if nodes
        else _passing(cell, context)[0]
    )
    following = {
        row["target"]: row["journeys"]
        for row in moves.rows
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
