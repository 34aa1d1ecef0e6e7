"""The rows of a flow as columns of nodes and the ribbons between them; small branches are put together and counted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.data.views.options import STAGES
from journey.model.path_filters import path_filter
from journey.model.vocabulary import ENDS, outcome

if TYPE_CHECKING:
    from journey.data.views.rows import FlowRow

LEFT, UNDER_WAY, COMPLETED, ENDED_WELL, ON, BEGINS, EARLIER, NEVER, LONGER = (
    "dropped_off",
    "in_progress",
    "completed",
    "ended_well",
    "goes_on",
    "begins",
    "earlier",
    "never",
    "longer",
)
Key = tuple[int, str, str]  # column, kind ('at', 'other' or an end), name


def end_words(kind: str) -> str:
    """What became of the journeys of a node that is no touchpoint and no stage."""
    if kind in ENDS:
        return f"{outcome(kind).noun} here" if kind == LEFT else outcome(kind).noun
    return {
        ON: outcome("advanced").verb,
        BEGINS: "begin",
        EARLIER: "come from before",
        NEVER: "never come there",
        LONGER: "take more steps",
    }[kind]


@dataclass(frozen=True)
class FlowNode:
    """The journeys of one node of one column; `members`: how many nodes are put together in it."""

    key: Key
    journeys: int
    members: int

    @property
    def label(self) -> str:
        column, kind, name = self.key
        if kind == "at":
            return name
        return f"{self.members} more" if kind == "other" else end_words(kind)


@dataclass(frozen=True)
class Ribbon:
    """Journeys that go from one node to another; `path_filter` selects them, '' where none selects them alone."""

    source: Key
    target: Key
    journeys: int
    path_filter: str


@dataclass(frozen=True)
class Flow:
    """Columns from left to right, each with its nodes from top to bottom, and the ribbons."""

    columns: tuple[tuple[int, tuple[FlowNode, ...]], ...]
    ribbons: tuple[Ribbon, ...]
    grouped: int
    grouped_journeys: int

    def node(self, key: Key) -> FlowNode:
        return next(node for _, nodes in self.columns for node in nodes if node.key == key)

    def into(self, key: Key) -> int:
        return sum(ribbon.journeys for ribbon in self.ribbons if ribbon.target == key)

    def out(self, key: Key) -> int:
        return sum(ribbon.journeys for ribbon in self.ribbons if ribbon.source == key)


def flow(
    rows: "Sequence[FlowRow]",
    over: str = STAGES,
    source: str = "",
    target: str = "",
    max_named: int = 7,
    order: tuple[str, ...] = (),
) -> Flow:
    """The flow with at most `max_named` nodes a column by name; `order`: names that stand in this order, others by size."""
    named = _named(rows, max_named, {name for name in (source, target) if name}, order)
    rows_by_ends: dict[tuple[Key, Key], list[FlowRow]] = defaultdict(list)
    for row in rows:
        rows_by_ends[_ends(row, named)].append(row)
    listed = [
        Ribbon(
            *ends,
            sum(row["journeys"] for row in joined),
            _filter_word(joined[0], over, source, target)
            if len(joined) == 1 and "other" not in (ends[0][1], ends[1][1])
            else "",
        )
        for ends, joined in rows_by_ends.items()
    ]
    grouped = {(step, name) for step, name in _sizes(rows) if name not in named[step]}
    return Flow(
        _columns(listed, grouped, order),
        tuple(sorted(listed, key=lambda ribbon: -ribbon.journeys)),
        len(grouped),
        sum(size for position, size in _sizes(rows).items() if position in grouped),
    )


def _sizes(rows: "Sequence[FlowRow]") -> dict[tuple[int, str], int]:
    """Journeys at each node of each column: what goes out of it, or comes into it where nothing does."""
    out: dict[tuple[int, str], int] = defaultdict(int)
    into: dict[tuple[int, str], int] = defaultdict(int)
    for row in rows:
        step = int(row["step"])
        if row["source"] is not None:
            out[step, row["source"]] += row["journeys"]
        if row["target"] is not None:
            into[step + (row["source"] is not None), row["target"]] += row["journeys"]
    return {position: max(out[position], into[position]) for position in out.keys() | into.keys()}


def _named(
    rows: "Sequence[FlowRow]", max_named: int, always_named: set[str], order: tuple[str, ...]
) -> dict[int, set[str]]:
    """The nodes drawn by name in each column; where only one is left over, it is drawn too."""
    columns: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (step, name), size in _sizes(rows).items():
        columns[step].append((-size, name))
    named = {}
    for step, nodes in columns.items():
        names = [name for _, name in sorted(nodes)]
        named[step] = (
            set(names)
            if len(names) <= max_named + 1 or order
            else {*names[:max_named], *(always_named & set(names))}
        )
    return named


def _ends(row: "FlowRow", named: dict[int, set[str]]) -> tuple[Key, Key]:
    """Where a row's ribbon begins and ends."""
    first, end = int(row["step"]) - (row["source"] is None), row["end"] or ""
    return _key(first, row["source"], end, named), _key(first + 1, row["target"], end, named)


