"""The actions of a workshop: who does what until when, and the figure that each is to move."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from urllib.parse import parse_qs

from journey.exhibit.around import Around, figures_around
from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.workshop.kept import Held, held
from journey.model.filters import Filters, from_link
from journey.model.words import plural
from journey.presenters.workshops import aim, outcome_line
from journey.workshop.progress import progress
from journey.workshop.things import Action

Rows = tuple[tuple[str, ...], ...]
NAME = "Workshop: actions"
COLUMNS = (
    Column("Action"),
    Column("Owner"),
    Column("Due"),
    Column("Figure to move"),
    Column("State"),
    Column("Answers"),
    Column("What became of it"),
)


def actions(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Those that are due first come first."""
    found = held(ref, source, NAME)
    if isinstance(found, Nothing):
        return found
    kept = sorted(found.board.all(Action).values(), key=lambda each: (each.due or "9", each.title))
    if not kept:
        return Nothing(ref, NAME, "This workshop has decided nothing yet.")

    @cache
    def around(filters: Filters, until: int) -> Around:
        return figures_around(source.generation, filters, until, source.is_shared)

    version = source.generation.number
    rows = tuple(_row(found, action, outcome(found, action, version, around)) for action in kept)
    columns, told = _without_empty_end(rows)
    nobody = sum(not action.owner for action in kept)
    ending = f", {nobody} of them nobody's" if nobody else ""
    return Exhibit(
        ref,
        "table",
        found.said(f"{plural(len(kept), 'action')}{ending}"),
        found.basis,
        Grid(columns, told, told),
        (),
        len(kept),
        "action",
        "A table of actions with owner, due date, figure to move and what became of it.",
    )


def _without_empty_end(rows: Rows) -> tuple[tuple[Column, ...], Rows]:
    """What became of the actions is a column once newer data say so."""
    if any(row[-1] for row in rows):
        return COLUMNS, rows
    return COLUMNS[:-1], tuple(row[:-1] for row in rows)


def _row(found: Held, action: Action, became: str) -> tuple[str, ...]:
    state = "done" if action.is_done else "open"
    answers = "; ".join(found.words(id) for id in action.notes if found.words(id))
    return action.title, action.owner, action.due, aim(action), state, answers, became


def outcome(
    found: Held, action: Action, version: int, around: Callable[[Filters, int], Around]
) -> str:
    """What became of an action that names a figure; '' while the version of the data is that of the workshop that decided it."""
    if action.until:
        return became(action, around)
    if version == found.workshop.version:
        return ""
    began = replace(action, until=found.measured.until, under=found.workshop.address)
    return became(began, around)


def became(action: Action, around: Callable[[Filters, int], Around]) -> str:
    """What became of an action since `until`, under its own filters; '' where it names no figure."""
    if not action.metric:
        return ""
    filters, _ = from_link(parse_qs(action.under))
    sides = around(filters, action.until)
    moved = progress(action, sides.before, sides.since, sides.means)
    return f"{outcome_line(action, moved, sides.means)} {filters.words()}"
