"""The journey graph: touchpoints as cards, the busiest moves between them as lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from journey.data.answer import Answer
from journey.data.chosen import without_chosen_shares
from journey.data.views.rows import SATISFACTION, TOUCHPOINT_NODES, TRANSITIONS, VALENCE_CHANGES
from journey.exhibit.exhibit import NO_JOURNEY, Drawing, Exhibit, Nothing
from journey.exhibit.paths.chosen import known, whole
from journey.exhibit.paths.searches import highlights
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.map.paths.graph import JourneyGraph, default_coverage, journey_graph, max_coverage
from journey.map.paths.graph_drawing import graph_scene
from journey.map.paths.lines import Looks, Width, colour_choices
from journey.map.scene import Scene
from journey.model.metrics import MEASURED_METRICS
from journey.presenters.paths import graph as words

if TYPE_CHECKING:
    from journey.data.views.rows import TouchpointNodesRow, TransitionsRow

OPTIONS = (
    "by",
    "change",
    "colour",
    "coverage",
    "find",
    "open",
    "part",
    "source",
    "stage",
    "target",
    "width",
)
SCORES = {"by": ("touchpoint",), "metrics": MEASURED_METRICS}
LOWEST_COVERAGE, NAME, NARROWEST = 5, "Journey graph", 760


@dataclass(frozen=True)
class GraphDrawing:
    """What the screen draws: the graph with what stands out in it, and the touchpoints of the open element."""

    graph: JourneyGraph
    looks: Looks
    opened: tuple[str, ...]
    scores: Answer

    def scene(self, width: float, is_narrow: bool = False) -> Scene:
        return graph_scene(self.graph, width, self.looks, is_narrow)


def graph(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """`ref` has the options of the screen: how much is drawn, what width and colour mean, the open element, the search."""
    nodes, transitions, changes, scores = source.ask_all(
        [
            (TOUCHPOINT_NODES, {}),
            (TRANSITIONS, {}),
            (VALENCE_CHANGES, {}),
            (SATISFACTION, SCORES),
        ]
    )
    node_rows = _told_nodes(without_chosen_shares(nodes.rows, source.filters))
    rows = _told_moves(transitions.rows, node_rows)
    if not node_rows:
        return Nothing(ref, NAME, source.too_few if nodes.rows else NO_JOURNEY)
    coverage = whole(ref, "coverage", default_coverage(rows), LOWEST_COVERAGE, max_coverage(rows))
    standing_out = highlights(ref, source)
    opened = words.opened(ref.option("open"), source.generation.touchpoints.values())
    made = journey_graph(
        node_rows,
        rows,
        source.generation.definition.stage_names,
        source.generation.order,
        source.unit,
        coverage / 100,
        words.valences(scores.rows),
        [row for row in changes.rows if row["target"] is not None],
        (*opened, *standing_out.touchpoints),
        opened,
    )
    if source.is_shared:
        made = replace(made, all_moves=transitions.totals["moves"] or made.all_moves)
    colour = known(ref, "colour", list(colour_choices()), "plain")
    looks = Looks(
        _width(ref, rows),
        colour,
        opened[0] if len(opened) == 1 else "",
        standing_out.moves,
        standing_out.notes,
    )
    drawing = GraphDrawing(made, looks, opened, scores)
    return Exhibit(
        ref,
        "graph",
        _title(node_rows, rows, opened, colour == "time"),
        f"How {source.unit}s go from touchpoint to touchpoint.",
        Drawing(drawing.scene, NARROWEST),
        (nodes, transitions, changes),
        None,
        source.unit,
        f"Journey graph, {words.coverage_sentence(made)}",
        (
            words.caption(
                made,
                min(coverage / 100, made.share) if source.is_shared else coverage / 100,
                colour,
            ),
        ),
        lambda theme: drawing,
    )


def _told_nodes(rows: "list[TouchpointNodesRow]") -> "list[TouchpointNodesRow]":
    """Those of one touchpoint each, whose journeys are told."""
    return [row for row in rows if row["stage"] is not None and row["journeys"] is not None]


def _told_moves(
    rows: "list[TransitionsRow]", nodes: "list[TouchpointNodesRow]"
) -> "list[TransitionsRow]":
    """Those between two touchpoints that are told."""
    names = {row["touchpoint"] for row in nodes}
    return [
        row
        for row in rows
        if {row["source"], row["target"]} <= names and row["moves"] and row["journeys"] is not None
    ]


def _width(ref: Ref, rows: "Sequence[TransitionsRow]") -> Width:
    """The measure that lines are as wide as; journeys where shared mode hides some of it."""
    measures: tuple[Width, ...] = get_args(Width)
    chosen = next((name for name in measures if name == ref.option("width")), measures[0])
    return chosen if all(row[chosen] is not None for row in rows) else "journeys"


def _title(
    nodes: "Sequence[TouchpointNodesRow]",
    transitions: "Sequence[TransitionsRow]",
    opened: tuple[str, ...],
    is_of_times: bool,
) -> str:
    """How many leave after the open touchpoint or go over the open move; where nobody is told to leave, how long moves take."""
    if len(opened) == 2:
        return words.transition_headline(nodes, transitions, *opened)
    return words.headline(nodes, transitions, opened, is_of_times)
