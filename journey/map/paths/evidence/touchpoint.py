"""The panel of a touchpoint: where journeys go from it, where they came from, and what happens there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from journey.map.captions import score_form
from journey.map.evidence.by_group import by_group, of_chosen
from journey.map.evidence.cause import CHOSEN
from journey.map.evidence.context import share
from journey.map.evidence.friction import together_words
from journey.map.evidence.groups import compared, split
from journey.map.evidence.measures import MEASURES
from journey.map.evidence.panel_data import ByGroup, PathPanel, Table
from journey.map.paths.evidence.context import (
    SEE,
    WHAT_IF,
    GraphAnswers,
    buttons,
    head,
)
from journey.map.paths.graph import JourneyGraph, Node
from journey.map.paths.graph_drawing import node_sentence
from journey.model.cells import Place
from journey.model.path_filters import path_filter
from journey.model.vocabulary import METRICS, noun, outcome
from journey.model.words import count, duration

if TYPE_CHECKING:
    from journey.data.views.rows import TouchpointNodesRow, TransitionsRow
    from journey.map.paths.evidence.context import ScoreRow

ROWS_LIMIT = 12
End = Literal["dropped_off", "in_progress", "ended_well", "completed"]
ENDS_HERE: tuple[End, ...] = get_args(End)


@dataclass(frozen=True)
class Continuation:
    """What came before or after: its cells, the path filter that a click opens, '' where none, and its journeys."""

    cells: list[str]
    link: str
    journeys: int


def touchpoint_panel(
    name: str, graph: JourneyGraph, answers: GraphAnswers, row: "TouchpointNodesRow"
) -> PathPanel:
    node = graph.node(row["touchpoint"]) or Node(row["touchpoint"], row["stage"], 0, 0, row, None)
    sentence, definitions = node_sentence(node, graph.unit), answers.nodes.definitions
    return {
        **head(name, node.name, f"{node.name}, {node.stage}", sentence, row, answers.nodes.command),
        "definition": "shares of the journeys that pass the touchpoint; a journey may go several ways, so that they add up to more "
        f"than 100 %; {outcome('dropped_off').noun} here: {definitions['leaving_rate']}",
        "together": together_words(
            row["leaving_rate"],
            row["leaving_rate_low"],
            row["leaving_rate_high"],
            row["dropped_off"],
            row["leaving_rate_n"],
        ),
        "table": _then(row, answers),
        "tables": [_before(row, answers), _there(row, answers)],
        **_compared(node, answers),
        "buttons": [*buttons(name), *(_of_the_lost(node) if row["dropped_off"] else [])],
    }


def _of_the_lost(node: Node) -> list[list[str]]:
    """What can be done with the journeys that were last seen there and dropped off."""
    return [
        ["See those last seen here", SEE, path_filter("left", node.name)],
        ["What if more went on?", WHAT_IF, node.name],
    ]


def _compared(node: Node, answers: GraphAnswers) -> ByGroup:
    """What differs most of the share that leaves there, and the share by attribute; nothing of it where the filters chose it."""
    if answers.nodes.filters.is_of_a_figure:
        return of_chosen()
    measure, at = MEASURES["lost"], Place(node.stage, node.name)
    groups = answers.ask_all(
        [(measure.view, {"by": (key,), "at": at}) for key in answers.attributes]
    )
    splits = [
        split(measure, key, answer, answers.names)
        for key, answer in zip(answers.attributes, groups)
    ]
    return by_group("lost", compared(measure, splits))


def _then(row: "TouchpointNodesRow", answers: GraphAnswers) -> Table:
    """The touchpoints that follow, and how many journeys end."""
    edges = [edge for edge in answers.transitions.rows if edge["source"] == row["touchpoint"]]
    return _continuations(
        "Then",
        [_continuation(edge, row, "target") for edge in edges]
        + _ends(row, answers.nodes.filters.is_of_a_figure),
    )


def _before(row: "TouchpointNodesRow", answers: GraphAnswers) -> Table:
    """The touchpoints before, and how many journeys begin."""
    edges = [edge for edge in answers.transitions.rows if edge["target"] == row["touchpoint"]]
    lines = [_continuation(edge, row, "source") for edge in edges]
    return _continuations("Before", lines + _begun(row))


def _continuation(
    edge: "TransitionsRow", row: "TouchpointNodesRow", end: Literal["source", "target"]
) -> Continuation:
    again = "again " if edge["source"] == edge["target"] else ""
    shares = share(edge["journeys"], row["journeys"])
    words = [f"{again}{edge[end]}", count(edge["journeys"]), *shares]
    return Continuation(
        [*words, duration(edge["median_seconds"])],
        path_filter("contains", edge["source"], edge["target"]),
        edge["journeys"],
    )


def _ends(row: "TouchpointNodesRow", is_chosen: bool) -> list[Continuation]:
    """How many journeys end there; as shares, unless the filters chose them by a figure."""
    ends: list[Continuation] = []
    for kind in ENDS_HERE:
        words, of = f"{outcome(kind).noun} here", row["journeys"]
        if is_chosen and row[kind]:
            cells = [words, count(row[kind]), CHOSEN["lines"][0].lower(), "", ""]
            ends.append(Continuation(cells, "", row[kind]))
        elif row[kind]:
            of = row["leaving_rate_n"] if kind == "dropped_off" else of
            ends.append(_uncontinued(words, row[kind], of))
    return ends


def _begun(row: "TouchpointNodesRow") -> list[Continuation]:
    return [_uncontinued("begins here", row["begun"], row["journeys"])] if row["begun"] else []


def _uncontinued(words: str, journeys: int, of: int) -> Continuation:
    return Continuation([words, count(journeys), *share(journeys, of), ""], "", journeys)


def _continuations(caption: str, lines: list[Continuation]) -> Table:
    lines = sorted(lines, key=lambda line: -line.journeys)
    shown = lines[:ROWS_LIMIT]
    return {
        "caption": caption,
        "columns": ["", noun("journeys"), noun("share"), "95 %", "median time"],
        "rows": [line.cells for line in shown],
        "links": [line.link for line in shown],
        "more": len(lines) - len(shown),
    }


def _there(row: "TouchpointNodesRow", answers: GraphAnswers) -> Table:
    """Times to the next step, coming back, valence and scores."""
    next_step = [duration(row["median_seconds"]), f"nine in ten {duration(row['p90_seconds'])}"]
    lines = [
        ["time to the next step", *next_step],
        ["pass it twice or more", *share(row["again"], row["journeys"])],
        *map(_score, _scores(row["touchpoint"], answers)),
    ]
    return {"caption": "There", "columns": ["", "", ""], "rows": lines, "more": 0}


def _scores(touchpoint: str, answers: GraphAnswers) -> "list[ScoreRow]":
    """Each metric as it is defined first, of valences the mean."""
    firsts: dict[str, ScoreRow] = {}
    for row in answers.scores.rows:
        is_share = row["metric"] == "sentiment" and not _definition(row).startswith("mean")
        if row["touchpoint"] == touchpoint and not is_share:
            firsts.setdefault(row["metric"], row)
    return list(firsts.values())


def _score(row: "ScoreRow") -> list[str]:
    name, value, low, high = METRICS[row["metric"]].noun, row["value"], row["low"], row["high"]
    if value is None or low is None or high is None:
        return [name, "too few", f"n {count(row['n'])}"]
    form = score_form(row["metric"], _definition(row))
    return [name, form(value), f"{form(low)} to {form(high)}, n {count(row['n'])}"]


def _definition(row: "ScoreRow") -> str:
    return row["definition"] or ""