def _key(step: int, name: str | None, end: str, named: dict[int, set[str]]) -> Key:
    """The node of that name; the end, where the row names no touchpoint or stage there."""
    if name is None:
        return step, end, ""
    return (step, "at", name) if name in named[step] else (step, "other", "")


def _filter_word(row: "FlowRow", over: str, source: str, target: str) -> str:
    """The path filter that selects the row's journeys; '' where there is none."""
    step, here, there, end = int(row["step"]), row["source"], row["target"], row["end"] or ""
    if here is None:  # they begin, or come from before
        return ""
    if over == STAGES:
        return (
            ""
            if end == ON
            else path_filter("stages", step, here, there)
            if there
            else path_filter("stagestop", step, here, end)
        )
    if source and target:
        return path_filter("misses", source, target) if end == NEVER else ""
    if target:
        return path_filter("before", target, step, here, there) if there else ""
    if there:
        return (
            path_filter("after", source, step, here, there)
            if source
            else path_filter("step", step, here, there)
        )
    if end == ON:
        return ""
    return (
        path_filter("stopafter", source, step, here, end)
        if source
        else path_filter("stop", step, here, end)
    )


def _columns(
    ribbons: list[Ribbon], hidden: set[tuple[int, str]], order: tuple[str, ...]
) -> tuple[tuple[int, tuple[FlowNode, ...]], ...]:
    into: dict[tuple[int, str, str], int] = defaultdict(int)
    out: dict[tuple[int, str, str], int] = defaultdict(int)
    for ribbon in ribbons:
        out[ribbon.source] += ribbon.journeys
        into[ribbon.target] += ribbon.journeys
    columns: dict[int, list[FlowNode]] = defaultdict(list)
    for key in out.keys() | into.keys():
        members = sum(step == key[0] for step, _ in hidden) if key[1] == "other" else 1
        columns[key[0]].append(FlowNode(key, max(out[key], into[key]), members))
    return tuple(
        (step, tuple(sorted(columns[step], key=lambda node: _rank(node, order))))
        for step in sorted(columns)
    )


def _rank(node: FlowNode, order: tuple[str, ...]) -> tuple[int, int, int, str]:
    """Named nodes first, by the order given or by size; then the group; then those who end, left last."""
    column, kind, name = node.key
    ends = (BEGINS, EARLIER, COMPLETED, ENDED_WELL, ON, LONGER, UNDER_WAY, NEVER, LEFT)
    kinds = {"at": 0, "other": 1, **{end: 2 + rank for rank, end in enumerate(ends)}}
    return kinds[kind], order.index(name) if name in order else len(order), -node.journeys, name
