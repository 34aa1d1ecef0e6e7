"""Flows in words: where journeys begin and go, which of them flow, the headings of the columns, and the evidence of a ribbon."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journey.data.answer import Answer
from journey.data.views.options import STAGES, TOUCHPOINTS
from journey.map.captions import whole_percent
from journey.map.evidence.panel_data import PathPanel, Table
from journey.map.grades import MEASURED
from journey.map.paths.flow import Flow, Ribbon
from journey.map.paths.flow_drawing import ribbon_sentence
from journey.model.intervals import wilson
from journey.model.vocabulary import outcome
from journey.model.words import count, percent, plural
from journey.presenters.paths.panel import panel
from journey.presenters.paths.touchpoints import are_staged

if TYPE_CHECKING:
    from journey.data.views.rows import FlowRow, TouchpointNodesRow

OVER_LABELS = {STAGES: "Through the stages", TOUCHPOINTS: "Touchpoint by touchpoint"}
ANY_START, ANY_END = "any start", "any end"
DEFAULT_DEPTH, DEPTH_LIMIT = 5, 12
DEFAULT_BRANCHES, LEAST_BRANCHES, BRANCHES_LIMIT = 7, 3, 20
LEAST_RATED, TARGETS_NAMED = 10, 2
ORDINALS = (
    "first stage",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
)


def next_words(end: str | None, target: str | None) -> str:
    """What journeys do next: go on to the target, or end."""
    if end is None:
        return f"{outcome('advanced').verb} to {target}"
    return {
        "dropped_off": outcome("dropped_off").verb,
        "in_progress": f"{outcome('in_progress').verb} there",
        "ended_well": f"{outcome('ended_well').verb} there",
        "goes_on": "continue",
        "completed": "have reached the goal",
    }[end]


def default_over(nodes: "Sequence[TouchpointNodesRow]") -> str:
    """Over the stages, unless no touchpoint is in one."""
    return STAGES if are_staged(nodes) else TOUCHPOINTS


def headline(rows: "Sequence[FlowRow]", over: str, source: str) -> str:
    """Where most journeys begin (or the source), and where they go from there; `rows` of the view `flow`."""
    first_rows = [row for row in rows if row["step"] == 0]
    sizes: dict[str, int] = {}
    for row in first_rows:
        if row["source"] is not None:
            sizes[row["source"]] = sizes.get(row["source"], 0) + row["journeys"]
    if not sizes:
        return f"No journey reaches {source}"
    largest = max(sizes, key=sizes.__getitem__)
    onward = sorted(
        (row for row in first_rows if row["source"] == largest), key=lambda row: -row["journeys"]
    )[:TARGETS_NAMED]
    targets = ", ".join(
        f"{percent(row['journeys'] / sizes[largest])} {next_words(row['end'], row['target'])}"
        for row in onward
    )
    if source:
        return f"After their first {largest}, {targets}"
    where = "in" if over == STAGES else "at"
    return f"{percent(sizes[largest] / sum(sizes.values()))} of journeys begin {where} {largest}; of these {targets}"


def arrivals_headline(rows: "Sequence[FlowRow]", source: str, target: str) -> str:
    """How many of those at the source reach the target; without one, what most often comes right before the target."""
    begun = sum(row["journeys"] for row in rows if row["step"] == 0)
    if source:
        lost = sum(row["journeys"] for row in rows if row["end"] == "never")
        return f"{percent(1 - lost / begun) if begun else 'None'} of journeys through {source} reach {target} later"
    before = [row for row in rows if row["step"] == -1 and row["source"] is not None]
    total = begun + sum(row["journeys"] for row in before)
    if not total:
        return f"No journey reaches {target}"
    most_frequent = max(before, key=lambda row: row["journeys"], default=None)
    whose = f"Of the {plural(total, 'journey')} that reach {target}"
    if most_frequent is None or begun >= most_frequent["journeys"]:
        return f"{whose}, {percent(begun / total)} begin there"
    return (
        f"{whose}, {percent(most_frequent['journeys'] / total)} come from {most_frequent['source']}"
    )


def caption(drawn_flow: Flow, source: str, target: str) -> str:
    """Which journeys flow, how many, and which branches are grouped."""
    column = -1 if target and not source else 0
    counted = sum(node.journeys for node in drawn_flow.columns[column][1])
    whose = {
        (True, True): f"journeys from {source} to {target}",
        (True, False): f"journeys that reach {source}, from their first time there",
        (False, True): f"journeys that reach {target}, before their first time there",
    }.get((bool(source), bool(target)), "journeys from their beginning")
    grouped = _grouped_sentence(drawn_flow.grouped, drawn_flow.grouped_journeys)
    return f"{count(counted)} {whose}. Ribbon width shows the number of journeys.{grouped}"


def _grouped_sentence(branches: int, passes: int) -> str:
    if not branches:
        return ""
    what, are = ("branch", "is") if branches == 1 else ("branches", "are")
    passed = f"{count(passes)} pass{'es' * (passes != 1)}"
    return f" {count(branches)} small {what} ({passed}) {are} grouped as “more”; the table lists them all."


def column_headings(columns: list[int], over: str, source: str, target: str) -> dict[int, str]:
    """The heading of each column of this number."""
    if over == STAGES:
        return {
            column: ORDINALS[column] if column < len(ORDINALS) else f"{column + 1}th"
            for column in columns
        }
    if target and not source:
        return {column: "then" if column == 0 else f"{-column} before" for column in columns}
    zero = f"at {source}" if source else "first event"
    return {column: zero if column == 0 else f"{column} after" for column in columns}


def evidence(word: str, drawn_flow: Flow, answer: "Answer[FlowRow]") -> PathPanel | None:
    """The evidence panel of the ribbon that the path filter names; None where none is drawn."""
    ribbon = next((ribbon for ribbon in drawn_flow.ribbons if ribbon.path_filter == word), None)
    if ribbon is None:
        return None
    source, target = drawn_flow.node(ribbon.source), drawn_flow.node(ribbon.target)
    return panel(
        word,
        f"{source.label} → {target.label}",
        ribbon_sentence(ribbon, drawn_flow),
        MEASURED,
        answer,
        "step",
        _siblings(ribbon, drawn_flow),
    )


def _siblings(ribbon: Ribbon, drawn_flow: Flow) -> Table:
    """All ribbons from the same node, the largest first."""
    source = drawn_flow.node(ribbon.source)
    rows = sorted(
        (sibling for sibling in drawn_flow.ribbons if sibling.source == ribbon.source),
        key=lambda sibling: -sibling.journeys,
    )
    return {
        "columns": [f"from {source.label}", "journeys", "share", "95 %"],
        "rows": [
            [
                drawn_flow.node(sibling.target).label,
                count(sibling.journeys),
                *_share(sibling.journeys, source.journeys),
            ]
            for sibling in rows
        ],
        "links": [sibling.path_filter for sibling in rows],
        "more": 0,
    }


def _share(part: int, total: int) -> tuple[str, str]:
    if total < LEAST_RATED:
        return "too few", ""
    share = part / total
    ends = (whole_percent(end) for end in wilson(share, total) if end is not None)
    return percent(share), f"{'–'.join(ends)} %"
