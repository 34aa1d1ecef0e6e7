"""The panel of an edge: its share of the journeys at both its ends, its times, and how valence changes over it."""

from typing import TYPE_CHECKING

from journey.map.captions import interval, two_digits
from journey.map.evidence.context import share
from journey.map.evidence.panel_data import PathPanel, Table
from journey.map.paths.evidence.context import WHAT_IF, GraphAnswers, buttons, head
from journey.map.paths.graph import Edge, JourneyGraph, edge_row
from journey.map.paths.lines import sentence
from journey.model.vocabulary import noun
from journey.model.words import count, duration, signed

if TYPE_CHECKING:
    from journey.data.views.rows import TouchpointNodesRow, TransitionsRow
    from journey.map.paths.graph import EdgeRow


def edge_panel(
    name: str,
    graph: JourneyGraph,
    answers: GraphAnswers,
    row: "TransitionsRow",
    nodes: "dict[str, TouchpointNodesRow]",
) -> PathPanel:
    edge = graph.edge(row["source"], row["target"]) or _undrawn(row)
    title, words = f"{edge.source} → {edge.target}", sentence(edge, graph.unit)
    definitions = answers.transitions.definitions
    return {
        **head(name, "", title, words, row, answers.transitions.command),
        "definition": f"{definitions['moves']}; journeys: {definitions['journeys']}",
        "table": _shares(row, nodes),
        "tables": [_times(edge.row)],
        "buttons": [*buttons(name), *(_of_a_return(edge) if edge.is_back else [])],
    }


def _undrawn(row: "TransitionsRow") -> Edge:
    """An edge that the drawing leaves out: what is known of it without its change of valence."""
    is_loop = row["source"] == row["target"]
    return Edge(row["source"], row["target"], edge_row(row), is_loop)


def _of_a_return(edge: Edge) -> list[list[str]]:
    return [["What if fewer went back?", WHAT_IF, f"{edge.source}\n{edge.target}"]]


def _shares(row: "TransitionsRow", nodes: "dict[str, TouchpointNodesRow]") -> Table:
    """The edge among the journeys at its ends, and those lost after it among its own."""
    rows = [
        [f"of those at {name}", count(whole), *share(row["journeys"], whole)]
        for name in (row["source"], row["target"])
        for whole in [nodes[name]["journeys"]]
    ]
    lost = [noun("lost_after"), count(row["lost_after"])]
    return {
        "columns": ["", noun("journeys"), noun("share"), "95 %"],
        "rows": [*rows, [*lost, *share(row["lost_after"], row["journeys"])]],
        "more": 0,
    }


def _times(row: "EdgeRow") -> Table:
    lines = [
        ["half within", duration(row["median_seconds"]), ""],
        ["nine in ten within", duration(row["p90_seconds"]), ""],
        ["moves a journey", f"{row['moves'] / row['journeys']:.2f}", ""],
        *_valence_change(row),
    ]
    return {"caption": "Time and valence", "columns": ["", "", ""], "rows": lines, "more": 0}


def _valence_change(row: "EdgeRow") -> list[list[str]]:
    change = row["valence_change"]
    if change is None:
        return []
    span = interval(row["valence_change_low"], row["valence_change_high"], two_digits)
    words = f"{span}, n {count(row['valence_change_n'])}"
    return [[noun("valence_change"), signed(change, 2), words]]
