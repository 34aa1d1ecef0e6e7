"""The panel of a path filter: of its touchpoint, or of its edge."""

from journey.data.chosen import without_chosen_shares
from journey.map.evidence.panel_data import PathPanel
from journey.map.paths.evidence.context import GraphAnswers
from journey.map.paths.evidence.edge import edge_panel
from journey.map.paths.evidence.touchpoint import touchpoint_panel
from journey.map.paths.graph import JourneyGraph


def evidence(
    name: str, graph: JourneyGraph, answers: GraphAnswers, touchpoints: tuple[str, ...]
) -> PathPanel | None:
    """What the panel shows for a path filter like 'later/Ad' or 'contains/Ad/Shop'; None where the graph has no such part.

    `touchpoints` of the filter: one for a touchpoint, two for an edge.
    """
    rows = without_chosen_shares(answers.nodes.rows, answers.nodes.filters)
    nodes = {row["touchpoint"]: row for row in rows}
    if not set(touchpoints) <= set(nodes):
        return None
    if len(touchpoints) == 1:
        return touchpoint_panel(name, graph, answers, nodes[touchpoints[0]])
    transitions = {(row["source"], row["target"]): row for row in answers.transitions.rows}
    row = transitions.get((touchpoints[0], touchpoints[1]))
    return edge_panel(name, graph, answers, row, nodes) if row else None
