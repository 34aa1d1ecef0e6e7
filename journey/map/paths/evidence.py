"""The evidence for one touchpoint or one edge of the journey graph: what follows, what came before, who leaves, how sure."""

from dataclasses import dataclass

from journey.data.answer import Answer
from journey.map.answers import AskAll
from journey.map.captions import interval, score_form, two_digits, whole_percent
from journey.map.evidence.groups import splits
from journey.map.evidence.measures import MEASURES
from journey.map.model import GRADE_WORDS, NOTHING, grade
from journey.map.paths.graph import Edge, JourneyGraph, Node
from journey.map.paths.graph_drawing import node_sentence
from journey.map.paths.lines import sentence
from journey.model.cells import Place
from journey.model.intervals import UNKNOWN, wilson
from journey.model.path_filters import path_filter
from journey.model.vocabulary import ENDS, METRICS, noun, outcome
from journey.model.words import count, duration, percent, signed

ROWS_LIMIT = 12
LEFT_WORDS = {name: f"{outcome(name).noun} here" for name in reversed(ENDS)}
SEE, FILTER, WHAT_IF = "see", "filter", "what_if"


@dataclass(frozen=True)
class GraphAnswers:
    """The answers that the graph was made from, how to ask more, and the attributes by which leaving is compared."""

    nodes: Answer
    transitions: Answer
    scores: Answer
    ask_all: AskAll
    attributes: tuple[str, ...]


def evidence(
    name: str, graph: JourneyGraph, answers: GraphAnswers, touchpoints: tuple[str, ...]
) -> dict | None:
    """What the panel shows for a path filter like 'later/Ad' or 'contains/Ad/Shop'; None where the graph has no such part.

    `touchpoints` of the filter: one for a touchpoint, two for an edge.
    """
    rows = {row["touchpoint"]: row for row in answers.nodes.rows}
    if not set(touchpoints) <= set(rows):
        return None
    if len(touchpoints) == 1:
        return _of_node(name, graph, answers, rows[touchpoints[0]])
    row = next(
        (row for row in answers.transitions.rows if (row["source"], row["target"]) == touchpoints),
        None,
    )
    return _of_edge(name, graph, answers, row, rows) if row else None


def _of_node(name: str, graph: JourneyGraph, answers: GraphAnswers, row: dict) -> dict:
    node = graph.node(row["touchpoint"]) or Node(row["touchpoint"], row["stage"], 0, 0, row, None)
    following = [
        edge_row for edge_row in answers.transitions.rows if edge_row["source"] == node.name
    ]
    preceding = [
        edge_row for edge_row in answers.transitions.rows if edge_row["target"] == node.name
    ]
    groups = dict(
        zip(
            answers.attributes,
            answers.ask_all(
                [
                    ("friction", {"by": (key,), "at": Place(node.stage, node.name)})
                    for key in answers.attributes
                ]
            ),
        )
    )
    return {
        **_head(
            name,
            node.name,
            f"{node.name}, {node.stage}",
            node_sentence(node, graph.unit),
            row,
            answers.nodes,
        ),
        "definition": "shares of the journeys that pass the touchpoint; a journey may go several ways, so that they add up to more "
        f"than 100 %; left here: {answers.nodes.definitions['leaving_rate']}",
        "table": {
            "caption": "Then",
            **_continuations(
                row, [_continuation(edge_row, row, "target") for edge_row in following] + _ends(row)
            ),
        },
        "tables": [
            {
                "caption": "Before",
                **_continuations(
                    row,
                    [_continuation(edge_row, row, "source") for edge_row in preceding]
                    + _begun(row),
                ),
            },
            {"caption": "There", **_there(row, node, answers.scores)},
        ],
        "splits": splits(MEASURES["lost"], groups),
        "buttons": [
            ["See these journeys", SEE, name],
            ["Filter to them", FILTER, name],
            *(
                [["See those who left", SEE, path_filter("left", node.name)]]
                if row["dropped_off"]
                else []
            ),
            *([["What if fewer left?", WHAT_IF, node.name]] if row["dropped_off"] else []),
        ],
    }


def _head(name: str, opened: str, title: str, words: str, row: dict, answer: Answer) -> dict:
    evidence_grade = grade(row["base"]) if row["journeys"] else NOTHING
    return {
        "cell": name,
        "opened": opened,
        "title": title,
        "sentence": words,
        "grade": evidence_grade,
        "grade_words": GRADE_WORDS[evidence_grade],
        "unit": "journeys",
        "command": answer.command,
        "can_filter": False,
    }


Line = tuple[list[str], str, int]


def _share(part: int, whole: int) -> tuple[str, str]:
    """A share and its interval in words; nothing where too few journeys pass."""
    low, high = wilson(part / whole, whole) if whole >= 10 else UNKNOWN
    if low is None or high is None:
        return "too few", ""
    return percent(part / whole, whole), f"{whole_percent(low)}–{whole_percent(high)} %"


