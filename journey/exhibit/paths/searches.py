"""What a search in the journey graph asks, and what stands out in the drawing for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from journey.data.answer import Answer
from journey.data.views.rows import EXITS, PATHS_BETWEEN, STAGE_TRANSITIONS, TOUCHPOINT_NODES
from journey.exhibit.paths.chosen import ends, known, whole
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.graph.rows import BOTTLENECKS, COMMUNITIES, CONTRIBUTIONS, LIKELY, LOOPS, WHAT_IF
from journey.presenters.paths import graph as words
from journey.presenters.paths.graph import Highlights
from journey.presenters.paths.touchpoints import stage_positions

if TYPE_CHECKING:
    from journey.data.views.rows import PathsBetweenRow
    from journey.graph.rows import ContributionsRow, LikelyRow, LoopsRow, WhatIfRow

ROWS_LIMIT, DEFAULT_PERCENT = 5, 50


def goals(source: AnswerSource) -> list[str]:
    return list(source.generation.definition.stage_names)


def goal(ref: Ref, source: AnswerSource) -> str:
    """The stage to reach: by default the last."""
    names = goals(source)
    return known(ref, "stage", names, names[-1])


def likely_paths(ref: Ref, source: AnswerSource) -> "Answer[LikelyRow]":
    return source.ask(LIKELY, **ends(ref, source), top=ROWS_LIMIT)


def observed_paths(ref: Ref, source: AnswerSource) -> "Answer[PathsBetweenRow]":
    return source.ask(PATHS_BETWEEN, **ends(ref, source), top=ROWS_LIMIT)


def loops(source: AnswerSource) -> "Answer[LoopsRow]":
    return source.ask(LOOPS, top=2 * ROWS_LIMIT)


def contributions(ref: Ref, source: AnswerSource) -> "Answer[ContributionsRow]":
    return source.ask(CONTRIBUTIONS, stage=goal(ref, source))


def changes(source: AnswerSource) -> dict[str, str]:
    """Possible changes by their value in links, in words."""
    return words.changes(
        source.ask(EXITS).rows,
        source.ask(STAGE_TRANSITIONS).rows,
        stage_positions(goals(source)),
        source.generation.order,
    )


def reduction(ref: Ref) -> int:
    """By how many percent the change reduces."""
    return whole(ref, "by", DEFAULT_PERCENT, 0, 100)


def change(ref: Ref, source: AnswerSource) -> str:
    """The chosen change as links have it, by default that of most journeys; '' where there is nothing to change."""
    offered = list(changes(source))
    return known(ref, "change", offered, offered[0]) if offered else ""


def what_if(ref: Ref, source: AnswerSource) -> "Answer[WhatIfRow] | None":
    """The model under the chosen change; None where there is nothing to change."""
    chosen = change(ref, source)
    if not chosen:
        return None
    return source.ask(WHAT_IF, change=(f"{chosen}={reduction(ref) / 100:g}",))


def highlights(ref: Ref, source: AnswerSource) -> Highlights:
    """What the drawing highlights for the chosen search; nothing in shared mode, which tells no search of the whole graph."""
    search = HIGHLIGHTS.get(ref.option("find"))
    return search(ref, source) if search and not source.is_shared else Highlights()


def _of_likely(ref: Ref, source: AnswerSource) -> Highlights:
    return words.highlights_of_path(likely_paths(ref, source).rows)


def _of_ends(ref: Ref, source: AnswerSource) -> Highlights:
    return words.highlights_of_ends(source.ask(TOUCHPOINT_NODES).rows)


def _of_bottlenecks(ref: Ref, source: AnswerSource) -> Highlights:
    rows = source.ask(BOTTLENECKS).rows[: 2 * ROWS_LIMIT]
    return words.highlights_of_bottlenecks(rows, ROWS_LIMIT)


def _of_loops(ref: Ref, source: AnswerSource) -> Highlights:
    return words.highlights_of_loops(loops(source).rows)


def _of_communities(ref: Ref, source: AnswerSource) -> Highlights:
    return words.highlights_of_communities(source.ask(COMMUNITIES).rows)


def _of_contributions(ref: Ref, source: AnswerSource) -> Highlights:
    return words.highlights_of_contributions(contributions(ref, source).rows)


def _of_what_if(ref: Ref, source: AnswerSource) -> Highlights:
    chosen = change(ref, source)
    return words.highlights_of_change(chosen) if chosen else Highlights()


HIGHLIGHTS: dict[str, Callable[[Ref, AnswerSource], Highlights]] = {
    "likely": _of_likely,
    "ends": _of_ends,
    "bottlenecks": _of_bottlenecks,
    "loops": _of_loops,
    "communities": _of_communities,
    "contributions": _of_contributions,
    "what_if": _of_what_if,
}
