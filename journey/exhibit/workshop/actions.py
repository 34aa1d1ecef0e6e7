"""The actions of a workshop: who does what until when, and the figure that each is to move."""

from journey.exhibit.exhibit import Exhibit, Nothing
from journey.exhibit.grid import Column, Grid
from journey.exhibit.ref import Ref
from journey.exhibit.source import AnswerSource
from journey.exhibit.workshop.kept import held
from journey.model.words import plural
from journey.presenters.workshops import aim
from journey.workshop.things import Action

NAME = "Workshop: actions"
COLUMNS = (
    Column("Action"),
    Column("Owner"),
    Column("Due"),
    Column("Figure to move"),
    Column("State"),
)


def actions(ref: Ref, source: AnswerSource) -> Exhibit | Nothing:
    """Those that are due first come first."""
    found = held(ref, source, NAME)
    if isinstance(found, Nothing):
        return found
    kept = sorted(found.board.all(Action).values(), key=lambda each: (each.due or "9", each.title))
    if not kept:
        return Nothing(ref, NAME, "This workshop has decided nothing yet.")
    rows = tuple(_row(action) for action in kept)
    nobody = sum(not action.owner for action in kept)
    ending = f", {nobody} of them nobody's" if nobody else ""
    return Exhibit(
        ref,
        "table",
        f"{found.title}: {plural(len(kept), 'action')}{ending}",
        found.basis,
        Grid(COLUMNS, rows, rows),
        (),
        len(kept),
        "action",
        "A table of actions with owner, due date and figure to move.",
    )


def _row(action: Action) -> tuple[str, ...]:
    state = "done" if action.is_done else "open"
    return action.title, action.owner, action.due, aim(action), state