def _continuation(edge_row: dict, row: dict, end: str) -> Line:
    share, span = _share(edge_row["journeys"], row["journeys"])
    again = "again " if edge_row["source"] == edge_row["target"] else ""
    return (
        [
            f"{again}{edge_row[end]}",
            count(edge_row["journeys"]),
            share,
            span,
            duration(edge_row["median_seconds"]),
        ],
        path_filter("contains", edge_row["source"], edge_row["target"]),
        edge_row["journeys"],
    )


def _ends(row: dict) -> list[Line]:
    return [
        (
            [
                words,
                count(row[kind]),
                *_share(
                    row[kind], row["leaving_rate_n"] if kind == "dropped_off" else row["journeys"]
                ),
                "",
            ],
            "",
            row[kind],
        )
        for kind, words in LEFT_WORDS.items()
        if row[kind]
    ]


def _begun(row: dict) -> list[Line]:
    return (
        [
            (
                ["begins here", count(row["begun"]), *_share(row["begun"], row["journeys"]), ""],
                "",
                row["begun"],
            )
        ]
        if row["begun"]
        else []
    )


def _continuations(row: dict, lines: list[Line]) -> dict:
    lines = sorted(lines, key=lambda line: -line[2])
    shown = lines[:ROWS_LIMIT]
    return {
        "columns": ["", noun("journeys"), noun("share"), "95 %", "median time"],
        "rows": [line[0] for line in shown],
        "links": [line[1] for line in shown],
        "more": len(lines) - len(shown),
    }


def _there(row: dict, node: Node, scores: Answer) -> dict:
    """Times to the next step, coming back, valence and scores."""
    again, span = _share(row["again"], row["journeys"])
    lines = [
        [
            "time to the next step",
            duration(row["median_seconds"]),
            f"nine in ten {duration(row['p90_seconds'])}",
        ],
        ["pass it twice or more", again, span],
    ]
    firsts: dict[str, dict] = {}
    for score in scores.rows:
        if score["touchpoint"] == node.name and (
            score["metric"] != "sentiment" or score["definition"].startswith("mean")
        ):
            firsts.setdefault(score["metric"], score)
    lines += [_score(score) for score in firsts.values()]
    return {"columns": ["", "", ""], "rows": lines, "more": 0}


def _score(row: dict) -> list[str]:
    name = METRICS[row["metric"]].noun
    if row["value"] is None:
        return [name, "too few", f"n {count(row['n'])}"]
    form = score_form(row["metric"], row["definition"])
    return [
        name,
        form(row["value"]),
        f"{form(row['low'])} to {form(row['high'])}, n {count(row['n'])}",
    ]


def _of_edge(
    name: str, graph: JourneyGraph, answers: GraphAnswers, row: dict, nodes: dict[str, dict]
) -> dict:
    edge = next(
        (
            edge
            for edge in graph.edges
            if (edge.source, edge.target) == (row["source"], row["target"])
        ),
        None,
    )
    edge = edge or Edge(
        row["source"],
        row["target"],
        {"valence_change": None, **row},
        row["source"] == row["target"],
    )
    source, target = nodes[edge.source], nodes[edge.target]
    rows = [
        [
            f"of those at {edge.source}",
            count(source["journeys"]),
            *_share(row["journeys"], source["journeys"]),
        ],
        [
            f"of those at {edge.target}",
            count(target["journeys"]),
            *_share(row["journeys"], target["journeys"]),
        ],
        [noun("lost_after"), count(row["lost_after"]), *_share(row["lost_after"], row["journeys"])],
    ]
    change = edge.row["valence_change"]
    times = [
        ["half within", duration(row["median_seconds"]), ""],
        ["nine in ten within", duration(row["p90_seconds"]), ""],
        ["moves a journey", f"{row['moves'] / row['journeys']:.2f}", ""],
    ]
    if change is not None:
        span = interval(
            edge.row["valence_change_low"],
            edge.row["valence_change_high"],
            two_digits,
        )
        times.append(
            [
                noun("valence_change"),
                signed(change, 2),
                f"{span}, n {count(edge.row['valence_change_n'])}",
            ]
        )
    return {
        **_head(
            name,
            "",
            f"{edge.source} → {edge.target}",
            sentence(edge, graph.unit),
            row,
            answers.transitions,
        ),
        "definition": f"{answers.transitions.definitions['moves']}; journeys: {answers.transitions.definitions['journeys']}",
        "table": {
            "columns": ["", noun("journeys"), noun("share"), "95 %"],
            "rows": rows,
            "more": 0,
        },
        "tables": [
            {"caption": "Time and valence", "columns": ["", "", ""], "rows": times, "more": 0}
        ],
        "buttons": [
            ["See these journeys", SEE, name],
            ["Filter to them", FILTER, name],
            *(
                [["What if fewer went back?", WHAT_IF, f"{edge.source}\n{edge.target}"]]
                if edge.is_back
                else []
            ),
        ],
    }
