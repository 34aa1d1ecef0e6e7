"""The journey graph in words: what is drawn, what a search finds, and what stands out in the drawing for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, unquote

from pandas import DataFrame

from journey.data.views.form import with_interval
from journey.graph.views.what_if import LEAVING, RETURN
from journey.map.paths.graph import EDGES_LIMIT, JourneyGraph
from journey.model.cells import UNCODED
from journey.model.errors import UserError
from journey.model.path_filters import TOUCHPOINT, PathFilter, parse_cohort
from journey.model.vocabulary import ENDS, outcome
from journey.model.words import capital, count, duration, percent, plural, signed

if TYPE_CHECKING:
    from journey.data.ask import AnyRow
    from journey.data.views.rows import (
        EntriesTold,
        ExitsRow,
        PathsBetweenRow,
        StageTransitionsRow,
        TouchpointNodesRow,
        TransitionsRow,
    )
    from journey.graph.rows import (
        BottlenecksRow,
        CommunitiesRow,
        ContributionsRow,
        LikelyRow,
        LoopsRow,
        WhatIfRow,
    )
    from journey.map.paths.evidence.context import ScoreRow

Stop = tuple[str, str]  # a stage and a touchpoint in it
Key = TypeVar("Key", Stop, tuple[Stop, Stop])
ARROW = " → "
CHANGES_LIMIT, ENDS_LIMIT = 400, 12
NOTABLE_JOURNEYS = 0.5  # a change of fewer is none
READABLE_PATH = 5  # touchpoints of a path that a title holds
WHAT_IF = "A model, not a forecast."
GROUPS_LIMIT = 12  # values of an attribute that the evidence splits by
SEARCHES = {
    "": "nothing",
    "likely": "the most likely path",
    "ends": "where journeys begin and end",
    "bottlenecks": "bottlenecks",
    "loops": "loops and rework",
    "communities": "communities of touchpoints",
    "contributions": "what contributes to a goal",
    "what_if": "what if ...",
}
ON_THE_CARDS = {
    "ends": "On the cards: ▸ begin, ◂ end.",
    "bottlenecks": "On the cards, most time passes after no. 1.",
    "contributions": "The cards show that share.",
}
MODEL_SEARCHES = ("contributions", "what_if")  # they count how many reach a stage
COLOUR_WORDS = {
    "plain": "",
    "time": "Grey lines are the quickest, brown ones the slowest.",
    "feeling": "Red: valence falls; teal: it rises; grey: unchanged or unknown.",
    "lost": "Grey: almost no journey ends right after; red: half or more do.",
}
TABLES = {
    "paths_between": (
        "path",
        "journeys",
        "customers",
        *with_interval("share"),
        "median_seconds",
        "p90_seconds",
    ),
    "likely": ("path", "likelihood", "journeys"),
    "touchpoint_nodes": ("touchpoint", "stage", "begun", "ended", *reversed(ENDS)),
    "entries": ("touchpoint", "channel", "journeys", *ENDS, *with_interval("completion_rate")),
    "bottlenecks": (
        "touchpoint",
        "waited_seconds",
        "median_seconds",
        "p90_seconds",
        "moves",
        "betweenness",
    ),
    "loops": (
        "kind",
        "touchpoints",
        "moves",
        "journeys",
        "waited_seconds",
        "median_seconds",
        "lost_after",
    ),
    "communities": ("group", "touchpoints", "moves", "inside_share"),
    "contributions": ("touchpoint", "stage", "events", "removal_effect", "share"),
}
RETURNED_TO = ("touchpoint", "stage", "journeys", "again", *with_interval("again_rate"))


@dataclass(frozen=True)
class Highlights:
    """What stands out in the drawing: highlighted moves, touchpoints that are always drawn, notes on touchpoints."""

    moves: tuple[tuple[str, str], ...] = ()
    touchpoints: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def limit_note(highest: int) -> str:
    """A note where no more than `highest` percent of the moves can be drawn."""
    if highest == 100:
        return ""
    return f"Only the {EDGES_LIMIT} busiest lines are drawn; the tables below list all."


def caption(graph: JourneyGraph, coverage: float, colour: str) -> str:
    """What is drawn, whether the share asked for can be, and what the colour means."""
    is_short = graph.all_moves and graph.share < coverage
    limit = f"At most {EDGES_LIMIT} lines are drawn. " if is_short else ""
    return f"{limit}{coverage_sentence(graph)} {COLOUR_WORDS[colour]}".rstrip()


def coverage_sentence(graph: JourneyGraph) -> str:
    """How many moves and touchpoints are drawn, and how many are not."""
    hidden, left_out = graph.all_edges - len(graph.edges), graph.all_nodes - len(graph.nodes)
    if not graph.all_moves:
        return "No journey has two events under these filters, so there are no moves between touchpoints."
    rest = (
        f"{count(hidden)} more hold the other {percent(1 - graph.share)}"
        if hidden
        else "these are all"
    )
    nodes = f"; {plural(left_out, 'touchpoint')} not drawn" if left_out else ""
    return (
        f"Showing {plural(len(graph.edges), 'transition')} with {percent(graph.share)} of all {count(graph.all_moves)} moves; "
        f"{rest}{nodes}. Dashed lines go back or repeat."
    )


def opened(word: str, touchpoints: Iterable[str]) -> tuple[str, ...]:
    """The touchpoints of the element that the path filter names: one for a card, two for a line; none where it is neither."""
    try:
        cohort = parse_cohort(word) if word else None
    except UserError:
        return ()
    if not isinstance(cohort, PathFilter) or not set(cohort.parts) <= set(touchpoints):
        return ()
    is_drawn = (cohort.kind, len(cohort.parts)) in (("later", 1), ("contains", 2))
    return tuple(cohort.named(TOUCHPOINT)) if is_drawn else ()


def valences(scores: "Sequence[ScoreRow]") -> dict[str, float]:
    """The mean valence at each touchpoint that has one, from rows of the view `satisfaction`."""
    return {
        row["touchpoint"]: row["value"]
        for row in scores
        if row["metric"] == "sentiment"
        and (row["definition"] or "").startswith("mean")
        and row["value"] is not None
    }


def table(view: str, frame: DataFrame) -> DataFrame:
    """The rows of a search for reading: loops by the time that they take in all."""
    if view != "loops":
        return frame
    return frame.assign(kind=frame["kind"].str.replace("_", " ")).sort_values(
        "waited_seconds", ascending=False, kind="stable"
    )


def returned_to(nodes: DataFrame, most: int) -> DataFrame:
    """The touchpoints that most journeys return to."""
    rows = nodes.sort_values("again", ascending=False, kind="stable")
    return rows[rows["again"] > 0].head(most)


def returned_sentence(first: Mapping[str, Any]) -> str:
    """How many return to the touchpoint that most return to."""
    journeys = plural(int(first["journeys"]), "journey")
    return f"Most return to {first['touchpoint']}: {count(int(first['again']))} of {journeys} reach it twice or more"


def observed_finding(
    rows: "Sequence[PathsBetweenRow]", totals: Mapping[str, Any]
) -> tuple[str, str]:
    """How many of those that come from one touchpoint to the other take the most frequent path, and which it is."""
    first = rows[0]
    path = first["path"]
    from_to = f"from {path[0]} to {path[-1]}"
    if first["journeys"] == 1 < totals["journeys"]:
        title = f"No two of the {count(totals['journeys'])} journeys {from_to} take the same path"
        return title, f"The first in the table: {ARROW.join(path)}."
    title = (
        f"The most frequent path {from_to} is that of {count(first['journeys'])} of "
        f"{plural(totals['journeys'], 'journey')}"
    )
    return title, f"{ARROW.join(path)}."


def hidden_sentence(totals: Mapping[str, Any]) -> str:
    """How many paths are not listed; empty where all are."""
    if not totals["hidden_variants"]:
        return ""
    others = plural(totals["hidden_journeys"], "journey")
    return f"{plural(totals['hidden_variants'], 'more path')} for the other {others}."


def likely_finding(first: "LikelyRow") -> tuple[str, str]:
    """The path that the model thinks most likely, a long one by its length, and how many took it."""
    path, steps = first["path"], len(first["path"]) - 1
    whole = ARROW.join(path)
    took = (
        f"{plural(first['journeys'], 'journey')} took exactly this path at some time, not only from the first time on. "
        "The model looks at one step at a time, so long paths without detours may never have occurred."
    )
    if len(path) <= READABLE_PATH:
        return f"The most likely path in the model: {whole}", took
    title = f"The most likely path from {path[0]} to {path[-1]} has {plural(steps, 'step')} in the model"
    return title, f"{whole}. {took}"


def ends_finding(rows: "Sequence[TouchpointNodesRow]", total: int) -> str:
    """Where most journeys begin, and where most have their last event."""
    first, last = (max(rows, key=lambda row: row[name]) for name in ("begun", "ended"))
    return (
        f"{percent(first['begun'] / total)} begin at {first['touchpoint']}; {percent(last['ended'] / total)} have their last "
        f"event at {last['touchpoint']} ({_ended(last)})"
    )


def _ended(row: "TouchpointNodesRow") -> str:
    """'3 left, 4 under way, 5 completed'."""
    counts: AnyRow = row
    return ", ".join(
        f"{count(counts[name])} {outcome(name).noun}" for name in reversed(ENDS) if counts[name]
    )


def entries_finding(rows: "Sequence[EntriesTold]", total: int | None) -> str:
    """Where most begin and how many of these complete; beside it where surely more of those who begin there do.

    Nothing where shared mode puts more of them together than begin there.
    """
    named = [row for row in rows if row["completion_rate_n"]]  # shared mode's "other" has none
    first = max(named, key=lambda row: row["journeys"] or 0, default=None)
    others = (total or 0) - sum(row["journeys"] or 0 for row in named)
    if first is None or not total or (first["journeys"] or 0) < others:
        return ""
    begin = f"{percent((first['journeys'] or 0) / total)} begin at {_entry(first)}"
    rate, verb = first["completion_rate"], outcome("completed").verb
    if rate is None or not any(row["completed"] for row in named):
        return begin
    best = max(named, key=lambda row: row["completion_rate"] or 0)
    low, high = best["completion_rate_low"], first["completion_rate_high"]
    better = (
        f", {percent(best['completion_rate'])} of those that begin at {_entry(best)}"
        if best["base"] == "full" and low is not None and high is not None and low > high
        else ""
    )
    return f"{begin}; {percent(rate)} of these {verb}{better}"


def _entry(row: "EntriesTold") -> str:
    return f"{row['touchpoint']} ({row['channel']})" if row["channel"] else str(row["touchpoint"])


def bottlenecks_finding(rows: "Sequence[BottlenecksRow]") -> tuple[str, str]:
    """Where most time passes, and what is on most likely paths; the rows begin with the longest total time."""
    slowest, busiest = rows[0], max(rows, key=lambda row: row["betweenness"] or 0)
    share = percent(busiest["betweenness"])
    between = f"{busiest['touchpoint']} is on the largest share of likely paths ({share})"
    if not slowest["waited_seconds"]:
        return between, ""
    slow = (
        f"Most time passes after {slowest['touchpoint']}: {plural(slowest['moves'], 'move')}, "
        f"half of them {duration(slowest['median_seconds'])} or longer"
    )
    return slow, f"{between}."


def loops_finding(rows: "Sequence[LoopsRow]") -> tuple[str, str]:
    """The most frequent loop, and the one that takes the most time if that is another."""
    most_frequent = max(rows, key=lambda row: row["moves"])
    slowest = max(rows, key=lambda row: row["waited_seconds"] or 0)
    first = f"Most often, journeys {_loop_words(most_frequent)} ({plural(most_frequent['moves'], 'move')})"
    rest = "Times and journeys that end are counted per move; for longer cycles they are unknown."
    if slowest is not most_frequent and slowest["waited_seconds"]:
        half = duration(slowest["median_seconds"])
        rest = f"The longest total time is where they {_loop_words(slowest)}: half take {half} or longer. {rest}"
    return first, rest


def _loop_words(row: "LoopsRow") -> str:
    what = {
        "again": "come again to",
        "back": "go back:",
        "to_and_fro": "go to and fro:",
        "circle": "go round:",
    }[row["kind"]]
    return f"{what} {ARROW.join(row['touchpoints'])}"


def communities_finding(rows: "Sequence[CommunitiesRow]") -> str:
    """How many groups there are, and how closed the largest is."""
    groups = plural(len(rows), "group")
    inside = percent(rows[0]["inside_share"])
    return f"Touchpoints form {groups}; {inside} of the moves of the largest stay inside it"


def contributions_finding(first: "ContributionsRow", goal: str) -> tuple[str, str]:
    """How many would not reach the goal without the touchpoint that it needs most, and what the figure is."""
    return (
        f"{percent(first['removal_effect'])} of those who reach {goal} need {first['touchpoint']}, in the model",
        f"A model of what contributes to reaching {goal}: the share of those who reach it that no longer would if every journey "
        "ended at the touchpoint. Steps that everyone needs always rank high.",
    )


def what_if_finding(rows: "Sequence[WhatIfRow]", change: str, reduction: int) -> tuple[str, str]:
    """What the change by so many percent would do to the last stage that it changes, and how the model comes to it."""
    changes = f"{reduction} % {change_words(change)}"
    changed = [row for row in rows if abs(row["difference"]) >= NOTABLE_JOURNEYS]
    if not changed:
        reason = (
            "At 0 % nothing changes."
            if not reduction
            else "Nobody goes on from there, or those who would stay behave like the others there."
        )
        return f"{changes}: nothing changes in the model", f"{WHAT_IF} {reason}"
    row = changed[-1]
    low, high = row["difference_low"], row["difference_high"]
    span = f"95 % range {signed(low)} to {signed(high)}; " if low is not None else ""
    return (
        f"{changes}: {signed(row['difference'])} journeys would reach {row['stage']}, in the model",
        f"{WHAT_IF} {capital(span)}{count(round(row['before']))} now, {count(round(row['after']))} then. The actual count is "
        f"{count(row['reached'])}; the model looks at one step at a time and misses it a little, so use the difference only.",
    )


def change_words(change: str) -> str:
    """'fewer end at Ad', 'fewer repeats of Ad': a change, from its value in links."""
    names = touchpoints_of(change)
    return f"fewer end at {names[0]}" if len(names) == 1 else _return_words(*names)


def changes(
    exits: "Sequence[ExitsRow]",
    transitions: "Sequence[StageTransitionsRow]",
    positions: Mapping[str, int],
    order: Mapping[Stop, float],
) -> dict[str, str]:
    """Possible changes by their value in links, in words: fewer end, or fewer go back; the most frequent first.

    `transitions` are those between cells; `positions` those of stages, `order` of the touchpoints in each.
    """
    left: dict[Stop, int] = {}
    for row in exits:
        cell = (row["touchpoint_stage"], row["touchpoint"])
        left[cell] = left.get(cell, 0) + row["journeys"]
    back: dict[tuple[Stop, Stop], int] = {}
    for move in transitions:
        source = _stop(move["source_stage"], move["source"])
        target = _stop(move["target_stage"], move["target"])
        if source and target:
            before, after = (
                (positions[stage], order.get((stage, touchpoint), 0))
                for stage, touchpoint in (source, target)
            )
            if after <= before:
                back[source, target] = back.get((source, target), 0) + move["moves"]
    return {
        f"{LEAVING}/{_encoded(*cell)}": f"fewer end at {cell[1]}, {cell[0]} ({count(number)} now)"
        for cell, number in _most_frequent(left)
    } | {
        f"{RETURN}/{_encoded(*source, *target)}": f"{_return_words(source[1], target[1])} ({plural(moves, 'move')})"
        for (source, target), moves in _most_frequent(back)
    }


def _stop(stage: str | None, touchpoint: str | None) -> Stop | None:
    """None at the beginning and at the end of a journey."""
    return None if stage is None or touchpoint is None else (stage, touchpoint)


def _most_frequent(counts: dict[Key, int]) -> list[tuple[Key, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:CHANGES_LIMIT]


def _return_words(source: str, target: str) -> str:
    return (
        f"fewer repeats of {source}"
        if source == target
        else f"fewer returns from {source} to {target}"
    )


def _encoded(*parts: str) -> str:
    return "/".join(quote(part, safe=UNCODED) for part in parts)


def touchpoints_of(change: str) -> list[str]:
    """The touchpoints that a change is about, from its value in links."""
    parts = [unquote(part) for part in change.split("/")]
    return parts[2::2]


def highlights_of_path(rows: "Sequence[LikelyRow]") -> Highlights:
    """The most likely path."""
    path = tuple(rows[0]["path"]) if rows else ()
    return Highlights(tuple(zip(path, path[1:], strict=False)), path)


def highlights_of_ends(rows: "Sequence[TouchpointNodesRow]") -> Highlights:
    """Notes on the touchpoints at which most journeys begin or end."""
    busiest = sorted(rows, key=lambda row: -max(row["begun"], row["ended"]))[:ENDS_LIMIT]
    return Highlights(
        notes=tuple(
            (row["touchpoint"], f"▸{count(row['begun'])} ◂{count(row['ended'])}")
            for row in rows
            if row in busiest
        )
    )


def highlights_of_bottlenecks(rows: "Sequence[BottlenecksRow]", drawn: int) -> Highlights:
    """Where most time passes, in that order; so many of them are always drawn."""
    return Highlights(
        touchpoints=tuple(row["touchpoint"] for row in rows[:drawn]),
        notes=tuple((row["touchpoint"], f"no. {rank}") for rank, row in enumerate(rows, 1)),
    )


def highlights_of_loops(rows: "Sequence[LoopsRow]") -> Highlights:
    """The moves of the loops; longer circles have none of their own."""
    return Highlights(
        tuple(
            (row["touchpoints"][0], row["touchpoints"][-1])
            for row in rows
            if row["kind"] != "circle"
        )
    )


def highlights_of_communities(rows: "Sequence[CommunitiesRow]") -> Highlights:
    """The group of each touchpoint."""
    return Highlights(
        notes=tuple((name, f"group {row['group']}") for row in rows for name in row["touchpoints"])
    )


def highlights_of_contributions(rows: "Sequence[ContributionsRow]") -> Highlights:
    """How many would not reach the goal without each touchpoint."""
    return Highlights(
        notes=tuple((row["touchpoint"], percent(row["removal_effect"])) for row in reversed(rows))
    )


def highlights_of_change(change: str) -> Highlights:
    """The move that a change is about, or its touchpoint."""
    names = touchpoints_of(change)
    return Highlights(((names[0], names[1]),) if len(names) == 2 else (), tuple(names))


def headline(
    nodes: "Sequence[TouchpointNodesRow]",
    transitions: "Sequence[TransitionsRow]",
    opened: tuple[str, ...],
    is_of_times: bool = False,
) -> str:
    """How many were last seen at the open touchpoint, else at the one with most of them, and where the others go next.

    Where that is not known or not told, the busiest move; of a graph of times the one that takes most time in all.
    """
    rated = [row for row in nodes if row["base"] == "full" and row["leaving_rate"]]
    at_opened = [row for row in rated if (row["touchpoint"],) == opened]
    worst = max(at_opened or rated, key=lambda row: row["dropped_off"], default=None)
    if worst is None:
        return _slowest(transitions) if is_of_times else _busiest(transitions)
    onward = [row for row in transitions if row["source"] == worst["touchpoint"] != row["target"]]
    most_frequent = max(onward, key=lambda row: row["journeys"], default=None)
    passing, left = worst["journeys"], worst["dropped_off"]
    under_way = passing - worst["leaving_rate_n"]
    aside = f", not counting {count(under_way)} still under way there" if under_way else ""
    sentence = (
        f"{plural(left, 'journey')} {'was' if left == 1 else 'were'} last seen at {worst['touchpoint']} and "
        f"{outcome('dropped_off').clause_of(left)}, "
        f"{percent(worst['leaving_rate'])} of those that pass it{aside}"
    )
    if most_frequent is None:
        return sentence
    share, target = percent(most_frequent["journeys"] / passing), most_frequent["target"]
    at_least = " at least once" if worst["events"] > passing else ""
    return f"{sentence}; {share} go directly on to {target}{at_least}"


def _slowest(transitions: "Sequence[TransitionsRow]") -> str:
    """The move that takes most time: half of its moves times what half of them take at least."""
    timed = [row for row in transitions if row["median_seconds"] and row["base"] == "full"]
    row = max(timed, key=lambda row: row["moves"] * (row["median_seconds"] or 0), default=None)
    if row is None:
        return _busiest(transitions)
    half, moves = duration(row["median_seconds"]), plural(row["moves"], "move")
    return f"Half of the {moves} from {row['source']} to {row['target']} take {half} or longer"


def _busiest(transitions: "Sequence[TransitionsRow]") -> str:
    """The move between two touchpoints that most journeys make."""
    moves = [row for row in transitions if row["source"] != row["target"] and row["journeys"]]
    row = max(moves, key=lambda row: row["journeys"], default=None)
    if row is None:
        return "The paths that customers really take"
    journeys = plural(row["journeys"], "journey")
    return f"The busiest move goes from {row['source']} to {row['target']}: {journeys}"


def transition_headline(
    nodes: "Sequence[TouchpointNodesRow]",
    transitions: "Sequence[TransitionsRow]",
    source: str,
    target: str,
) -> str:
    """How many at a touchpoint go directly on to another, and how soon."""
    node = next((row for row in nodes if row["touchpoint"] == source), None)
    moves = (row for row in transitions if (row["source"], row["target"]) == (source, target))
    move = next(moves, None)
    if node is None or move is None:
        return f"Nobody goes directly from {source} to {target}"
    where = "repeat it immediately" if source == target else f"go directly on to {target}"
    share = percent(move["journeys"] / node["journeys"])
    passing = plural(node["journeys"], "journey")
    return f"{share} of the {passing} that pass {source} {where}{_soon(move['median_seconds'])}"


def _soon(median_seconds: float | None) -> str:
    if median_seconds is None:
        return ""
    if median_seconds:
        return f"; half of these moves within {duration(median_seconds)}"
    return "; half of these at the same moment"
